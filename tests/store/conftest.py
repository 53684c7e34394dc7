"""One suite over three stores: a plain file, an encrypted one, a real PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.store.binder import Binder
from tests.keys import KEY, PLAIN
from tests.store.drafts import MONDAY, fresh_folder, how
from tests.store.places import STORES, Place
from tests.store.server.postgres import Server, running

Opens = Callable[[], Binder]
Fresh = Callable[[], AbstractContextManager[Opens]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of the store on all three, unless its module or its mark says why not.

    A module says ``RUNS_ON`` and ``WHY``; one test says ``@pytest.mark.stores(..., why="...")``.
    """
    stores, why = getattr(metafunc.module, "RUNS_ON", STORES), getattr(metafunc.module, "WHY", "")
    if mark := metafunc.definition.get_closest_marker("stores"):
        stores, why = mark.args, mark.kwargs.get("why", "")
    if set(stores) != set(STORES) and not why:
        raise pytest.UsageError(f"{metafunc.definition.nodeid} does not say why not on all stores")
    metafunc.parametrize("store", stores, indirect=True)


@pytest.fixture(autouse=True)
def store(request: pytest.FixtureRequest) -> Iterator[str]:
    """Which of the three this test runs on."""
    how.key = PLAIN if request.param == "plain" else KEY
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


@pytest.fixture
def place(store: str, folder: Path, request: pytest.FixtureRequest) -> Place:
    """A binder's place of this test's own; a new practice when it is on the server."""
    if store != "postgresql":
        return Place(store, folder)
    shared: Server = request.getfixturevalue("server")
    return Place(store, folder, shared, shared.writer())


@pytest.fixture
def alone(store: str, folder: Path, request: pytest.FixtureRequest) -> Place:
    """A place that may be harmed: on the server a group of its own."""
    if store != "postgresql":
        return Place(store, folder)
    shared: Server = request.getfixturevalue("server")
    own = shared.fresh()
    return Place(store, folder, own, own.writer())


@pytest.fixture
def binder(place: Place, clock: SteppedClock) -> Iterator[Binder]:
    with place.open(clock) as opened:
        yield opened


@pytest.fixture
def fresh(store: str, request: pytest.FixtureRequest) -> Fresh:
    """Make an empty binder of its own for each example that hypothesis makes up."""

    @contextmanager
    def make() -> Iterator[Opens]:
        with fresh_folder() as folder:
            if store == "postgresql":
                shared: Server = request.getfixturevalue("server")
                own = Place(store, folder, shared, shared.writer())
            else:
                own = Place(store, folder)
            yield own.open

    return make
