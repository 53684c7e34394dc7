"""Reads the law files; every typo is a sentence that names the file and the place."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from ir_app.law.private import Private
from ir_app.law.rules import Dated, Federal, Jurisdiction
from ir_app.problems import Problem

FEDERAL = "us-hipaa.toml"
PRIVATE = "us-private.toml"
T = TypeVar("T")
D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class Law:
    """All law files, read."""

    federal: Federal
    private: Private
    states: Mapping[str, Jurisdiction]
    version: str  # newest day of checking, and the beginning of a digest over all files


def load_law(folder: Path) -> Law:
    """Read every file of the folder; raises Problem for the first mistake."""
    files = sorted(folder.glob("us-*.toml"))
    federal = decode(folder / FEDERAL, Federal)
    states = [decode(path, Jurisdiction) for path in files if path.name not in (FEDERAL, PRIVATE)]
    running = hashlib.sha256()
    for path in files:
        running.update(path.read_bytes())
    newest = max([federal.verified, *(state.verified for state in states)])
    return Law(
        federal=federal,
        private=decode(folder / PRIVATE, Private),
        states={state.code: state for state in states},
        version=f"{newest.isoformat()}-{running.hexdigest()[:8]}",
    )


def decode(path: Path, kind: type[T]) -> T:
    """Read one law file into its struct; raises Problem naming file and place."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError) as trouble:
        raise Problem(
            what=f"The law file “{path.name}” has a mistake: {str(trouble).rstrip('.')}.",
            safe="Nothing you entered was touched. No dates were worked out from it.",
            do="Put back the file that came with the program, or correct the line.",
            who="docs/law/format.md says what each field means.",
        ) from trouble


def current(rules: tuple[D, ...], on: date) -> D | None:
    """Return the one rule of a section that is the law on a day, or None."""
    return next((rule for rule in rules if rule.in_force(on)), None)
