"""Flip one byte at a time, everywhere in the rows of a journal, and ask whether it is seen.

    python -m tests.store.flips --entries 200 --store all --results flips.jsonl

Every byte of every column of every row is changed (one bit of it, drawn anew) by somebody who has
taken the guards away, on a plain file, an encrypted one and a server; after each the journal is
checked as ``ir-app verify`` does. A flip may be *seen*, or *harmless*: what is read is the same as
before. *Unseen*, something else is read and nobody notices, must not happen.
"""

import argparse
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import psycopg
import sqlcipher3.dbapi2

from ir_app.clock import SteppedClock
from ir_app.core import journal as core
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from tests.keys import KEY, PLAIN
from tests.store.drafts import MONDAY, OPENED, how, write
from tests.store.raw import Raw, raw_file, raw_server
from tests.store.server.postgres import running

STORES = ("plain", "sqlcipher", "postgresql")
HASHED = ("text", "hash")
FILED = ("incident", "kind", "seq")  # worked out of the text, and compared with it by the check
BESIDE = {
    "postgresql": ("practice", "written_by", "machine", "stamp", "place")
}  # what the server adds to a row
SEEN, HARMLESS, REFUSED, UNSEEN = "seen", "harmless", "refused", "unseen"
TAKEN = (  # the database itself: two rows would have one number
    sqlite3.IntegrityError,
    sqlcipher3.dbapi2.IntegrityError,  # type: ignore[attr-defined]
    psycopg.errors.UniqueViolation,
)
BITS = 16  # of a number, from the last
Tally = Counter[tuple[str, str]]  # column and outcome


@dataclass
class Bed:
    """A written journal, open to read, with a hand in the store behind the program's back."""

    binder: Binder
    raw: Raw
    rows: list[tuple[str, str]]

    def outcome(self) -> str:
        """Check the journal as it lies there now."""
        try:
            if self.binder.fault("i1") is not None:
                return SEEN
            return HARMLESS if list(self.binder.rows("i1")) == self.rows else UNSEEN
        except Problem:
            return SEEN


def fill(binder: Binder, entries: int) -> None:
    """Write a journal of so many entries: single ones and acts of three."""
    write(binder, "i1", OPENED)
    for number in range(2, entries + 1, 3):
        notes = [f"entry {n} — the back room, 8:05 am" for n in range(number, number + 3)]
        write(binder, "i1", *notes[: entries + 1 - number])


@contextmanager
def bed_of(store: str, base: Path, entries: int) -> Iterator[Bed]:
    """Make a store with a journal in it and take its guards away."""
    folder, clock = base / "binder", SteppedClock(MONDAY)
    if store == "postgresql":
        with running(place="/dev/shm" if Path("/dev/shm").is_dir() else "/tmp") as server:
            address = server.writer()
            with Binder.open_server(address, clock, folder) as binder:
                fill(binder, entries)
                with raw_server(server, address, derived=False) as raw:
                    yield Bed(binder, raw, list(binder.rows("i1")))
        return
    how.key = PLAIN if store == "plain" else KEY
    with Binder.open(folder, clock, key=how.key) as binder:
        fill(binder, entries)
    with (
        raw_file(folder, derived=False) as raw,
        Binder.open(folder, clock, key=how.key, read_only=True) as binder,
    ):
        yield Bed(binder, raw, list(binder.rows("i1")))


def sweep(bed: Bed, column: str, chance: random.Random) -> Tally:
    """Flip a bit of byte 1 of all rows, of byte 2 …, and check each row's flip as if it were alone.

    All that the store gives back is used; only the rows beside the one in question are put right.
    """
    found = bed.raw.ask(f"select place, {column} from journal order by seq")
    places, whole, tally = [p for p, _ in found], [v.encode() for _, v in found], Tally()
    for at in range(max(len(value) for value in whole)):
        flipped = [_flipped(value, at, chance.randrange(8)) for value in whole]
        bed.raw.put_all(column, [*zip(flipped, places, strict=True)])
        for number, row in enumerate(bed.binder.rows("i1")):
            if at < len(whole[number]):
                rows = [*bed.rows[:number], row, *bed.rows[number + 1 :]]
                alone = next(core.verify(rows), None)
                tally[column, SEEN if alone else UNSEEN] += 1
    bed.raw.put_all(column, [*zip(whole, places, strict=True)])
    return tally


def _flipped(value: bytes, at: int, bit: int) -> bytes:
    return (
        value[:at] + bytes([value[at] ^ 1 << bit]) + value[at + 1 :] if at < len(value) else value
    )


def flip(bed: Bed, column: str, place: int, value: bytes | int, changed: bytes | int) -> str:
    """Put something else into one column of one row, check the journal, and put it back."""
    where = changed if column == "place" and isinstance(changed, int) else place
    try:
        bed.raw.put(place, column, changed)
    except TAKEN:
        return REFUSED
    try:
        return bed.outcome()
    finally:
        bed.raw.put(where, column, value)


def flips_of(bed: Bed, store: str, place: int, chance: random.Random) -> Tally:
    """Flip every byte of what stands beside the text in one row, and the bits of its numbers."""
    columns, tally = (*FILED, *BESIDE.get(store, ("place",))), Tally()
    (values,) = bed.raw.ask(f"select {', '.join(columns)} from journal where place = ?", (place,))
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, int):
            changes: list[bytes | int] = [value ^ 1 << bit for bit in range(BITS)]
        else:
            raw = value.encode()
            changes = [_flipped(raw, at, chance.randrange(8)) for at in range(len(raw))]
        known = value if isinstance(value, int) else value.encode()
        for changed in changes:
            tally[column, flip(bed, column, place, known, changed)] += 1
    return tally


def remember() -> None:
    """Read and hash each text once: both depend on the text alone, and most texts stay."""
    core.read_entry = lru_cache(4096)(core.read_entry)
    core.digest = lru_cache(4096)(core.digest)


class Done(msgspec.Struct, frozen=True):
    """What came of one column of all rows, or of the rest of one row; a line of the results."""

    store: str
    what: str
    rows: int
    counts: list[tuple[str, str, int]]


def campaign(store: str, entries: int, results: Path, seed: int) -> None:
    """Flip all rows of one store that are not in the results yet."""
    have = {done.what for done in read(results) if done.store == store}
    with TemporaryDirectory() as base, bed_of(store, Path(base), entries) as bed:
        assert bed.outcome() == HARMLESS
        for column in HASHED:
            if column not in have:
                tally = sweep(bed, column, random.Random(f"{seed} {store} {column}"))
                _keep(results, store, column, entries, tally)
        for (place,) in bed.raw.ask("select place from journal order by place"):
            if f"row {place}" not in have:
                tally = flips_of(bed, store, place, random.Random(f"{seed} {store} {place}"))
                _keep(results, store, f"row {place}", 1, tally)
        assert bed.outcome() == HARMLESS


def _keep(results: Path, store: str, what: str, rows: int, tally: Tally) -> None:
    counts = [(column, outcome, n) for (column, outcome), n in sorted(tally.items())]
    with results.open("ab") as file:
        file.write(msgspec.json.encode(Done(store, what, rows, counts)) + b"\n")


def read(results: Path) -> list[Done]:
    """Return every whole line of the results."""
    lines = results.read_bytes().split(b"\n")[:-1] if results.exists() else []
    return [msgspec.json.decode(line, type=Done) for line in lines]


def markdown(done: list[Done]) -> str:
    """Return the table of what was seen."""
    outcomes = (SEEN, REFUSED, HARMLESS, UNSEEN)
    head = ("store", "rows", "column", "flips", *outcomes)
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for store in STORES:
        total: Tally = Counter()
        rows: Counter[str] = Counter()
        for one in [one for one in done if one.store == store]:
            total.update({(column, what): n for column, what, n in one.counts})
            rows.update(dict.fromkeys({column for column, _, _ in one.counts}, one.rows))
        for column in dict.fromkeys(column for column, _ in total):
            numbers = [total[column, what] for what in outcomes]
            cells = [sum(numbers), *numbers]
            line = " | ".join(f"{n:,}" for n in cells)
            lines.append(f"| {store} | {rows[column]} | {column} | {line} |")
    return "\n".join(lines)


def main() -> None:
    """Run the campaign and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=200)
    parser.add_argument("--store", choices=[*STORES, "all"], default="all")
    parser.add_argument("--results", type=Path, default=Path("flips.jsonl"))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    remember()
    for store in STORES if asked.store == "all" else [asked.store]:
        campaign(store, asked.entries, asked.results, asked.seed)
    done = read(asked.results)
    print(markdown(done))
    sys.exit(any(what == UNSEEN for one in done for _, what, _ in one.counts))


if __name__ == "__main__":
    main()
