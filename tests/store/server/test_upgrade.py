"""A server of an earlier version: read until its owner brings it up to date, whole or not."""

import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from ir_app.__main__ import main
from ir_app.clock import SteppedClock
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store.server import group
from ir_app.store.server import migrations as server_migrations
from ir_app.store.server.binder import ServerBinder
from ir_app.store.server.migrations import to_3, upgrade
from ir_app.store.server.tables import VERSION
from ir_app.store.troubles import OnlyReadable
from tests.store.drafts import MONDAY, letter, person, write
from tests.store.server.postgres import Server

RUNS_ON = ("postgresql",)
WHY = "the tables of a server"
OLD = Path(__file__).parents[2] / "old_files"


@pytest.fixture
def old(server: Server) -> Server:
    """A server as the first version of groups left it."""
    with server.raw() as raw:
        if not raw.execute("SELECT 1 FROM pg_roles WHERE rolname = 'dana'").fetchone():
            raw.execute("CREATE ROLE dana LOGIN")
            raw.execute("GRANT incident_binder_writer TO dana")
    one = server.other("old")
    one.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(OLD / "server-schema-2.sql"))
    return one


def at(server: Server, *, read_only: bool = False) -> ServerBinder:
    address = server.address("dana", "maple-street")
    return ServerBinder.connect(address, SteppedClock(MONDAY), Path(), read_only=read_only)


def version(server: Server) -> int:
    with server.raw() as raw:
        row = raw.execute("SELECT schema_version FROM incident_binder.about").fetchone()
    assert row
    return int(row[0])


def all_of_the_old(binder: ServerBinder) -> None:
    assert binder.journals() == ["i1"]
    assert [binder.fault(journal) for journal in (PRACTICE, "i1")] == [None, None]
    assert [len(binder.entries(journal)) for journal in (PRACTICE, "i1")] == [3, 4]
    assert binder.people("r-i1") == [person(1), person(2)]
    assert binder.letter_bytes("b-i1", letter(2)[0].letter) == letter(2)[1]
    assert binder.pin_verifier("dana") == "verifier"


def test_an_old_server_is_read_until_it_is_brought_up_to_date(old: Server) -> None:
    with pytest.raises(OnlyReadable, match="brought up to date"):
        at(old)
    with at(old, read_only=True) as binder:
        all_of_the_old(binder)
        before = {j: list(binder.rows(j)) for j in (PRACTICE, "i1")}
        with pytest.raises(Problem, match="not allowed"):
            write(binder, "i1", "no")
    assert upgrade(old.address(), backed_up=True) == (2, VERSION)
    with at(old) as binder:
        all_of_the_old(binder)
        assert {j: list(binder.rows(j)) for j in (PRACTICE, "i1")} == before
        write(binder, "i1", "and it goes on")
        assert binder.fault("i1") is None


def test_a_server_of_version_3_has_its_entries_stamped(server: Server, old: Server) -> None:
    three = server.other("three")
    three.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(OLD / "server-schema-3.sql"))
    with at(three, read_only=True) as binder:
        before = list(binder.rows("i1"))
        assert binder.fault("i1") is None
    assert upgrade(three.address(), backed_up=True) == (3, VERSION)
    with at(three) as binder:
        assert list(binder.rows("i1")) == before
        assert [binder.fault(journal) for journal in (PRACTICE, "i1")] == [None, None]
    with three.raw() as raw, pytest.raises(psycopg.errors.CheckViolation):
        raw.execute("UPDATE incident_binder.journal SET stamp = ''")


def test_an_updated_server_is_what_a_new_one_is(old: Server) -> None:
    upgrade(old.address(), backed_up=True)
    new = old.other("fresh")
    group.init(new.address())
    spelled = [_spelled(one) for one in (old, new)]
    assert spelled[0] == spelled[1]


def _spelled(server: Server) -> list[str]:
    dump = server.run("pg_dump", "--schema-only").splitlines()
    parts = "\n".join(x for x in dump if x and not x.startswith(("--", "\\"))).split(";\n")
    return sorted(" ".join(part.split()) for part in parts)


def test_it_waits_for_the_word_that_there_is_a_backup(old: Server) -> None:
    with pytest.raises(Problem, match="must be backed up"):
        upgrade(old.address(), backed_up=False)
    assert version(old) == 2


def test_what_stops_half_way_leaves_the_old_version(
    old: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = to_3._seal_keys

    def stop(op: object) -> None:
        whole(op)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(to_3, "_seal_keys", stop)
        with pytest.raises(KeyboardInterrupt):
            upgrade(old.address(), backed_up=True)
    assert version(old) == 2
    with at(old, read_only=True) as binder:
        all_of_the_old(binder)
    assert upgrade(old.address(), backed_up=True) == (2, VERSION)


_DIES = """
import os, signal, sys
from ir_app.store.server.address import read_address
from ir_app.store.server.migrations import to_3, upgrade
to_3._seal_keys = lambda op: os.kill(os.getpid(), signal.SIGKILL)
upgrade(read_address(sys.argv[1]), backed_up=True)
"""


def test_a_machine_killed_half_way_leaves_the_old_version(old: Server) -> None:
    url = str(old.address().url)
    done = subprocess.run([sys.executable, "-c", _DIES, url], check=False, timeout=120)
    assert done.returncode == -9
    assert upgrade(old.address(), backed_up=True) == (2, VERSION)


def test_of_two_machines_one_does_it(old: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    climbs: list[int] = []
    whole = server_migrations._climb

    def counted(connection: object, before: int) -> None:
        climbs.append(before)
        whole(connection, before)  # type: ignore[arg-type]

    monkeypatch.setattr(server_migrations, "_climb", counted)
    found: list[tuple[int, int]] = []
    crew = [
        threading.Thread(target=lambda: found.append(upgrade(old.address(), backed_up=True)))
        for _ in range(2)
    ]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    assert climbs == [2]
    assert sorted(found) == [(2, VERSION), (VERSION, VERSION)]


def test_an_office_s_login_can_not_do_it(old: Server) -> None:
    with pytest.raises(Problem, match="no group's binder of yours"):
        upgrade(old.address("dana"), backed_up=True)
    with old.raw("dana") as raw, pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute("ALTER TABLE incident_binder.journal ADD COLUMN mine text")
    with old.raw("dana") as raw, pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute("UPDATE incident_binder.about SET schema_version = 9")


def test_a_newer_server_is_read_and_not_written(old: Server) -> None:
    upgrade(old.address(), backed_up=True)
    with old.raw() as raw:
        raw.execute("UPDATE incident_binder.about SET schema_version = %s", (VERSION + 1,))
    with pytest.raises(OnlyReadable, match="newer Incident Binder"):
        at(old)
    with at(old, read_only=True) as binder:
        all_of_the_old(binder)
    with pytest.raises(OnlyReadable, match="newer Incident Binder"):
        upgrade(old.address(), backed_up=True)


def test_the_command_says_what_it_did(
    old: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data", str(tmp_path), "--store", str(old.address().url), "group", "upgrade"]
    assert main(words) == 2
    assert "--backed-up" in capsys.readouterr().err
    assert main([*words, "--backed-up"]) == 0
    assert "from version 2 to 4" in capsys.readouterr().out
    assert main(words) == 0
    assert "is up to date" in capsys.readouterr().out
