"""The practice: its details, contacts and people, folded from a journal of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from ir_app.core.incident import undone_by
from ir_app.core.journal import Entry
from ir_app.core.kinds import ContactSet, MemberAdded, MemberLeft, PinSet, PracticeSet, Role
from ir_app.core.own import Own

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
    match entry.data:
        case PracticeSet(details=details):
            practice.details.update(details)
        case ContactSet() as contact:
            practice.contacts[contact.contact] = contact
        case MemberAdded(member=id_, name=name, role=role):
            practice.members[id_] = Member(id=id_, name=name, role=role)
        case MemberLeft(member=id_):
            practice.members.pop(id_, None)
        case PinSet(member=id_):
            if id_ in practice.members:
                known = practice.members[id_]
                practice.members[id_] = msgspec.structs.replace(known, has_pin=True)
        case other:
            practice.own.take(other)
