"""Whatever lies where a binder should be, opening it ends in a binder or in a sentence."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateTable

from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.opening import FILE, LOCK
from ir_app.store.tables import APPLICATION, SCHEMA, journal, metadata
from tests.store.drafts import (
    MONDAY,
    NAMES,
    OPENED,
    at_the_file,
    fresh_folder,
    how,
    opened,
    write,
)
from tests.store.places import FILES

RUNS_ON = FILES
WHY = "what may lie in a file's place; a server's own opening is tested in server/"


def refused(folder: Path, why: str) -> None:
    """Opening fails with a whole sentence and leaves every file as it was."""
    before = {f.name: f.read_bytes() for f in folder.iterdir() if f.is_file()}
    with pytest.raises(Problem, match=why) as caught:
        Binder.open(folder, SteppedClock(MONDAY), key=how.key)
    assert caught.value.what.endswith(".")
    assert caught.value.safe.endswith(".")
    assert caught.value.do.endswith(".")
    after = {f.name: f.read_bytes() for f in folder.iterdir() if f.is_file()}
    after.pop(LOCK, None)
    before.pop(LOCK, None)
    assert after == before


def test_a_new_binder_says_whose_it_is(folder: Path) -> None:
    with opened(folder / "deep" / "er #1 ?x=é%20") as binder:
        write(binder, "i1", OPENED)
        path = binder.folder / FILE
    with closing(at_the_file(path.parent)) as raw:
        assert raw.execute("pragma application_id").fetchone() == (APPLICATION,)
        assert raw.execute("pragma user_version").fetchone() == (SCHEMA,)
        assert raw.execute("pragma journal_mode").fetchone() == ("wal",)
        assert raw.execute("pragma integrity_check").fetchone() == ("ok",)


def test_every_commit_waits_for_the_disk(binder: Binder) -> None:
    with binder._engine.connect() as connection:
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"


def test_a_relative_folder_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(Path("here")) as binder:
        write(binder, "i1", OPENED)
    with opened(tmp_path / "here") as binder:
        assert binder.journals() == ["i1"]


@settings(max_examples=60, deadline=None)
@given(
    st.binary(min_size=1, max_size=3000)
    | st.binary(max_size=3000).map(lambda tail: b"SQLite format 3\0" + tail)
    | st.binary(min_size=56, max_size=56).map(
        lambda middle: b"SQLite format 3\0" + middle[:52] + APPLICATION.to_bytes(4) + middle
    )
)
def test_a_foreign_file_is_refused(content: bytes) -> None:
    with fresh_folder() as folder:
        folder.mkdir()
        (folder / FILE).write_bytes(content)
        refused(folder, "not an incident binder|damaged|newer")


def test_a_database_of_another_program_is_refused(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE)) as raw:
        raw.execute("create table journal (text)")
        raw.commit()
    refused(folder, "not an incident binder")


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (f"pragma user_version={SCHEMA + 1}", "newer Incident Binder"),
        ("pragma application_id=7", "not an incident binder"),
        ("drop table pin", "damaged"),
        ("alter table pin rename column verifier to proof", "damaged"),
    ],
)
def test_a_binder_that_was_altered_is_refused(folder: Path, statement: str, why: str) -> None:
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
    with closing(at_the_file(folder)) as raw:
        raw.execute(statement)
    refused(folder, why)


def test_an_emptied_file_is_not_a_new_binder(folder: Path) -> None:
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
    (folder / FILE).write_bytes(b"")
    refused(folder, "is empty")
    (folder / LOCK).unlink()
    refused(folder, "is empty")


def test_a_renamed_or_deleted_file_is_not_a_new_binder(folder: Path) -> None:
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
    (folder / FILE).rename(folder / "binder.sqlite.locked")
    refused(folder, "missing from its folder")
    (folder / LOCK).unlink()
    (folder / f"{FILE}-wal").write_bytes(b"not yet in the file")
    refused(folder, "missing from its folder")


def test_what_a_stopped_start_left_behind_is_no_hindrance(folder: Path) -> None:
    folder.mkdir()
    (folder / LOCK).write_bytes(b"")
    (folder / "next.part").mkdir()
    (folder / "next.part" / FILE).write_bytes(b"half")
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
    assert sorted(f.name for f in folder.iterdir()) == NAMES[how.key.plain]


@pytest.mark.parametrize("name", [FILE, LOCK])
def test_a_folder_in_the_place_of_a_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).mkdir(parents=True)
    refused(folder, "can't be opened")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    for path in (file, file / "below"):
        with pytest.raises(Problem):
            Binder.open(path, SteppedClock(MONDAY), key=how.key)
    assert file.read_text() == "mine"


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        Binder.open(tmp_path / ("x" * 300), SteppedClock(MONDAY), key=how.key)


def test_a_second_copy_is_refused_and_may_read(binder: Binder, folder: Path) -> None:
    write(binder, "i1", OPENED)
    with pytest.raises(Problem, match="Another copy"):
        Binder.open(folder, SteppedClock(MONDAY), key=how.key)
    with Binder.open(folder, SteppedClock(MONDAY), key=how.key, read_only=True) as reader:
        assert reader.journals() == ["i1"]
        write(binder, "i1", "while it reads")
        assert len(reader.entries("i1")) == 2
        assert reader.fault("i1") is None
        with pytest.raises(Problem, match="only be read"):
            write(reader, "i1", "not here")


def test_a_second_process_is_refused_until_the_first_ends(folder: Path) -> None:
    name = "PLAIN" if how.key.plain else "KEY"
    code = (
        "import sys; from pathlib import Path; from ir_app.clock import SystemClock;"
        "from ir_app.store.binder import Binder;"
        "from tests.keys import KEY, PLAIN;"
        f"binder = Binder.open(Path(sys.argv[1]), SystemClock(), key={name});"
        "print('open', flush=True); sys.stdin.read()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        with pytest.raises(Problem, match="Another copy"):
            Binder.open(folder, SteppedClock(MONDAY), key=how.key)
        first.kill()
    with opened(folder) as binder:
        write(binder, "i1", OPENED)


def test_a_closed_binder_can_be_opened_again(folder: Path) -> None:
    for _ in range(3):
        with opened(folder) as binder:
            binder.close()
    assert sorted(f.name for f in folder.iterdir()) == NAMES[how.key.plain]


def test_reading_needs_a_binder(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no binder"):
        Binder.open(tmp_path, SteppedClock(MONDAY), key=how.key, read_only=True)
    (tmp_path / FILE).write_bytes(b"")
    with pytest.raises(Problem, match="is empty"):
        Binder.open(tmp_path, SteppedClock(MONDAY), key=how.key, read_only=True)
    assert [f.name for f in tmp_path.iterdir()] == [FILE]


def test_a_copied_folder_is_a_binder_too(folder: Path, tmp_path: Path) -> None:
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        shutil.copytree(folder, tmp_path / "copy")  # a backup program while we are open
    with opened(tmp_path / "copy") as copy:
        assert copy.journals() == ["i1"]
        assert copy.fault("i1") is None


def test_the_tables_can_be_spelled_for_postgresql() -> None:
    dialect: Dialect = PGDialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
    spelled = str(CreateTable(journal).compile(dialect=dialect))
    assert "::json ->> 'seq')::INTEGER)" in spelled
    assert "json_extract" not in spelled
