"""Laws whose review is late: said once, calmly, where their dates stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ir_app.core.change import Change
from ir_app.core.kinds import LawReviewSeen
from ir_app.law.review import Overdue, overdue
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation


def late(situation: Situation) -> tuple[Overdue, ...]:
    """Return the laws on an incident's list whose review is late: where its people live, and US."""
    concerned = {duty.jurisdiction for duty in situation.obligations}
    return tuple(one for one in overdue(situation.law, situation.today) if one.code in concerned)


def to_say(situation: Situation) -> tuple[Overdue, ...]:
    """Return the late ones nobody has put away in this incident."""
    seen = situation.incident.reviews_seen
    return tuple(one for one in late(situation) if one.seen not in seen)


def words(laws: tuple[Overdue, ...]) -> str:
    """Say to the office which laws should be looked at again, or "" for none."""
    if not laws:
        return ""
    return f"{listed(laws)} They may well still be right. Ask the attorney, or load a law file."


def listed(laws: tuple[Overdue, ...]) -> str:
    """Name the laws whose review is late, with the day each was last checked."""
    names = ", ".join(f"{one.name} (last checked {_day(one.verified)})" for one in laws)
    return f"These rules should have been looked at again by now: {names}."


def _day(when: date) -> str:
    return f"{when:%B} {when.day}, {when.year}"


def put_away(desk: Desk, incident: str) -> Change:
    """Record that the notice was read; it comes back only when another law is late."""
    found = to_say(desk.situation(incident))
    if not found:
        raise Problem(what="There is no such notice here.", do="Go on with your work.")
    data = LawReviewSeen(laws=tuple(one.seen for one in found))
    return Change(tuple(desk.record(incident, [data])), "Put away for this incident.")
