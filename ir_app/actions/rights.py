"""Who may do what: one table, asked in one place (``Desk.record``) before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from ir_app.core.kinds import (
    ApprovalVoided,
    AssessmentSigned,
    BinderJoined,
    ClockDiffers,
    Closed,
    CounselNoted,
    CounselOpened,
    DateOverridden,
    Exported,
    KeysChanged,
    Kind,
    LawInstalled,
    LawTaken,
    LettersApproved,
    LettersMailed,
    Locked,
    MemberAdded,
    MemberLeft,
    OlderCopyFound,
    PinRefused,
    PinSet,
    Reopened,
    Role,
    Sealed,
    SealKeyChanged,
    SignedIn,
    SignedOut,
    Told,
)
from ir_app.core.practice import Member
from ir_app.problems import Problem
from ir_app.store.act import PROGRAM as PROGRAM_NAME


@dataclass(frozen=True, slots=True)
class Actor:
    """In whose name an entry is written: a name, and what that person may do."""

    name: str
    role: str  # a Role, "emergency" (nobody signed in) or "program"
    proven: bool = False  # by a PIN, or by what opens the binder

    @classmethod
    def of(cls, member: Member) -> Actor:
        """Return a member of the office as the one who acts."""
        return cls(member.name, member.role.value, member.has_pin)


class Proof(Enum):
    """How whoever sits at the desk, without a PIN, has shown that the binder is theirs."""

    NONE = ""
    SET_UP = "set_up"  # set the first PIN here, and goes on setting up
    KEY = "key"  # typed what opens the binder, or runs the group's server


EMERGENCY = "emergency"
PROGRAM = Actor(PROGRAM_NAME, "program")

_LEADS = frozenset({Role.LEAD.value, Role.APPROVER.value, EMERGENCY})
_WORKS = _LEADS | {Role.SCRIBE.value}
_PEOPLE = _WORKS | {Role.READER.value, Role.COUNSEL.value}
_NOBODY: frozenset[str] = frozenset()

# What is not here is the work itself: lead, dentist, office staff, and nobody by name.
WHO: Mapping[type[Kind], frozenset[str]] = {
    AssessmentSigned: frozenset({Role.APPROVER.value}),
    LettersApproved: frozenset({Role.APPROVER.value}),
    LettersMailed: _LEADS,
    Told: _LEADS,
    Closed: _LEADS,
    Reopened: _LEADS,
    MemberAdded: _LEADS,
    MemberLeft: _LEADS,
    PinSet: _LEADS,
    KeysChanged: _LEADS,
    BinderJoined: _LEADS,
    Exported: _WORKS | {Role.COUNSEL.value},
    CounselOpened: frozenset({Role.COUNSEL.value}),
    CounselNoted: _LEADS | {Role.COUNSEL.value},
    DateOverridden: frozenset({Role.COUNSEL.value}),
    LawInstalled: _LEADS | {Role.COUNSEL.value},
    LawTaken: _LEADS | {Role.COUNSEL.value},
    SignedIn: _PEOPLE,
    SignedOut: _PEOPLE,
    PinRefused: _PEOPLE,
    ApprovalVoided: _PEOPLE,  # the program noticed it while anybody looked
    SealKeyChanged: _LEADS,
    Sealed: _NOBODY,
    ClockDiffers: _NOBODY,
    OlderCopyFound: _NOBODY,
    Locked: _NOBODY,
}
# Who belongs to the office and what opens the binder: not for whoever walks up and gives a name.
OF_THE_HOUSE = (MemberAdded, MemberLeft, PinSet, KeysChanged, BinderJoined, SealKeyChanged)
AT_A_LOCKED_DESK = (SignedIn, SignedOut, PinRefused)

_CALLED = {
    Role.LEAD.value: "the office manager",
    Role.APPROVER.value: "the dentist",
    Role.SCRIBE.value: "office staff",
    Role.READER.value: "a reader",
    Role.COUNSEL.value: "the attorney",
    EMERGENCY: "somebody without a name",
}


def may(role: str, kind: type[Kind]) -> bool:
    """Tell whether a role may write entries of a kind; the program itself may write any."""
    return role == PROGRAM.role or role in WHO.get(kind, _WORKS)


def refusal(actor: Actor, kinds: Iterable[type[Kind]]) -> Problem | None:
    """Return why somebody may not do this, or None when it is allowed."""
    denied = next((kind for kind in kinds if not may(actor.role, kind)), None)
    if denied is None:
        return None
    able = [words for role, words in _CALLED.items() if may(role, denied) and role != EMERGENCY]
    who = " or ".join(able)
    return Problem(
        what=f"{actor.name} is here as {_CALLED[actor.role]} and can't do this.",
        safe="Nothing was changed.",
        do=f"{who[:1].upper()}{who[1:]} can. Press F8 to change who is doing this."
        if able
        else "The program does this by itself.",
    )


def unproven(actor: Actor, kinds: Iterable[type[Kind]], keepers: Iterable[str]) -> Problem | None:
    """Return why an act of the house needs a PIN first, or None; ``keepers`` are who can do it."""
    names = " or ".join(keepers)
    if actor.proven or not names or not any(issubclass(kind, OF_THE_HOUSE) for kind in kinds):
        return None
    return Problem(
        what="People, PINs and keys are changed by somebody with a PIN.",
        safe="Nothing was changed. All other work goes on as before.",
        do=f"Press F8: {names} types the PIN there, then does it. If nobody can, F8 says how.",
    )


def gone(name: str) -> Problem:
    """Say that the person at the desk is no longer on the list of the office."""
    return Problem(
        what=f"{name} is no longer on the list of the office, so this desk has no name now.",
        safe="Nothing was changed.",
        do="Press F8 and pick who is doing this, then do it again.",
    )


def locked(name: str) -> Problem:
    """Say that nobody is at the desk, so nothing can be written in anybody's name."""
    return Problem(
        what=f"{name} left the desk a while ago, and it locked itself.",
        safe="Everything is saved. Nothing was changed.",
        do="Press F8 and type your PIN, or go on without a name.",
    )
