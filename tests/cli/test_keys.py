"""``keys``, ``backup``, ``restore``, ``join`` and ``doctor`` from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from ir_app.__main__ import main
from ir_app.actions import keeping
from ir_app.actions.desk import open_desk
from ir_app.actions.incidents import start
from ir_app.actions.keeping import VARIABLE
from ir_app.cli.keys import NEW
from ir_app.clock import SteppedClock, SystemClock
from ir_app.store.kept import Kept, write_kept
from ir_app.store.keys.recovery import read_code
from ir_app.store.opening import FILE
from tests.actions.office import furnish
from tests.keys import KEY, WORDS, Memory


@pytest.fixture
def binder(tmp_path: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    desk = open_desk(tmp_path / "binder", clock, key=KEY)
    start(desk, "locked")
    desk.close()
    monkeypatch.setenv(VARIABLE, WORDS)
    return tmp_path / "binder"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any, str]:
    code = main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return code, json.loads(told.out) if "--json" in arguments else told.out, told.err


def kinds(capsys: pytest.CaptureFixture[str], binder: Path) -> dict[str, str]:
    code, rows, _ = run(capsys, "--data", binder, "keys", "list", "--json")
    assert code == 0
    return {row["kind"]: row["id"] for row in rows}


def test_keys_are_listed_added_and_revoked(
    capsys: pytest.CaptureFixture[str], binder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(kinds(capsys, binder)) == {"passphrase"}
    _, told, _ = run(capsys, "--data", binder, "keys", "recovery-code", "--json")
    assert len(read_code(told["code"])) == 20
    monkeypatch.setenv(VARIABLE, told["code"].lower())
    assert set(kinds(capsys, binder)) == {"passphrase", "recovery"}
    monkeypatch.setenv(VARIABLE, WORDS)
    assert run(capsys, "--data", binder, "keys", "remember")[0] == 0
    assert run(capsys, "--data", binder, "keys", "rekey")[0] == 0
    assert set(kinds(capsys, binder)) == {"passphrase", "recovery", "keyring"}
    first = kinds(capsys, binder)["recovery"][:8]
    assert run(capsys, "--data", binder, "keys", "revoke", first)[0] == 0
    assert run(capsys, "--data", binder, "keys", "revoke", first)[0] == 2
    assert run(capsys, "--data", binder, "keys", "revoke", kinds(capsys, binder)["keyring"])[0] == 0
    monkeypatch.setenv(NEW, "quite another one")
    assert run(capsys, "--data", binder, "keys", "add-passphrase")[0] == 0
    code, _, said = run(capsys, "--data", binder, "keys", "list")
    assert code == 2
    assert "That did not open the binder." in said
    monkeypatch.setenv(VARIABLE, "quite another one")
    assert set(kinds(capsys, binder)) == {"passphrase"}


def test_a_locked_binder_is_one_sentence(
    capsys: pytest.CaptureFixture[str], binder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    for command in (["verify"], ["backup"], ["keys", "list"]):
        code, _, said = run(capsys, "--data", binder, *command)
        assert code == 2
        assert said.startswith("This binder is locked.")
        assert "Type its passphrase." in said
    assert run(capsys, "--data", binder.parent / "none", "keys", "list")[0] == 2


def test_backup_restore_and_doctor(
    capsys: pytest.CaptureFixture[str], binder: Path, tmp_path: Path
) -> None:
    code, told, _ = run(capsys, "--data", binder, "doctor", "--json")
    assert code == 1
    assert not told["checks"]["backup"]["ok"]
    stick = tmp_path / "stick"
    code, told, _ = run(capsys, "--data", binder, "backup", "--to", stick, "--json")
    assert code == 0
    assert [Path(file).parent for file in told["files"]] == [binder / "backups", stick]
    code, words, _ = run(capsys, "--data", binder, "doctor")
    assert code == 0
    assert "Every journal of the binder holds together." in words
    path = binder / FILE
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    path.with_name(f"{FILE}-wal").unlink(missing_ok=True)
    code, words, _ = run(capsys, "--data", binder, "doctor")
    assert code == 1
    assert "TROUBLE" in words
    code, words, _ = run(capsys, "--data", binder, "restore", told["files"][0])
    assert (code, "is in place" in words, "before-restore-" in words) == (0, True, True)
    assert run(capsys, "--data", binder, "verify")[0] == 0
    assert run(capsys, "--data", binder, "restore", stick / "none.ibk")[0] == 2


def test_a_fresh_binder_is_joined(
    capsys: pytest.CaptureFixture[str], binder: Path, tmp_path: Path, clock: SteppedClock
) -> None:
    desk = open_desk(tmp_path / "fresh", clock, key=KEY)
    fresh = start(desk, "locked").entries[0].incident
    desk.close()
    code, said, _ = run(capsys, "--data", binder, "join", tmp_path / "fresh")
    assert (code, said.startswith("1 incident was joined")) == (0, True)
    desk = open_desk(binder, clock, key=KEY)
    assert fresh in desk.binder.journals()
    assert desk.binder.fault(fresh) is None
    desk.close()


def test_verify_takes_a_backup_too_and_its_exit_codes_say_what_it_found(
    capsys: pytest.CaptureFixture[str], binder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, told, _ = run(capsys, "--data", binder, "backup", "--json")
    path = Path(told["files"][0])
    before = sorted(binder.iterdir())
    code, words, _ = run(capsys, "verify", path)
    assert (code, "fit together" in words, "Backup of" in words) == (0, True, True)
    assert sorted(binder.iterdir()) == before
    monkeypatch.setenv(VARIABLE, "not the words")
    assert run(capsys, "verify", path)[0] == 2  # locked says nothing about the backup
    monkeypatch.setenv(VARIABLE, WORDS)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    code, words, _ = run(capsys, "verify", path)
    assert (code, "damaged" in words) == (1, True)
    assert run(capsys, "verify", path.with_name("none.ibk"))[0] == 2


def test_verify_finds_a_backup_whose_list_tells_of_other_entries(
    capsys: pytest.CaptureFixture[str], binder: Path, tmp_path: Path
) -> None:
    import msgspec

    from ir_app.store import archive

    _, told, _ = run(capsys, "--data", binder, "backup", "--json")
    path = Path(told["files"][0])
    manifest = archive.unpack(path, tmp_path)
    heads = {name: (seq + 5, digest) for name, (seq, digest) in manifest.heads.items()}
    body = tmp_path / archive.BODY
    archive.pack(
        path, body, archive.read_keys(path), msgspec.structs.replace(manifest, heads=heads)
    )
    code, words, _ = run(capsys, "verify", path)
    assert (code, "other entries" in words) == (1, True)


def doctor(capsys: pytest.CaptureFixture[str], binder: Path) -> dict[str, Any]:
    _, told, _ = run(capsys, "--data", binder, "doctor", "--json")
    checks: dict[str, Any] = told["checks"]
    return checks


def test_doctor_does_not_call_a_lost_file_a_binder_that_was_never_made(
    capsys: pytest.CaptureFixture[str], binder: Path, tmp_path: Path
) -> None:
    for path in binder.glob(f"{FILE}*"):
        path.unlink()
    assert not doctor(capsys, binder)["journals"]["ok"]
    assert doctor(capsys, tmp_path / "empty")["journals"]["ok"]


def test_doctor_says_what_is_wrong_with_keys_and_backups(
    capsys: pytest.CaptureFixture[str], binder: Path, tmp_path: Path, memory: Memory
) -> None:
    run(capsys, "--data", binder, "keys", "remember")
    assert run(capsys, "--data", binder, "backup")[0] == 0
    assert all(check["ok"] for check in doctor(capsys, binder).values())
    memory.kept.clear()
    keys = doctor(capsys, binder)["keys"]
    assert (keys["ok"], "does not give its part" in keys["said"]) == (False, True)
    spare = binder / "binder.keys.spare"
    spare.unlink()
    assert "missing or damaged" in doctor(capsys, binder)["keys"]["said"]
    write_kept(binder, Kept(second=str(tmp_path / "stick"), sign="x"))
    assert "is not there" in doctor(capsys, binder)["backup"]["said"]
    write_kept(binder, Kept())
    desk = open_desk(binder, SystemClock(), key=KEY)
    start(desk, "locked")
    desk.close()
    assert "It lacks" in doctor(capsys, binder)["backup"]["said"]


def test_verify_calls_damage_a_finding_and_a_lock_bad_input(
    capsys: pytest.CaptureFixture[str], binder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys, "--data", binder, "verify")[0] == 0
    good = (binder / FILE).read_bytes()
    for place in (0, len(good) // 2):
        (binder / FILE).write_bytes(good[:place] + bytes(4096) + good[place + 4096 :])
        code, words, _ = run(capsys, "--data", binder, "verify")
        assert (code, "damaged" in words) == (1, True)
    (binder / FILE).write_bytes(good)
    for name in ("binder.keys", "binder.keys.spare"):
        text = (binder / name).read_text()
        (binder / name).write_text(text.replace('"device": ""', '"device": "x"'))
    assert run(capsys, "--data", binder, "verify")[0] == 1  # the keys were changed
    monkeypatch.delenv(VARIABLE)
    assert run(capsys, "--data", binder, "verify")[0] == 2
    assert run(capsys, "--data", binder / "none", "verify")[0] == 2


def test_verify_works_where_nothing_can_be_written(
    capsys: pytest.CaptureFixture[str], binder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in binder.iterdir() if path.is_file()}
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert run(capsys, "--data", binder, "verify")[0] == 0
    assert {p.name: p.read_bytes() for p in binder.iterdir() if p.is_file()} == before


def test_keys_of_an_office_with_pins_need_what_opens_the_binder_by_hand(
    capsys: pytest.CaptureFixture[str], binder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(binder, SystemClock(), key=KEY)
    members = furnish(desk)
    assert [member.id for member in desk.practice.keepers] == [members["lead"], members["approver"]]
    keeping.remember(desk)
    desk.close()
    monkeypatch.delenv(VARIABLE)  # this account's keyring opens it by itself
    for command in (["rekey"], ["recovery-code"], ["add-passphrase"]):
        monkeypatch.setenv(NEW, "somebody else's words")
        code, _, said = run(capsys, "--data", binder, "keys", *command)
        assert code == 2
        assert "Keys are changed by somebody who can open the binder by hand." in said
    monkeypatch.setenv(VARIABLE, "not these")
    assert "did not open" in run(capsys, "--data", binder, "keys", "rekey")[2]
    monkeypatch.setenv(VARIABLE, WORDS)
    assert run(capsys, "--data", binder, "keys", "rekey")[0] == 0
