"""``playbook export --cacao`` and ``import``: files, exit codes, sentences."""

import json
from pathlib import Path
from typing import Any

import pytest

from ir_app.__main__ import main
from ir_app.places import content
from ir_app.playbook.pin import sealed
from ir_app.playbook.read import load_library, read_playbook, read_shared
from tests.playbook.cacao.foreign import foreign
from tests.playbook.cacao.schema import faults

FOLDER = content("playbooks")
LIBRARY = load_library(FOLDER)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    code = main(["playbook", *arguments])
    told = capsys.readouterr()
    return code, json.loads(told.out) if "--json" in arguments else told.out, told.err


def test_all_go_out_and_come_in_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, data, _ = run(capsys, "export", "--cacao", "--out", str(tmp_path / "out"), "--json")
    assert code == 0
    assert len(data["files"]) == len(LIBRARY.playbooks)
    for book in LIBRARY.playbooks:
        source = tmp_path / "out" / f"{book.id}.json"
        assert faults(json.loads(source.read_bytes())) == []
        code, told, _ = run(capsys, "import", str(source), "--out", str(tmp_path / "in"), "--json")
        assert (code, told["notes"], told["wrong"]) == (0, [], [])
        written = tmp_path / "in" / f"{book.id}.toml"
        again = read_playbook(written, read_shared(FOLDER / "shared.toml"))
        assert sealed(again, LIBRARY.facts) == book


def test_one_goes_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "export", "--cacao", "ransomware")
    assert code == 0
    assert json.loads(out)["name"] == LIBRARY.playbook("ransomware").title
    assert run(capsys, "export", "--cacao", "--json")[1][0]["spec_version"] == "cacao-2.0"


def test_a_draft_is_written_with_what_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "other.json"
    path.write_text(json.dumps(foreign()), "utf-8")
    code, out, _ = run(capsys, "import", str(path), "--out", str(tmp_path))
    assert code == 1
    assert "note: In the step “Block the address” there is a bash command." in out
    assert "wrong: " in out
    assert "rm -rf" in (tmp_path / "loaded-block-tell.toml").read_text("utf-8")


def test_no_file_is_ever_written_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = tmp_path / "loaded-block-tell.toml"
    mine.write_text("mine", "utf-8")
    path = tmp_path / "other.json"
    path.write_text(json.dumps(foreign()), "utf-8")
    code, _, told = run(capsys, "import", str(path), "--out", str(tmp_path))
    assert (code, mine.read_text("utf-8")) == (2, "mine")
    assert "already" in told


@pytest.mark.parametrize("name", ["../../evil", "shared", "nul", "", "a/b", "x" * 90, "C:evil"])
def test_a_name_that_leads_elsewhere_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    _, document, _ = run(capsys, "export", "--cacao", "ransomware", "--json")
    for beside in document["playbook_extensions"].values():
        beside["id"] = name
    path = tmp_path / "other.json"
    path.write_text(json.dumps(document), "utf-8")
    code, _, told = run(capsys, "import", str(path), "--out", str(tmp_path / "in"))
    assert code == 2
    assert "short name" in told
    assert not list(tmp_path.rglob("*.toml"))


def test_a_missing_or_broken_file_is_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(capsys, "import", str(tmp_path / "none"), "--out", str(tmp_path))[0] == 2
    broken = tmp_path / "broken.json"
    broken.write_bytes(b"{")
    code, _, told = run(capsys, "import", str(broken), "--out", str(tmp_path))
    assert code == 2
    assert told.count("\n") == 1


def test_what_our_file_would_change_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A word that stands for a longer condition here would be read as something else."""
    _, document, _ = run(capsys, "export", "--cacao", "ransomware", "--json")
    for node in document["workflow"].values():
        for beside in node.get("step_extensions", {}).values():
            if beside["id"] == "photo":
                beside["when"] = "not not_a_breach"
    path = tmp_path / "other.json"
    path.write_text(json.dumps(document), "utf-8")
    code, _, told = run(capsys, "import", str(path), "--out", str(tmp_path / "in"))
    assert code == 2
    assert "without changing it" in told
    assert not list(tmp_path.rglob("*.toml"))
