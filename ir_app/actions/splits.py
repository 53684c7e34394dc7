"""One incident that is really two, and two that are really one; both clocks are kept."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from ir_app.actions import plans
from ir_app.actions.desk import Part
from ir_app.actions.incidents import keep, opened
from ir_app.actions.laws import law_of
from ir_app.core.change import Change
from ir_app.core.facts import Fact, Status
from ir_app.core.kinds import (
    FactSet,
    Kind,
    MergedFrom,
    MergedInto,
    RosterLoaded,
    SplitFrom,
    SplitOff,
)
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation
    from ir_app.core.incident import Incident
    from ir_app.playbook.model import Playbook

CLOCK = "discovered"
CARRIED = (CLOCK, "who_noticed")  # when it was noticed is true of both


def split(desk: Desk, incident: str, symptom: str, reason: str) -> Change:
    """Make an incident of its own out of part of one; the first goes on as it is.

    Both journals name the other, and the day it was noticed is written down in both.
    """
    words = _needed(reason)
    here = desk.incident(incident)
    _refuse_closed(here)
    seen = desk.library.symptom(symptom)
    book = plans.book(desk, seen.playbook)
    new, day = str(uuid.uuid4()), _day(here)
    law = law_of(desk, here)  # no date may move because one incident became two
    opening = opened(desk, seen.label, book, law)
    there: list[Kind] = [
        opening,
        SplitFrom(other=here.id, title=here.title, reason=words, discovered=day),
        *(_from(here, fact) for name in CARRIED if (fact := here.facts.get(name))),
    ]
    off = SplitOff(other=new, title=opening.title, reason=words, discovered=day)
    first, second = desk.record_together(
        [
            Part(here.id, (off,)),
            Part(new, tuple(there), lambda act: keep(act, book, law)),
        ]
    )
    return Change((*second, *first), f"Now two incidents. The new one: {opening.title}")


def merge(desk: Desk, incident: str, into: str, reason: str) -> Change:
    """Let ``incident`` go on as part of ``into``; the earlier day it was noticed leads.

    Answers that are open there are taken over one by one, different ones are named and stay.
    """
    words = _needed(reason)
    gone, stays = desk.situation(incident), desk.situation(into)
    problem = why_not_merge(gone, stays)
    if problem:
        raise problem
    arrive, books = _arrival(gone, stays, words)
    leave = MergedInto(
        other=stays.id, title=stays.incident.title, reason=words, discovered=_day(gone.incident)
    )
    first, second = desk.record_together(
        [
            Part(stays.id, tuple(arrive), lambda act: plans.keep_beside(act, books)),
            Part(gone.id, (leave,)),
        ]
    )
    return Change((*first, *second), f"Now one incident: {stays.incident.title}")


def why_not_merge(gone: Situation, stays: Situation) -> Problem | None:
    """Return why two incidents can't become one, or None when they can."""
    if gone.id == stays.id:
        return Problem(what="That is the same incident.", do="Pick another one from the list.")
    if gone.incident.closed or stays.incident.closed:
        return Problem(what="One of the two is closed.", do="Open it again first.")
    if gone.incident.told or any(b.approved or b.mailed for b in gone.incident.batches.values()):
        return Problem(
            what="Letters or reports of this incident went out already.",
            safe="Nothing was changed.",
            do="Keep both. Or go to the other one, and let that one become part of this.",
        )
    return None


def _arrival(gone: Situation, stays: Situation, words: str) -> tuple[list[Kind], list[Playbook]]:
    theirs, ours = gone.incident, stays.incident
    taken = [f for f in theirs.facts.values() if f.known and not _known(ours, f.name)]
    differs = [f.name for f in theirs.facts.values() if f.known and _differs(ours, f)]
    told = MergedFrom(
        other=theirs.id,
        title=theirs.title,
        reason=words,
        discovered_here=_day(ours),
        discovered_there=_day(theirs),
        taken=tuple(f.name for f in taken),
        differs=tuple(differs),
    )
    moved = [_from(theirs, fact) for fact in [*taken, *_earlier(ours, theirs)]]
    shifts, books = _joined(gone, stays, words)
    return [told, *shifts, *moved, *_roster(gone, stays)], books


def _joined(gone: Situation, stays: Situation, words: str) -> tuple[list[Kind], list[Playbook]]:
    """Let the incident that stays follow the other's playbooks too, as pinned there."""
    walked = {pin.playbook for pin in stays.incident.pins}
    missing = [pin for pin in gone.incident.pins if pin.playbook not in walked]
    books = [plans.pinned(gone.desk, pin) for pin in missing]
    return plans.carried(stays, *(plans.added(book, words) for book in books)), books


def _roster(gone: Situation, stays: Situation) -> list[RosterLoaded]:
    # The people lie in the binder under the roster's id: naming it again is all it takes.
    theirs, ours = gone.incident.roster, stays.incident.roster
    return [theirs] if theirs and ours is None else []


def _earlier(ours: Incident, theirs: Incident) -> list[Fact]:
    """Return the other's day of discovery when it is the earlier of two: the clock runs from it."""
    there = theirs.facts.get(CLOCK)
    both = _known(ours, CLOCK) and there is not None and there.known
    return [there] if there and both and _day(theirs) < _day(ours) else []


def _from(incident: Incident, fact: Fact) -> FactSet:
    return FactSet(
        fact=fact.name,
        status=fact.status,
        value=fact.value,
        reason=fact.reason,
        source=f"From the incident “{incident.title}”",
    )


def _known(incident: Incident, name: str) -> bool:
    fact = incident.facts.get(name)
    return fact is not None and fact.status is Status.KNOWN


def _differs(ours: Incident, fact: Fact) -> bool:
    return _known(ours, fact.name) and ours.facts[fact.name].value != fact.value


def _day(incident: Incident) -> str:
    return str(incident.value(CLOCK, ""))


def _needed(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise Problem(
            what="A few words are missing.",
            safe="Nothing was changed.",
            do="Write in a few words why. The attorney may ask.",
        )
    return words


def _refuse_closed(incident: Incident) -> None:
    if incident.closed:
        raise Problem(what="This incident is closed.", do="Open it again first.")
