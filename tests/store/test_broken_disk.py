"""A disk that fails under the open binder, a stick that is pulled out, a file that is damaged.

No disk has to be made for it, so nobody's computer skips this: the files that the database holds
open are exchanged for one on which the system answers EIO to every read and write.
"""

import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store import backup
from ir_app.store.binder import Binder
from ir_app.store.opening import FILE
from tests.store.drafts import MONDAY, OPENED, draft, how, letter, texts, write
from tests.store.places import FILES, Place

RUNS_ON = FILES
WHY = "a disk of this computer's own; what a server's disk says is in server/test_troubles.py"
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's /proc")


def held(folder: Path) -> Iterator[int]:
    """The handles by which this process holds files of the binder."""
    for link in Path("/proc/self/fd").iterdir():
        try:
            if str(link.readlink()).startswith(str(folder / FILE)):
                yield int(link.name)
        except OSError:
            continue  # the handle of the listing itself


def fail(folder: Path) -> None:
    """From now on every read and write of the open files is answered with EIO."""
    dead = os.open("/proc/self/mem", os.O_RDWR)  # nothing is mapped at the offsets of a small file
    with pytest.raises(OSError, match="Input/output"):
        os.pread(dead, 1, 4096)
    for handle in list(held(folder)):
        os.dup2(dead, handle)
    os.close(dead)


@contextmanager
def pulled_out(folder: Path) -> Iterator[None]:
    """The stick is gone, and its open files with it, until the block ends."""
    fail(folder)
    away = folder.with_name("in the pocket")
    folder.rename(away)
    try:
        yield
    finally:
        away.rename(folder)


@linux
def test_a_disk_that_fails_is_said_and_the_last_acknowledged_entry_is_there(place: Place) -> None:
    with place.open() as binder:
        kept = texts(write(binder, "i1", OPENED, "acknowledged"))
        fail(place.folder)
        with pytest.raises(Problem, match="did not save or read") as caught:
            write(binder, "i1", "lost with the disk")
        assert "Everything before it is safe" in caught.value.safe
        assert texts(binder.entries("i1")) == kept  # the disk came back: opened anew
        write(binder, "i1", "done again")
        assert binder.fault("i1") is None
    with place.open() as binder:
        assert texts(binder.entries("i1"))[:2] == kept
        assert len(binder.entries("i1")) == 3


@linux
def test_a_disk_that_fails_on_reading_is_said(place: Place) -> None:
    with place.open() as binder:
        with binder.act("i1", after=0) as act:
            act.put_letters("b1", [letter(n) for n in range(100)])
            act.append([draft(OPENED)])
        with binder._engine.connect() as connection:
            connection.exec_driver_sql("pragma cache_size=5")  # what is in memory needs no disk
        fail(place.folder)
        with pytest.raises(Problem, match=r"did not save or read|damaged"):
            read_all(binder)
        assert read_all(binder) == 100  # the disk came back


def read_all(binder: Binder) -> int:
    return sum(bool(binder.letter_bytes("b1", row.letter)) for row in binder.letters("b1"))


@linux
def test_a_stick_that_is_pulled_out_is_said_and_nothing_is_made_in_its_place(place: Place) -> None:
    with place.open() as binder:
        kept = texts(write(binder, "i1", OPENED, "on the stick"))
        with pulled_out(place.folder):
            for _ in range(2):
                with pytest.raises(Problem) as caught:
                    write(binder, "i1", "nowhere to go")
                assert caught.value.what
                assert caught.value.do
            assert not place.folder.exists()
        assert texts(binder.entries("i1")) == kept  # plugged in again
        write(binder, "i1", "it goes on")
    with place.open() as binder:
        assert len(binder.entries("i1")) == 3
        assert binder.fault("i1") is None


def damage(folder: Path, chance: random.Random, first: int, last: int) -> None:
    """Spoil one page in this part of the file (tenths of it)."""
    path = folder / FILE
    stored = bytearray(path.read_bytes())
    page = chance.randrange(len(stored) * first // 10, len(stored) * last // 10) // 4096 * 4096
    stored[page + 100 : page + 4000] = bytes(3900)
    path.write_bytes(stored)


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_is_read_as_far_as_it_verifies(place: Place, seed: int) -> None:
    with place.open() as binder:
        for number in range(120):
            notes = [f"{number} {n} and some more words to fill the page" for n in range(5)]
            write(binder, "i1", *([OPENED] if number == 0 else notes))
        whole = texts(binder.entries("i1"))
        good = binder.back_up("test") if binder.keys else None
    damage(place.folder, random.Random(seed), 5, 9)
    desk = open_desk(place.folder, SteppedClock(MONDAY), key=how.key, read_only=True)
    try:
        read = texts(desk.incident("i1").entries)
    finally:
        desk.binder.close()
    assert read == whole[: len(read)]
    assert len(read) > 20
    if good:
        found = backup.newest_good(place.folder / backup.FOLDER)
        assert found is not None
        assert found[0] == good


def test_a_damaged_file_takes_no_new_entries(place: Place) -> None:
    with place.open() as binder:
        for number in range(120):
            write(binder, "i1", *([OPENED] if number == 0 else [f"words {number}" * 9] * 5))
    damage(place.folder, random.Random(2), 5, 9)
    with pytest.raises(Problem, match=r"damaged|does not fit"):
        look_and_write(place)


def look_and_write(place: Place) -> None:
    with Binder.open(place.folder, SteppedClock(MONDAY), key=how.key) as binder:
        assert binder.fault("i1") is None
        write(binder, "i1", "behind the damage")
