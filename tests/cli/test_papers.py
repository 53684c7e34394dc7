"""Papers from the command line."""

import json
from pathlib import Path

import pytest
from lxml import etree

from ir_app.__main__ import main
from ir_app.actions.desk import open_desk
from ir_app.clock import SystemClock
from ir_app.core.kinds import Exported
from ir_app.export.paper import read_back
from tests.actions.office import begin, furnish


def run(*arguments: str) -> int:
    return main([*arguments])


def office(folder: Path) -> str:
    desk = open_desk(folder, SystemClock())
    furnish(desk)
    incident = begin(desk)
    desk.close()
    return incident


def test_the_go_kit_needs_no_binder_and_makes_none(tmp_path: Path) -> None:
    out, data = tmp_path / "kit.docx", tmp_path / "binder"
    assert run("--data", str(data), "gokit", "--out", str(out)) == 0
    assert "Emergency pages" in read_back(out.read_bytes())
    assert not data.exists()


def test_the_go_kit_holds_what_the_practice_wrote_down(tmp_path: Path) -> None:
    out, data = tmp_path / "kit.docx", tmp_path / "binder"
    office(data)
    assert run("--data", str(data), "gokit", "--out", str(out)) == 0
    assert "Alan Whitfield, DDS" in read_back(out.read_bytes())


def test_plan_and_hand_over_page_are_written_and_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, plan, brief = tmp_path / "binder", tmp_path / "plan.docx", tmp_path / "brief.docx"
    incident = office(data)
    assert run("--data", str(data), "plan", incident, "--out", str(plan), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(plan), "incident": incident}
    assert run("--data", str(data), "plan", incident, "--out", str(brief), "--brief") == 0
    assert "Unplug the network" in read_back(plan.read_bytes())
    assert "Now: Unplug the network" in read_back(brief.read_bytes())
    desk = open_desk(data, SystemClock())
    made = [e.data for e in desk.incident(incident).entries if isinstance(e.data, Exported)]
    assert [one.name for one in made] == ["plan.docx", "brief.docx"]
    desk.close()


def test_the_picture_shows_where_an_incident_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, picture = tmp_path / "binder", tmp_path / "map.svg"
    incident = office(data)
    drawn = ("--data", str(data), "playbook", "graph", "ransomware", "--incident", incident)
    assert run(*drawn, "--svg", str(picture)) == 0
    assert "▶ Now" in "".join(etree.parse(str(picture)).getroot().itertext())
    capsys.readouterr()
    assert run(*drawn) == 0
    assert "class unplug now" in capsys.readouterr().out


def test_a_playbook_becomes_word_pages(tmp_path: Path) -> None:
    out = tmp_path / "book.docx"
    assert run("playbook", "print", "ransomware", "--docx", str(out)) == 0
    assert "\nWords: " in read_back(out.read_bytes())
