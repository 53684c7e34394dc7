"""What the law of a state adds to a letter; data in ``letters/states/*.toml``."""

from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from ir_app.problems import Problem

T = TypeVar("T")


PEOPLE = "{people}"  # in a paragraph: how many people were concerned


class Block(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One added section; ``serves`` names the statute it is there for."""

    id: str
    serves: str
    heading: str
    paragraphs: tuple[str, ...]
    needs_identity_numbers: bool = False  # only when SSN, license or tax numbers were there


class StateLetter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The additions of one state, with where they come from."""

    state: str
    name: str
    source: str
    verified: date
    confidence: str
    doubts: tuple[str, ...] = ()
    may_leave_out_what_happened: bool = False  # only on counsel's recorded choice
    block: tuple[Block, ...] = ()

    @property
    def says_how_many(self) -> bool:
        """Tell whether the letter must say how many people were concerned."""
        return any(PEOPLE in text for block in self.block for text in block.paragraphs)


class Bureau(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A credit bureau's address block."""

    name: str
    address: str
    phone: str
    website: str
    verified_on: date
    source: str


class _Bureaus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bureau: tuple[Bureau, ...]


def load_states(folder: Path) -> dict[str, StateLetter]:
    """Read all states' additions; raises Problem naming the file with a mistake."""
    letters = [_read(path, StateLetter) for path in sorted(folder.glob("*.toml"))]
    return {letter.state: letter for letter in letters}


def load_bureaus(path: Path) -> tuple[Bureau, ...]:
    """Read the credit bureaus' address blocks."""
    return _read(path, _Bureaus).bureau


def _read(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError) as trouble:
        raise Problem(
            what=f"The letter file “{path.name}” has a mistake: {trouble}.",
            safe="No letter was written. Nothing you entered was touched.",
            do="Put back the file that came with the program, or correct the line.",
        ) from trouble
