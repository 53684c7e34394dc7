"""Get ready: the practice, its contacts and its people."""

from dataclasses import dataclass

from ir_app.pages.parts import Choice, Field


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person of the office."""

    member: str
    name: str
    role: str
    pin: str  # "PIN set" or "No PIN yet"
    can_approve: bool


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """Everything the Get ready screen says."""

    heading: str
    lead: str
    practice: tuple[Field, ...]
    contacts: tuple[tuple[str, str, tuple[Field, ...]], ...]  # contact id, label, fields
    members: tuple[MemberRow, ...]
    roles: tuple[Choice, ...]
    doing: str  # member id of who is at the desk, or ""
    kept: str  # where the binder lies
