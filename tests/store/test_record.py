"""What a desk does is the same on every store: people, letters, seals, old copies, forgeries."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from ir_app.actions import counsel, evidence, letters, notes, seat, story
from ir_app.actions.desk import Desk, open_desk
from ir_app.cli.papers import verify_journals
from ir_app.clock import SteppedClock
from ir_app.core.kinds import LettersMailed, Noted, Sealed
from ir_app.core.moment import Moment
from ir_app.core.practice import PRACTICE
from ir_app.export.verify import verify_bundle
from ir_app.problems import Problem
from tests.actions.office import add, approve, begin, settle_before, written
from tests.actions.test_sealing import FORGERIES, Bodies, relinked
from tests.store.drafts import how, write
from tests.store.kills.whole import complaints
from tests.store.places import Place


def desk_at(place: Place, clock: SteppedClock, *, read_only: bool = False) -> Desk:
    """The desk of a place, opened as the window opens it."""
    if place.address:
        return open_desk(place.folder, clock, server=place.address, read_only=read_only)
    return open_desk(place.folder, clock, key=how.key, read_only=read_only)


@pytest.fixture
def desk(alone: Place, clock: SteppedClock) -> Iterator[Desk]:
    opened = desk_at(alone, clock)
    yield opened
    opened.close()


def test_a_whole_incident_lies_there_whole_and_comes_back(
    desk: Desk, alone: Place, clock: SteppedClock, tmp_path: Path
) -> None:
    incident, members = written(desk, tmp_path)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8" + bytes(2_500_000))
    evidence.keep(desk, incident, tmp_path / "photo.jpg")
    settle_before(desk, incident, "approve-letters")
    with pytest.raises(Problem, match="PIN is not right"):
        approve(desk, incident, members["approver"], "111112")
    approve(desk, incident, members["approver"])
    letters.mail(desk, incident)
    attorney = add(desk, "Ruth Lee, Esq.", "counsel")
    seat.sign_in(desk, attorney)
    counsel.open_track(desk, incident, "four words of counsel")
    counsel.note(desk, incident, "Is the vendor's notice late?")
    story.save_bundle(desk, incident, tmp_path / "b.zip")
    assert verify_bundle(tmp_path / "b.zip").ok
    desk.close()
    again = desk_at(alone, clock)
    assert complaints(again.binder) == []
    assert verify_journals(again.binder).ok
    kinds = [type(entry.data) for entry in again.incident(incident).entries]
    assert LettersMailed in kinds
    assert kinds[-1] is Sealed
    seat.sign_in(again, attorney)
    with pytest.raises(Problem, match="not right"):
        counsel.unlock(again, incident, "four other words here")
    counsel.unlock(again, incident, "four words of counsel")
    assert list((counsel.texts(again, incident) or {}).values()) == ["Is the vendor's notice late?"]
    again.close()


@pytest.mark.parametrize("name", FORGERIES)
def test_a_journal_written_anew_with_fitting_hashes_and_ends_is_found(
    desk: Desk, alone: Place, clock: SteppedClock, name: str
) -> None:
    incident = begin(desk)
    for number in range(100):
        notes.add(desk, incident, f"Note {number}")
    desk.close()
    with alone.open(read_only=True) as binder:
        assert verify_journals(binder).ok
    with alone.raw() as raw:
        found = raw.ask("select text from journal where incident = ? order by seq", (incident,))
        bodies: Bodies = [msgspec.json.decode(text) for (text,) in found]
        rows = relinked(FORGERIES[name](bodies))
        raw.do("delete from journal where incident = ?", (incident,))
        for row in rows:
            raw.do("insert into journal (text, hash) values (?, ?)", row)
        end = (len(rows), rows[-1][1], incident)
        raw.do("update tip set seq = ?, hash = ? where incident = ?", end)
    with alone.open(read_only=True) as binder:
        assert not verify_journals(binder).ok


def test_an_old_copy_that_was_brought_back_is_recognised_and_written_down(
    desk: Desk, alone: Place, clock: SteppedClock, tmp_path: Path
) -> None:
    incident = begin(desk)
    notes.add(desk, incident, "In the copy.")
    desk.close()
    copy(alone, tmp_path / "copy")
    later = desk_at(alone, clock)
    notes.add(later, incident, "After the copy.")
    later.close()
    bring_back(alone, tmp_path / "copy")
    again = desk_at(alone, clock)
    assert [d.journal for d in again.older] == [incident]
    notes.add(again, incident, "Work goes on.")
    assert again.binder.fault(incident) is None
    again.close()
    third = desk_at(alone, clock)
    assert third.older == []
    third.close()


def copy(place: Place, to: Path) -> None:
    if place.server is None:
        shutil.copytree(place.folder, to)
        return
    with place.server.raw(database="postgres") as raw:
        raw.execute(f"CREATE DATABASE {place.server.database}_old TEMPLATE {place.server.database}")


def bring_back(place: Place, copied: Path) -> None:
    """Put the copy in the binder's place; what this computer remembers stays."""
    if place.server is None:
        for path in copied.iterdir():
            if path.name != "binder.marks":
                shutil.copy2(path, place.folder / path.name)
        return
    name = place.server.database
    with place.server.raw(database="postgres") as raw:
        raw.execute(f"DROP DATABASE {name}")
        raw.execute(f"ALTER DATABASE {name}_old RENAME TO {name}")


def test_the_hour_that_comes_twice_is_kept_apart(place: Place) -> None:
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 1:30 am in New York, and an hour later again
    clock = SteppedClock(first, tick=timedelta(0))
    desk = desk_at(place, clock)
    incident, zone = begin(desk), "America/New_York"
    for at in (first, first + timedelta(hours=1)):
        clock.move_to(at)
        notes.add(desk, incident, "half past one", happened=Moment.of(at, zone))
    one, two = (e for e in desk.incident(incident).entries if isinstance(e.data, Noted))
    assert one.happened.wall.replace(tzinfo=None, fold=0) == two.happened.wall.replace(
        tzinfo=None, fold=0
    )
    assert one.happened != two.happened
    assert one.recorded < two.recorded
    assert desk.binder.fault(incident) is None
    desk.close()


def test_a_binder_opened_to_read_says_so(place: Place, clock: SteppedClock) -> None:
    with place.open() as binder:
        write(binder, PRACTICE, "ours")
    desk = desk_at(place, clock, read_only=True)
    with pytest.raises(Problem, match=r"only be read|not allowed"):
        begin(desk)
    assert desk.binder.journals() == []
    desk.binder.close()
