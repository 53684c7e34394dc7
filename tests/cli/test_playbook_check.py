"""``ir-app playbook check`` says what is proven, over how much, and the way to what is wrong."""

import json
from dataclasses import replace

import pytest

from ir_app.__main__ import main
from ir_app.cli import playbook
from ir_app.places import content
from ir_app.playbook.read import load_library
from tests.playbook.test_proof import BOOK, LOOSE, but


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    library = load_library(content("playbooks"))
    spoiled = but(BOOK, no_letters_memo=LOOSE)
    monkeypatch.setattr(playbook, "_library", lambda: replace(library, playbooks=(spoiled,)))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(list(words))
    return code, capsys.readouterr().out


def test_it_says_over_how_much_it_was_proven(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "playbook", "check", "ransomware")
    assert code == 0
    assert " formulas about 7 facts and 39 steps (4 conditions): " in out
    assert "situations" in out
    assert "wrong" not in out


@pytest.mark.usefixtures("broken")
def test_what_is_wrong_comes_with_the_way_there(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "playbook", "check", "ransomware")
    assert code == 1
    assert "wrong: the incident can be closed without letters and without a memo" in out
    assert "1. Answer “Do the four answers prove" in out
    code, out = run(capsys, "playbook", "check", "ransomware", "--json")
    assert code == 1
    (found,) = json.loads(out)
    assert found["ok"] is False
    assert found["wrong"][0]["path"][-1].endswith("no patient was told, and no memo was signed")


def test_without_the_word_list_it_says_what_it_could_not_check(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ir_app.playbook.proof.texts.sounds", lambda: None)
    code, out = run(capsys, "playbook", "check", "ransomware")
    assert code == 0
    assert "not checked here: the reading grade" in out
