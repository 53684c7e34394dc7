"""Whatever is done to a stored journal behind the program's back, the check names it."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import msgspec
import pytest

from ir_app.clock import SteppedClock
from ir_app.core.journal import ChainFault, digest, link
from ir_app.problems import Problem
from ir_app.store.opening import FILE
from ir_app.store.server.guards import server_guards
from tests.store.drafts import MONDAY, OPENED, draft, texts, write
from tests.store.places import Place
from tests.store.raw import Raw, raw_file, raw_server

LENGTH = 6


def fill(place: Place) -> list[str]:
    with place.open() as binder:
        write(binder, "i1", OPENED)
        write(binder, "i2", OPENED)
        for number in range(2, LENGTH + 1):
            write(binder, "i1", f"entry {number} — the back room, 8:05 am")
        return texts(binder.entries("i1"))


def found(place: Place, journal: str = "i1") -> ChainFault | None:
    with place.open(read_only=True) as binder:
        return binder.fault(journal)


def change_a_word(raw: Raw) -> None:
    raw.do("update journal set text = replace(text, 'entry 3', 'entry X') where seq = 3")


def change_a_word_and_its_hash(raw: Raw) -> None:
    change_a_word(raw)
    ((text,),) = raw.ask("select text from journal where incident='i1' and seq=3")
    raw.do(
        "update journal set hash = ? where incident='i1' and seq=3",
        (digest(text),),
    )


def change_the_hash(raw: Raw) -> None:
    raw.do("update journal set hash = ? where incident='i1' and seq = 3", ("0" * 64,))


def remove_one(raw: Raw) -> None:
    raw.do("delete from journal where incident='i1' and seq = 3")


def remove_the_first(raw: Raw) -> None:
    raw.do("delete from journal where incident='i1' and seq = 1")


def cut_off_the_last(raw: Raw) -> None:
    raw.do("delete from journal where incident='i1' and seq = 6")


def cut_off_half(raw: Raw) -> None:
    raw.do("delete from journal where incident='i1' and seq > 3")


def remove_all(raw: Raw) -> None:
    raw.do("delete from journal where incident='i1'")


def swap_two(raw: Raw) -> None:
    rows: dict[int, str] = dict(
        raw.ask("select seq, text from journal where incident='i1' and seq in (3,4)")
    )
    for seq, other, step in ((3, 4, 100), (4, 3, 0)):
        text = rows[seq].replace(f'"seq":{seq}', f'"seq":{other + step}')
        where = "where incident='i1' and seq=?"
        raw.do(f"update journal set text=?, hash=? {where}", (text, digest(text), seq))
    raw.do("""update journal set text = replace(text, '"seq":104', '"seq":4')""")


def insert_one(raw: Raw) -> None:
    ((text,),) = raw.ask("select text from journal where incident='i1' and seq=6")
    for seq in range(6, 3, -1):
        raw.do(
            "update journal set text = replace(text, ?, ?) where incident='i1' and seq=?",
            (f'"seq":{seq}', f'"seq":{seq + 1}', seq),
        )
    text = text.replace('"seq":6', '"seq":4')
    raw.do("insert into journal (text, hash) values (?, ?)", (text, digest(text)))


def append_one(raw: Raw) -> None:
    ((with_body,),) = raw.ask("select text from journal where incident='i1' and seq=6")
    body = msgspec.json.decode(with_body)
    body |= {"seq": 7, "prev": digest(with_body)}
    text = msgspec.json.encode(body, order="sorted").decode()
    raw.do("insert into journal (text, hash) values (?, ?)", (text, digest(text)))


def move_to_another_incident(raw: Raw) -> None:
    raw.do("delete from journal where incident='i2'")
    raw.do(
        """update journal set text = replace(text, '"incident":"i1"', '"incident":"i2"')
        where incident = 'i1' and seq = 1"""
    )


def forget_the_end(raw: Raw) -> None:
    raw.do("delete from tip where incident='i1'")


def move_the_end_back(raw: Raw) -> None:
    ((hash_,),) = raw.ask("select hash from journal where incident='i1' and seq=4")
    raw.do("update tip set seq = 4, hash = ? where incident='i1'", (hash_,))


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
        (forget_the_end, "cut off", 7),
        (move_the_end_back, "cut off", 7),
    ],
)
def test_each_kind_of_tampering_is_named(
    alone: Place, attack: Callable[[Raw], None], what: str, seq: int
) -> None:
    fill(alone)
    assert found(alone) is None
    with alone.raw() as raw:
        attack(raw)
    fault = found(alone)
    assert fault is not None
    assert (fault.what, fault.seq) == (what, seq)
    if attack is not move_to_another_incident:
        assert found(alone, "i2") is None


def test_an_incident_whose_end_was_forgotten_is_still_checked(alone: Place) -> None:
    fill(alone)
    with alone.raw() as raw:
        forget_the_end(raw)
    with alone.open(read_only=True) as binder:
        assert binder.lost() == ["i1"]
        assert binder.journals() == ["i2"]


def test_a_row_filed_under_another_number_or_kind_is_named(alone: Place) -> None:
    fill(alone)
    with raw_columns(alone) as raw:
        raw.do("update journal set kind = 'sealed' where incident='i1' and seq=3")
    fault = found(alone)
    assert fault is not None
    assert (fault.what, fault.seq) == ("changed", 3)


@contextmanager
def raw_columns(place: Place) -> Iterator[Raw]:
    """As ``raw``, and the columns that the database works out hold what is put there."""
    if place.server and place.address:
        with raw_server(place.server, place.address, derived=False) as raw:
            yield raw
    else:
        with raw_file(place.folder, derived=False) as raw:
            yield raw


@pytest.mark.stores("plain", why="a file's own bytes; encrypted ones are test_flips' part")
@pytest.mark.parametrize("seed", range(60))
def test_damage_anywhere_is_harmless_found_or_a_sentence(place: Place, seed: int) -> None:
    written = fill(place)
    path, chance = place.folder / FILE, random.Random(seed)
    stored = bytearray(path.read_bytes())
    if seed % 3:
        for _ in range(chance.choice([1, 8, 200])):
            stored[chance.randrange(len(stored))] = chance.randrange(256)
    else:
        del stored[chance.randrange(len(stored)) :]
    path.write_bytes(stored)
    outcome = read_and_check(place)
    if isinstance(outcome, Problem):
        assert outcome.what
        assert outcome.safe
        assert outcome.do
    else:
        read, fault = outcome
        assert fault is not None or read == written


def read_and_check(place: Place) -> tuple[list[str], ChainFault | None] | Problem:
    try:
        with place.open() as binder:
            binder.journals()
            binder.head("i1")
            return texts(binder.entries("i1")), binder.fault("i1")
    except Problem as problem:
        return problem


def test_a_damaged_end_does_not_get_a_new_entry_behind_it(alone: Place) -> None:
    fill(alone)
    with alone.raw() as raw:
        raw.do(
            "update journal set text = replace(text, 'entry 6', 'entry X') "
            "where incident='i1' and seq = 6"
        )
        if alone.server:  # who takes guards away from a server may put them back
            for _, _, statement in server_guards():
                raw.do(statement.replace("%", "%%"))
    with alone.open() as binder:
        with pytest.raises(Problem, match="does not fit"):
            write(binder, "i1", "seven")
        write(binder, "i2", "the other incident goes on")


def test_every_store_keeps_the_very_same_bytes(place: Place) -> None:
    by_hand = link([draft(OPENED), draft("second")], "i1", None, MONDAY)
    with place.open(SteppedClock(MONDAY, tick=timedelta(0))) as binder:
        write(binder, "i1", OPENED, "second")
        assert list(binder.rows("i1")) == [(entry.text, entry.hash) for entry in by_hand]
