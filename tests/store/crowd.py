"""Many processes write on one incident of a server at once; the server may be killed meanwhile.

``python -m tests.store.crowd --writers 8 --entries 1000 [--kill]``: every entry that was asked for
must be there once, in one chain without gaps. Prints what was seen as JSON.
"""

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from ir_app.clock import SystemClock
from ir_app.core.kinds import Noted
from ir_app.problems import Problem
from ir_app.store.binder import Binder, Stale
from ir_app.store.server.address import read_address
from tests.store.drafts import OPENED, write
from tests.store.server.postgres import Server, running

INCIDENT = "7d9a3c1e-0f63-4f5b-9b43-6f0f6d1f2a11"


@dataclass
class Seen:
    """What a crowd left behind."""

    asked: int
    entries: int
    missing: int
    doubled: int
    gapless: bool
    fault: str
    failed_writers: int
    restarts: int
    seconds: float


def write_some(url: str, practice: str, name: str, entries: int) -> None:
    """Write entries that only this writer could have written; one process's whole life."""
    address, done = read_address(url, practice), 0
    with Binder.open_server(address, SystemClock(), Path()) as binder:
        print("in", flush=True)
        while done < entries:
            try:
                write(binder, INCIDENT, f"{name} {done}")
            except Stale:
                time.sleep(random.uniform(0, 0.01))  # somebody was first
            except Problem as problem:
                if problem.details != "no connection" and not problem.details.startswith("57P"):
                    raise
                time.sleep(0.05)  # reading was cut off; writing says Stale or is certain
            else:
                done += 1


def crowd(server: Server, writers: int, entries: int, *, kill: bool) -> Seen:
    """Let the writers loose, kill the server half-way if asked, and look at what is there."""
    address, begun = server.writer(), time.monotonic()
    with Binder.open_server(address, SystemClock(), Path()) as binder:
        write(binder, INCIDENT, OPENED)
        url = address.url.render_as_string()
        words = [sys.executable, "-m", "tests.store.crowd", "--url", url, address.practice]
        crew = [
            subprocess.Popen(
                [*words, "--name", f"w{n}", "--entries", str(entries)], stdout=subprocess.PIPE
            )
            for n in range(writers)
        ]
        for one in crew:  # a server that is away at the very first connection is a wrong address
            assert one.stdout is not None
            one.stdout.readline()
        restarts = 0
        while kill and restarts < 1 and any(one.poll() is None for one in crew):
            head = binder.head(INCIDENT)
            if head and head.seq > writers * entries // 2:
                server.kill()
                time.sleep(0.3)
                server.start()
                restarts += 1
            time.sleep(0.02)
        failed = 0
        for one in crew:
            with one:  # which closes its pipe
                failed += one.wait() != 0
        wanted = {f"w{n} {k}" for n in range(writers) for k in range(entries)}
        seen = look(binder, wanted)
    return Seen(*seen, failed, restarts, round(time.monotonic() - begun, 1))


def look(binder: Binder, wanted: set[str]) -> tuple[int, int, int, int, bool, str]:
    """Compare what is there with what was asked for."""
    found = binder.entries(INCIDENT)
    said = Counter(entry.data.text for entry in found if isinstance(entry.data, Noted))
    doubled = sum(many - 1 for many in said.values())
    gapless = [entry.seq for entry in found] == list(range(1, len(found) + 1))
    fault = binder.fault(INCIDENT)
    missing = len(wanted - said.keys())
    return (
        len(wanted),
        sum(said.values()),
        missing,
        doubled,
        gapless,
        fault.sentence if fault else "",
    )


def main() -> None:
    """Run the campaign, or one of its writers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--name")
    parser.add_argument("--url", nargs=2)
    asked = parser.parse_args()
    if asked.url:
        url, practice = asked.url
        write_some(url, practice, asked.name, asked.entries)
        return
    with running(place="/tmp") as server:  # the campaign is about a disk
        seen = crowd(server, asked.writers, asked.entries, kill=asked.kill)
    print(msgspec.json.encode(asdict(seen)).decode())


if __name__ == "__main__":
    main()
