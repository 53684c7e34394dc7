"""Checks every letter template and every state's additions."""

from dataclasses import dataclass
from pathlib import Path

from ir_app.letters.states import load_states
from ir_app.letters.template import FIELDS, load_template
from ir_app.problems import Problem

# Without these a letter can't hold the five elements of 45 CFR 164.404(c)(1).
NEEDED = FIELDS - {"kind", "whose", "patient_name", "law_enforcement_delayed", "identity_numbers"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a letter file."""

    file: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}: {self.sentence}"


def check_templates(folder: Path) -> list[Finding]:
    """Return everything that is wrong under ``letters/``; empty when all is well."""
    findings = []
    for path in sorted(folder.glob("*.docx")):
        findings += _template(folder, path)
    try:
        load_states(folder / "states")
    except Problem as problem:
        findings.append(Finding("states", problem.what))
    return findings


def _template(folder: Path, path: Path) -> list[Finding]:
    try:
        template = load_template(folder, path.stem)
    except Problem as problem:
        return [Finding(path.name, problem.what)]
    lost = sorted(NEEDED - template.fields)
    return [Finding(path.name, f"It never says “{name}”.") for name in lost]
