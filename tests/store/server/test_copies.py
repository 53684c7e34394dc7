"""An office's own copy of what it has on the server opens without it, and shows a rewritten one."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ir_app.__main__ import main
from ir_app.actions import incidents, keeping, notes
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from tests.actions.office import load, written
from tests.keys import KEY, WORDS
from tests.store.drafts import MONDAY, draft
from tests.store.server.postgres import Server
from tests.store.server.test_seals import rewrite

RUNS_ON = ("sqlcipher",)
WHY = "a copy of a server is an encrypted file"


@pytest.fixture
def office(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Desk, str]]:
    """An office on a server whose copies open by a passphrase, and an incident with letters."""
    monkeypatch.setenv(keeping.VARIABLE, WORDS)
    desk = open_desk(tmp_path / "office", SteppedClock(MONDAY), server=server.writer())
    incident, _ = written(desk, tmp_path)
    head = desk.incident(incident).head
    with desk.binder.act(incident, after=head.seq) as act:
        act.put_blob(io.BytesIO(b"photo" * 1000), limit=10_000)
        act.append([draft("with a photo")])
    yield desk, incident
    desk.close()


def all_is_there(desk: Desk, incident: str, copy: Binder) -> None:
    for journal in (PRACTICE, incident):
        assert list(copy.rows(journal)) == list(desk.binder.rows(journal))
        assert copy.fault(journal) is None
    batch, roster = desk.incident(incident).batch, desk.incident(incident).roster
    assert batch
    assert roster
    assert copy.letters(batch.written.batch) == desk.binder.letters(batch.written.batch)
    assert copy.people(roster.roster) == desk.binder.people(roster.roster)


def test_the_copy_holds_all_and_goes_on_as_a_binder_of_its_own(
    office: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, incident = office
    keeping.back_up(desk)
    place = keeping.place_of_backups(desk)
    with Binder.open(place, SteppedClock(MONDAY), key=KEY, read_only=True) as copy:
        all_is_there(desk, incident, copy)
    (backup,) = (place / "backups").glob("*.ibk")
    keeping.restore(tmp_path / "elsewhere", backup, SteppedClock(MONDAY), KEY)
    alone = open_desk(tmp_path / "elsewhere", SteppedClock(MONDAY), key=KEY)
    notes.add(alone, incident, "And on, without the server.")
    alone.close()
    with Binder.open(tmp_path / "elsewhere", SteppedClock(MONDAY), key=KEY) as copy:
        assert copy.fault(incident) is None


def test_a_second_copy_takes_only_what_is_new(office: tuple[Desk, str], tmp_path: Path) -> None:
    desk, incident = office
    keeping.back_up(desk)
    notes.add(desk, incident, "Something new.")
    other = incidents.start(desk, "locked").entries[0].incident
    load(desk, other, tmp_path, seed=14)
    keeping.back_up(desk)
    with Binder.open(
        keeping.place_of_backups(desk), SteppedClock(MONDAY), key=KEY, read_only=True
    ) as copy:
        all_is_there(desk, incident, copy)
        assert copy.journals() == desk.binder.journals()


def test_a_server_that_was_rewritten_since_is_found_out(
    server: Server, office: tuple[Desk, str]
) -> None:
    desk, incident = office
    notes.add(desk, incident, "The tape is in the safe.")
    keeping.back_up(desk)
    place = keeping.place_of_backups(desk)
    before = (place / "binder.sqlite").read_bytes()
    practice = desk.binder.place.split(" on ")[0]
    with server.raw() as raw:
        raw.execute("SET search_path = incident_binder")
        for table in ("journal", "tip"):
            raw.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        where = (incident, practice)
        last = "DELETE FROM journal WHERE incident = %s AND practice = %s AND seq = %s"
        head = desk.binder.head(incident)
        assert head
        raw.execute(last, (*where, head.seq))
        moved = "UPDATE tip SET seq = seq - 1, hash = %s WHERE incident = %s AND practice = %s"
        raw.execute(moved, (head.prev, *where))
        for table in ("journal", "tip"):
            raw.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    with pytest.raises(Problem, match="no longer holds what was copied"):
        keeping.back_up(desk)
    assert (place / "binder.sqlite").read_bytes() == before
    rewrite(server, practice, incident)
    with pytest.raises(Problem, match=r"no longer holds|damaged"):
        keeping.back_up(desk)


def test_the_command_copies_and_nothing_lies_in_the_clear(
    server: Server, office: tuple[Desk, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, incident = office
    practice = desk.binder.place.split(" on ")[0]
    login = server.login("writer", practice)
    words = ["--data", str(tmp_path / "it"), "--store", str(login.url)]
    assert main([*words, "backup", "--to", str(tmp_path / "usb"), "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert [Path(file).parent.name for file in files] == ["backups", "usb"]
    roster = desk.incident(incident).roster
    assert roster
    names = {person.last.encode() for person in desk.binder.people(roster.roster)}
    kept = [p for p in (tmp_path / "it").rglob("*") if p.is_file()]
    assert kept
    assert not [p for p in kept if any(len(n) > 5 and n in p.read_bytes() for n in names)]
