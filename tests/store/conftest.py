"""A binder on a real file and the same one on a real server."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.store.binder import Binder
from tests.store.drafts import MONDAY, fresh_folder
from tests.store.server.postgres import Server, running

Opens = Callable[[], Binder]
Fresh = Callable[[], AbstractContextManager[Opens]]


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "binder"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running() as one:
        yield one


@pytest.fixture(params=["file", "server"])
def store(request: pytest.FixtureRequest) -> Server | None:
    """Where the binder is: None for a file."""
    if request.param == "file":
        return None
    found: Server = request.getfixturevalue("server")
    return found


@pytest.fixture
def binder(store: Server | None, folder: Path, clock: SteppedClock) -> Iterator[Binder]:
    address = store.writer() if store else None
    opened = Binder.open_server(address, clock, folder) if address else Binder.open(folder, clock)
    with opened:
        yield opened


@pytest.fixture
def file_binder(folder: Path, clock: SteppedClock) -> Iterator[Binder]:
    """For what only a file has: pragmas, modes, a lock, a size."""
    with Binder.open(folder, clock) as opened:
        yield opened


@pytest.fixture
def fresh(store: Server | None) -> Fresh:
    """Make an empty binder of its own for each example that hypothesis makes up."""

    @contextmanager
    def make() -> Iterator[Opens]:
        with fresh_folder() as folder:
            if store is None:
                yield lambda: Binder.open(folder, SteppedClock(MONDAY))
            else:
                address = store.writer()
                yield lambda: Binder.open_server(address, SteppedClock(MONDAY), folder)

    return make
