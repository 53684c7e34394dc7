"""Notes for counsel: read by those counsel named, by nobody else, in no file but counsel's own."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.actions import counsel, seat, story
from ir_app.actions import dates as acts
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.journal import Track
from ir_app.core.kinds import CounselNoted
from ir_app.export.verify import verify_bundle
from ir_app.pages import dates
from ir_app.pages import story as page
from ir_app.problems import Problem
from ir_app.store import counsel as locks
from tests.actions.office import LEAD_PIN, add, begin, furnish
from tests.export.test_bundle import stranger

WORDS = "correct horse battery staple"
SECRET = "We should have patched in March."


@pytest.fixture
def case(desk: Desk) -> tuple[str, dict[str, str]]:
    """An incident whose attorney opened the track, and a note by the office manager in it."""
    members = furnish(desk)
    members["counsel"] = add(desk, "Jane Roe", "counsel")
    incident = begin(desk)
    seat.sign_in(desk, members["counsel"])
    counsel.open_track(desk, incident, WORDS)
    seat.sign_in(desk, members["lead"], LEAD_PIN)
    counsel.note(desk, incident, SECRET)
    return incident, members


Case = tuple[str, dict[str, str]]


def test_the_writer_of_a_note_does_not_see_it_and_counsel_does(desk: Desk, case: Case) -> None:
    incident, members = case
    assert counsel.texts(desk, incident) is None
    with pytest.raises(Problem, match="not among those"):
        counsel.unlock(desk, incident, WORDS)
    shown = page.build(desk.situation(incident))
    assert shown.counsel.line == "1 entry for counsel"
    assert SECRET not in str(shown)
    seat.sign_in(desk, members["counsel"])
    with pytest.raises(Problem, match="not right"):
        counsel.unlock(desk, incident, "correct horse battery stable")
    counsel.unlock(desk, incident, f"  {WORDS} ")
    assert list((counsel.texts(desk, incident) or {}).values()) == [SECRET]
    open_page = page.build(desk.situation(incident))
    assert any(row.detail == SECRET for row in open_page.rows)
    assert counsel.BANNER in open_page.counsel.banner


def test_what_was_opened_is_hidden_when_somebody_else_comes(desk: Desk, case: Case) -> None:
    incident, members = case
    seat.sign_in(desk, members["counsel"])
    counsel.unlock(desk, incident, WORDS)
    seat.sign_in(desk, members["lead"], LEAD_PIN)
    assert counsel.texts(desk, incident) is None


def test_counsel_lets_one_more_person_read_with_a_passphrase_of_their_own(
    desk: Desk, case: Case
) -> None:
    incident, members = case
    seat.sign_in(desk, members["counsel"])
    with pytest.raises(Problem, match="locked"):
        counsel.admit(desk, incident, members["approver"], "four other words here")
    counsel.unlock(desk, incident, WORDS)
    counsel.admit(desk, incident, members["lead"], "four other words here")
    seat.sign_in(desk, members["lead"], LEAD_PIN)
    with pytest.raises(Problem, match="not right"):
        counsel.unlock(desk, incident, WORDS)
    counsel.unlock(desk, incident, "four other words here")
    assert SECRET in (counsel.texts(desk, incident) or {}).values()


@pytest.mark.parametrize("weak", ["", "short", "482915", "123456789012345"])
def test_a_passphrase_that_could_be_guessed_is_refused(desk: Desk, weak: str) -> None:
    member = add(desk, "Jane Roe", "counsel")
    incident = begin(desk)
    seat.sign_in(desk, member)
    with pytest.raises(Problem, match="too easy"):
        counsel.open_track(desk, incident, weak)
    assert desk.incident(incident).counsel_readers == {}


def test_only_counsel_opens_and_nothing_is_written_before(desk: Desk) -> None:
    members = furnish(desk)
    incident = begin(desk)
    with pytest.raises(Problem, match="Only the attorney"):
        counsel.open_track(desk, incident, WORDS)
    with pytest.raises(Problem, match="not opened"):
        counsel.note(desk, incident, SECRET)
    assert members


def test_no_byte_of_a_note_lies_in_the_binder_or_in_any_file_but_counsels(
    desk: Desk, case: Case, clock: SteppedClock, tmp_path: Path
) -> None:
    incident, members = case
    out = tmp_path / "out"
    for name in ("t.docx", "t.csv"):
        story.save_timeline(desk, incident, out / name)
    story.save_bundle(desk, incident, out / "b.zip")
    desk.close()
    for path in [*desk.binder.folder.iterdir(), *out.iterdir()]:
        assert SECRET.encode() not in path.read_bytes()
        assert WORDS.encode() not in path.read_bytes()
    with zipfile.ZipFile(out / "b.zip") as pack:
        assert not [n for n in pack.namelist() if SECRET.encode() in pack.read(n)]
        assert b"1 entry for counsel" in pack.read("README.txt")
    assert b"Left out: 1 entry for counsel" in (out / "t.csv").read_bytes()
    with zipfile.ZipFile(out / "t.docx") as word:
        assert b"Left out: 1 entry for counsel" in word.read("word/document.xml")
    assert verify_bundle(out / "b.zip").ok
    assert stranger(out / "b.zip")[0] == 0
    again = open_desk(desk.binder.folder, clock)
    seat.sign_in(again, members["counsel"])
    counsel.unlock(again, incident, WORDS)
    story.save_timeline(again, incident, out / "counsel.csv", for_counsel=True)
    told = (out / "counsel.csv").read_text("utf-8-sig")
    assert SECRET in told
    assert counsel.BANNER in told
    again.close()


def test_the_timeline_for_counsel_needs_the_passphrase(
    desk: Desk, case: Case, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="locked"):
        story.save_timeline(desk, case[0], tmp_path / "c.docx", for_counsel=True)
    assert not (tmp_path / "c.docx").exists()


def test_the_chain_holds_all_entries_and_a_changed_note_is_found(desk: Desk, case: Case) -> None:
    incident, _ = case
    assert desk.binder.fault(incident) is None
    (entry,) = desk.incident(incident).counsel
    assert entry.track is Track.COUNSEL
    assert [e.seq for e in desk.incident(incident).entries] == list(
        range(1, desk.incident(incident).head.seq + 1)
    )


@given(st.text(max_size=300), st.data())
@settings(max_examples=40, deadline=None)
def test_a_note_opens_only_whole_only_in_its_incident_only_with_its_key(
    text: str, data: st.DataObject
) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    private = locks.new_key()
    note = locks.lock_note(locks.track_key(private), "i", text)
    assert locks.open_note(private, "i", note) == text
    assert locks.open_note(private, "j", note) is None
    assert locks.open_note(locks.new_key(), "i", note) is None
    name = data.draw(st.sampled_from(["sender_key", "nonce", "ciphertext", "track_key"]))
    value = getattr(note, name)
    place = data.draw(st.integers(0, len(value) - 3))
    swap = "0" if value[place] != "0" else "1"
    changed = {f: getattr(note, f) for f in note.__struct_fields__}
    changed[name] = value[:place] + swap + value[place + 1 :]
    assert locks.open_note(private, "i", CounselNoted(**changed)) is None


def test_a_lock_of_one_reader_does_not_open_for_another() -> None:
    private = locks.new_key()
    wrapped = locks.wrap(private, WORDS, "counsel/i/m-1")
    assert locks.unwrap(wrapped, WORDS, "counsel/i/m-1") == private
    assert locks.unwrap(wrapped, WORDS, "counsel/i/m-2") is None


def test_counsels_date_stands_beside_the_one_that_was_worked_out(desk: Desk, case: Case) -> None:
    incident, members = case
    with pytest.raises(Problem, match="can't do this"):
        acts.override(
            desk,
            incident,
            "us-hhs",
            applies="yes",
            due="2026-12-01",
            reason="The insurer asks for it.",
        )
    seat.sign_in(desk, members["counsel"])
    before = {row.id: row.due for row in _rows(desk, incident)}
    acts.override(
        desk, incident, "us-hhs", applies="yes", due="2026-12-01", reason="The insurer asks for it."
    )
    row = next(row for row in _rows(desk, incident) if row.id == "us-hhs")
    assert row.due == before["us-hhs"]
    assert "Jane Roe decided: Must be told by Tuesday, December 1" in row.counsel
    for due, reason in (("next week", "x"), ("2026-12-01", " ")):
        with pytest.raises(Problem):
            acts.override(desk, incident, "us-hhs", applies="yes", due=due, reason=reason)


def _rows(desk: Desk, incident: str) -> list[dates.DateRow]:
    built = dates.build(desk.situation(incident))
    return [*built.must, *built.unsure, *built.not_needed]


def test_the_lead_with_the_open_database_in_hand_reads_no_note(desk: Desk, case: Case) -> None:
    """Raw SQL over every table of the decrypted file, as the office manager could run it."""
    from contextlib import closing

    from ir_app.store.engine import Mode, connect
    from ir_app.store.opening import FILE

    incident, members = case
    keys = desk.binder.keys
    assert keys is not None
    with closing(connect(desk.binder.folder / FILE, Mode.READ, keys.key)) as raw:
        tables = [
            row[0] for row in raw.execute("select name from sqlite_master where type='table'")
        ]
        cells = [
            cell if isinstance(cell, bytes) else str(cell).encode()
            for table in tables
            for row in raw.execute(f"select * from {table}")
            for cell in row
        ]
    everything = b"\n".join(cells)
    assert b"Maple Street" in everything  # it is the decrypted file that was searched
    for hidden in (SECRET, WORDS, LEAD_PIN):
        assert hidden.encode() not in everything
    wrapped = desk.binder.secret(f"counsel/{incident}/{members['counsel']}")
    assert wrapped is not None
    for guess in (LEAD_PIN, "482915", "", "correct horse battery stapl"):
        import msgspec

        lock = msgspec.json.decode(wrapped, type=locks.Wrapped)
        assert locks.unwrap(lock, guess, f"counsel/{incident}/{members['counsel']}") is None


def test_a_forgotten_passphrase_is_a_sentence_that_says_who_can_help(
    desk: Desk, case: Case
) -> None:
    incident, members = case
    seat.sign_in(desk, members["counsel"])
    with pytest.raises(Problem, match="not right") as caught:
        counsel.unlock(desk, incident, "was it this one perhaps")
    assert "another reader can still open" in caught.value.do


def test_notes_of_a_joined_binder_open_for_its_attorney_and_for_nobody_else(
    desk: Desk, case: Case, tmp_path: Path, clock: SteppedClock
) -> None:
    """The locks stayed behind in the emergency binder, and the notes with them."""
    from ir_app.actions import keeping

    incident, _ = case
    desk.close()
    office = open_desk(tmp_path / "office", clock)
    lead, jane = add(office, "Dana", "lead"), add(office, "Jane Roe", "counsel")
    seat.sign_in(office, lead)
    keeping.join(office, desk.binder.folder, None)
    with pytest.raises(Problem, match="not among those"):
        counsel.unlock(office, incident, WORDS)
    seat.sign_in(office, jane)
    shown = page.build(office.situation(incident))
    assert "counsel-unlock" in {way.id for way in shown.counsel.ways}
    counsel.unlock(office, incident, WORDS)
    assert list((counsel.texts(office, incident) or {}).values()) == [SECRET]
    office.close()
