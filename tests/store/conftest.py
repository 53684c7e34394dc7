"""A binder on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.store.binder import Binder
from tests.keys import KEY, PLAIN
from tests.store.drafts import MONDAY, how


@pytest.fixture(autouse=True, params=["plain", "encrypted"])
def kind(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every test of the store runs on a plain file and on an encrypted one.

    Modules that reach into the file itself say ``KINDS = ["plain"]``.
    """
    if request.param not in getattr(request.module, "KINDS", ["plain", "encrypted"]):
        pytest.skip("reaches into the file itself")
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
