"""A binder, an office and a patient list for whole stories; the list is made once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest

from ir_app.actions import seat
from ir_app.actions.desk import Desk, open_desk
from ir_app.cli.demo import SAMPLE, set_up
from ir_app.clock import SteppedClock
from ir_app.core.kinds import Role
from tests.roster.generate import generate
from tests.stories.walker import PIN, Walker, Way

Office = Callable[[Way], Walker]


@pytest.fixture(scope="session")
def patients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("patients") / "patients.csv"
    generate("dentrix", 24, 12, path)
    return path


@pytest.fixture
def desk(clock: SteppedClock) -> Iterator[Desk]:
    """Open a real binder, in memory where the computer has a folder for that."""
    place = Path("/dev/shm")
    with TemporaryDirectory(dir=place if place.is_dir() else None) as folder:
        opened = open_desk(Path(folder) / "binder", clock)
        yield opened
        opened.close()


@pytest.fixture
def office(desk: Desk, clock: SteppedClock, patients: Path) -> Office:
    """Return what puts a walker into the sample practice."""
    sample = msgspec.toml.decode((SAMPLE / "practice.toml").read_bytes())
    members = set_up(desk, sample, PIN)
    seat.sign_in(desk, members[Role.LEAD])

    def sit_down(way: Way) -> Walker:
        return Walker(desk, clock, members, patients, SAMPLE / "locked-screen.png", way)

    return sit_down
