"""The practice, its contacts and its people; PINs are kept only as Argon2id verifiers."""

import uuid
from datetime import datetime, timedelta

from ir_app.actions.desk import Desk
from ir_app.actions.rights import Proof
from ir_app.core.change import Change
from ir_app.core.kinds import (
    ContactSet,
    Kind,
    MemberAdded,
    MemberLeft,
    PinRefused,
    PinSet,
    PracticeSet,
    Role,
)
from ir_app.core.practice import PRACTICE, Member
from ir_app.problems import Problem

DETAILS = (
    "name",
    "street",
    "city",
    "state",
    "zip",
    "phone",
    "toll_free",
    "email",
    "website",
    "zone",
    "contact_person",
    "hours",
)
FREE_TRIES = 3
LONGEST_WAIT = timedelta(hours=1)


def set_details(desk: Desk, details: dict[str, str]) -> Change:
    """Write down details of the practice; keys are of ``DETAILS``."""
    clean = {key: value.strip() for key, value in details.items() if key in DETAILS}
    _check_zone(clean.get("zone", ""))
    clean = {k: v for k, v in clean.items() if desk.practice.details.get(k, "") != v}
    if not clean:
        return Change((), "Nothing to change.")
    return _record(desk, PracticeSet(details=clean), "Practice details written down.")


def set_contact(
    desk: Desk,
    contact: str,
    *,
    name: str = "",
    number: str = "",
    person: str = "",
    hours: str = "",
    reference: str = "",
) -> Change:
    """Write down whom to call for a role such as ``it`` or ``insurer``."""
    data = ContactSet(
        contact=contact,
        name=name.strip(),
        number=number.strip(),
        person=person.strip(),
        hours=hours.strip(),
        reference=reference.strip(),
    )
    if desk.practice.contacts.get(contact) == data:
        return Change((), "Nothing to change.")
    return _record(
        desk, data, f"Contact written down: {data.name or desk.library.contact(contact).label}."
    )


def add_member(desk: Desk, name: str, role: str) -> Change:
    """Add a person of the office; role is lead, approver, scribe, reader or counsel."""
    if not name.strip():
        raise Problem(what="The name is empty.", do="Write the person's name first.")
    member = f"m-{uuid.uuid4().hex[:8]}"
    data = MemberAdded(member=member, name=name.strip(), role=Role(role))
    return _record(desk, data, f"Added: {data.name}.")


def remove_member(desk: Desk, member: str) -> Change:
    """Record that a person left the office."""
    known = find(desk, member)
    change = _record(desk, MemberLeft(member=member), f"No longer in the office: {known.name}.")
    if desk.member and desk.member.id == member:
        desk.member = None  # nobody acts in the name of somebody who left
        desk.proof = Proof.NONE
        desk.counsel_keys.clear()
    return change


def set_pin(desk: Desk, member: str, pin: str, old: str = "") -> Change:
    """Set a person's own PIN of at least six digits.

    Changing one needs the old one, or a desk that has shown what opens the binder.
    """
    from argon2 import PasswordHasher

    known = find(desk, member)
    if not (pin.isascii() and pin.isdigit() and 6 <= len(pin) <= 12) or len(set(pin)) == 1:
        raise Problem(
            what="This PIN is too easy to guess.",
            safe="The old PIN still works.",
            do="Use 6 to 12 digits that are not all the same.",
        )
    desk.need(PinSet)
    if desk.binder.pin_verifier(member) and desk.proof is not Proof.KEY:
        check_pin(desk, member, old)
    verifier = PasswordHasher().hash(pin)
    had_keepers = bool(desk.keepers)
    entries = desk.record(
        PRACTICE, [PinSet(member=member)], beside=lambda act: act.put_pin(member, verifier)
    )
    if desk.member and desk.member.id == member:
        desk.member = find(desk, member)  # from now on a person with a PIN
    if not had_keepers and desk.proof is Proof.NONE:
        desk.proof = Proof.SET_UP  # or the first PIN would end the set-up half-way
    return Change(tuple(entries), f"PIN set for {known.name}.")


def check_pin(desk: Desk, member: str, pin: str) -> Member:
    """Return the member whose PIN this is; wrong ones are recorded and wait longer each time."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    known = find(desk, member)
    verifier = desk.binder.pin_verifier(member)
    if verifier is None:
        raise Problem(what=f"{known.name} has no PIN yet.", do="Set one under Get ready first.")
    _wait_long_enough(desk, member)
    try:
        PasswordHasher().verify(verifier, pin)
    except VerificationError:
        _refused(desk, member, desk.clock.now())
        raise Problem(
            what="That PIN is not right.",
            safe="Nothing was approved or changed.",
            do=f"Ask {known.name} to type it again. If it is forgotten: F8, “A PIN is forgotten”.",
        ) from None
    return known


def _refused(desk: Desk, member: str, now: datetime) -> None:
    desk.record(
        PRACTICE,
        [PinRefused(member=member)],
        beside=lambda act: act.note_pin_failure(member, now),
    )


def _wait_long_enough(desk: Desk, member: str) -> None:
    count, last = desk.binder.pin_failures(member)
    if count < FREE_TRIES or last is None:
        return
    wait = min(timedelta(seconds=2.0 ** min(count - FREE_TRIES + 1, 12)), LONGEST_WAIT)
    now = desk.clock.now()
    left = last + wait - now
    if left > wait:  # the clock went back: nobody waits for a year, and nobody skips the wait
        left = wait
        _refused(desk, member, now)
    if left > timedelta(0):
        raise Problem(
            what="The PIN was wrong too often.",
            safe="Nothing was approved or changed.",
            do=f"Wait {int(left.total_seconds()) + 1} seconds, then try again.",
        )


def find(desk: Desk, member: str) -> Member:
    """Return a member by id; raises Problem when nobody has it."""
    try:
        return desk.practice.members[member]
    except KeyError:
        raise Problem(
            what="This person is not on the list.", do="Add the person under Get ready."
        ) from None


def named(desk: Desk, name: str) -> Member:
    """Return the member of this name; raises Problem unless it is one person's."""
    found = [m for m in desk.practice.members.values() if m.name.casefold() == name.casefold()]
    if len(found) != 1:
        listed = ", ".join(m.name for m in desk.practice.members.values()) or "nobody"
        how_many = f"{len(found)} people have" if found else "Nobody has"
        raise Problem(
            what=f"{how_many} the name “{name}” on the list of the practice.",
            safe="Nothing was changed.",
            do=f"On the list: {listed}.",
        )
    return found[0]


def _record(desk: Desk, data: Kind, said: str) -> Change:
    return Change(tuple(desk.record(PRACTICE, [data])), said)


def _check_zone(zone: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        if zone:
            ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise Problem(
            what=f"“{zone}” is not a time zone this program knows.",
            do="Pick one from the list, for example America/Chicago.",
        ) from None
