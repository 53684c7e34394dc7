"""The database itself refuses to change what was written, whoever opens the store."""

import io
import sqlite3
from collections.abc import Iterator

import psycopg
import pytest
import sqlcipher3.dbapi2

from ir_app.core.journal import NO_HASH, digest, link
from ir_app.core.person import QuarantinedRow
from ir_app.store.guards import sqlite_guards
from ir_app.store.tables import KEPT
from tests.store.drafts import MONDAY, OPENED, draft, letter, person, write
from tests.store.places import FILES, Place
from tests.store.raw import Raw

NAMES = [table.name for table in KEPT]
REFUSALS = (
    sqlite3.DatabaseError,
    sqlcipher3.dbapi2.DatabaseError,  # type: ignore[attr-defined]
    psycopg.errors.CheckViolation,
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.UniqueViolation,
    psycopg.errors.InvalidTextRepresentation,  # what is no JSON never gets as far as a guard
)
EVERYWHERE = ("update {0} set {1} = {1}", "delete from {0}")
ON_A_FILE = (
    "update or replace {0} set rowid = rowid + 100",
    "insert or replace into {0} ({2}) select {2} from {0}",
    "insert or replace into {0} (rowid, {2}) select rowid, {2} from {0}",
    "replace into {0} (rowid, {2}) select rowid, {2} from {0}",
    "insert into {0} ({2}) select {2} from {0}",
)
ON_A_SERVER = (
    "update {0} set practice = practice || 'x'",
    "truncate {0} cascade",
    "insert into {0} ({2}) select {2} from {0}",
)


@pytest.fixture
def filled(place: Place) -> Place:
    """A binder with a row in every table."""
    with place.open() as binder, binder.act("i1", after=0) as act:
        act.put_people("r1", [person(1)], [QuarantinedRow(row=1, reason="", text="")])
        act.put_letters("b1", [letter(1)])
        act.put_blob(io.BytesIO(b"photo"), limit=100)
        act.append([draft(OPENED), draft("second")])
    return place


@pytest.fixture
def hand(filled: Place) -> Iterator[Raw]:
    """The same store, opened by another program without any of our settings."""
    with filled.hand() as raw:
        yield raw


def everything(raw: Raw) -> list[list[tuple[object, ...]]]:
    return [raw.ask(f"select * from {name} order by 1, 2") for name in [*NAMES, "tip"]]


def columns(raw: Raw, kind: str, table: str) -> list[str]:
    """The columns of a table that take a value."""
    if kind in FILES:
        return [row[1] for row in raw.ask(f"pragma table_info({table})")]
    found = raw.ask(
        "select column_name from information_schema.columns where table_name = ?"
        " and table_schema = 'incident_binder' and is_generated = 'NEVER'",
        (table,),
    )
    return [name for (name,) in found]


@pytest.mark.parametrize("table", [*NAMES, "tip"])
@pytest.mark.parametrize("stricter", [False, True])
def test_rows_are_never_changed_removed_or_replaced(
    filled: Place, table: str, stricter: bool
) -> None:
    """``stricter``: the server's own superuser, and a file opened with recursive triggers."""
    with filled.hand(owner=stricter) as raw:
        if filled.kind in FILES:
            raw.do(f"pragma recursive_triggers={'on' if stricter else 'off'}")
        before = everything(raw)
        assert all(before)
        fields = columns(raw, filled.kind, table)
        for attack in (*EVERYWHERE, *(ON_A_FILE if filled.kind in FILES else ON_A_SERVER)):
            words = attack.format(table, fields[-1], ", ".join(fields))
            with pytest.raises(REFUSALS):
                raw.do(words)
            assert everything(raw) == before, words


@pytest.mark.stores(*FILES, why="PostgreSQL knows no REPLACE")
def test_an_entry_never_takes_the_place_of_another(hand: Raw) -> None:
    (first, head) = hand.ask("select text, hash from journal order by seq")
    entry = next_entry(str(head[0]))
    with pytest.raises(REFUSALS, match="taken"):
        hand.do("insert or replace into journal (place, text, hash) values (1, ?, ?)", entry)
    assert hand.ask("select text, hash from journal where seq = 1") == [first]


def next_entry(head: str, seq: int = 3) -> tuple[str, str]:
    text = link([draft("third")], "i1", None, MONDAY)[0].text
    text = text.replace('"seq":1', f'"seq":{seq}').replace(NO_HASH, digest(head))
    return text, digest(text)


def test_an_entry_must_follow_the_one_before_it(hand: Raw) -> None:
    ((head,),) = hand.ask("select text from journal where seq = 2")
    insert = "insert into journal (text, hash) values (?, ?)"
    text, hash_ = next_entry(head)
    wrong = text.replace(digest(head), "f" * 64)
    refused = {
        "gap": next_entry(head, seq=4),
        "again": next_entry(head, seq=2),
        "zero": next_entry(head, seq=0),
        "wrong prev": (wrong, digest(wrong)),
        "no prev": (text.replace('"prev"', '"perv"'), digest(text.replace('"prev"', '"perv"'))),
        "short hash": (text, "abc"),
        "not a hash": (text, "G" * 64),
    }
    for name, row in refused.items():
        with pytest.raises(REFUSALS):
            hand.do(insert, row)
        assert hand.ask("select count(*) from journal") == [(2,)], name
    for broken in ("", "{", "[]", "null"):
        with pytest.raises(REFUSALS):
            hand.do(insert, (broken, hash_))
    hand.do(insert, (text, hash_))
    assert hand.ask("select seq, hash from tip") == [(3, hash_)]


def test_a_hash_that_is_not_the_texts_is_refused_or_named(filled: Place) -> None:
    with filled.hand() as raw:
        ((head,),) = raw.ask("select text from journal where seq = 2")
        text, _ = next_entry(head)
        try:
            raw.do("insert into journal (text, hash) values (?, ?)", (text, "0" * 64))
        except psycopg.errors.CheckViolation:
            return  # a server works the hash out by itself; SQLite can't
    with filled.open(read_only=True) as binder:
        fault = binder.fault("i1")
    assert fault is not None
    assert (fault.what, fault.seq) == ("changed", 3)


def test_the_end_of_a_journal_only_moves_with_it(hand: Raw) -> None:
    for attack in (
        "update tip set seq = seq + 1",
        "update tip set hash = 'x'",
        "update tip set incident = 'other'",
        "insert into tip (incident, seq, hash) values ('i2', 1, 'x')",
    ):
        with pytest.raises(REFUSALS):
            hand.do(attack)


@pytest.mark.stores(*FILES, why="PostgreSQL knows no REPLACE")
def test_the_end_of_a_journal_is_not_replaced(hand: Raw) -> None:
    with pytest.raises(REFUSALS):
        hand.do("insert or replace into tip (place, incident, seq, hash) values (1, 'i2', 1, 'x')")


@pytest.mark.stores(*FILES, why="a server's guards belong to its owner, not to a writer's program")
def test_guards_that_were_taken_away_are_put_back(filled: Place) -> None:
    with filled.raw():
        pass
    with filled.open() as binder:
        write(binder, "i1", "third")
    with filled.hand() as raw:
        there = {name for (name,) in raw.ask("select name from sqlite_master where type='trigger'")}
    assert there == {name for name, _ in sqlite_guards()}
