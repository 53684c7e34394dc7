"""``ir-app obligations``, ``ir-app facts`` and ``ir-app law``."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from ir_app.cli.line import Answer
from ir_app.clock import SystemClock
from ir_app.law.read import Law, law_files, read_law
from ir_app.places import content
from ir_app.problems import Problem

FOLDER = content("resources", "law")


def obligations(asked: argparse.Namespace) -> Answer:
    """Answer who must be told by when, from a facts file."""
    from ir_app.law.engine import obligations as work_out
    from ir_app.law.facts import read_facts

    law, as_of = _law(asked), day(asked.as_of)
    duties = work_out(read_facts(_read_json(asked.file)), law, as_of)
    data = {
        "as_of": as_of.isoformat(),
        "law_version": law.version,
        "obligations": [duty.as_json() for duty in duties],
    }
    lines = [f"Law of {as_of.isoformat()} ({law.version}). Not legal advice."]
    for duty in duties:
        lines.append(_line(duty.as_json()))
        lines += _reasons(duty.as_json()) if asked.why else []
    return Answer("\n".join(lines), data)


def schema(asked: argparse.Namespace) -> Answer:
    """Answer with the JSON Schema of a facts file."""
    from ir_app.law.facts import facts_schema

    del asked
    data = facts_schema()
    return Answer(json.dumps(data, indent=2), data)


def jurisdictions(asked: argparse.Namespace) -> Answer:
    """Answer with every jurisdiction there is a file for."""
    from ir_app.law.show import list_jurisdictions

    rows = list_jurisdictions(_law(asked))
    return Answer("\n".join(f"{row['code']}  {row['name']}" for row in rows), rows)


def show(asked: argparse.Namespace) -> Answer:
    """Answer with the rules of one jurisdiction on one day."""
    from ir_app.law.show import show as shown

    data = shown(_law(asked), asked.code.upper(), day(asked.as_of))
    return Answer(json.dumps(data, indent=2, ensure_ascii=False, default=str), data)


def check(asked: argparse.Namespace) -> Answer:
    """Answer with everything that is wrong in the law files; exit code 1 when something is.

    A review that is late is a notice: it is said, and is no finding.
    """
    from ir_app.law.check import check_files

    del asked
    files = law_files(FOLDER)
    findings = check_files(files)
    notices = [] if findings else _late(read_law(files))
    lines = [f"{f.file}: {f.sentence}" for f in findings]
    lines += [f"notice: {notice}" for notice in notices]
    lines.append(f"{len(files)} law files checked, {len(findings)} findings.")
    data = {
        "files": len(files),
        "findings": [{"file": f.file, "what": f.sentence} for f in findings],
        "notices": notices,
    }
    return Answer("\n".join(lines), data, code=1 if findings else 0)


def _late(law: Law) -> list[str]:
    from ir_app.law.review import overdue

    return [
        f"{late.name} was last checked on {late.verified}; its review was due on {late.due}."
        for late in overdue(law, day(None))
    ]


def difference(asked: argparse.Namespace) -> Answer:
    """Answer with what changed in the law between two days."""
    from ir_app.law.show import diff

    first, second = (day(text) for text in asked.dates)
    changes = diff(_law(asked), first, second)
    lines = [str(change) for change in changes] or ["Nothing changed between these days."]
    return Answer("\n".join(lines), changes)


def _law(asked: argparse.Namespace) -> Law:
    """Return the law in use: an installed law file, or what came with the program."""
    from ir_app.actions.laws import in_use

    now = in_use(asked.data)
    if now.note:
        sys.stderr.write(f"{now.note}\n")
    return now.law


def day(text: str | None) -> date:
    """Return a day typed like 2026-11-23, or today; raises Problem."""
    if text is None:
        return SystemClock().now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(
            what=f"“{text}” is not a date.", safe="", do="Write it like 2026-11-23."
        ) from None


def _read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as trouble:
        raise Problem(
            what=f"The file “{path}” can't be read.", safe="", do="Check its name and place."
        ) from trouble
    except ValueError as trouble:
        raise Problem(
            what=f"The file “{path}” is not JSON: {trouble}.",
            safe="",
            do="See `ir-app facts --schema` for its form.",
        ) from trouble


def _line(duty: dict[str, Any]) -> str:
    when = duty["due"] or duty["standard"] or "no date"
    if duty["applies"] == "no":
        when = "not needed"
    return f"{duty['applies']:8} {when:28} {duty['id']:28} {duty['recipient']}"


def _reasons(duty: dict[str, Any]) -> list[str]:
    """Return the derivation, what would change it and what is in doubt, one line each."""
    marks = (("", "why"), ("What if: ", "flips_if"), ("In doubt: ", "doubts"))
    return [f"         {mark}{words}" for mark, name in marks for words in duty[name]]
