"""Where backups lie and which stay: a wrong clock, a full stick, another stick, no stick."""

import errno
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from ir_app.actions import incidents, keeping, notes
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store import archive, backup
from ir_app.store.kept import read_kept
from ir_app.store.keys import slots
from ir_app.store.keys.source import KeySource
from tests.keys import KEY
from tests.store.drafts import MONDAY, OPENED, opened, write

RUNS_ON = ("sqlcipher",)
WHY = "backups are of an encrypted file"


@pytest.fixture
def desk(folder: Path, clock: SteppedClock) -> Iterator[Desk]:
    made = open_desk(folder, clock, key=KEY)
    incidents.start(made, "locked")
    yield made
    made.close()


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


# --- which stay ---------------------------------------------------------------------------------


def test_backups_from_a_day_of_a_wrong_clock_push_no_new_one_out(folder: Path) -> None:
    """Ten were dated 2099, and every backup made after was gone the moment it was made."""
    with opened(folder, SteppedClock(datetime(2099, 1, 1, tzinfo=UTC))) as binder:
        write(binder, "i1", OPENED)
        for _ in range(12):
            binder.back_up("the battery was changed")
    clock = SteppedClock(MONDAY)
    with opened(folder, clock) as binder:
        made = []
        for _ in range(15):
            made.append(binder.back_up("after the clock was set"))
            assert made[-1].exists()
            clock.forward(days=1)
    assert all(path.exists() for path in made)


def test_the_backup_that_was_just_made_stays_when_the_clock_went_back_years(folder: Path) -> None:
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        for _ in range(12):
            binder.back_up("before")
    with opened(folder, SteppedClock(MONDAY - timedelta(days=4000))) as binder:
        assert binder.back_up("after").exists()


def test_the_only_backup_of_an_older_schema_stays(folder: Path) -> None:
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        first = binder.back_up("before an update of the file")
    with_schema(first, 1)
    clock = SteppedClock(MONDAY + timedelta(days=100))
    with opened(folder, clock) as binder:
        for _ in range(12):
            binder.back_up("later")
    assert first.exists()
    assert len(names(folder / "backups")) == 11


def with_schema(path: Path, schema: int) -> None:
    manifest = msgspec.structs.replace(archive.read_manifest(path), schema=schema)
    part = path.parent.parent / "taken apart"
    part.mkdir()
    archive.unpack(path, part)
    (keys,) = slots.read(part)[:1]
    archive.pack(path, part / archive.BODY, keys, manifest)
    shutil.rmtree(part)


def test_a_backup_that_can_not_be_removed_does_not_spoil_the_new_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "held")

    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        monkeypatch.setattr(Path, "unlink", held)
        made = [binder.back_up("test") for _ in range(12)]
    assert all(path.exists() for path in made)


def test_what_a_killed_backup_left_is_cleared_by_the_next(folder: Path) -> None:
    left = folder / "backups" / "part-killed"
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        left.mkdir(parents=True)
        (left / archive.BODY).write_bytes(bytes(1000))
        path = binder.back_up("test")
    assert names(folder / "backups") == [path.name]


def test_the_newest_good_backup_is_found_in_a_folder_that_can_only_be_read(folder: Path) -> None:
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        good = binder.back_up("test")
        bad = binder.back_up("test")
    raw = bytearray(bad.read_bytes())
    raw[len(raw) // 2] ^= 1
    bad.write_bytes(raw)
    before = names(folder / "backups")
    found = backup.newest_good(folder / "backups")
    assert found is not None
    assert found[0] == good
    assert names(folder / "backups") == before


# --- keys of their day --------------------------------------------------------------------------


def test_a_change_of_keys_makes_a_backup_due_at_once(desk: Desk) -> None:
    """The stick of last week opened by the keyring of the stolen computer alone."""
    keeping.back_up(desk)
    assert not keeping.is_due(desk)
    code = keeping.new_code(desk)
    assert keeping.is_due(desk)
    keeping.close(desk)
    last = keeping.last_backup(desk.binder.folder)
    assert last is not None
    assert {slot.kind.value for slot in archive.read_keys(last[0]).slots} == {
        "passphrase",
        "recovery",
    }
    key = KeySource(code=code, keyring=False)
    keeping.restore(desk.binder.folder.parent / "new computer", last[0], desk.clock, key)


def test_a_backup_whose_keys_are_damaged_makes_a_new_one_due(desk: Desk) -> None:
    keeping.back_up(desk)
    last = keeping.last_backup(desk.binder.folder)
    assert last is not None
    last[0].write_bytes(last[0].read_bytes().replace(b'"sealed": "', b'"sealed": "zz', 1))
    assert keeping.is_due(desk)


# --- the second place ---------------------------------------------------------------------------


def test_another_drive_in_its_place_is_noticed_and_not_written_on(
    desk: Desk, tmp_path: Path
) -> None:
    """Such as the empty folder of a stick that is not plugged in, on the very same disk."""
    stick = tmp_path / "stick"
    stick.mkdir()
    keeping.second_place(desk, stick)
    keeping.back_up(desk)
    shutil.rmtree(stick)
    for there in (False, True):
        if there:
            stick.mkdir()
        with pytest.raises(Problem, match="not there, or another drive"):
            keeping.back_up(desk)
        assert not there or names(stick) == []
    assert stick.exists() is True
    assert "second place" in read_kept(desk.binder.folder).trouble
    keeping.second_place(desk, stick)  # she picks it once more
    keeping.back_up(desk)
    assert read_kept(desk.binder.folder).trouble == ""
    assert len(backup.listed(stick)) == 1


def test_a_place_that_can_not_be_written_is_said_when_it_is_picked(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Problem, match="can't be written"):
        keeping.second_place(desk, tmp_path / "file")
    assert read_kept(desk.binder.folder).second == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "is full"), (errno.EROFS, "only be read"), (errno.EIO, "can't be written")],
)
def test_a_full_stick_is_said_and_nothing_half_stays_on_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    stick = tmp_path / "stick"
    keeping.second_place(desk, stick)
    keeping.back_up(desk)
    before = names(stick)

    def fail(source: Path, target: Path) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(number, "no")

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(Problem, match=said) as caught:
        keeping.back_up(desk)
    assert "beside the binder was made" in caught.value.safe
    assert names(stick) == before
    assert len(backup.listed(desk.binder.folder / "backups")) == 2


def test_a_place_on_the_same_drive_is_said(desk: Desk, tmp_path: Path) -> None:
    assert "same drive" in keeping.second_place(desk, tmp_path / "elsewhere").said


def test_closing_a_binder_that_was_only_looked_at_warns_of_nothing(
    desk: Desk, clock: SteppedClock
) -> None:
    """It said at the next start that the folder could only be read."""
    looking = open_desk(desk.binder.folder, clock, key=KEY, read_only=True)
    keeping.close(looking)
    assert read_kept(desk.binder.folder).trouble == ""


# --- an older copy, by the program's own restore ------------------------------------------------


def test_a_restored_older_backup_is_recognised_and_written_down(
    desk: Desk, clock: SteppedClock
) -> None:
    incident = desk.binder.journals()[0]
    path = desk.binder.back_up("test")
    notes.add(desk, incident, "Not in the backup.")
    folder = desk.binder.folder
    desk.close()
    keeping.restore(folder, path, clock, KEY)
    again = open_desk(folder, clock, key=KEY)
    assert incident in {found.journal for found in again.older}
    kinds = [entry.kind for entry in again.incident(incident).entries]
    assert "older_copy_found" in kinds
    assert again.binder.fault(incident) is None
    again.close()
