"""A binder on a real file and the same one on a real server."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.store.binder import Binder
from tests.keys import KEY, PLAIN
from tests.store.drafts import MONDAY, fresh_folder, how
from tests.store.server.postgres import Server, running

Opens = Callable[[], Binder]
Fresh = Callable[[], AbstractContextManager[Opens]]


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
    if address:
        opened = Binder.open_server(address, clock, folder)
    else:
        opened = Binder.open(folder, clock, key=how.key)
    with opened:
        yield opened


@pytest.fixture
def file_binder(folder: Path, clock: SteppedClock) -> Iterator[Binder]:
    """For what only a file has: pragmas, modes, a lock, a size."""
    with Binder.open(folder, clock, key=how.key) as opened:
        yield opened


@pytest.fixture
def fresh(store: Server | None) -> Fresh:
    """Make an empty binder of its own for each example that hypothesis makes up."""

    @contextmanager
    def make() -> Iterator[Opens]:
        with fresh_folder() as folder:
            if store is None:
                yield lambda: Binder.open(folder, SteppedClock(MONDAY), key=how.key)
            else:
                address = store.writer()
                yield lambda: Binder.open_server(address, SteppedClock(MONDAY), folder)

    return make
