"""Reminders: steps that wait for somebody or for later, and whose time has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ir_app.core.kinds import StepMoved, StepState

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.core.incident import Incident
    from ir_app.playbook.run import Run


@dataclass(frozen=True, slots=True)
class Reminder:
    """One step that waits, and when it is to be looked at again."""

    incident: str
    step: str
    title: str
    waiting_for: str  # a name, or ""
    at: datetime  # aware, in the practice's zone


def waiting(incident: Incident, run: Run) -> list[Reminder]:
    """Return every step of the plan that waits, earliest reminder first."""
    last = {e.data.step: e.data for e in incident.progress if isinstance(e.data, StepMoved)}
    found = [
        Reminder(incident.id, move.step, move.title, move.by, move.remind_at.wall)
        for move in last.values()
        if move.remind_at
        and move.step in run.visible
        and run.states[move.step] is StepState.WAITING
    ]
    return sorted(found, key=lambda reminder: reminder.at)


def due_steps(incident: Incident, run: Run, now: datetime) -> frozenset[str]:
    """Return the waiting steps whose reminder has come."""
    return frozenset(r.step for r in waiting(incident, run) if r.at <= now)


def due(desk: Desk) -> list[Reminder]:
    """Return the reminders of all open incidents that have come, earliest first."""
    found: list[Reminder] = []
    for incident in desk.incidents():
        if incident.closed is None:
            situation = desk.situation(incident.id)
            found += [r for r in waiting(incident, situation.run) if r.at <= situation.now]
    return sorted(found, key=lambda reminder: reminder.at)
