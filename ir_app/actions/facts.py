"""Answers: what is known, and what somebody said is not known yet."""

from datetime import date, datetime
from typing import Any

from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.facts import Status
from ir_app.core.kinds import FactSet
from ir_app.problems import Problem


def answer(desk: Desk, incident: str, fact: str, value: object, step: str = "") -> Change:
    """Set a fact; dates that move because of it are recorded in the same act."""
    declared = desk.situation(incident).declared.get(fact)
    if declared is None:
        raise Problem(what=f"There is no question called “{fact}”.", do="Pick one from the screen.")
    clean = declared.read(value)
    _not_in_future(desk, fact, clean)
    data = FactSet(fact=fact, status=Status.KNOWN, value=clean, step=step, source=_source(desk))
    return _set(desk, incident, data, f"Written down: {declared.label}")


def unknown(desk: Desk, incident: str, fact: str, step: str = "") -> Change:
    """Record that somebody asked and nobody knows yet."""
    declared = desk.situation(incident).declared.get(fact)
    label = declared.label if declared else fact
    data = FactSet(fact=fact, status=Status.UNKNOWN, step=step, source=_source(desk))
    return _set(desk, incident, data, f"Not known yet: {label}")


def _set(desk: Desk, incident: str, data: FactSet, said: str) -> Change:
    old = desk.incident(incident).facts.get(data.fact)
    if old and (old.status, old.value) == (data.status, data.value):
        return Change((), said)
    return Change(tuple(desk.record(incident, [data])), said)


def _source(desk: Desk) -> str:
    return desk.member.name if desk.member else ""


_ALREADY_HAPPENED = ("occurred", "occurred_until", "discovered", "determined", "scope_identified")


def _not_in_future(desk: Desk, fact: str, value: Any) -> None:  # noqa: ANN401 - JSON-like
    if fact not in _ALREADY_HAPPENED or not isinstance(value, str):
        return
    today = desk.now_here().date()
    day = datetime.fromisoformat(value).date() if "T" in value else date.fromisoformat(value)
    if day > today:
        raise Problem(
            what="That day is in the future.",
            safe="Your earlier answer was kept.",
            do="Pick today or an earlier day.",
        )
