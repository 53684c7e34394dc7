"""The practice: its details, contacts and people, folded from a journal of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ir_app.core.incident import undone_by
from ir_app.core.journal import Entry
from ir_app.core.kinds import (
    ContactSet,
    ContractEnded,
    ContractKept,
    Kind,
    MemberAdded,
    MemberLeft,
    PinSet,
    PracticeSet,
    Role,
    Sealed,
)
from ir_app.core.own import Own

LEADING = (Role.LEAD, Role.APPROVER)
PRACTICE = "practice"  # the journal id; incidents have UUIDs


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the office, or counsel."""

    id: str
    name: str
    role: Role
    has_pin: bool = False


@dataclass(slots=True)
class Practice:
    """What is known of the practice; every part may be missing on the worst morning."""

    details: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, ContactSet] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    contracts: dict[str, ContractKept] = field(default_factory=dict)
    sealed: int = 0  # the newest seal's own number
    own: Own = field(default_factory=Own)  # what it changed in the playbooks

    @property
    def name(self) -> str:
        """Return the practice's name, or words that stand for it."""
        return self.details.get("name", "") or "Our practice"

    @property
    def state(self) -> str:
        """Return the two letters of the practice's own state, or ""."""
        return self.details.get("state", "")

    @property
    def keepers(self) -> list[Member]:
        """Return who leads and has a PIN: they alone say who belongs to the office."""
        return [m for m in self.members.values() if m.role in LEADING and m.has_pin]

    @property
    def approvers(self) -> list[Member]:
        """Return everyone who may approve letters."""
        return [m for m in self.members.values() if m.role is Role.APPROVER]


def fold_practice(entries: Iterable[Entry]) -> Practice:
    """Fold the practice's journal; an empty one is a practice nobody has written down yet."""
    rows = list(entries)
    undone = undone_by(rows)
    practice = Practice()
    for entry in rows:
        if entry.seq not in undone:
            _take(practice, entry)
    return practice


def _take(practice: Practice, entry: Entry) -> None:
    if isinstance(entry.data, Sealed):
        practice.sealed = entry.seq
    take = _TAKE.get(type(entry.data))
    if take:
        take(practice, entry.data)
    else:
        practice.own.take(entry.data)


def _contact(practice: Practice, data: ContactSet) -> None:
    practice.contacts[data.contact] = data


def _contract(practice: Practice, data: ContractKept) -> None:
    practice.contracts[data.contract] = data


def _joined(practice: Practice, data: MemberAdded) -> None:
    practice.members[data.member] = Member(id=data.member, name=data.name, role=data.role)


def _pin(practice: Practice, data: PinSet) -> None:
    known = practice.members.get(data.member)
    if known:
        practice.members[data.member] = msgspec.structs.replace(known, has_pin=True)


_TAKE: dict[type[Kind], Callable[[Practice, Any], object]] = {
    PracticeSet: lambda practice, data: practice.details.update(data.details),
    ContactSet: _contact,
    ContractKept: _contract,
    ContractEnded: lambda practice, data: practice.contracts.pop(data.contract, None),
    MemberAdded: _joined,
    MemberLeft: lambda practice, data: practice.members.pop(data.member, None),
    PinSet: _pin,
}
