"""What waits and when it comes back: said the same on the card, on Home and in the bottom line."""

from dataclasses import dataclass

from ir_app.actions.desk import Desk
from ir_app.actions.reminders import Reminder, due, waiting
from ir_app.actions.situation import Situation
from ir_app.pages.words import day_and_time, time_of_day


@dataclass(frozen=True, slots=True)
class DueRow:
    """One reminder that has come; the whole row opens its card."""

    incident: str
    step: str
    text: str  # "Time to look again: Call the IT company (waiting for Sam)"


def rows(desk: Desk) -> tuple[DueRow, ...]:
    """Return the reminders of all open incidents that have come, earliest first."""
    return tuple(DueRow(r.incident, r.step, f"Time to look again: {_what(r)}") for r in due(desk))


def line(desk: Desk) -> str:
    """Return the reminders that have come in one line, or ""."""
    found = due(desk)
    if not found:
        return ""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"Time to look again: {_what(found[0])}{more}"


def note(situation: Situation, step: str) -> str:
    """Say for whom and until when a step waits; "" for one that does not."""
    found = next((r for r in waiting(situation.incident, situation.run) if r.step == step), None)
    if found is None:
        return ""
    who = f"Waiting for {found.waiting_for}. " if found.waiting_for else "Put aside. "
    if found.at <= situation.now:
        return f"{who}It was to be looked at again at {time_of_day(found.at)}. Look now."
    same_day = found.at.date() == situation.today
    when = time_of_day(found.at) if same_day else day_and_time(found.at)
    return f"{who}Reminder: {when}."


def _what(reminder: Reminder) -> str:
    who = f" (waiting for {reminder.waiting_for})" if reminder.waiting_for else ""
    return f"{reminder.title}{who}"
