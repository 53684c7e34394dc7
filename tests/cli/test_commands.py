"""The command line: fixed forms, exit codes, sentences instead of traces."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ir_app.__main__ import main

FACTS = {
    "covered_entity": True,
    "discovered": "2026-11-23",
    "data_elements": ["ssn"],
    "encrypted": False,
    "residents": {"TX": 250},
    "total": 250,
}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    code = main([*arguments])
    told = capsys.readouterr()
    return code, json.loads(told.out) if "--json" in arguments else told.out, told.err


def test_a_fault_of_the_program_is_a_sentence_without_what_was_typed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ValueError("Jane Doe, 123-45-6789")

    monkeypatch.setattr("ir_app.cli.law.check", broken)
    assert main(["law", "check"]) == 3
    told = capsys.readouterr().err
    assert told.startswith("Something in this program went wrong. Everything you entered is safe.")
    assert "ValueError at test_commands.py" in told
    assert "Jane" not in told
    assert "Traceback" not in told


def test_obligations_have_the_fixed_form(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(FACTS), "utf-8")
    code, data, _ = run(capsys, "obligations", str(path), "--as-of", "2026-11-23", "--json")
    assert code == 0
    assert set(data) == {"as_of", "law_version", "obligations"}
    made = {one["id"]: one for one in data["obligations"]}["tx-regulator-ag"]
    for key in (
        "id",
        "jurisdiction",
        "recipient",
        "kind",
        "applies",
        "due",
        "due_latest",
        "standard",
        "clock",
        "why",
        "flips_if",
        "cite",
    ):
        assert key in made
    assert (made["applies"], made["due"]) == ("yes", "2026-12-23")
    assert set(made["clock"]) == {"starts_at", "date", "unit", "count", "provisional"}
    kinds = {one["kind"] for one in data["obligations"]}
    assert kinds <= {
        "individual",
        "regulator",
        "consumer_reporting",
        "media",
        "hhs",
        "substitute",
        "credit_monitoring",
        "contract",
        "other",
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("law", "list"),
        ("law", "show", "TX"),
        ("law", "show", "us"),
        ("law", "check"),
        ("law", "diff", "2024-01-01", "2026-01-01"),
        ("playbook", "list"),
        ("playbook", "check"),
        ("playbook", "show", "ransomware"),
        ("playbook", "print", "ransomware"),
        ("playbook", "graph", "ransomware"),
        ("facts", "--schema"),
        ("letters", "check"),
    ],
)
def test_commands_answer_people_and_programs(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert run(capsys, *arguments)[0] == 0
    code, data, _ = run(capsys, *arguments, "--json")
    assert code == 0
    assert data


@pytest.mark.parametrize(
    "arguments",
    [
        ("obligations", "nothing.json"),
        ("obligations", __file__),
        ("law", "show", "ZZ"),
        ("law", "diff", "monday", "2026-01-01"),
        ("playbook", "show", "nothing"),
        ("--data", "/nowhere", "playbook", "graph", "ransomware", "--incident", "nothing"),
        ("--data", "/nowhere", "plan", "nothing", "--out", "plan.docx"),
        ("playbook", "print", "ransomware", "--docx", f"{__file__}/book.docx"),
        ("--data", "/nowhere", "gokit", "--out", "kit.pdf"),
        ("roster", "check", "nothing.csv"),
        ("verify", "nothing.zip"),
        ("--data", "/nowhere/at/all", "verify"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_two(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, _, said = run(capsys, *arguments)
    assert code == 2
    assert said.strip().endswith(".") or "`" in said
    assert "Traceback" not in said


def test_unknown_commands_are_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["fly"])
    assert left.value.code == 2
    assert "Try:" in capsys.readouterr().err


def test_the_demo_makes_all_it_promises(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, data, _ = run(capsys, "demo", "--out", str(out), "--json")
    assert code == 0
    assert data["mailed"]
    assert data["bundle_verifies"]
    assert len(list((out / "letters").glob("*.docx"))) == data["letters"]
    assert data["letters"] + data["not_written"] == data["people"]
    for name in ("timeline.docx", "timeline.csv", "bundle.zip", "binder/binder.sqlite"):
        assert (out / name).stat().st_size > 0
    assert run(capsys, "verify", str(out / "bundle.zip"))[0] == 0
    assert run(capsys, "--data", str(out / "binder"), "verify")[0] == 0
    assert run(capsys, "--data", str(out / "binder"), "doctor")[0] == 0
    assert run(capsys, "demo", "--out", str(out))[0] == 2


def test_importing_the_command_line_stays_light() -> None:
    heavy = ("sqlalchemy", "docx", "docxtpl", "jinja2", "PySide6", "statemachine", "holidays")
    code = f"import sys, ir_app.cli.line; print([m for m in {heavy!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
