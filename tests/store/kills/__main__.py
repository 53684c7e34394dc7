"""Kill the program, or the server under it, at random instants in every way to write.

    python -m tests.store.kills --each 18 --results kills.jsonl

Every row of the table is one way to write on one store: an action of the window is done again and
again by a child; the child (or every process of PostgreSQL) is killed with SIGKILL at a random
instant inside an act; then the store is opened as the next start would. Stopped and started again,
the campaign goes on where it was. ``--table`` prints what is in the results as Markdown.
"""

import argparse
import os
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.store.kills import groups, mail, record, results, wholefile
from tests.store.kills.bench import life_of, new_bench
from tests.store.kills.one import CLIENT, SERVER, kill_once, typical_of
from tests.store.kills.results import Row
from tests.store.kills.way import FILE, Way
from tests.store.server.postgres import Server, running

WAYS = (*record.WAYS, *mail.WAYS, *wholefile.WAYS, *groups.WAYS)
CONTROLS = (record.NOTE, *(way for way in WAYS if way.name == "patient list"))


def campaign(
    path: Path,
    each: int,
    control: int,
    ways: tuple[Way, ...],
    stores: list[str],
    place: str = "/tmp",
) -> None:
    """Bring every cell of the table to its number of kills."""
    with ExitStack() as stack:
        base = Path(stack.enter_context(TemporaryDirectory(prefix="kills", dir=place)))
        os.environ["XDG_STATE_HOME"] = str(base / "state")
        server = stack.enter_context(running(place=place)) if "server" in stores else None
        for way in ways:
            for store in way.stores:
                if store in stores:
                    _fill(path, way, None if store == FILE else server, base, each, control)


def _fill(path: Path, way: Way, server: Server | None, base: Path, each: int, control: int) -> None:
    store = "server" if server else FILE
    todo = list(_todo(path, way, store, each, control))
    if not todo:
        return
    bench = new_bench(base / f"{way.name[:20]}-{store}".replace(" ", "-"), server)
    way.prepare(bench)
    bench.let_go()
    with life_of(bench, base / "life") as life:
        typical = typical_of(life, way)
    for who, early, seed in todo:
        with life_of(bench, base / "life") as life:
            seen = kill_once(life, way, who, random.Random(seed), typical, early=early)
        row = Row(way=way.name, store=store, who=who, control=early, seed=seed, seen=seen)
        results.add(path, row)
        if not early and results.faults([row]):
            print(row, file=sys.stderr, flush=True)


def _todo(
    path: Path, way: Way, store: str, each: int, control: int
) -> Iterator[tuple[str, bool, int]]:
    done = results.cells(results.read(path))
    for who in (CLIENT,) if store == FILE else (CLIENT, SERVER):
        for early, wanted in ((False, each), (True, control if way in CONTROLS else 0)):
            have = len(done.get((way.name, store, who, early), []))
            for seed in range(have, wanted):
                yield who, early, hash_of(way.name, store, who, early, seed)


def hash_of(*parts: object) -> int:
    """Return a seed that is the same in every run."""
    return sum(ord(sign) * 31**place % 1_000_003 for place, sign in enumerate(repr(parts)))


def main() -> None:
    """Run the campaign, or print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=18, help="kills of each row")
    parser.add_argument("--control", type=int, default=10)
    parser.add_argument("--results", type=Path, default=Path("kills.jsonl"))
    parser.add_argument("--place", default="/tmp", help="folder; /dev/shm when the disk is slow")
    parser.add_argument("--only", default="", help="a part of the way's name")
    parser.add_argument("--stores", default="file,server")
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    if not asked.table:
        ways = tuple(way for way in WAYS if asked.only in way.name)
        campaign(
            asked.results, asked.each, asked.control, ways, asked.stores.split(","), asked.place
        )
    rows = results.read(asked.results)
    print(results.markdown(rows, control=False))
    print()
    print(results.markdown(rows, control=True))
    sys.exit(1 if results.faults(rows) else 0)


if __name__ == "__main__":
    main()
