"""Kill a writing process at random instants and look for acknowledged acts that are gone.

``python -m tests.store.kills --kills 400 --control 100`` is the campaign; the suite runs a short
one. A child opens the binder, writes acts and says each one's end on a pipe once ``act`` has
returned. The parent kills it (SIGKILL), opens the binder again and compares. The control says so
before the commit: it must lose something, or the campaign could not see a loss.
"""

import argparse
import os
import random
import signal
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from ir_app.clock import SystemClock
from ir_app.core.incident import fold
from ir_app.core.journal import Entry
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.opening import FILE
from tests.keys import KEY
from tests.store.drafts import OPENED, at_the_file, draft, letter, person

INCIDENT = "7d9a3c1e-0f63-4f5b-9b43-6f0f6d1f2a11"
SAID = struct.Struct("<I64s")  # number and hash of the last entry of an acknowledged act
OPEN = SAID.pack(0, b"")
CROWD = 40  # people and letters written in one act with the entry that names them
NEW_FOLDER = 8  # a fresh binder every so many kills: its making is killed too


@dataclass
class Count:
    """What a campaign saw."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    partial: int = 0
    broken: int = 0
    unsaid: int = 0  # committed, but killed before it could say so: allowed
    before_any: int = 0  # killed before the first act was acknowledged
    losing_kills: int = 0
    longest: int = 0  # entries in the longest journal


Known = list[tuple[int, str]]


def write_until_killed(folder: Path, pipe: int, *, early: bool) -> None:
    """Write acts for ever; the child's whole life."""
    with Binder.open(folder, SystemClock(), key=KEY) as binder:
        head = binder.head(INCIDENT)
        seq = head.seq if head else 0
        os.write(pipe, OPEN)
        while True:
            with binder.act(INCIDENT, after=seq) as act:
                kinds = [OPENED] if seq == 0 else [f"act {seq + 1}"] * (1 + seq % 2)
                last = act.append([draft(kind) for kind in kinds])[-1]
                if early:
                    os.write(pipe, SAID.pack(last.seq, last.hash.encode()))
                act.put_people(f"r{seq + 1}", (person(n) for n in range(CROWD)), [])
                act.put_letters(f"b{seq + 1}", (letter(n) for n in range(CROWD)))
            if not early:
                os.write(pipe, SAID.pack(last.seq, last.hash.encode()))
            seq = last.seq


def one_kill(folder: Path, wait: float, *, early: bool, once_open: bool) -> Known:
    """Let a child work for ``wait`` seconds, kill it, return what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            write_until_killed(folder, writer, early=early)
        finally:
            os._exit(3)
    os.close(writer)
    if once_open and os.read(reader, SAID.size) != OPEN:
        raise RuntimeError("the child could not open the binder")
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        heard = pipe.read()
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the child ended by itself")
    whole = len(heard) - len(heard) % SAID.size
    said = SAID.iter_unpack(heard[:whole])
    return [(seq, hash_.decode()) for seq, hash_ in said if seq]


def check(folder: Path, known: Known, said: Known, count: Count) -> Known:
    """Open the binder as the next start would, compare it with what was said, return what is."""
    count.kills += 1
    count.acknowledged += len(said)
    count.before_any += not said
    try:
        with Binder.open(folder, SystemClock(), key=KEY) as binder:
            entries = binder.entries(INCIDENT)
            count.broken += binder.fault(INCIDENT) is not None
            if entries:
                fold(entries)
            count.partial += sum(not whole for whole in crowds(binder, entries))
    except Problem as problem:
        print(problem, problem.details, file=sys.stderr)
        count.broken += 1
        return known
    hashes = {entry.seq: entry.hash for entry in entries}
    gone = [one for one in [*known, *said] if hashes.get(one[0]) != one[1]]
    count.lost += len(gone)
    count.losing_kills += bool(gone)
    newest = max((seq for seq, _ in [*known, *said]), default=0)
    acts = {entry.act for entry in entries if entry.seq > newest}
    count.unsaid += len(acts)
    count.longest = max(count.longest, len(entries))
    return [(entry.seq, entry.hash) for entry in entries]  # a loss is counted once


def crowds(binder: Binder, entries: list[Entry]) -> Iterator[bool]:
    """Tell of the newest acts whether what lies beside them is all there, and nothing more."""
    firsts = sorted({entry.act for entry in entries})[-12:]
    for act in firsts:
        yield len(binder.people(f"r{act}")) == CROWD
        yield len(binder.letters(f"b{act}")) == CROWD
    behind = entries[-1].seq + 1 if entries else 1
    yield not binder.people(f"r{behind}")
    yield not binder.letters(f"b{behind}")


def sound(folder: Path) -> bool:
    """Ask SQLite itself."""
    if not (folder / FILE).exists():
        return True  # killed before it was made
    with closing(at_the_file(folder)) as raw:
        bad = raw.execute("pragma cipher_integrity_check").fetchall()
        answer: object = raw.execute("pragma integrity_check").fetchone()
    return answer == ("ok",) and not bad


def campaign(kills: int, seed: int, *, early: bool) -> Count:
    """Run ``kills`` rounds on real files and return what was seen."""
    chance, count = random.Random(seed), Count()
    with TemporaryDirectory() as base:
        folder, known = Path(base), Known()
        for number in range(kills):
            if number % NEW_FOLDER == 0:
                folder, known = Path(base) / str(number), Known()
            wait = chance.uniform(0.0005, 0.060)
            # Every other kill counts from the start, so that opening and making are hit as well.
            said = one_kill(folder, wait, early=early, once_open=number % 2 == 1)
            known = check(folder, known, said, count)
            if number % NEW_FOLDER == NEW_FOLDER - 1:
                count.broken += not sound(folder)
    return count


def main() -> None:
    """Run the campaign and its control and print both as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=400)
    parser.add_argument("--control", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    result = {
        "seed": asked.seed,
        "campaign": campaign(asked.kills, asked.seed, early=False),
        "control": campaign(asked.control, asked.seed, early=True),
    }
    print(msgspec.json.encode(result).decode())


if __name__ == "__main__":
    main()
