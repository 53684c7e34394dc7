"""The database itself refuses to change what was written, whoever opens the file."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ir_app.core.journal import NO_HASH, digest, link
from ir_app.core.person import QuarantinedRow
from ir_app.store.guards import sqlite_guards
from ir_app.store.opening import FILE
from ir_app.store.tables import KEPT
from tests.store.drafts import MONDAY, OPENED, draft, letter, opened, person, write

NAMES = [table.name for table in KEPT]


KINDS = ["plain"]


@pytest.fixture
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    """A binder with a row in every table, opened by another program without any pragmas."""
    with opened(folder) as binder, binder.act("i1", after=0) as act:
        act.put_people("r1", [person(1)], [QuarantinedRow(row=1, reason="", text="")])
        act.put_letters("b1", [letter(1)])
        act.put_blob(io.BytesIO(b"photo"), limit=100)
        act.append([draft(OPENED), draft("second")])
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        yield connection


def everything(raw: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [raw.execute(f"select * from {name}").fetchall() for name in [*NAMES, "tip"]]


@pytest.mark.parametrize("table", [*NAMES, "tip"])
@pytest.mark.parametrize("recursive", ["on", "off"])
def test_rows_are_never_changed_removed_or_replaced(
    raw: sqlite3.Connection, table: str, recursive: str
) -> None:
    raw.execute(f"pragma recursive_triggers={recursive}")
    before = everything(raw)
    assert all(before)
    columns = [r[1] for r in raw.execute(f"pragma table_info({table})")]
    fields = ", ".join(columns)
    same_place = f"select rowid, {fields} from {table}"
    attacks = [
        f"update {table} set {columns[-1]} = {columns[-1]}",
        f"update or replace {table} set rowid = rowid + 100",
        f"delete from {table}",
        f"insert or replace into {table} ({fields}) select {fields} from {table}",
        f"insert or replace into {table} (rowid, {fields}) {same_place}",
        f"replace into {table} (rowid, {fields}) {same_place}",
        f"insert into {table} ({fields}) select {fields} from {table}",
    ]
    for attack in attacks:
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(attack)
        assert everything(raw) == before, attack


def test_an_entry_never_takes_the_place_of_another(raw: sqlite3.Connection) -> None:
    (first, head) = raw.execute("select text, hash from journal order by seq").fetchall()
    entry = next_entry(head[0])
    place = "insert or replace into journal (place, text, hash) values (1, ?, ?)"
    with pytest.raises(sqlite3.IntegrityError, match="taken"):
        raw.execute(place, entry)
    assert raw.execute("select text, hash from journal where seq = 1").fetchone() == first


def next_entry(head: str, seq: int = 3) -> tuple[str, str]:
    text = link([draft("third")], "i1", None, MONDAY)[0].text
    text = text.replace('"seq":1', f'"seq":{seq}').replace(NO_HASH, digest(head))
    return text, digest(text)


def test_an_entry_must_follow_the_one_before_it(raw: sqlite3.Connection) -> None:
    head = raw.execute("select text from journal where seq = 2").fetchone()[0]
    insert = "insert or ignore into journal (text, hash) values (?, ?)"
    text, hash_ = next_entry(head)
    refused = {
        "gap": next_entry(head, seq=4),
        "again": next_entry(head, seq=2),
        "zero": next_entry(head, seq=0),
        "wrong prev": (text.replace(digest(head), "f" * 64), hash_),
        "no prev": (text.replace('"prev"', '"perv"'), hash_),
        "short hash": (text, "abc"),
        "not a hash": (text, "G" * 64),
    }
    for name, row in refused.items():
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(insert, row)
        assert raw.execute("select count(*) from journal").fetchone() == (2,), name
    for broken in ("", "{", "[]", "null"):
        with pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError)):
            raw.execute(insert, (broken, hash_))
    raw.execute(insert, (text, hash_))
    assert raw.execute("select seq, hash from tip").fetchall() == [(3, hash_)]


def test_the_end_of_a_journal_only_moves_with_it(raw: sqlite3.Connection) -> None:
    for attack in (
        "update tip set seq = seq + 1",
        "update tip set hash = 'x'",
        "update tip set incident = 'other'",
        "insert into tip (incident, seq, hash) values ('i2', 1, 'x')",
        "insert or replace into tip (place, incident, seq, hash) values (1, 'i2', 1, 'x')",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(attack)


def test_guards_that_were_taken_away_are_put_back(folder: Path, raw: sqlite3.Connection) -> None:
    names = [name for name, _ in sqlite_guards()]
    for name in names:
        raw.execute(f"drop trigger {name}")
    raw.close()
    with opened(folder) as binder:
        write(binder, "i1", "third")
    with closing(sqlite3.connect(folder / FILE)) as again:
        there = again.execute("select name from sqlite_master where type = 'trigger'")
        assert {name for (name,) in there} == set(names)
