"""What an act brings with it: dates that move, approvals that no longer stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ir_app.core.incident import Incident
from ir_app.core.kinds import ApprovalVoided, DateShown, DatesMoved, Kind

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.law.engine import Obligation


def consequences(desk: Desk, before: Incident, after: Incident) -> list[Kind]:
    """Return the entries that must follow an act, in order; often none."""
    return [*_dates(desk, before, after), *_approval(desk, after)]


_MOVES_DATES = ("facts", "roster_seq", "told", "batches", "undone", "incident_type")


def _dates(desk: Desk, before: Incident, after: Incident) -> list[Kind]:
    if all(getattr(before, name) == getattr(after, name) for name in _MOVES_DATES):
        return []
    from ir_app.actions.duties import work_out_answers

    as_of = desk.clock.now().astimezone(ZoneInfo(after.zone)).date()
    shown = tuple(map(_shown, work_out_answers(desk, after, as_of)))
    old = before.dates.shown if before.dates else ()
    moved = tuple(_moves({o.id: o for o in old}, {s.id: s for s in shown}))
    if not moved:
        return []
    return [
        DatesMoved(law_version=desk.law.version, as_of=as_of.isoformat(), moved=moved, shown=shown)
    ]


def moves(before: list[Obligation], after: list[Obligation]) -> tuple[str, ...]:
    """Return in sentences what moved between two lists of duties."""
    old, new = (tuple(map(_shown, duties)) for duties in (before, after))
    return tuple(_moves({o.id: o for o in old}, {s.id: s for s in new}))


def _shown(duty: Obligation) -> DateShown:
    due = duty.due.isoformat() if duty.due else None
    return DateShown(id=duty.id, title=duty.title, applies=duty.applies, due=due)


def _moves(old: dict[str, DateShown], new: dict[str, DateShown]) -> list[str]:
    moves = [_move(old.get(key), line) for key, line in new.items() if old.get(key) != line]
    gone = [f"{line.title}: no longer on the list." for key, line in old.items() if key not in new]
    return [move for move in moves if move] + gone


def _move(old: DateShown | None, new: DateShown) -> str:
    if (old is None or old.applies == "no") and new.applies == "no":
        return ""  # it was not needed and is not: nothing moved that anybody waits for
    words = {"no": "not needed", "unknown": "not sure yet", "yes": "must be done"}
    now = words[new.applies] + _by(new)
    if old is None:
        return f"{new.title}: {now}."
    was = words[old.applies] + _by(old)
    return f"{new.title}: {now} (was {was})." if was != now else ""


def _by(line: DateShown) -> str:
    if line.due is None:
        return ""
    day = date.fromisoformat(line.due)
    return f", by {day:%B} {day.day}, {day.year}"


def _approval(desk: Desk, after: Incident) -> list[Kind]:
    batch = after.batch
    if batch is None or batch.mailed or not batch.standing_approval:
        return []
    from ir_app.actions.drafting import what_changed

    changed = what_changed(desk, after)
    if not changed:
        return []
    written = batch.written
    return [ApprovalVoided(batch=written.batch, digest=written.digest, changed=changed)]
