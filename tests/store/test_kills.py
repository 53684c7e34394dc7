"""A killed program, or a killed server, loses no acknowledged act; and a loss would be noticed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.kills import results
from tests.store.kills.__main__ import WAYS
from tests.store.kills.bench import life_of, new_bench
from tests.store.kills.one import Seen
from tests.store.kills.way import FILE, Way

RUNS_ON = ("sqlcipher", "postgresql")
WHY = "a plain file is never made by the program"
SOME = {"sqlcipher": ("entry of", "backup and", "new data key"), "postgresql": ("entry of",)}
KILLS = {"sqlcipher": 6, "postgresql": 4}  # on a server the program dies twice, and the server
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the campaign forks its writers")


def test_a_few_kills_lose_nothing_and_the_control_does(store: str, tmp_path: Path) -> None:
    path = tmp_path / "kills.jsonl"
    for only in SOME[store]:
        where = "file" if store == "sqlcipher" else "server"
        words = ["--each", "2", "--control", "3", "--only", only, "--stores", where]
        words += ["--place", "/dev/shm" if Path("/dev/shm").is_dir() else str(tmp_path)]
        command = [sys.executable, "-m", "tests.store.kills", *words, "--results", str(path)]
        done = subprocess.run(command, capture_output=True, check=False, timeout=250, text=True)
        assert done.returncode == 0, done.stderr
    rows = results.read(path)
    real = [row.seen for row in rows if not row.control]
    assert results.faults(rows) == []
    assert len(real) == KILLS[store]
    assert sum(seen.acknowledged for seen in real) > 1
    assert sum(row.seen.lost for row in rows if row.control) > 0
    assert not any(row.seen.half or row.seen.corrupt for row in rows if row.control)


def test_a_campaign_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    row = results.Row(way="seal", store="file", who="program", control=False, seed=1, seen=Seen())
    for _ in range(2):
        results.add(tmp_path / "k", row)
    with (tmp_path / "k").open("ab") as file:
        file.write(b'{"way":"cut o')  # the campaign itself was killed
    assert results.read(tmp_path / "k") == [row, row]
    results.add(tmp_path / "k", row)
    assert results.read(tmp_path / "k") == [row, row, row]
    assert results.cells([row])["seal", "file", "program", False] == [row.seen]


def test_every_way_to_write_has_a_name_of_its_own() -> None:
    assert len({way.name for way in WAYS}) == len(WAYS) > 30


@pytest.mark.stores("sqlcipher", why=WHY)
@pytest.mark.parametrize(
    "way", [way for way in WAYS if FILE in way.stores], ids=lambda way: way.name
)
def test_every_way_to_write_goes_well_when_nobody_kills(way: Way, tmp_path: Path) -> None:
    bench = new_bench(tmp_path / "bench", None)
    way.prepare(bench)
    bench.let_go()
    with life_of(bench, tmp_path / "life") as life:
        if way.keeps_open:
            life.desk  # noqa: B018 - opens it
        said = [way.word(life)]
        life.notes["number"] = 1
        way.act(life, 1)
        said.append(way.word(life))
        assert way.made(life, said) == 1
        assert way.whole(life) == []
