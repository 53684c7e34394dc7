"""When the record is sealed, and what nobody can do to it afterwards."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
import rfc8785

from ir_app.actions import copies, letters, notes, seat, story, undo
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.journal import NO_HASH, digest
from ir_app.core.kinds import (
    Closed,
    Exported,
    LettersApproved,
    LettersMailed,
    Noted,
    Opened,
    Sealed,
)
from ir_app.core.practice import PRACTICE
from ir_app.core.seals import fingerprint
from ir_app.export.verify import verify_bundle
from ir_app.pages import ready
from ir_app.store.engine import Mode, connect
from ir_app.store.guards import sqlite_guards
from ir_app.store.opening import FILE
from tests.actions.office import approve, begin, settle_before, written
from tests.export.test_bundle import stranger


def kinds(desk: Desk, incident: str) -> list[type]:
    return [type(entry.data) for entry in desk.incident(incident).entries]


def test_after_fifty_entries_at_the_latest_there_is_a_seal(desk: Desk) -> None:
    incident = begin(desk)
    for number in range(240):
        notes.add(desk, incident, f"Note {number}")
    found = kinds(desk, incident)
    places = [seq for seq, kind in enumerate(found, start=1) if kind is Sealed]
    assert places == [51, 102, 153, 204]
    assert desk.binder.seals(incident).sealed_to == 203
    assert desk.binder.fault(incident) is None


def test_approval_mailing_export_and_closing_are_each_sealed_at_once(
    desk: Desk, tmp_path: Path
) -> None:
    incident, members = written(desk, tmp_path)
    settle_before(desk, incident, "approve-letters")
    approve(desk, incident, members["approver"])
    letters.mail(desk, incident)
    story.save_timeline(desk, incident, tmp_path / "t.csv")
    desk.record(incident, [Closed(words="")])
    entries = desk.incident(incident).entries
    for kind in (LettersApproved, LettersMailed, Exported, Closed):
        act = next(e.act for e in entries if isinstance(e.data, kind))
        behind = next(e for e in entries if e.seq > act and e.act != act)
        assert isinstance(behind.data, Sealed), kind
    assert desk.binder.seals(incident).sealed_to == entries[-1].seq - 1


def test_the_end_of_the_program_seals_what_is_left_and_only_that(
    desk: Desk, clock: SteppedClock
) -> None:
    incident = begin(desk)
    desk.close()
    desk.close()
    again = open_desk(desk.binder.folder, clock)
    assert kinds(again, incident) == [Opened, Sealed]
    again.close()
    third = open_desk(desk.binder.folder, clock)
    assert len(third.incident(incident).entries) == 2
    third.close()


def test_a_seal_does_not_stand_in_the_way_of_undo(desk: Desk) -> None:
    incident = begin(desk)
    notes.add(desk, incident, "To be taken back.")
    desk.seal(incident)
    undo.last(desk, incident)
    assert desk.incident(incident).undone == {2}


def test_get_ready_shows_the_key_that_a_bundle_names(desk: Desk, tmp_path: Path) -> None:
    assert "made with the first line" in ready.build(desk).seal
    incident = begin(desk)
    story.save_bundle(desk, incident, tmp_path / "b.zip")
    (key,) = desk.binder.seal_keys()
    assert fingerprint(key) in ready.build(desk).seal
    lines = verify_bundle(tmp_path / "b.zip").lines
    assert any(
        f"Sealed up to entry 1. Fingerprint of the key: {fingerprint(key)}" in x for x in lines
    )
    code, said = stranger(tmp_path / "b.zip")
    assert (code, fingerprint(key) in said) == (0, True)


def test_a_bundle_whose_journal_was_written_anew_with_another_key_is_not_ours(
    desk: Desk, tmp_path: Path
) -> None:
    incident = begin(desk)
    notes.add(desk, incident, "It was Tuesday.")
    story.save_bundle(desk, incident, tmp_path / "b.zip")
    from ir_app.actions.bundling import parts
    from ir_app.export.bundle import write_bundle

    made = parts(desk.situation(incident))
    made.journals = {incident: rewritten(made.journals[incident], "Tuesday", "Monday!")}
    write_bundle(tmp_path / "forged.zip", made)
    assert any("seal" in fault for fault in verify_bundle(tmp_path / "forged.zip").faults)
    assert stranger(tmp_path / "forged.zip")[0] == 1
    made = parts(desk.situation(incident))
    made.seal_keys = ()
    write_bundle(tmp_path / "keyless.zip", made)
    assert stranger(tmp_path / "keyless.zip")[0] == 1


Rows = list[tuple[str, str]]
Bodies = list[dict[str, object]]


def rewritten(rows: Rows, old: str, new: str) -> Rows:
    """What somebody leaves who changes a word and makes all hashes right again."""
    return relinked([msgspec.json.decode(text.replace(old, new)) for text, _ in rows])


def relinked(bodies: Bodies) -> Rows:
    rows: Rows = []
    for seq, body in enumerate(bodies, start=1):
        body |= {"seq": seq, "act": seq, "prev": rows[-1][1] if rows else NO_HASH}
        data = body["data"]
        if body["kind"] == "sealed" and isinstance(data, dict):
            data |= {"head_seq": seq - 1, "head_hash": rows[-1][1] if rows else NO_HASH}
        text = rfc8785.dumps(body).decode()  # type: ignore[arg-type]
        rows.append((text, digest(text)))
    return rows


def without(bodies: Bodies, *places: int) -> Bodies:
    return [body for place, body in enumerate(bodies) if place not in places]


def changed(bodies: Bodies) -> Bodies:
    bodies[10]["data"] = {"text": "It was Monday.", "basis": "saw"}
    return bodies


def swapped(bodies: Bodies) -> Bodies:
    bodies[10], bodies[11] = bodies[11], bodies[10]
    return bodies


FORGERIES: dict[str, Callable[[Bodies], Bodies]] = {
    "change": changed,
    "delete": lambda bodies: without(bodies, 10),
    "swap": swapped,
    "insert": lambda bodies: [*bodies[:10], bodies[5] | {"actor": "Somebody"}, *bodies[10:]],
    "cut the end and its seal": lambda bodies: bodies[:80],
    "cut the end but not the first seal": lambda bodies: bodies[:60],
    "change and take all seals out": lambda bodies: [
        body for body in changed(bodies) if body["kind"] != "sealed"
    ],
    "remove all but the first": lambda bodies: bodies[:1],
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_journal_written_anew_with_fitting_hashes_and_ends_is_found(
    desk: Desk, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from ir_app.cli.line import run

    incident = begin(desk)
    for number in range(100):
        notes.add(desk, incident, f"Note {number}")
    desk.close()
    folder = desk.binder.folder
    assert run(["--data", str(folder), "verify"]) == 0
    assert desk.binder.keys is not None
    forge(folder, desk.binder.keys.key, incident, FORGERIES[name])
    capsys.readouterr()
    assert run(["--data", str(folder), "verify"]) == 1
    said = capsys.readouterr().out
    assert "seal" in said or "older copy" in said or "another copy" in said


def forge(folder: Path, key: bytes, incident: str, change: Callable[[Bodies], Bodies]) -> None:
    """Rewrite a stored journal with all but the sealing key: guards off, rows, hashes, tip."""
    with closing(connect(folder / FILE, Mode.WRITE, key)) as raw:
        for name, _ in sqlite_guards():
            raw.execute(f"drop trigger {name}")
        found = raw.execute("select text from journal where incident = ? order by seq", (incident,))
        rows = relinked(change([msgspec.json.decode(text) for (text,) in found]))
        raw.execute("delete from journal where incident = ?", (incident,))
        raw.executemany("insert into journal (text, hash) values (?, ?)", rows)
        end = (len(rows), rows[-1][1], incident)
        raw.execute("update tip set seq = ?, hash = ? where incident = ?", end)
        for _, statement in sqlite_guards():
            raw.execute(statement)


# --- an older copy ------------------------------------------------------------------------------


def reopened(desk: Desk, clock: SteppedClock) -> Desk:
    desk.close()
    return open_desk(desk.binder.folder, clock)


def put_back(folder: Path, copy: Path, *, marks: bool) -> None:
    """Bring the whole folder back as it was, or only the binder's file."""
    for path in copy.iterdir():
        if marks or path.name != "binder.marks":
            shutil.copy2(path, folder / path.name)


@pytest.mark.parametrize("whole_folder", [True, False])
def test_an_older_copy_says_so_once_and_work_goes_on(
    desk: Desk, clock: SteppedClock, tmp_path: Path, whole_folder: bool
) -> None:
    folder = desk.binder.folder
    incident = begin(desk)
    notes.add(desk, incident, "In the backup.")
    desk.close()
    shutil.copytree(folder, tmp_path / "copy")
    desk = open_desk(folder, clock)
    for number in range(3):
        notes.add(desk, incident, f"After the backup {number}")
    newer = begin(desk)
    desk.close()
    last = desk.binder.head(incident)
    assert last is not None
    put_back(folder, tmp_path / "copy", marks=whole_folder)
    if not whole_folder:
        shutil.rmtree(tmp_path / "state")  # another computer: only the folder remembers
    desk = open_desk(folder, clock)
    assert {(d.known_seq, d.found_seq) for d in desk.older if d.journal == incident} == {
        (last.seq, 3)
    }
    assert {d.journal for d in desk.older} >= {incident, newer}
    row = desk.incident(incident).entries[3]
    assert (row.kind, row.actor) == ("older_copy_found", "Incident Binder")
    missing = [e.data for e in desk.binder.entries(PRACTICE) if e.kind == "older_copy_found"]
    assert [d.journal for d in desk.older if d.found_seq == 0] == [newer]
    assert len(missing) == 1
    notes.add(desk, incident, "Work goes on.")
    desk = reopened(desk, clock)
    assert desk.older == []
    assert desk.binder.fault(incident) is None
    assert copies.not_written_down(desk.binder) == []
    desk.close()


def test_another_history_of_the_same_length_is_noticed(
    desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    folder = desk.binder.folder
    incident = begin(desk)
    desk.close()
    shutil.copytree(folder, tmp_path / "copy")
    here = open_desk(folder, clock)
    notes.add(here, incident, "Written here.")
    here.close()
    there = Desk(binder=type(desk.binder).open(tmp_path / "copy", clock), clock=clock)
    for number in range(5):
        notes.add(there, incident, f"Written elsewhere {number}")
    there.binder.close()
    put_back(folder, tmp_path / "copy", marks=True)
    again = open_desk(folder, clock)
    (found,) = [d for d in again.older if d.journal == incident]
    assert found.found_seq > found.known_seq
    again.close()


def test_marks_that_can_not_be_read_or_written_cost_nothing(
    desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    incident = begin(desk)
    desk.close()
    (desk.binder.folder / "binder.marks").write_bytes(b"{broken")
    shutil.rmtree(tmp_path / "state")
    (tmp_path / "state").write_text("a file where a folder should be")
    again = open_desk(desk.binder.folder, clock)
    notes.add(again, incident, "Goes on.")
    again.close()
    assert again.older == []


def test_a_binder_joined_to_this_one_keeps_its_seals(desk: Desk) -> None:
    from ir_app.core import seals
    from ir_app.store.binder import JOINED_KEYS

    incident, other = begin(desk), b"o" * 32
    head = desk.binder.head(incident)
    assert head is not None
    draft = desk.draft(seals.seal(other, head), None)
    with desk.binder.act(incident, after=head.seq) as act:
        act.append([draft])
    fault = desk.binder.fault(incident)
    assert fault is not None
    assert fault.what == "seal"
    seat.leave(desk)
    with desk.binder.act(incident, after=2) as act:
        act.put_secret(JOINED_KEYS, seals.public_key(other).encode())
        act.append([desk.draft(Noted(text="Joined."), None)])
    assert desk.binder.fault(incident) is None
