"""Whose seals count on a server: those of keys that this computer knows, and no others."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from ir_app.actions import incidents, notes
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core import seals
from ir_app.core.journal import Entry, link, read_entry
from ir_app.core.kinds import Sealed
from ir_app.core.practice import PRACTICE
from ir_app.store.binder import OWN_KEY
from ir_app.store.server import group
from ir_app.store.server.address import Address
from ir_app.store.server.binder import ServerBinder
from ir_app.store.server.guards import STAMP
from tests.store.drafts import MONDAY, draft, opened
from tests.store.server.postgres import Server

RUNS_ON = ("postgresql",)
WHY = "a list of sealing keys is kept on a server"
FORGED = bytes(range(1, 33))


def desk_at(address: Address, folder: Path) -> Desk:
    return open_desk(folder, SteppedClock(MONDAY), server=address)


def sealed_incident(address: Address, folder: Path) -> str:
    desk = desk_at(address, folder)
    incident = incidents.start(desk, "locked").entries[0].incident
    notes.add(desk, incident, "The tape is in the safe.")
    desk.close()  # which seals
    return incident


def fault_at(address: Address, incident: str) -> str:
    with ServerBinder.connect(address, SteppedClock(MONDAY), Path(), read_only=True) as binder:
        fault = binder.fault(incident)
        return fault.sentence if fault else ""


def insert(raw: psycopg.Connection[Any], practice: str, entry: Entry) -> None:
    raw.execute("SELECT set_config('ir_app.practice', %s, false)", (practice,))
    raw.execute("SET search_path = incident_binder")
    row = (entry.text, entry.hash, practice)
    raw.execute("INSERT INTO journal (text, hash, practice) VALUES (%s, %s, %s)", row)


def forged_seal(binder: ServerBinder, incident: str) -> Entry:
    head = binder.head(incident)
    assert head
    (entry,) = link([draft(seals.seal(FORGED, head))], incident, head, MONDAY)
    return entry


def test_an_office_s_own_seals_count_on_all_its_computers(server: Server, tmp_path: Path) -> None:
    address = server.writer()
    incident = sealed_incident(address, tmp_path)
    assert fault_at(address, incident) == ""
    reader = server.login("reader", address.practice)
    assert fault_at(reader, incident) == ""
    with ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as binder:
        assert binder.seals(incident).sealed_to > 0
        assert len(binder.seal_keys()) == 1
    assert fault_at(address, PRACTICE) == ""


def test_a_seal_by_another_login_s_key_is_a_fault(server: Server, tmp_path: Path) -> None:
    address = server.writer()
    incident = sealed_incident(address, tmp_path)
    other = server.login("writer", address.practice)
    with (
        ServerBinder.connect(other, SteppedClock(MONDAY), Path()) as binder,
        server.raw(str(other.url.username)) as raw,
    ):
        insert(raw, address.practice, forged_seal(binder, incident))
    assert "a key not known here" in fault_at(address, incident)


def test_an_incident_rewritten_and_sealed_anew_by_a_superuser_is_a_fault(
    server: Server, tmp_path: Path
) -> None:
    address = server.writer()
    incident = sealed_incident(address, tmp_path)
    rewrite(server, address.practice, incident)
    assert "a key not known here" in fault_at(address, incident)


@pytest.mark.parametrize("signature", ["", "ab" * 64])
def test_a_key_that_a_superuser_listed_does_not_count(
    server: Server, tmp_path: Path, signature: str
) -> None:
    address = server.writer()
    incident = sealed_incident(address, tmp_path)
    rewrite(server, address.practice, incident)
    row = (address.practice, seals.public_key(FORGED), address.practice, signature)
    with server.raw() as raw:
        raw.execute("SET search_path = incident_binder")
        raw.execute(
            """INSERT INTO seal_key (practice, public_key, former, signature) SELECT %s, %s,
            public_key, %s FROM seal_key WHERE practice = %s""",
            (row[0], row[1], row[3], row[2]),
        )
    assert "a key not known here" in fault_at(address, incident)


def test_a_list_of_keys_that_a_superuser_replaced_does_not_count(
    server: Server, tmp_path: Path
) -> None:
    address = server.writer()
    incident = sealed_incident(address, tmp_path)
    rewrite(server, address.practice, incident)
    with server.raw() as raw:
        raw.execute("SET search_path = incident_binder")
        raw.execute("ALTER TABLE seal_key DISABLE TRIGGER USER")
        change = "UPDATE seal_key SET public_key = %s WHERE practice = %s"
        raw.execute(change, (seals.public_key(FORGED), address.practice))
        raw.execute("ALTER TABLE seal_key ENABLE TRIGGER USER")
    assert "a key not known here" in fault_at(address, incident)


def rewrite(server: Server, practice: str, incident: str) -> None:
    """Change what a note says and seal it with another key, as who owns the machine can."""
    with server.raw() as raw:
        raw.execute("SET search_path = incident_binder")
        for table in ("journal", "tip"):
            raw.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        where = "incident = %s AND practice = %s"
        query = f"SELECT text FROM journal WHERE {where} ORDER BY seq"
        old = [read_entry(text) for (text,) in raw.execute(query, (incident, practice))]
        for entry in _forged(incident, old):
            change = f"UPDATE journal SET text = %s, hash = %s WHERE {where} AND seq = %s"
            raw.execute(change, (entry.text, entry.hash, incident, practice, entry.seq))
        raw.execute(f"UPDATE journal SET stamp = {STAMP.format('journal')}")
        raw.execute(f"UPDATE tip SET hash = %s WHERE {where}", (entry.hash, incident, practice))
        for table in ("journal", "tip"):
            raw.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _forged(incident: str, old: list[Entry]) -> list[Entry]:
    made: list[Entry] = []
    for entry in old:
        head = made[-1] if made else None
        if isinstance(entry.data, Sealed):
            assert head
            data = draft(seals.seal(FORGED, head))
        elif entry.kind == "noted":
            data = draft("The tape was never in the safe.")
        else:
            data = draft(entry.data)
        made += link([data], incident, head, entry.recorded)
    return made


def test_a_new_key_signed_by_the_former_one_counts(server: Server, tmp_path: Path) -> None:
    address = server.writer()
    incident = sealed_incident(address, tmp_path)
    with ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as binder:
        first = binder.identity
        head = binder.head(incident)
        assert head
        with binder.act(incident, after=head.seq) as act:
            act.put_secret(OWN_KEY, FORGED)
            act.append([draft("A new key.")], lambda last: draft(seals.seal(FORGED, last)))
        assert binder.seal_keys() == (seals.public_key(FORGED), first)
        assert binder.identity == first
    assert fault_at(address, incident) == ""


def test_an_office_changes_its_key_and_every_computer_follows(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ir_app.__main__ import main

    address = server.writer()
    incident = sealed_incident(address, tmp_path)
    with ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as binder:
        (first,) = binder.seal_keys()
    words = ["--data", str(tmp_path), "--store", str(address.url)]
    assert main([*words, "group", "new-seal-key"]) == 0
    assert "Sealed with a new key from now on" in capsys.readouterr().out
    desk = desk_at(address, tmp_path)
    notes.add(desk, incident, "Under the new key.")
    desk.close()
    with ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as binder:
        new, former = binder.seal_keys()
        assert former == first
        assert binder.identity == first
        assert binder.seals(incident).keys == (first, new)
        assert binder.seals(PRACTICE).keys == (new,)
    assert main([*words, "verify"]) == 0


def test_a_key_can_not_be_listed_without_the_former_one(server: Server, tmp_path: Path) -> None:
    address = server.writer()
    sealed_incident(address, tmp_path)
    with server.raw(str(address.url.username)) as raw:
        raw.execute("SELECT set_config('ir_app.practice', %s, false)", (address.practice,))
        raw.execute("SET search_path = incident_binder")
        with pytest.raises(psycopg.errors.CheckViolation):
            raw.execute(
                """INSERT INTO seal_key (practice, public_key, former, signature)
                VALUES (%s, %s, '', '')""",
                (address.practice, "0" * 64),
            )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(
                """INSERT INTO seal_key (practice, public_key, former, signature)
                VALUES ('another', %s, '', '')""",
                ("0" * 64,),
            )


def test_in_a_shared_incident_the_seals_of_both_offices_count(
    server: Server, tmp_path: Path
) -> None:
    there = server.other("seals")  # what is shared, every practice of its group sees
    group.init(there.address())
    ours, theirs = there.writer(), there.writer()
    incident = sealed_incident(ours, tmp_path)
    with ServerBinder.connect(ours, SteppedClock(MONDAY), Path()) as binder:
        head = binder.head(incident)
        assert head
        with binder.act(incident, after=head.seq) as act:
            binder.share(act, incident)
            act.append([draft("shared")])
    other = desk_at(theirs, tmp_path)
    notes.add(other, incident, "From the other office.")
    other.close()
    keys = set()
    for address in (ours, theirs):
        assert fault_at(address, incident) == ""
        with ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as binder:
            keys |= set(binder.seals(incident).keys)
            assert binder.fault(PRACTICE) is None
    assert len(keys) == 2


def test_a_file_that_moved_in_brings_its_keys(server: Server, folder: Path) -> None:
    from ir_app.store.server.moving import move_in

    address = server.writer()
    with opened(folder) as file:
        with file.act("i1", after=0) as act:
            act.put_secret(OWN_KEY, FORGED)
            act.append([draft("first")], lambda head: draft(seals.seal(FORGED, head)))
        with ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as binder:
            move_in(file, binder)
            assert binder.seal_keys() == file.seal_keys()
    assert fault_at(address, "i1") == ""


def test_verify_says_it_with_a_code(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ir_app.__main__ import main

    address = server.writer()
    incident = sealed_incident(address, tmp_path)
    words = ["--data", str(tmp_path), "--store", str(address.url), "verify"]
    assert main(words) == 0
    rewrite(server, address.practice, incident)
    assert main(words) == 1
    assert "a key not known here" in capsys.readouterr().out
