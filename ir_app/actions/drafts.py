"""Half-written words: kept in the binder beside the record, until an act takes them."""

from typing import NamedTuple

import msgspec

from ir_app.actions.desk import Desk


class Place(NamedTuple):
    """Whose words they are, and where they were being written."""

    member: str  # "" for somebody without a name
    screen: str
    paper: str  # what they belong to: an incident, a step, a contract


Words = dict[Place, dict[str, str]]  # by the names of the inputs


class _Kept(msgspec.Struct, frozen=True):
    place: Place
    typed: dict[str, str]


def load(desk: Desk) -> Words:
    """Return what was half-written on this computer when it was last kept; raises Problem."""
    body = desk.binder.secret(_name(desk)) or b"[]"
    try:
        kept = msgspec.json.decode(body, type=list[_Kept])
    except msgspec.DecodeError:
        return {}  # of a newer program, or damaged: half a note must not keep the window shut
    return {one.place: one.typed for one in kept}


def keep(desk: Desk, words: Words) -> None:
    """Keep half-written words in place of those kept before; raises Problem.

    They are no part of the record and nobody else is shown them, so no right is asked for.
    """
    kept = [_Kept(place, typed) for place, typed in words.items() if typed]
    desk.binder.keep_secret(_name(desk), msgspec.json.encode(kept))


def _name(desk: Desk) -> str:
    # In a group each computer has half-written words of its own.
    return f"drafts/{desk.binder.machine}"
