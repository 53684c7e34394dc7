"""Who is at the desk: signing in, changing places, locking, and going on without a name."""

from ir_app.actions.desk import Desk
from ir_app.actions.practice import check_pin, find
from ir_app.actions.rights import Actor, Proof
from ir_app.core.change import Change
from ir_app.core.kinds import Kind, Locked, SignedIn, SignedOut
from ir_app.core.practice import PRACTICE, Member
from ir_app.problems import Problem


def sign_in(desk: Desk, member: str, pin: str = "") -> Change:
    """Put a person at the desk; who has a PIN must type it (raises Problem)."""
    known = find(desk, member)
    if desk.member == known:  # a PIN set elsewhere meanwhile must be typed
        return Change((), f"{known.name} is doing this.")
    if known.has_pin:
        known = check_pin(desk, member, pin)
    data: list[Kind] = [*_leaving(desk), SignedIn(member=member, name=known.name)]
    entries = desk.record(
        PRACTICE,
        data,
        beside=lambda act: act.clear_pin_failures(member),
        by=Actor.of(known),
    )
    _seat(desk, known)
    return Change(tuple(entries), f"{known.name} is doing this.")


def leave(desk: Desk) -> Change:
    """Go on without a name: the way of the worst morning, when who locked the desk is not there."""
    leaving = _leaving(desk)
    entries = desk.record(PRACTICE, leaving) if leaving else []
    _seat(desk, None)
    return Change(tuple(entries), "Going on without a name. What you do is still written down.")


def prove(desk: Desk, words: str) -> Change:
    """Go on as somebody who can open the binder; raises Locked when ``words`` don't open it.

    The way back in when a PIN is forgotten, or when the only manager left with hers.
    """
    from ir_app.actions import keeping
    from ir_app.store.keys.source import KeySource

    keeping.keys(desk).prove(keeping.key_of(words) or KeySource())
    change = leave(desk)
    desk.proof = Proof.KEY
    return Change(change.entries, "That opens the binder. Now change PINs and people below.")


def prove_server(desk: Desk) -> None:
    """Go on as whoever runs the group's server; raises Problem for any other login."""
    from ir_app.store.server.binder import ServerBinder

    if not (isinstance(desk.binder, ServerBinder) and desk.binder.runs_server()):
        raise Problem(
            what="This login does not own the group's tables.",
            safe="Nothing was changed.",
            do="Log in as whoever made them with: ir-app group init.",
        )
    desk.proof = Proof.KEY


def lock(desk: Desk, minutes: int) -> Change:
    """Lock the desk of somebody who has a PIN; nobody else's is ever locked."""
    desk.proof = Proof.NONE
    # As it is now: a PIN may have been set since this person took the desk.
    member = desk.practice.members.get(desk.member.id) if desk.member else None
    if member is None or not member.has_pin:
        return Change((), "")
    data = Locked(member=member.id, name=member.name, minutes=minutes)
    entries = desk.record_by_program(PRACTICE, [data])
    _seat(desk, None)
    desk.locked = member
    return Change(tuple(entries), "Locked. Type your PIN to go on.")


def _leaving(desk: Desk) -> list[Kind]:
    old = desk.member or desk.locked
    return [SignedOut(member=old.id, name=old.name)] if old else []


def _seat(desk: Desk, member: Member | None) -> None:
    desk.member, desk.locked, desk.proof = member, None, Proof.NONE
    desk.counsel_keys.clear()  # what one person opened, the next does not see
