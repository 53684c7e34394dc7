"""Get ready: the practice, its contacts and its people."""

from dataclasses import dataclass

from ir_app.actions.desk import Desk
from ir_app.actions.rights import Proof
from ir_app.actions.sealing import public_key
from ir_app.core.kinds import Role
from ir_app.core.practice import Member
from ir_app.core.seals import fingerprint
from ir_app.pages import gokit, keys
from ir_app.pages.keys import KeysPage
from ir_app.pages.parts import Button, Choice, Field, Input
from ir_app.playbook.contacts import Contact


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person of the office."""

    member: str
    name: str
    role: str
    pin: str  # "PIN set" or "No PIN yet"
    can_approve: bool
    has_pin: bool


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """Whether this computer works on a group's server, and the way there or back."""

    lead: str
    lines: tuple[str, ...]
    copy: Button | None  # of the server's record, on this computer
    way: Button
    to_server: bool
    question: str  # before the window closes for it


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
    asks_old: bool  # a new PIN needs the old one
    people: str  # what holds for people and PINs now
    gokit: Button
    kept: str  # where the binder lies
    keys: KeysPage | None  # None on a group's server, whose files are not this computer's
    group: GroupBlock
    contracts: Button
    law: Button
    law_line: str  # which law is used
    seal: str  # the key that seals, as people compare it


PRACTICE_FIELDS = (
    ("name", "Name of the practice", ""),
    ("street", "Street", ""),
    ("city", "City", ""),
    ("state", "State (two letters)", "Such as IN"),
    ("zip", "ZIP code", ""),
    ("phone", "Phone", "Printed in the letters"),
    ("toll_free", "Toll-free phone", "Needed when ten or more letters come back"),
    ("email", "E-mail", "Not one that may have been broken into"),
    ("website", "Website", ""),
    ("contact_person", "Who answers patients' questions", ""),
    ("hours", "When patients can call", "Such as Monday to Friday, 8 am to 5 pm"),
    ("zone", "Time zone", "Such as America/Chicago"),
)

CONTACT_FIELDS = (
    ("name", "Name"),
    ("number", "Phone"),
    ("person", "Ask for"),
    ("hours", "Hours"),
    ("reference", "Policy or account number"),
)

ROLES = (
    Choice("lead", "Office manager", "Leads the work and writes everything down"),
    Choice("approver", "Dentist", "Reads and approves the letters"),
    Choice("scribe", "Office staff", "Writes down and does steps"),
    Choice("reader", "Reader", "IT company or insurance: looks, changes nothing"),
    Choice("counsel", "Attorney", "Reads everything and the letters"),
)
_ROLE_NAMES = {role.id: role.label for role in ROLES}


def build(desk: Desk) -> ReadyPage:
    """Return everything that is better written down on a quiet day."""
    return ReadyPage(
        heading="Get ready",
        lead="Fill in what you know. Every line helps on a bad day; none is required.",
        practice=tuple(_detail(desk, *field) for field in PRACTICE_FIELDS),
        contacts=tuple(_contact(desk, c) for c in desk.library.contacts if not c.number),
        members=tuple(member_row(m) for m in desk.practice.members.values()),
        roles=ROLES,
        doing=desk.member.id if desk.member else "",
        asks_old=desk.proof is not Proof.KEY,
        people=_people(desk),
        gokit=gokit.SAVE,
        kept=desk.binder.place,
        keys=None if desk.binder.on_server else keys.build(desk),
        group=_on_server(desk) if desk.binder.on_server else _ALONE,
        contracts=Button("contracts", _contracts(desk)),
        law=Button("law", "The law in use"),
        law_line=f"Law files {desk.law.version}. {desk.law_in_use.note}".strip(),
        seal=_seal(desk),
    )


def _people(desk: Desk) -> str:
    if desk.proof is Proof.KEY:
        return "You typed what opens the binder. Set new PINs and change the list now."
    if desk.keepers:
        return f"People, PINs and keys are changed by {' or '.join(desk.keepers)}, with the PIN."
    return "Give the office manager and the dentist a PIN: then nobody else changes this list."


def _contracts(desk: Desk) -> str:
    number = len(desk.practice.contracts)
    return (
        f"Contracts that ask for notice ({number})" if number else "Contracts that ask for notice"
    )


_ALONE = GroupBlock(
    lead="This computer keeps the record itself.",
    lines=("An office of a group can work on the group's server instead, with the other offices.",),
    copy=None,
    way=Button("to-server", "Work on our group's server"),
    to_server=True,
    question="Close this binder and go to the group's server? This binder stays as it is.",
)


def _on_server(desk: Desk) -> GroupBlock:
    return GroupBlock(
        lead=f"The record is on the group's server: {desk.binder.place}",
        lines=(
            desk.binder.line,
            "Whoever runs the server makes its backups. An encrypted copy on this computer opens "
            "without the server.",
            "If the server is away you can go on at once with a binder in a folder of your own.",
        ),
        copy=Button("copy-here", "Copy the record to this computer"),
        way=Button("to-folder", "Work on this computer's own binder"),
        to_server=False,
        question="Leave the group's server? The record there stays as it is.",
    )


def _seal(desk: Desk) -> str:
    key = public_key(desk.binder)
    if not key:
        return "The record is sealed with a key of its own, made with the first line in it."
    return (
        f"The record is sealed with the key {fingerprint(key)}. Give these 32 characters to your "
        "attorney now: later they show that a file pack is really yours."
    )


def _detail(desk: Desk, name: str, label: str, help_: str) -> Field:
    value = desk.practice.details.get(name, "")
    return _text(name, label, help_, value)


def _contact(desk: Desk, contact: Contact) -> tuple[str, str, tuple[Field, ...]]:
    known = desk.practice.contacts.get(contact.id)
    fields = tuple(
        _text(name, label, "", getattr(known, name) if known else "")
        for name, label in CONTACT_FIELDS
    )
    return contact.id, contact.label, fields


def _text(name: str, label: str, help_: str, value: str) -> Field:
    return Field(
        name=name,
        label=label,
        input=Input.TEXT,
        help=help_,
        value=value,
        answered=bool(value),
        can_be_unknown=False,
    )


def member_row(member: Member) -> MemberRow:
    """Return a person of the office as the screens show them."""
    return MemberRow(
        member=member.id,
        name=member.name,
        role=_ROLE_NAMES[member.role.value],
        pin="PIN set" if member.has_pin else "No PIN yet",
        can_approve=member.role is Role.APPROVER,
        has_pin=member.has_pin,
    )
