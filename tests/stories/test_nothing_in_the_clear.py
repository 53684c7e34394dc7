"""After a whole story no patient is found in any byte that the program keeps for itself."""

import csv
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from ir_app.cli.demo import ROSTER
from ir_app.clock import SystemClock
from ir_app.store.engine import Mode, connect
from ir_app.store.keys.unlocking import unlock
from ir_app.store.opening import FILE
from tests.keys import ALONE


def words_of_the_list() -> set[bytes]:
    """Names, streets, numbers and birth dates of the sample list, as they could be found."""
    with ROSTER.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {
        value.strip()
        for row in rows[:60]
        for value in row.values()
        if isinstance(value, str) and len(value.strip()) >= 8
    }
    return {value.encode() for value in found}


def test_no_patient_in_any_byte_of_binder_backup_and_temporary_folder(tmp_path: Path) -> None:
    home, temp, out = tmp_path / "home", tmp_path / "temp", tmp_path / "out"
    for folder in (home, temp):
        folder.mkdir()
    env = {**os.environ, "HOME": str(home), "TMPDIR": str(temp), "SQLITE_TMPDIR": str(temp)}
    program = [sys.executable, "-m", "ir_app"]
    binder = out / "binder"
    for command in (
        ["demo", "--out", str(out)],
        ["--data", str(binder), "backup", "--to", str(tmp_path / "stick")],
        ["--data", str(binder), "keys", "rekey"],
        ["--data", str(binder), "backup"],
    ):
        done = subprocess.run([*program, *command], env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    wanted = words_of_the_list()
    assert len(wanted) > 100
    places = (binder, temp, home, tmp_path / "stick")
    files = [f for place in places for f in place.rglob("*") if f.is_file()]
    assert sum(f.suffix == ".ibk" for f in files) == 3
    for file in files:
        assert found(wanted, file.read_bytes()) == []
    assert len(found(wanted, in_the_clear(binder, tmp_path / "control"))) > 100


def found(wanted: set[bytes], content: bytes) -> list[bytes]:
    return [w for w in wanted if w in content or w.decode().encode("utf-16-le") in content]


def in_the_clear(binder: Path, control: Path) -> bytes:
    """The control: the same binder without its encryption, searched in the same way."""
    key = unlock(binder, ALONE, SystemClock()).key
    with closing(connect(binder / FILE, Mode.WRITE, key)) as raw:
        raw.execute("attach ? as clear key ''", (str(control),))
        raw.execute("select sqlcipher_export('clear')")
        raw.execute("detach clear")
    return control.read_bytes()
