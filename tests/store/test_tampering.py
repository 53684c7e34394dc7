"""Whatever is done to a stored journal behind the program's back, the check names it."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.core.journal import ChainFault, digest, link
from ir_app.problems import Problem
from ir_app.store.guards import sqlite_guards
from ir_app.store.opening import FILE
from tests.store.drafts import MONDAY, OPENED, draft, fresh_folder, opened, texts, write

LENGTH = 6


KINDS = ["plain"]


def fill(folder: Path) -> list[str]:
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        write(binder, "i2", OPENED)
        for number in range(2, LENGTH + 1):
            write(binder, "i1", f"entry {number} — the back room, 8:05 am")
        return texts(binder.entries("i1"))


@contextmanager
def unguarded(folder: Path) -> Iterator[sqlite3.Connection]:
    """The file in the hands of somebody who takes the guards away first."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as raw:
        for name, _ in sqlite_guards():
            raw.execute(f"drop trigger {name}")
        yield raw


def found(folder: Path, journal: str = "i1") -> ChainFault | None:
    with opened(folder) as binder:
        return binder.fault(journal)


def change_a_word(raw: sqlite3.Connection) -> None:
    raw.execute("update journal set text = replace(text, 'entry 3', 'entry X') where seq = 3")


def change_a_word_and_its_hash(raw: sqlite3.Connection) -> None:
    change_a_word(raw)
    (text,) = raw.execute("select text from journal where incident='i1' and seq=3").fetchone()
    raw.execute(
        "update journal set hash = ? where incident='i1' and seq=3",
        (digest(text),),
    )


def change_the_hash(raw: sqlite3.Connection) -> None:
    raw.execute("update journal set hash = ? where incident='i1' and seq = 3", ("0" * 64,))


def remove_one(raw: sqlite3.Connection) -> None:
    raw.execute("delete from journal where incident='i1' and seq = 3")


def remove_the_first(raw: sqlite3.Connection) -> None:
    raw.execute("delete from journal where incident='i1' and seq = 1")


def cut_off_the_last(raw: sqlite3.Connection) -> None:
    raw.execute("delete from journal where incident='i1' and seq = 6")


def cut_off_half(raw: sqlite3.Connection) -> None:
    raw.execute("delete from journal where incident='i1' and seq > 3")


def remove_all(raw: sqlite3.Connection) -> None:
    raw.execute("delete from journal where incident='i1'")


def swap_two(raw: sqlite3.Connection) -> None:
    rows = dict(raw.execute("select seq, text from journal where incident='i1' and seq in (3,4)"))
    for seq, other, step in ((3, 4, 100), (4, 3, 0)):
        text = rows[seq].replace(f'"seq":{seq}', f'"seq":{other + step}')
        where = "where incident='i1' and seq=?"
        raw.execute(f"update journal set text=?, hash=? {where}", (text, digest(text), seq))
    raw.execute("""update journal set text = replace(text, '"seq":104', '"seq":4')""")


def insert_one(raw: sqlite3.Connection) -> None:
    (text,) = raw.execute("select text from journal where incident='i1' and seq=6").fetchone()
    for seq in range(6, 3, -1):
        raw.execute(
            "update journal set text = replace(text, ?, ?) where incident='i1' and seq=?",
            (f'"seq":{seq}', f'"seq":{seq + 1}', seq),
        )
    text = text.replace('"seq":6', '"seq":4')
    raw.execute("insert into journal (text, hash) values (?, ?)", (text, digest(text)))


def append_one(raw: sqlite3.Connection) -> None:
    with_body = raw.execute("select text from journal where incident='i1' and seq=6").fetchone()[0]
    body = msgspec.json.decode(with_body)
    body |= {"seq": 7, "prev": digest(with_body)}
    text = msgspec.json.encode(body, order="sorted").decode()
    raw.execute("insert into journal (text, hash) values (?, ?)", (text, digest(text)))


def move_to_another_incident(raw: sqlite3.Connection) -> None:
    raw.execute("delete from journal where incident='i2'")
    raw.execute(
        """update journal set text = replace(text, '"incident":"i1"', '"incident":"i2"')
        where incident = 'i1' and seq = 1"""
    )


@pytest.mark.parametrize(
    ("attack", "what", "seq"),
    [
        (change_a_word, "changed", 3),
        (change_a_word_and_its_hash, "changed", 4),
        (change_the_hash, "changed", 3),
        (remove_one, "missing", 3),
        (remove_the_first, "missing", 1),
        (cut_off_the_last, "cut off", 6),
        (cut_off_half, "cut off", 4),
        (remove_all, "cut off", 1),
        (swap_two, "changed", 3),
        (insert_one, "changed", 4),
        (append_one, "cut off", 8),
        (move_to_another_incident, "missing", 1),
    ],
)
def test_each_kind_of_tampering_is_named(
    folder: Path, attack: Callable[[sqlite3.Connection], None], what: str, seq: int
) -> None:
    fill(folder)
    assert found(folder) is None
    with unguarded(folder) as raw:
        attack(raw)
    fault = found(folder)
    assert fault is not None
    assert (fault.what, fault.seq) == (what, seq)
    if attack is not move_to_another_incident:
        assert found(folder, "i2") is None


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_one_flipped_bit_of_a_stored_entry_is_found(data: st.DataObject) -> None:
    with fresh_folder() as folder:
        written = fill(folder)
        place = data.draw(st.integers(0, LENGTH - 1))
        raw = written[place].encode()
        stored = (folder / FILE).read_bytes()
        start = stored.index(raw)
        position = start + data.draw(st.integers(0, len(raw) - 1))
        flipped = bytearray(stored)
        flipped[position] ^= 1 << data.draw(st.integers(0, 7))
        (folder / FILE).write_bytes(flipped)
        fault = found(folder)
        assert fault is not None
        assert fault.seq == place + 1


@pytest.mark.parametrize("seed", range(60))
def test_damage_anywhere_is_harmless_found_or_a_sentence(folder: Path, seed: int) -> None:
    written = fill(folder)
    path, chance = folder / FILE, random.Random(seed)
    stored = bytearray(path.read_bytes())
    if seed % 3:
        for _ in range(chance.choice([1, 8, 200])):
            stored[chance.randrange(len(stored))] = chance.randrange(256)
    else:
        del stored[chance.randrange(len(stored)) :]
    path.write_bytes(stored)
    outcome = read_and_check(folder)
    if isinstance(outcome, Problem):
        assert outcome.what
        assert outcome.safe
        assert outcome.do
    else:
        read, fault = outcome
        assert fault is not None or read == written


def read_and_check(folder: Path) -> tuple[list[str], ChainFault | None] | Problem:
    try:
        with opened(folder) as binder:
            binder.journals()
            binder.head("i1")
            return texts(binder.entries("i1")), binder.fault("i1")
    except Problem as problem:
        return problem


def test_a_damaged_end_does_not_get_a_new_entry_behind_it(folder: Path) -> None:
    fill(folder)
    with unguarded(folder) as raw:
        raw.execute("update journal set text = replace(text, 'entry 6', 'entry X') where seq = 6")
    with opened(folder) as binder:
        with pytest.raises(Problem, match="does not fit"):
            write(binder, "i1", "seven")
        write(binder, "i2", "the other incident goes on")


def test_linking_by_hand_is_what_the_store_does(folder: Path) -> None:
    assert fill(folder)[0] == link([draft(OPENED)], "i1", None, MONDAY)[0].text
