"""``ir-app roster``, ``letters``, ``timeline`` and ``verify``."""

import argparse
from pathlib import Path

from ir_app.actions import copies, story
from ir_app.actions.desk import Desk, open_desk
from ir_app.actions.keeping import key_given
from ir_app.cli.line import Answer
from ir_app.cli.where import server_of
from ir_app.clock import SystemClock
from ir_app.core.practice import PRACTICE
from ir_app.export.verify import Verdict, verify_bundle, verify_entries
from ir_app.places import content
from ir_app.problems import Problem
from ir_app.store.archive import ENDING
from ir_app.store.binder import Binder
from ir_app.store.keys.source import KeySource, Locked
from ir_app.store.troubles import OnlyReadable

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")  # what the database says of a file that was changed


def roster(asked: argparse.Namespace) -> Answer:
    """Answer with what a patient list holds; exit code 1 when rows could not be read."""
    from ir_app.roster import read_roster, summarize, summary_text

    reading = read_roster(asked.file)
    return Answer(summary_text(reading), summarize(reading), code=1 if reading.quarantine else 0)


def templates(asked: argparse.Namespace) -> Answer:
    """Answer with everything that is wrong in the letter templates."""
    from ir_app.letters import check_templates

    del asked
    findings = check_templates(content("letters"))
    lines = [str(finding) for finding in findings] or ["All letter templates are fine."]
    return Answer("\n".join(lines), {"findings": lines if findings else []}, code=bool(findings))


def timeline(asked: argparse.Namespace) -> Answer:
    """Write an incident's timeline and answer where it is."""
    desk = open_desk(asked.data, SystemClock(), key=key_given(), server=server_of(asked))
    try:
        incident = asked.incident or _newest(desk)
        story.save_timeline(desk, incident, asked.out)
    finally:
        desk.close()
    return Answer(f"Written: {asked.out}", {"file": str(asked.out), "incident": incident})


def verify(asked: argparse.Namespace) -> Answer:
    """Check a bundle, a backup or a binder; exit code 1 when something was changed."""
    verdict = _verify_path(asked.path) if asked.path else _verify_own(asked)
    data = {
        "ok": verdict.ok,
        "lines": list(verdict.lines),
        "faults": [str(f) for f in verdict.faults],
    }
    return Answer("\n".join(verdict.lines), data, code=0 if verdict.ok else 1)


def _verify_path(path: Path) -> Verdict:
    if path.is_dir():
        return verify_binder(path)
    return _verify_backup(path) if path.suffix == ENDING else verify_bundle(path)


def _verify_backup(path: Path) -> Verdict:
    """Check a backup: its bytes, its keys, every journal in it; raises Problem when locked."""
    from ir_app.store import archive, restoring

    if not path.is_file():
        raise Problem(what=f"There is no file “{path}”.", safe="", do="Check its name and place.")
    try:
        manifest = archive.check(path)
    except Problem as problem:  # a finding: the file is there and is not what it was
        return Verdict(ok=False, lines=[str(problem)], faults=[problem.what])
    with restoring.looked_into(path, SystemClock(), key_given() or KeySource()) as folder:
        verdict = verify_binder(folder)
        with Binder.open(folder, SystemClock(), key=key_given(), read_only=True) as binder:
            heads = binder.heads()
    if verdict.ok and heads != manifest.heads:
        what = f"“{path.name}” holds other entries than its list says."
        return Verdict(ok=False, lines=[what], faults=[what])
    made = f"Backup of {manifest.made[:16].replace('T', ' ')} UTC."
    return Verdict(ok=verdict.ok, lines=[made, *verdict.lines], faults=verdict.faults)


def verify_binder(folder: Path) -> Verdict:
    """Check every journal of a binder; raises Problem when there is none or it does not open."""
    if not (folder / "binder.sqlite").exists():
        raise Problem(what=f"There is no binder in “{folder}”.", safe="", do="Check the folder.")
    try:
        with Binder.open(folder, SystemClock(), key=key_given(), read_only=True) as binder:
            verdict = verify_journals(binder)
            if verdict.ok:  # a journal names its fault better than a page does
                binder.check_pages()
            return verdict
    except (Locked, OnlyReadable):
        raise  # says nothing about what is in it
    except Problem as problem:
        if not problem.details.startswith(_DAMAGE) and problem.details:
            raise  # a disk or a right that is missing, not a binder that was changed
        return Verdict(ok=False, lines=[str(problem)], faults=[problem.what])


def _verify_own(asked: argparse.Namespace) -> Verdict:
    server = server_of(asked)
    if server is None:
        return verify_binder(asked.data)
    with Binder.open_server(server, SystemClock(), asked.data, read_only=True) as binder:
        return verify_journals(binder)


def verify_journals(binder: Binder) -> Verdict:
    """Check every journal of an open binder."""
    lines, faults = [], []
    for journal in dict.fromkeys([PRACTICE, *binder.journals(), *binder.lost()]):
        fault, keys = binder.fault(journal), binder.seal_keys(journal)
        verdict = verify_entries(binder.rows(journal), fault, keys)
        lines += [f"{journal}: {line}" for line in verdict.lines]
        faults += verdict.faults
    older = copies.not_written_down(binder)
    lines, faults = lines + older, faults + older
    return Verdict(ok=not faults, lines=lines, faults=faults)


def _newest(desk: Desk) -> str:
    journals = desk.binder.journals()
    if not journals:
        raise Problem(what="There is no incident in this binder.", safe="", do="Start one first.")
    return journals[-1]
