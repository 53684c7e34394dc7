"""The commands of a group, as an IT company types them, on a real server."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ir_app.__main__ import main
from ir_app.actions import incidents, practice, seat
from ir_app.actions.desk import open_desk
from ir_app.actions.keeping import VARIABLE
from ir_app.cli import group
from ir_app.clock import SteppedClock, SystemClock
from ir_app.core.kinds import MemberAdded
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from tests.conftest import MONDAY
from tests.keys import WORDS
from tests.store.drafts import OPENED, opened, write
from tests.store.server.postgres import Server

RUNS_ON = ("postgresql",)
WHY = "these are about what only a server has"

PLACE = "8c0d3f7e-6a1b-4f0a-9d52-0c4f1f1e7a10"


def say(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    code = main([*words, "--json"])
    told = capsys.readouterr()
    assert code == 0, told.err
    return json.loads(told.out)


def test_a_group_is_made_and_a_file_moves_in(
    server: Server,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, WORDS)
    with server.raw() as raw:
        raw.execute("CREATE DATABASE typed")
        raw.execute("CREATE ROLE typist LOGIN")
    owner = str(server.address(database="typed").url)
    login = str(server.address("typist", database="typed").url)
    with opened(tmp_path / "binder") as file:
        write(file, PRACTICE, "ours")
        write(file, PLACE, OPENED, "second")
    store = ["--data", str(tmp_path / "binder"), "--store"]
    say(capsys, "group", "init", owner)
    say(capsys, *store, owner, "group", "add-practice", "maple-street")
    granted = [*store, owner, "--practice", "maple-street", "group", "grant", "writer", "typist"]
    say(capsys, *granted)
    moved = say(capsys, *store, login, "group", "move-in")
    assert moved == {"journals": {PRACTICE: 1, PLACE: 2}}
    say(capsys, *store, login, "group", "share", PLACE)
    verdict = say(capsys, *store, login, "verify")
    assert isinstance(verdict, dict)
    assert verdict["ok"]
    assert main([*store, login, "timeline", "export", "--out", str(tmp_path / "t.csv")]) == 0
    assert "Shared with all practices" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")


def doctor(capsys: pytest.CaptureFixture[str], folder: Path, store: str) -> dict[str, Any]:
    main(["--data", str(folder), "--store", store, "doctor", "--json"])
    checks: dict[str, Any] = json.loads(capsys.readouterr().out)["checks"]
    return checks


def test_the_doctor_asks_the_server(
    server: Server,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = server.writer()
    desk = open_desk(tmp_path, SteppedClock(MONDAY), server=address)
    incident = incidents.start(desk, "locked").entries[0].incident
    desk.close()
    store = str(address.url)
    found = doctor(capsys, tmp_path, store)
    assert {name for name, one in found.items() if not one["ok"]} == set()
    assert found["login"]["said"] == f"This login may read and write in “{address.practice}”."
    assert "Every journal" in found["journals"]["said"]
    with monkeypatch.context() as patched:
        patched.setattr(SystemClock, "now", lambda _: datetime.now(UTC) - timedelta(hours=1))
        said = doctor(capsys, tmp_path, store)["clock"]
    assert not said["ok"]
    assert "seconds behind the server's" in said["said"]
    with server.raw() as raw:
        raw.execute("SET search_path = incident_binder")
        raw.execute("ALTER TABLE journal DISABLE TRIGGER USER")
        raw.execute("UPDATE journal SET text = text || ' ' WHERE incident = %s", (incident,))
        raw.execute("ALTER TABLE journal ENABLE TRIGGER USER")
    assert main(["--data", str(tmp_path), "--store", store, "doctor"]) == 1
    assert "TROUBLE" in capsys.readouterr().out


def test_the_doctor_says_that_a_server_is_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = doctor(capsys, tmp_path, f"postgresql+psycopg://dana@/binder?host={tmp_path}")
    assert "does not answer" in found["server"]["said"]
    assert not found["journals"]["ok"]
    assert found["law"]["ok"]


def test_who_runs_the_server_sets_a_forgotten_pin(
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = open_desk(tmp_path / "other", SteppedClock(MONDAY), server=server.writer())
    practice.add_member(other, "Somebody else", "lead")
    other.close()
    address = server.writer()
    desk = open_desk(tmp_path, SteppedClock(MONDAY), server=address)
    lead = practice.add_member(desk, "Dana Reyes", "lead").entries[0].data
    assert isinstance(lead, MemberAdded)
    practice.set_pin(desk, lead.member, "775533")
    seat.leave(desk)
    with pytest.raises(Problem, match="somebody with a PIN"):
        practice.remove_member(desk, lead.member)
    desk.close()
    monkeypatch.setattr(group, "getpass", lambda _: "246801")
    words = ["--data", str(tmp_path), "--store", str(address.url), "group", "new-pin"]
    assert main([*words, "dana reyes"]) == 2
    assert "does not own the group's tables" in capsys.readouterr().err
    with server.raw() as raw:
        raw.execute(f"GRANT incident_binder_owner TO {address.url.username}")
    assert main([*words, "Nobody"]) == 2
    assert "Dana Reyes" in capsys.readouterr().err
    assert main([*words, "dana reyes"]) == 0
    desk = open_desk(tmp_path, SteppedClock(MONDAY), server=address)
    seat.sign_in(desk, lead.member, "246801")
    practice.remove_member(desk, lead.member)
    desk.close()


def test_a_server_that_is_not_there_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    away = f"postgresql+psycopg://dana@/binder?host={tmp_path}"
    assert main(["--data", str(tmp_path), "--store", away, "verify"]) == 2
    assert "does not answer" in capsys.readouterr().err
