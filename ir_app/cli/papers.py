"""``ir-app roster``, ``letters``, ``timeline``, ``verify`` and ``doctor``."""

import argparse
import platform
from pathlib import Path

from ir_app import __version__
from ir_app.actions import story
from ir_app.actions.desk import Desk, open_desk
from ir_app.cli.line import Answer
from ir_app.cli.where import server_of
from ir_app.clock import SystemClock
from ir_app.core.practice import PRACTICE
from ir_app.export.verify import Verdict, verify_bundle, verify_entries
from ir_app.places import content
from ir_app.problems import Problem
from ir_app.store.binder import Binder


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
    desk = open_desk(asked.data, SystemClock(), server=server_of(asked))
    try:
        incident = asked.incident or _newest(desk)
        story.save_timeline(desk, incident, asked.out)
    finally:
        desk.close()
    return Answer(f"Written: {asked.out}", {"file": str(asked.out), "incident": incident})


def verify(asked: argparse.Namespace) -> Answer:
    """Check a bundle, or without one the binder; exit code 1 when something was changed."""
    verdict = _verify_path(asked.path) if asked.path else _verify_own(asked)
    data = {
        "ok": verdict.ok,
        "lines": list(verdict.lines),
        "faults": [str(f) for f in verdict.faults],
    }
    return Answer("\n".join(verdict.lines), data, code=0 if verdict.ok else 1)


def doctor(asked: argparse.Namespace) -> Answer:
    """Check the program's own files and the binder."""
    from ir_app.cli.law import check as check_law
    from ir_app.cli.playbook import checked

    asked.name = None
    parts = [check_law(asked), checked(asked), templates(asked)]
    data = {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "binder": asked.store or str(asked.data),
        "content_ok": all(part.code == 0 for part in parts),
    }
    lines = [f"{key}: {value}" for key, value in data.items()]
    if asked.store or (asked.data / "binder.sqlite").exists():
        verdict = _verify_own(asked)
        parts.append(Answer("", code=0 if verdict.ok else 1))
        lines += verdict.lines
        data["journals_ok"] = verdict.ok
    lines += [part.text.splitlines()[-1] for part in parts if part.code]
    return Answer("\n".join(lines), data, code=max(part.code for part in parts))


def _verify_path(path: Path) -> Verdict:
    return _verify_binder(path) if path.is_dir() else verify_bundle(path)


def _verify_binder(folder: Path) -> Verdict:
    if not (folder / "binder.sqlite").exists():
        raise Problem(what=f"There is no binder in “{folder}”.", safe="", do="Check the folder.")
    with Binder.open(folder, SystemClock(), read_only=True) as binder:
        return _verify_journals(binder)


def _verify_own(asked: argparse.Namespace) -> Verdict:
    server = server_of(asked)
    if server is None:
        return _verify_binder(asked.data)
    with Binder.open_server(server, SystemClock(), asked.data, read_only=True) as binder:
        return _verify_journals(binder)


def _verify_journals(binder: Binder) -> Verdict:
    lines, faults = [], []
    for journal in [PRACTICE, *binder.journals()]:
        verdict = verify_entries(binder.rows(journal), binder.fault(journal))
        lines += [f"{journal}: {line}" for line in verdict.lines]
        faults += verdict.faults
    return Verdict(ok=not faults, lines=lines, faults=faults)


def _newest(desk: Desk) -> str:
    journals = desk.binder.journals()
    if not journals:
        raise Problem(what="There is no incident in this binder.", safe="", do="Start one first.")
    return journals[-1]
