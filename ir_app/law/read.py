"""Reads the law files; every typo is a sentence that names the file and the place."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
import rfc8785

from ir_app.law.private import Private
from ir_app.law.rules import Dated, Federal, Jurisdiction
from ir_app.problems import Problem

FEDERAL = "us-hipaa.toml"
PRIVATE = "us-private.toml"
File = Federal | Private | Jurisdiction
T = TypeVar("T")
D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class Law:
    """All law files, read."""

    federal: Federal
    private: Private
    states: Mapping[str, Jurisdiction]
    version: str  # newest day of checking, and the beginning of the digest
    digest: str  # SHA-256 of the content: what an incident is pinned to
    content: bytes = field(repr=False)  # every file by its name, as canonical JSON

    @property
    def every(self) -> tuple[File, ...]:
        """Return what every file says, the federal ones first."""
        return (self.federal, self.private, *(self.states[code] for code in sorted(self.states)))

    @property
    def checked(self) -> date:
        """Return the newest day on which some file was checked."""
        return max(one.verified for one in self.every)


def load_law(folder: Path) -> Law:
    """Read every file of the folder; raises Problem for the first mistake."""
    return read_law(law_files(folder))


def law_files(folder: Path) -> dict[str, bytes]:
    """Return the law files of a folder by name, with the same line ends on every computer."""
    paths = sorted(folder.glob("us-*.toml"))
    return {path.name: path.read_bytes().replace(b"\r\n", b"\n") for path in paths}


def read_law(files: Mapping[str, bytes]) -> Law:
    """Read law files given by name; raises Problem for the first mistake."""
    federal = decode(FEDERAL, files.get(FEDERAL, b""), Federal)
    private = decode(PRIVATE, files.get(PRIVATE, b""), Private)
    own = sorted(files.keys() - {FEDERAL, PRIVATE})
    states = [decode(name, files[name], Jurisdiction) for name in own]
    content = rfc8785.dumps({name: files[name].decode("utf-8") for name in files})
    digest = hashlib.sha256(content).hexdigest()
    every: list[File] = [federal, private, *states]
    newest = max(one.verified for one in every)
    return Law(
        federal=federal,
        private=private,
        states={state.code: state for state in states},
        version=f"{newest.isoformat()}-{digest[:8]}",
        digest=digest,
        content=content,
    )


def read_content(content: bytes) -> Law:
    """Read a law that was kept whole, as ``Law.content``."""
    files = msgspec.json.decode(content, type=dict[str, str])
    return read_law({name: text.encode("utf-8") for name, text in files.items()})


def decode(name: str, body: bytes, kind: type[T]) -> T:
    """Read one law file into its struct; raises Problem naming file and place."""
    try:
        return msgspec.toml.decode(body, type=kind)
    except (ValueError, RecursionError) as trouble:
        raise Problem(
            what=f"The law file “{name}” has a mistake: {str(trouble).rstrip('.')}.",
            safe="Nothing you entered was touched. No dates were worked out from it.",
            do="Put back the file that came with the program, or correct the line.",
            who="docs/law/format.md says what each field means.",
        ) from trouble


def current(rules: tuple[D, ...], on: date) -> D | None:
    """Return the one rule of a section that is the law on a day, or None."""
    return next((rule for rule in rules if rule.in_force(on)), None)
