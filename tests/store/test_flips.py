"""One flipped byte anywhere in a journal's rows is found, on all three stores.

Here on a short journal; `python -m tests.store.flips` does the same with 200 entries.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.opening import FILE
from tests.store import flips
from tests.store.drafts import MONDAY, how
from tests.store.places import FILES, Place
from tests.store.raw import raw_file, raw_server
from tests.store.server.postgres import Server, running

LENGTH = 12


@pytest.fixture
def bed(alone: Place) -> Iterator[flips.Bed]:
    """A journal of some entries without its guards."""
    with alone.open() as binder:
        flips.fill(binder, LENGTH)
    if alone.server and alone.address:
        raw = raw_server(alone.server, alone.address, derived=False)
    else:
        raw = raw_file(alone.folder, derived=False)
    with raw as hand, alone.open(read_only=True) as binder:
        yield flips.Bed(binder, hand, list(binder.rows("i1")))


@pytest.mark.parametrize("column", flips.HASHED)
def test_every_single_byte_of_every_text_and_hash_is_seen(bed: flips.Bed, column: str) -> None:
    tally = flips.sweep(bed, column, random.Random(7))
    assert {what for _, what in tally} == {flips.SEEN}
    assert tally[column, flips.SEEN] == sum(
        len((text if column == "text" else stored).encode()) for text, stored in bed.rows
    )
    assert bed.outcome() == flips.HARMLESS  # all of it was put back


def test_what_a_row_is_filed_under_and_its_place_and_what_the_server_noted_are_seen(
    bed: flips.Bed, store: str
) -> None:
    tally: flips.Tally = Counter()
    for (place,) in bed.raw.ask("select place from journal order by place")[4:6]:
        tally += flips.flips_of(bed, store, place, random.Random(place))
    outcomes = {column: {w for c, w in tally if c == column} for column, _ in tally}
    assert outcomes["incident"] == outcomes["kind"] == {flips.SEEN}
    assert outcomes["seq"] == {flips.SEEN, flips.REFUSED}
    assert outcomes["place"] == {flips.SEEN, flips.REFUSED}
    for noted in ("practice", "written_by", "machine", "stamp") if store == "postgresql" else ():
        assert outcomes[noted] == {flips.SEEN}
    if store == "postgresql":
        bed.raw.do("update journal set written_at = written_at + interval '1 microsecond'")
        assert bed.outcome() == flips.SEEN


@pytest.mark.stores(*FILES, why="a server's disk has a test of its own below")
def test_a_sample_of_them_in_the_file_itself(place: Place) -> None:
    with place.open() as binder:
        flips.fill(binder, 60)
        rows = list(binder.rows("i1"))
    path, chance = place.folder / FILE, random.Random(11)
    stored = path.read_bytes()
    for _ in range(60):
        spot, number = _somewhere(stored, rows, chance, plain=how.key.plain)
        flipped = bytearray(stored)
        flipped[spot] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        assert _seen(place, rows, number)


def _somewhere(
    stored: bytes, rows: list[tuple[str, str]], chance: random.Random, *, plain: bool
) -> tuple[int, int]:
    """A place in the file, and the entry that lies there when it can be told from outside."""
    if not plain:
        return chance.randrange(4096, len(stored)), 0
    number = chance.randrange(len(rows))
    both = "".join(rows[number]).encode()
    return stored.index(both) + chance.randrange(len(both)), number + 1


def _seen(place: Place, rows: list[tuple[str, str]], number: int) -> bool:
    """Whether the flip is named at its entry; under encryption a page is whole or refused."""
    try:
        with Binder.open(place.folder, SteppedClock(MONDAY), key=how.key, read_only=True) as binder:
            fault, read = binder.fault("i1"), list(binder.rows("i1"))
    except Problem:
        return number == 0
    if number:
        return fault is not None and fault.seq == number
    return read == rows and fault is None  # the page holds nothing of this journal


@pytest.mark.stores("postgresql", why="the files of a server")
def test_a_byte_flipped_on_the_servers_disk_is_seen(tmp_path: Path) -> None:
    with running() as server:
        address = server.writer()
        with Binder.open_server(address, SteppedClock(MONDAY), tmp_path) as binder:
            flips.fill(binder, 9)
            rows = list(binder.rows("i1"))
        chance = random.Random(5)
        for number in (2, 5, 9):
            flip_on_disk(server, rows[number - 1][number % 2].encode(), chance)
            with Binder.open_server(address, SteppedClock(MONDAY), tmp_path) as binder:
                fault = binder.fault("i1")
            assert fault is not None
            assert fault.seq <= number


def flip_on_disk(server: Server, what: bytes, chance: random.Random) -> None:
    """Stop the server, flip a bit of these bytes in its table's file, start it again."""
    with server.raw() as raw:
        (name,) = raw.execute("SELECT pg_relation_filepath('incident_binder.journal')").fetchone()  # type: ignore[misc]
        raw.execute("CHECKPOINT")
    server.stop()
    path = server.base / "data" / str(name)
    stored = bytearray(path.read_bytes())
    stored[stored.index(what) + chance.randrange(len(what))] ^= 1 << chance.randrange(7)
    path.write_bytes(stored)
    server.start()
