"""``ir-app obligations``, ``ir-app facts`` and ``ir-app law``."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from ir_app.cli.line import Answer
from ir_app.clock import SystemClock
from ir_app.law.read import Law, load_law
from ir_app.places import content
from ir_app.problems import Problem

FOLDER = content("resources", "law")


def obligations(asked: argparse.Namespace) -> Answer:
    """Answer who must be told by when, from a facts file."""
    from ir_app.law.engine import obligations as work_out
    from ir_app.law.facts import read_facts

    law, as_of = _law(), _day(asked.as_of)
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

    del asked
    rows = list_jurisdictions(_law())
    return Answer("\n".join(f"{row['code']}  {row['name']}" for row in rows), rows)


def show(asked: argparse.Namespace) -> Answer:
    """Answer with the rules of one jurisdiction on one day."""
    from ir_app.law.show import show as shown

    data = shown(_law(), asked.code.upper(), _day(asked.as_of))
    return Answer(json.dumps(data, indent=2, ensure_ascii=False, default=str), data)


def check(asked: argparse.Namespace) -> Answer:
    """Answer with everything that is wrong in the law files; exit code 1 when something is."""
    from ir_app.law.check import check as checked

    del asked
    findings = checked(FOLDER)
    files = len(list(FOLDER.glob("*.toml")))
    lines = [f"{f.file}: {f.sentence}" for f in findings]
    lines.append(f"{files} law files checked, {len(findings)} findings.")
    data = {"files": files, "findings": [{"file": f.file, "what": f.sentence} for f in findings]}
    return Answer("\n".join(lines), data, code=1 if findings else 0)


def difference(asked: argparse.Namespace) -> Answer:
    """Answer with what changed in the law between two days."""
    from ir_app.law.show import diff

    first, second = (_day(text) for text in asked.dates)
    changes = diff(_law(), first, second)
    lines = [str(change) for change in changes] or ["Nothing changed between these days."]
    return Answer("\n".join(lines), changes)


def _law() -> Law:
    return load_law(FOLDER)


def _day(text: str | None) -> date:
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
