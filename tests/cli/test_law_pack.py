"""``ir-app law pack``: from a key to an installed law, with the exit codes of all commands."""

import json
import stat
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ir_app import clock as clocks
from ir_app.__main__ import main
from ir_app.actions import facts, law_packs, laws
from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.law.publishers import Publisher, Publishers
from tests.actions.office import answer_all, begin, furnish, load
from tests.law.packs import indiana, public

ABOUT = """
version = "2026.2"
made = 2026-12-01
review_due = 2027-06-01
needs = "0.1.0"

[changes]
IN = ["Letters within 30 days now, 45 before."]
"""


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Path:
    """A key made by the command itself, trusted in this test alone."""
    key = tmp_path / "private.key"
    assert main(["law", "pack", "key", str(key), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["key"]
    assert told == public(bytes.fromhex(key.read_text().strip()))
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    trusted = Publishers((Publisher(key=told, name="Test desk", since=date(2026, 1, 1)),))
    monkeypatch.setattr(laws, "shipped", lambda: trusted)
    monkeypatch.setattr(law_packs, "shipped", lambda: trusted)
    return key


@pytest.fixture
def pack(tmp_path: Path, publisher: Path, capsys: Any) -> Path:
    folder, about, out = tmp_path / "law", tmp_path / "about.toml", tmp_path / "new.lawpack"
    folder.mkdir()
    for name, body in indiana().items():
        (folder / name).write_bytes(body)
    about.write_text(ABOUT)
    asked = ["law", "pack", "make", "--out", str(out), "--key", str(publisher)]
    assert main([*asked, "--about", str(about), "--files", str(folder)]) == 0
    capsys.readouterr()
    return out


@pytest.fixture
def binder(tmp_path: Path) -> tuple[Path, str]:
    """A binder with one open incident under Indiana's own law."""
    folder = tmp_path / "binder"
    desk = open_desk(folder, SteppedClock(datetime(2026, 11, 23, 13, 5, tzinfo=UTC)))
    furnish(desk)
    incident = begin(desk)
    answer_all(desk, incident)
    facts.answer(desk, incident, "covered_entity", False)
    load(desk, incident, tmp_path)
    desk.close()
    return folder, incident


def ask(capsys: Any, *words: str, code: int = 0) -> Any:
    assert main([*words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_law_file_says_what_it_is(pack: Path, capsys: Any) -> None:
    told = ask(capsys, "law", "pack", "inspect", str(pack))
    assert told["version"] == "2026.2"
    assert told["publisher"] == "Test desk"
    assert told["changes"] == {"IN": ["Letters within 30 days now, 45 before."]}
    assert main(["law", "pack", "inspect", str(pack)]) == 0
    assert "Nothing in it was changed." in capsys.readouterr().out


def test_looked_into_installed_used_and_removed(
    pack: Path, binder: tuple[Path, str], capsys: Any
) -> None:
    folder, incident = binder
    data = ["--data", str(folder)]
    found = ask(capsys, *data, "law", "pack", "preview", str(pack))
    moves = {move["id"]: move for move in found["incidents"][0]["moves"]}
    assert found["why_not"] == ""
    assert moves["in-individual"]["was"] == "must be done, by January 7, 2027"
    assert moves["in-individual"]["now"] == "must be done, by December 23, 2026"
    assert ask(capsys, *data, "law", "pack", "install", str(pack))["pack"] == "2026.2"
    shown = ask(capsys, *data, "law", "show", "IN", "--as-of", "2026-12-02")
    assert shown["rules"]["individual"]["days"] == 30
    assert ask(capsys, *data, "doctor", code=1)["checks"]["law_file"]["ok"]  # no backup yet
    told = ask(capsys, *data, "law", "pack", "use", incident)
    assert told["said"].startswith("Worked out under the law of files ")
    assert ask(capsys, *data, "law", "pack", "remove")["pack"] == ""
    shown = ask(capsys, *data, "law", "show", "IN", "--as-of", "2026-12-02")
    assert shown["rules"]["individual"]["days"] == 45


def test_what_is_refused_is_one_sentence_and_exit_code_2(
    pack: Path, binder: tuple[Path, str], tmp_path: Path, capsys: Any
) -> None:
    data = ["--data", str(binder[0])]
    pack.write_bytes(pack.read_bytes().replace(b"30 days", b"31 days"))
    for verb in ("inspect", "preview", "install"):
        assert main([*data, "law", "pack", verb, str(pack)]) == 2
        said = capsys.readouterr().err
        assert "This law file can't be used. It was changed after it was signed." in said
    assert main([*data, "law", "pack", "remove"]) == 2
    assert "No law file is installed." in capsys.readouterr().err
    assert main(["--data", str(tmp_path / "none"), "law", "pack", "remove"]) == 2
    assert "There is no binder" in capsys.readouterr().err


def test_making_needs_a_key_and_words(publisher: Path, tmp_path: Path, capsys: Any) -> None:
    about, bad = tmp_path / "about.toml", tmp_path / "bad"
    about.write_text(ABOUT)
    bad.write_text("secret")
    asked = ["law", "pack", "make", "--out", str(tmp_path / "x.lawpack")]
    assert main([*asked, "--key", str(bad), "--about", str(about)]) == 2
    assert "not a private key" in capsys.readouterr().err
    assert main([*asked, "--key", str(publisher), "--about", str(tmp_path / "none")]) == 2
    assert "can't be read" in capsys.readouterr().err
    about.write_text(ABOUT.replace("2026.2", "two"))
    assert main([*asked, "--key", str(publisher), "--about", str(about)]) == 2
    assert not (tmp_path / "x.lawpack").exists()
    capsys.readouterr()
    assert main(["law", "pack", "key", str(publisher)]) == 2
    assert "a name that is not taken yet" in capsys.readouterr().err


def test_a_late_review_is_a_notice_and_no_finding(
    capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(capsys, "law", "check")["notices"] == []
    later = datetime(2028, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clocks.SystemClock, "now", lambda _: later)
    told = ask(capsys, "law", "check")
    assert told["findings"] == []
    assert any(line.startswith("Texas was last checked on ") for line in told["notices"])
    assert main(["law", "check"]) == 0
    assert "notice: Texas was last checked on" in capsys.readouterr().out
