"""The bundle: whole or not at all, and any later change is seen, by us and by a stranger."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ir_app.export.bundle import STAND_ALONE, BundleParts, write_bundle
from ir_app.export.verify import verify_bundle
from ir_app.problems import Problem
from tests.core.strategies import _chain


def parts() -> BundleParts:
    from datetime import UTC, datetime

    from ir_app.core.journal import Draft
    from ir_app.core.kinds import Noted
    from ir_app.core.moment import Moment

    now = Moment.of(datetime(2026, 11, 23, 13, tzinfo=UTC), "America/New_York")
    made = [Draft(Noted(text=f"note {n}"), now, "Dana", "lead", "pc", "0.1.0") for n in range(9)]
    entries = _chain([[draft] for draft in made])
    return BundleParts(
        timeline_docx=b"word",
        timeline_csv=b"table",
        journals={"incident": [(e.text, e.hash) for e in entries]},
        letters=[("L-00001.docx", "IN", b"letter one"), ("L-00002.docx", "TX", b"letter two")],
        letter_count=2,
        evidence=[("EV-0001 photo.png", [b"pic", b"ture"])],
    )


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.zip"
    write_bundle(path, parts())
    return path


def stranger(path: Path) -> tuple[int, str]:
    command = [sys.executable, "-I", str(STAND_ALONE), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_an_untouched_bundle_verifies_by_program_and_by_script(bundle: Path) -> None:
    assert verify_bundle(bundle).ok
    code, said = stranger(bundle)
    assert (code, "9 entries" in said) == (0, True)


def test_the_same_parts_give_the_same_bytes(bundle: Path, tmp_path: Path) -> None:
    write_bundle(tmp_path / "again.zip", parts())
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


Change = Callable[[dict[str, bytes]], object]


def rewrite(bundle: Path, change: Change) -> None:
    with zipfile.ZipFile(bundle) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    change(members)
    with zipfile.ZipFile(bundle, "w") as pack:
        for name, data in members.items():
            pack.writestr(name, data)


NAMES = (
    "README.txt",
    "verify_bundle.py",
    "timeline.docx",
    "timeline.csv",
    "journal/incident.jsonl",
    "journal/heads.json",
    "letters/L-00001.docx",
    "letters/index.csv",
    "evidence/EV-0001 photo.png",
    "manifest.csv",
    "manifest.json",
)


@pytest.mark.parametrize("name", NAMES)
def test_one_changed_byte_in_any_member_is_seen(bundle: Path, name: str) -> None:
    def flip(members: dict[str, bytes]) -> None:
        data = bytearray(members[name])
        data[len(data) // 2] ^= 1
        members[name] = bytes(data)

    rewrite(bundle, flip)
    assert not verify_bundle(bundle).ok
    assert stranger(bundle)[0] == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_member_is_seen(bundle: Path, name: str) -> None:
    rewrite(bundle, lambda members: members.pop(name))
    assert not verify_bundle(bundle).ok
    assert stranger(bundle)[0] == 1


def test_an_added_or_renamed_member_is_seen(bundle: Path) -> None:
    rewrite(bundle, lambda members: members.update({"letters/L-00009.docx": b"x"}))
    assert any("added" in fault for fault in verify_bundle(bundle).faults)


LinesChange = Callable[[list[bytes]], list[bytes]]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:-1],
        lambda lines: lines[1:],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: lines[:4] + lines[5:],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [line.replace(b"note 3", b"note 4") for line in lines],
    ],
)
def test_a_journal_that_was_tampered_with_is_seen_even_with_a_fresh_manifest(
    tmp_path: Path, change: LinesChange
) -> None:
    import hashlib

    made = parts()
    rows = made.journals["incident"]
    head = rows[-1]
    lines = change([text.encode() for text, _ in rows])
    made.journals["incident"] = [(x.decode(), hashlib.sha256(x).hexdigest()) for x in lines]
    if len(lines) < len(rows):
        made.journals["incident"][-1] = (made.journals["incident"][-1][0], head[1])
    path = tmp_path / "bundle.zip"
    write_bundle(path, made)
    assert not verify_bundle(path).ok
    assert stranger(path)[0] == 1


def test_a_bundle_is_never_written_over_another(bundle: Path) -> None:
    before = bundle.read_bytes()
    with pytest.raises(Problem, match="already"):
        write_bundle(bundle, parts())
    assert bundle.read_bytes() == before


def test_stopping_half_way_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    with pytest.raises(Problem, match="Stopped"):
        write_bundle(path, parts(), cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_a_sentence_and_leaves_no_half_file() -> None:
    with pytest.raises(Problem, match="could not be saved"):
        write_bundle(Path("/dev/full/bundle.zip"), parts())


@given(st.binary(max_size=300))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_at_all_makes_the_check_crash(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.zip"
    path.write_bytes(data)
    assert not verify_bundle(path).ok


@pytest.mark.parametrize("name", ["../out.txt", "/etc/passwd", "a\\b"])
def test_names_that_climb_out_are_refused(bundle: Path, name: str) -> None:
    rewrite(bundle, lambda members: members.update({name: b"x"}))
    assert not verify_bundle(bundle).ok


def test_nobody_checks_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        verify_bundle(tmp_path / "nothing.zip")
