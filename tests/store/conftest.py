"""A binder on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.store.binder import Binder
from tests.keys import KEY, PLAIN
from tests.store.drafts import MONDAY, how


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of the store on a plain file and on an encrypted one.

    Modules that reach into the file itself, or have to do with keys, say which in ``KINDS``.
    """
    kinds = getattr(metafunc.module, "KINDS", ["plain", "encrypted"])
    metafunc.parametrize("kind", kinds, indirect=True)


@pytest.fixture(autouse=True)
def kind(request: pytest.FixtureRequest) -> Iterator[str]:
    """How the binders of this test are opened."""
    how.key = {"plain": PLAIN, "encrypted": KEY}[request.param]
    yield request.param
    how.key = KEY


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "binder"


@pytest.fixture
def binder(folder: Path, clock: SteppedClock) -> Iterator[Binder]:
    with Binder.open(folder, clock, key=how.key) as opened:
        yield opened
