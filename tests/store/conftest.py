"""A binder on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.store.binder import Binder
from tests.store.drafts import MONDAY


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "binder"


@pytest.fixture
def binder(folder: Path, clock: SteppedClock) -> Iterator[Binder]:
    with Binder.open(folder, clock) as opened:
        yield opened
