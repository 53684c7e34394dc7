"""Whom a step may say to call: the roles, and the public numbers that ship with the program."""

from datetime import date
from pathlib import Path

import msgspec

from ir_app.problems import Problem


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One role to call; ``number`` is filled only for public numbers."""

    id: str
    label: str
    why: str
    missing: str = ""  # where to look for the number when the practice has not written it down
    number: str = ""
    hours: str = ""
    say: tuple[str, ...] = ()
    source: str = ""
    verified: date | None = None
    confidence: str = "high"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    contact: tuple[Contact, ...]


def read_contacts(path: Path) -> tuple[Contact, ...]:
    """Read the contact roles; raises Problem naming the file and the place of a mistake."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_File).contact
    except (OSError, ValueError) as trouble:
        raise Problem(
            what=f"The file “{path.name}” can't be read: {trouble}.",
            safe="Nothing you entered was touched.",
            do="Put back the file that came with the program.",
        ) from trouble
