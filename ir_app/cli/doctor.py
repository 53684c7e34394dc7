"""``ir-app doctor``: checks everything and says each result in a sentence."""

import argparse
import platform
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ir_app import __version__
from ir_app.cli.line import Answer
from ir_app.cli.where import server_of
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.store.keys.slots import Slot

Finding = tuple[bool, str]  # is it well, and the sentence


def doctor(asked: argparse.Namespace) -> Answer:
    """Check the program's own files, the binder, its keys and its backups, or a group's server."""
    folder: Path = asked.data
    checks: dict[str, Callable[[], Finding]] = {"law": _law, "playbooks": _playbooks}
    checks["law_file"] = lambda: _law_file(folder)
    checks["letters"] = _letters
    server = server_of(asked)
    if server is not None:
        from ir_app.cli.doctor_server import checks as of_server

        checks |= of_server(server, folder)
    elif _was_made(folder):
        checks["journals"] = lambda: _journals(folder)
        checks["keys"] = lambda: _keys(folder)
        checks["backup"] = lambda: _backup(folder)
    findings = {name: _found(check) for name, check in checks.items()}
    if "journals" not in findings:
        findings["journals"] = (True, f"There is no binder in “{folder}” yet.")
    place = server.label if server else str(folder)
    return Answer(_text(place, findings), _data(place, findings), _code(findings))


def _was_made(folder: Path) -> bool:
    # A lost file is no binder that was never made: its keys, lock or backups still lie there.
    lock = folder / "binder.lock"
    left = any((folder / name).exists() for name in ("binder.sqlite", "binder.keys", "next"))
    return left or (lock.is_file() and lock.stat().st_size > 0)


def _found(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except Problem as problem:
        return False, str(problem)


def _text(place: str, findings: dict[str, Finding]) -> str:
    marks = {True: "well   ", False: "TROUBLE"}
    head = f"Incident Binder {__version__}, Python {platform.python_version()}. Binder: {place}"
    return "\n".join([head, *(f"{marks[well]} {said}" for well, said in findings.values())])


def _data(place: str, findings: dict[str, Finding]) -> dict[str, Any]:
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "binder": place,
        "content_ok": all(findings[name][0] for name in ("law", "playbooks", "letters")),
        "checks": {name: {"ok": well, "said": said} for name, (well, said) in findings.items()},
    } | ({"journals_ok": findings["journals"][0]} if "keys" in findings else {})


def _code(findings: dict[str, Finding]) -> int:
    return 0 if all(well for well, _ in findings.values()) else 1


def _of(answer: Answer, fine: str) -> Finding:
    return (True, fine) if answer.code == 0 else (False, answer.text.splitlines()[-1])


def _law() -> Finding:
    from ir_app.cli.law import check

    return _of(check(_nothing()), "The law files are fine.")


def _law_file(folder: Path) -> Finding:
    from ir_app.actions.laws import in_use

    now = in_use(folder)
    if now.pack is None:
        return not now.note, now.note or "The law that came with the program is used."
    return True, f"Law file {now.pack.manifest.version} is installed, whole and signed."


def _playbooks() -> Finding:
    from ir_app.cli.playbook import checked

    return _of(checked(_nothing()), "The playbooks are fine.")


def _letters() -> Finding:
    from ir_app.cli.papers import templates

    return _of(templates(_nothing()), "The letter templates are fine.")


def _journals(folder: Path) -> Finding:
    from ir_app.cli.papers import verify_binder

    verdict = verify_binder(folder)
    if verdict.ok:
        return True, "Every journal of the binder holds together."
    return False, " ".join(str(fault) for fault in verdict.faults)


def _keys(folder: Path) -> Finding:
    from ir_app.store.keys.slots import SlotKind, read

    files = read(folder)
    if not files:
        return False, "The binder is not encrypted yet, or its file “binder.keys” is missing."
    if len(files) < 2:
        return False, "One of the two files with keys is missing or damaged. Open the binder once."
    lost = [slot for slot in files[0].slots if slot.kind is SlotKind.KEYRING and _is_lost(slot)]
    kinds = {slot.kind for slot in files[0].slots if slot not in lost}
    if not kinds:
        return False, "Nothing opens the binder any more: this computer's keyring lost its part."
    names = ", ".join(sorted(kind.value for kind in kinds))
    if kinds == {SlotKind.KEYRING}:
        return False, "Only this computer opens the binder. Make a recovery code and print it."
    said = f"The binder is encrypted and opens by: {names}."
    if lost:
        return False, f"{said} This computer's keyring does not give its part: open it by hand."
    return True, said


def _is_lost(slot: "Slot") -> bool:
    from ir_app.store.keys import ring

    return slot.device == platform.node() and ring.get(slot.id) is None


def _backup(folder: Path) -> Finding:
    from ir_app.store.backup import FOLDER, newest_good
    from ir_app.store.kept import is_same_place, read_kept
    from ir_app.store.keys.slots import read

    kept = read_kept(folder)
    found = newest_good(folder / FOLDER)
    if found is None and any(file.demo for file in read(folder)):
        return True, "There is no backup; the sample practice needs none."
    if found is None:
        return False, "There is no backup yet. Make one with: ir-app backup"
    said = f"The newest good backup is {found[0].name}."
    if kept.trouble:
        return False, f"{said} The last try failed: {kept.trouble}"
    if kept.second and not (Path(kept.second).is_dir() and is_same_place(kept)):
        return False, f"{said} The second place “{kept.second}” is not there."
    missing = _missing(folder, found[1].heads)
    if missing:
        return False, f"{said} It lacks {missing} entries. Make one with: ir-app backup"
    return True, f"{said} It holds every entry."


def _missing(folder: Path, kept: dict[str, tuple[int, str]]) -> int:
    """Return how many entries of the binder are in no backup yet."""
    from ir_app.actions.keeping import key_given
    from ir_app.clock import SystemClock
    from ir_app.store.binder import Binder

    with Binder.open(folder, SystemClock(), key=key_given(), read_only=True) as binder:
        heads = binder.heads()
    return sum(max(0, seq - kept.get(name, (0, ""))[0]) for name, (seq, _) in heads.items())


def _nothing() -> argparse.Namespace:
    return argparse.Namespace(name=None, json=False)
