"""A full disk, a folder that can only be read, a held file: a sentence, and nothing is lost."""

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import event

from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store import engine, troubles
from ir_app.store.binder import Binder
from ir_app.store.opening import FILE
from tests.store.drafts import (
    MONDAY,
    OPENED,
    at_the_file,
    draft,
    how,
    letter,
    opened,
    person,
    texts,
    write,
)
from tests.store.places import FILES

RUNS_ON = FILES
WHY = "a disk of this computer's own; what a server's says is in server/test_troubles.py"
SECRET = "Annabel Unmistakable"


def mount(*words: str) -> None:
    """Mount as asked, or skip: only Linux's administrator may."""
    if sys.platform != "linux" or not shutil.which("mount"):
        pytest.skip("needs Linux to make a small disk")
    done = subprocess.run(["mount", *words], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("needs the right to mount a small disk")


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 2 MB, not below pytest's folder: whoever tidies up there must not meet it."""
    with TemporaryDirectory() as name:
        mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", name)
        try:
            yield Path(name)
        finally:
            # Lazy: a test that failed may still hold a file, and the disk must go all the same.
            subprocess.run(["umount", "--lazy", name], check=True)


def fill_up(binder: Binder) -> tuple[list[str], Problem]:
    """Write acts until the disk is full; returns what was acknowledged and what was said."""
    done = texts(write(binder, "i1", OPENED))
    for number in range(2, 10_000):
        try:
            with binder.act("i1", after=len(done)) as act:
                act.put_letters(f"b{number}", [letter(n, f"b{number}") for n in range(20)])
                linked = act.append([draft(f"{SECRET} {number}")])
        except Problem as problem:
            assert texts(binder.entries("i1")) == done
            return done, problem
        done += texts(linked)
    raise AssertionError("the disk never filled up")


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(small_disk: Path) -> None:
    folder = small_disk / "binder"
    with opened(folder) as binder:
        kept, problem = fill_up(binder)
        assert problem.what == "The disk is full."
        assert SECRET not in f"{problem} {problem.details}"
        assert len(kept) > 3
        count = len(kept)
        assert binder.letters(f"b{count + 1}") == []  # nothing of the act that failed
        assert len(binder.letters(f"b{count}")) == 20
        assert binder.fault("i1") is None
    with Binder.open(folder, SteppedClock(MONDAY), key=how.key, read_only=True) as reader:
        assert texts(reader.entries("i1")) == kept
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    with opened(folder) as binder:  # somebody made room
        assert texts(binder.entries("i1")) == kept
        write(binder, "i1", "it goes on")
        assert binder.fault("i1") is None


def test_an_open_binder_goes_on_once_there_is_room(small_disk: Path) -> None:
    with opened(small_disk / "binder") as binder:
        kept, _ = fill_up(binder)
        subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
        assert [e.seq for e in write(binder, "i1", "it goes on")] == [len(kept) + 1]


def test_no_room_for_a_new_binder_is_said(small_disk: Path) -> None:
    for step in (1 << 16, 1 << 12, 1):
        with (
            contextlib.suppress(OSError),
            (small_disk / f"ballast{step}").open("wb", buffering=0) as file,
        ):
            while file.write(b"x" * step) == step:
                pass
    with pytest.raises(Problem, match="disk is full"):
        Binder.open(small_disk / "binder", SteppedClock(MONDAY), key=how.key)
    for ballast in small_disk.glob("ballast*"):
        ballast.unlink()
    with opened(small_disk / "binder") as binder:
        write(binder, "i1", OPENED)


def test_a_file_at_its_limit_is_a_full_disk(binder: Binder) -> None:
    binder._engine.dispose()

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("pragma max_page_count=200")

    event.listen(binder._engine, "connect", limit)
    kept, problem = fill_up(binder)
    assert problem.what == "The disk is full."
    assert binder.fault("i1") is None
    event.remove(binder._engine, "connect", limit)
    binder._engine.dispose()
    assert [e.seq for e in write(binder, "i1", "it goes on")] == [len(kept) + 1]


def test_a_disk_that_can_only_be_read_is_said_and_read(small_disk: Path) -> None:
    folder = small_disk / "binder"
    with opened(folder) as binder:
        kept = texts(write(binder, "i1", OPENED))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for place in (folder, small_disk / "new"):
        with pytest.raises(Problem, match="only be read") as caught:
            Binder.open(place, SteppedClock(MONDAY), key=how.key)
        assert caught.value.do
    with Binder.open(folder, SteppedClock(MONDAY), key=how.key, read_only=True) as reader:
        assert texts(reader.entries("i1")) == kept
        assert reader.fault("i1") is None


def test_a_disk_image_of_a_stopped_computer_asks_for_a_copy(small_disk: Path) -> None:
    with opened(small_disk / "binder") as binder:
        write(binder, "i1", OPENED)
        shutil.copytree(binder.folder, small_disk / "image")  # its last act is not in the file yet
    (small_disk / "image" / f"{FILE}-shm").unlink()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(Problem, match="copy it to your own drive"):
        Binder.open(small_disk / "image", SteppedClock(MONDAY), key=how.key, read_only=True)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    with opened(small_disk / "image") as binder:
        assert binder.journals() == ["i1"]


@contextmanager
def as_somebody() -> Iterator[None]:
    """Work as an ordinary account: the administrator may write everywhere."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_of_somebody_else_is_said_and_read() -> None:
    with TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        with opened(base / "binder") as binder:
            kept = texts(write(binder, "i1", OPENED))
        for file in (base / "binder").iterdir():
            file.chmod(0o444)
        for folder in (base / "binder", base):
            folder.chmod(0o555)
        with as_somebody():
            for place in (base / "binder", base / "new", base / "new" / "deep"):
                with pytest.raises(Problem, match="not allowed"):
                    Binder.open(place, SteppedClock(MONDAY), key=how.key)
            with Binder.open(
                base / "binder", SteppedClock(MONDAY), key=how.key, read_only=True
            ) as reader:
                assert texts(reader.entries("i1")) == kept
        base.chmod(0o700)
        (base / "binder").chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_may_not_be_looked_into_is_said() -> None:
    with TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        with opened(base / "binder") as binder:
            write(binder, "i1", OPENED)
        (base / "binder").chmod(0o000)
        with as_somebody():
            for read_only in (False, True):
                with pytest.raises(Problem, match="not allowed"):
                    Binder.open(
                        base / "binder", SteppedClock(MONDAY), key=how.key, read_only=read_only
                    )
        (base / "binder").chmod(0o700)


def test_a_held_file_is_said_and_the_act_can_be_done_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "WAIT", 0.05)
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        with closing(at_the_file(folder)) as other:
            other.execute("begin immediate")
            with pytest.raises(Problem, match="Another program is using"):
                write(binder, "i1", SECRET)
            assert len(binder.entries("i1")) == 1
            other.execute("rollback")
        write(binder, "i1", SECRET)


def test_a_row_that_does_not_fit_is_refused_without_its_words(binder: Binder) -> None:
    with binder.act("i1", after=0) as act:
        act.put_people("r1", [person(1)], [])
        act.append([draft(OPENED)])
    secret = person(2).full_name
    with pytest.raises(Problem) as caught, binder.act("i1", after=1) as act:
        act.put_people("r1", [person(2)], [])
    assert caught.value.__cause__ is None
    assert secret not in f"{caught.value} {caught.value.details}"
    assert binder.people("r1") == [person(1)]


def test_a_letter_or_evidence_that_was_changed_is_never_handed_out(folder: Path) -> None:
    row, body = letter(1)
    with opened(folder) as binder, binder.act("i1", after=0) as act:
        act.put_letters("b1", [(row, body)])
        sha256, _ = act.put_blob(folder / "binder.lock", limit=1000)
        act.append([draft(OPENED)])
    with closing(at_the_file(folder)) as raw:
        for name in ("letter_no_update", "chunk_no_update"):
            raw.execute(f"drop trigger {name}")
        raw.execute("update letter set body = x'00'")
        raw.execute("update chunk set body = x'00'")
    with opened(folder) as binder:
        with pytest.raises(Problem, match="damaged"):
            binder.letter_bytes("b1", row.letter)
        with pytest.raises(Problem, match="damaged"):
            list(binder.blob(sha256))


def test_a_fault_of_the_program_is_not_dressed_up_as_trouble() -> None:
    with (
        pytest.raises(sqlite3.OperationalError, match="syntax"),
        troubles.explained(),
        closing(sqlite3.connect(":memory:")) as raw,
    ):
        raw.execute("selekt")


@pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.ELOOP, None]
)
def test_every_refusal_of_the_system_is_a_whole_sentence(number: int | None) -> None:
    problem = troubles.explain_disk(OSError(number, "x") if number else OSError("x"))
    for part in (problem.what, problem.safe, problem.do, problem.who):
        assert part.endswith(".")
        assert "oops" not in part.lower()
