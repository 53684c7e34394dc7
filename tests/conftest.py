"""Fixtures every test may use: golden files, a stepped clock, an open desk."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.store import counsel
from tests.keys import CHEAP, Memory, memory_keyring
from tests.once import read_once

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
read_once()
# The suite tries the same cases each time: when it turns red, something was changed. Others are
# looked for with --hypothesis-profile search.
settings.register_profile("suite", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile("suite")

MONDAY = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)  # 8:05 am in Fort Wayne


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite golden files; review the git diff"
    )


Golden = Callable[[Path, str], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a committed file, or rewrite the file with --update-golden."""
    update = request.config.getoption("--update-golden")

    def check(path: Path, value: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(value, encoding="utf-8", newline="\n")
        assert path.exists(), f"no golden file {path}: run with --update-golden and look at it"
        assert value == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(autouse=True)
def memory() -> Iterator[Memory]:
    """No test touches this computer's own keyring."""
    with memory_keyring() as backend:
        yield backend


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a computer remembers of binders is a test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


class _CheapLock(counsel.Wrapped, frozen=True, kw_only=True):
    passes: int = CHEAP.passes
    memory: int = CHEAP.memory
    lanes: int = CHEAP.lanes


@pytest.fixture(autouse=True)
def cheap_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PIN or a passphrase costs little to try; tests of the cost have a fixture of their own."""
    hasher = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("argon2.PasswordHasher", hasher)
    monkeypatch.setattr(counsel, "Wrapped", _CheapLock)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY)


@pytest.fixture
def desk(tmp_path: Path, clock: SteppedClock) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "binder", clock)
    yield opened
    opened.close()
