"""What no SQL of its own lets a login do: write as a reader, or reach into another practice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ir_app.actions import counsel, practice, seat
from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.core.journal import link
from ir_app.core.kinds import MemberAdded
from ir_app.store.server.address import Address
from ir_app.store.server.binder import ServerBinder
from ir_app.store.tables import metadata
from tests.actions.office import begin, furnish
from tests.store.drafts import MONDAY, OPENED, draft, person, write
from tests.store.server.postgres import Server

RUNS_ON = ("postgresql",)
WHY = "roles are the server's"
Raw = psycopg.Connection[Any]
REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)
TABLES = sorted(metadata.tables)


def filled(server: Server) -> Address:
    address = server.writer()
    with (
        ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as binder,
        binder.act("i1", after=0) as act,
    ):
        act.put_people("r1", [person(1)], [])
        act.append([draft(OPENED)])
    return address


def raw_at(server: Server, address: Address) -> Raw:
    raw = server.raw(str(address.url.username))
    raw.execute("SELECT set_config('ir_app.practice', %s, false)", (address.practice,))
    raw.execute("SELECT set_config('ir_app.incident', 'i1', false)")
    raw.execute("SET search_path = incident_binder")
    return raw


def next_entry(server: Server, address: Address) -> tuple[str, str]:
    with ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as binder:
        (entry,) = link([draft("by hand")], "i1", binder.head("i1"), MONDAY)
    return entry.text, entry.hash


@pytest.mark.parametrize("table", TABLES)
def test_a_reader_s_insert_update_and_delete_are_refused_by_the_database(
    server: Server, table: str
) -> None:
    ours = filled(server)
    reader = server.login("reader", ours.practice)
    columns = {c.name: c for c in metadata.tables[table].columns if c.computed is None}
    names = ", ".join(columns)
    values = ", ".join(
        "'\\x00'" if c.type.python_type is bytes else "'1'" for c in columns.values()
    )
    with raw_at(server, reader) as raw:
        for statement in (
            f"INSERT INTO {table} ({names}) VALUES ({values})",
            f"UPDATE {table} SET practice = practice",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                raw.execute(statement)


def test_a_reader_can_not_append_a_right_entry_or_share(server: Server) -> None:
    ours = filled(server)
    reader, row = server.login("reader", ours.practice), next_entry(server, ours)
    with raw_at(server, reader) as raw:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("INSERT INTO journal (text, hash) VALUES (%s, %s)", row)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("SELECT share_incident('i1')")
    with raw_at(server, ours) as raw:  # the very same statement of a writer is taken
        raw.execute("INSERT INTO journal (text, hash) VALUES (%s, %s)", row)


@pytest.mark.parametrize("table", TABLES)
def test_another_practice_s_rows_are_not_there_for_raw_sql(server: Server, table: str) -> None:
    ours, theirs = filled(server), server.writer()
    for says in (ours.practice, theirs.practice):  # whatever it claims to be
        with raw_at(server, theirs) as raw:
            raw.execute("SELECT set_config('ir_app.practice', %s, false)", (says,))
            query = f"SELECT count(*) FROM {table} WHERE practice = %s"
            assert raw.execute(query, (ours.practice,)).fetchone() == (0,)


def _in_its_name(raw: Raw, whose: str, row: tuple[str, str]) -> None:
    raw.execute("INSERT INTO journal (text, hash, practice) VALUES (%s, %s, %s)", (*row, whose))


def _by_claiming(raw: Raw, whose: str, row: tuple[str, str]) -> None:
    raw.execute("SELECT set_config('ir_app.practice', %s, false)", (whose,))
    raw.execute("INSERT INTO journal (text, hash, practice) VALUES (%s, %s, %s)", (*row, whose))


def _beside(raw: Raw, whose: str, row: tuple[str, str]) -> None:
    del row
    raw.execute("INSERT INTO people VALUES ('r1', 2, '{}', %s, 'i1')", (whose,))


def _a_pin(raw: Raw, whose: str, row: tuple[str, str]) -> None:
    del row
    raw.execute("INSERT INTO pin VALUES ('dana', 'mine', %s)", (whose,))


def _as_a_member(raw: Raw, whose: str, row: tuple[str, str]) -> None:
    del row
    raw.execute("INSERT INTO membership VALUES (%s, session_user)", (whose,))


def _the_walls(raw: Raw, whose: str, row: tuple[str, str]) -> None:
    del whose, row
    raw.execute("ALTER TABLE journal DISABLE ROW LEVEL SECURITY")


@pytest.mark.parametrize(
    "attack", [_in_its_name, _by_claiming, _beside, _a_pin, _as_a_member, _the_walls]
)
def test_nobody_writes_into_another_practice(
    server: Server, attack: Callable[[Raw, str, tuple[str, str]], None]
) -> None:
    ours, theirs = filled(server), server.writer()
    row = next_entry(server, ours)
    with raw_at(server, theirs) as raw, pytest.raises(REFUSED):
        attack(raw, ours.practice, row)
    with ServerBinder.connect(ours, SteppedClock(MONDAY), Path()) as binder:
        assert len(binder.entries("i1")) == 1
        assert binder.people("r1") == [person(1)]
        write(binder, "i1", "and on")


def test_a_note_for_counsel_is_a_riddle_to_whoever_runs_the_server(
    server: Server, tmp_path: Path
) -> None:
    words, secret = "a long passphrase of hers", "The letter of March was never sent."
    desk = open_desk(tmp_path, SteppedClock(MONDAY), server=server.writer())
    furnish(desk)
    incident = begin(desk)
    (added,) = [
        e.data
        for e in practice.add_member(desk, "Ruth Amari", "counsel").entries
        if isinstance(e.data, MemberAdded)
    ]
    seat.sign_in(desk, added.member)
    counsel.open_track(desk, incident, words)
    counsel.note(desk, incident, secret)
    dumped = server.run("pg_dump", "--inserts")
    assert incident in dumped
    assert "counsel_noted" in dumped
    for hidden in (secret, "March was never", words):
        assert hidden not in dumped
        assert hidden.encode().hex() not in dumped
    assert secret in (counsel.texts(desk, incident) or {}).values()
    desk.close()
