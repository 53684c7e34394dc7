"""After a whole story no patient is found in any byte that the program keeps for itself.

Exempt is what somebody asks to be saved into a folder of her choice: in the demo ``letters``,
``timeline.docx``, ``timeline.csv`` and ``bundle.zip`` under ``--out``.
"""

import base64
import csv
import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from ir_app.cli.demo import ROSTER
from ir_app.clock import SystemClock
from ir_app.store.engine import Mode, connect
from ir_app.store.keys.unlocking import unlock
from ir_app.store.opening import FILE
from tests.keys import ALONE
from tests.stories.scan import Needles, words_of

ASKED_FOR = ("letters", "timeline.docx", "timeline.csv", "bundle.zip")
FIFTH = 5  # every fifth of the sample's patients: all kinds of rows, and a shorter story
SOMEBODY = "Patel, Richard born 1949-01-08, 900-57-3658"


class Told:
    """A story that was played, and every place it wrote to."""

    def __init__(self, base: Path) -> None:
        self.base, self.out, self.binder = base, base / "out", base / "out" / "binder"
        self.home, self.temp, self.stick = base / "home", base / "temp", base / "stick"
        self.graves, self.notes = base / "graves", base / "notes.txt"
        for folder in (self.home, self.temp, self.graves):
            folder.mkdir()
        self.roster = base / "patients.csv"
        head, *rows = ROSTER.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        self.roster.write_text(head + "".join(rows[::FIFTH]), encoding="utf-8")

    def play(self) -> None:
        """Play the demo, back it up, give it a new key, open its window and let that break."""
        self.run("demo", "--out", str(self.out), "--roster", str(self.roster))
        self.run("--data", str(self.binder), "backup", "--to", str(self.stick))
        self.run("--data", str(self.binder), "keys", "rekey")
        self.run("--data", str(self.binder), "backup")
        self.run("crash", str(self.binder), SOMEBODY)

    def run(self, *command: str) -> None:
        env = {**os.environ, "HOME": str(self.home), "TMPDIR": str(self.temp)}
        env |= {"SQLITE_TMPDIR": str(self.temp), "XDG_STATE_HOME": str(self.home / "state")}
        watched = [sys.executable, "-m", "tests.stories.watched", str(self.graves), str(self.notes)]
        trace = [
            "strace",
            "-f",
            "--seccomp-bpf",
            "-y",
            "-e",
            "trace=openat,open,creat,rename,renameat2",
            "-o",
        ]
        if shutil.which("strace"):  # what no hook of Python sees, such as the database's own files
            watched = [*trace, str(self.base / f"trace-{len(self.traces)}"), *watched]
        done = subprocess.run([*watched, *command], env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()[-2000:]

    @property
    def traces(self) -> list[Path]:
        return sorted(self.base.glob("trace-*"))

    def written(self) -> set[Path]:
        """Every path that was opened to write, by Python or by a library in it."""
        noted = self.notes.read_text(encoding="utf-8").splitlines()
        paths = {Path(line.removeprefix("file:").split("?")[0]) for line in noted}
        call = re.compile(
            r'(?:openat|open|creat)\([^"]*"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)'
        )
        for trace in self.traces:
            paths |= {Path(name) for name in call.findall(trace.read_text(errors="replace"))}
        return paths

    def kept(self) -> list[Path]:
        """Every file the program left for itself, and every one it had and removed again."""
        places = (self.binder, self.temp, self.home, self.stick, self.graves)
        return [file for place in places for file in place.rglob("*") if file.is_file()]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    story = Told(tmp_path_factory.mktemp("story"))
    story.play()
    return story


@pytest.fixture(scope="module")
def needles(told: Told) -> Needles:
    words = words_of(told.roster)
    assert len(words) > 500
    return Needles.of(words)


def test_no_patient_in_any_byte_that_the_program_keeps(told: Told, needles: Needles) -> None:
    kept = told.kept()
    names = {file.name for file in kept}
    assert sum(file.suffix == ".ibk" for file in kept) >= 3
    assert {"binder.sqlite", "binder.keys", "binder.marks", "faults.txt", "window.json"} <= names
    assert any(name.endswith(f"{FILE}-wal") for name in names)  # as it lay before it was closed
    assert any(name.endswith(f"{FILE}-shm") for name in names)
    searched: set[str] = set()  # by content: a copy is not searched twice
    for file in kept:
        body = file.read_bytes()
        if (known := hashlib.sha256(body).hexdigest()) not in searched:
            searched.add(known)
            assert needles.found(body) == set(), file
    assert len(searched) > 20
    log = (told.binder / "faults.txt").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "Patel" not in log


def test_the_program_writes_nowhere_else(told: Told) -> None:
    """Every path opened to write lies in a place that was searched, or was asked for."""
    own = (told.binder, told.temp, told.home, told.stick, told.graves)
    asked = tuple(told.out / name for name in ASKED_FOR)
    tests = (told.base / "notes.txt", Path("/dev"), Path("/proc"))
    strange = [
        path
        for path in told.written()
        if path.is_absolute()
        and path != told.out
        and not any(path.is_relative_to(place) for place in (*own, *asked, *tests))
        and not path.name.endswith((".part", ".pyc"))
        and "__pycache__" not in path.parts
    ]
    assert strange == []
    assert any(path.name == FILE for path in told.written())
    assert "program:" not in told.notes.read_text(encoding="utf-8")  # it starts no other program


def test_the_search_finds_the_list_where_it_is(told: Told, needles: Needles) -> None:
    """The control: the same search, of the same things in the clear."""
    letter = next(iter(sorted((told.out / "letters").glob("*.docx"))))
    assert len(needles.found(in_the_clear(told.binder, told.base / "control"))) > 200
    assert needles.found(letter.read_bytes())  # deflated within a Word file
    assert not needles.in_bytes(letter.read_bytes())
    assert len(needles.found((told.out / "bundle.zip").read_bytes())) > 50


@pytest.mark.parametrize("where", ["plain", "wide", "big", "hex", "base64", "zip", "gzip", "both"])
def test_the_search_finds_one_line_however_it_is_wrapped(
    told: Told, needles: Needles, where: str
) -> None:
    with told.roster.open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    line = f"{row['FName']} {row['LName']}, {row['Address']}, {row['HmPhone']}"
    wrapped = {
        "plain": line.encode(),
        "wide": line.encode("utf-16-le"),
        "big": b"\0" + line.encode("utf-16-be"),
        "hex": line.encode().hex().encode(),
        "base64": base64.b64encode(b"x" + line.encode()),
        "zip": zipped(line.encode()),
        "gzip": b"noise" + gzip.compress(line.encode()),
        "both": zipped(zipped(line.encode())),
    }[where]
    assert len(needles.found(b"before" * (where == "plain") + wrapped)) >= 2


def zipped(content: bytes) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", content)
    return body.getvalue()


def in_the_clear(binder: Path, control: Path) -> bytes:
    """The same binder without its encryption."""
    control.unlink(missing_ok=True)
    key = unlock(binder, ALONE, SystemClock()).key
    with closing(connect(binder / FILE, Mode.WRITE, key)) as raw:
        raw.execute("attach ? as clear key ''", (str(control),))
        raw.execute("select sqlcipher_export('clear')")
        raw.execute("detach clear")
    return control.read_bytes()
