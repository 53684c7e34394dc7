"""Undo: the last act is taken back by a further entry; nothing is erased."""

from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.incident import UNDOABLE, Incident
from ir_app.core.journal import Entry
from ir_app.core.kinds import (
    ClockDiffers,
    ClockSetBack,
    DatesMoved,
    LawInstalled,
    OlderCopyFound,
    Sealed,
    Undone,
)
from ir_app.problems import Problem

# Nobody did these to the incident: what was done before them is still the last thing that was
# done. Dates that moved by themselves moved because of what was done elsewhere.
_NOBODYS = (Undone, ClockSetBack, ClockDiffers, Sealed, OlderCopyFound, DatesMoved, LawInstalled)


def last_act(incident: Incident) -> list[Entry]:
    """Return the entries of the newest act that can be taken back, or an empty list."""
    for entry in reversed(incident.entries):
        first = incident.entries[entry.act - 1].data
        if isinstance(first, _NOBODYS) or entry.seq in incident.undone:
            continue
        act = [e for e in incident.entries if e.act == entry.act]
        return act if all(type(e.data) in UNDOABLE for e in act) else []
    return []


def last(desk: Desk, incident: str) -> Change:
    """Take back the newest act; raises Problem when it is one that can't be taken back."""
    from ir_app.export.words import sentence

    situation = desk.situation(incident)
    act = last_act(situation.incident)
    if not act:
        raise Problem(
            what="The last thing that was done can't be taken back.",
            do="Write a correction in the timeline instead. Both will be shown.",
        )
    what = sentence(act[0], situation.declared)
    entries = desk.record(incident, [Undone(seqs=tuple(e.seq for e in act), what=what)])
    return Change(tuple(entries), f"Taken back: {what}")
