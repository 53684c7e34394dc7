"""What an act brings with it: dates that move, approvals that no longer stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ir_app.core.incident import Incident
from ir_app.core.kinds import ApprovalVoided, DateShown, DatesMoved, Kind

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.core.journal import Entry
    from ir_app.law.engine import Obligation


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the list of dates that moved, appeared ("" before) or went ("" now)."""

    id: str
    title: str
    was: str  # "must be done, by January 22, 2027"
    now: str
    why: tuple[str, ...] = ()  # the reasons that are new

    @property
    def sentence(self) -> str:
        """Say it as the journal keeps it."""
        if not self.now:
            return f"{self.title}: no longer on the list."
        return f"{self.title}: {self.now} (was {self.was})." if self.was else self.new

    @property
    def new(self) -> str:
        """Say only how it stands now."""
        return f"{self.title}: {self.now}."


def consequences(desk: Desk, before: Incident, after: Incident) -> list[Kind]:
    """Return the entries that must follow an act, in order; often none."""
    return [*_dates(desk, before, after), *_approval(desk, after)]


_MOVES_DATES = ("facts", "roster_seq", "told", "batches", "undone", "incident_type", "law")


def _dates(desk: Desk, before: Incident, after: Incident) -> list[Kind]:
    if all(getattr(before, name) == getattr(after, name) for name in _MOVES_DATES):
        return []
    return dates_moved(desk, before, after)


def dates_moved(desk: Desk, before: Incident, after: Incident) -> list[Kind]:
    """Return the entry that says which dates are no longer as they were shown, if any is."""
    from ir_app.actions.duties import work_out_answers
    from ir_app.actions.laws import law_of

    as_of = desk.clock.now().astimezone(ZoneInfo(after.zone)).date()
    shown = tuple(map(_shown, work_out_answers(desk, after, as_of)))
    moved = _moves(before.dates.shown if before.dates else (), shown)
    if not moved:
        return []
    return [
        DatesMoved(
            law_version=law_of(desk, after).version,
            as_of=as_of.isoformat(),
            moved=tuple(move.sentence for move in moved),
            shown=shown,
        )
    ]


def catch_up(desk: Desk) -> list[Entry]:
    """Write down in every open incident the dates that moved because of something outside it.

    Before anything was worked out there is nothing to catch up with.
    """
    written = []
    for incident in desk.incidents():
        if incident.closed is None and incident.dates is not None:
            moved = dates_moved(desk, incident, incident)
            written += desk.record_by_program(incident.id, moved) if moved else []
    return written


def moves(before: list[Obligation], after: list[Obligation]) -> tuple[str, ...]:
    """Return in sentences what moved between two lists of duties."""
    return tuple(move.sentence for move in compare(before, after))


def compare(before: list[Obligation], after: list[Obligation]) -> tuple[Move, ...]:
    """Return every line that differs between two lists of duties, with the reasons that are new."""
    said = {duty.id: set(duty.why) for duty in before}
    new = {duty.id: duty.why for duty in after}
    found = _moves(tuple(map(_shown, before)), tuple(map(_shown, after)))
    return tuple(
        replace(m, why=tuple(w for w in new.get(m.id, ()) if w not in said.get(m.id, ())))
        for m in found
    )


def _shown(duty: Obligation) -> DateShown:
    due = duty.due.isoformat() if duty.due else None
    return DateShown(id=duty.id, title=duty.title, applies=duty.applies, due=due)


def _moves(old: Sequence[DateShown], new: Sequence[DateShown]) -> list[Move]:
    was, now = ({line.id: line for line in lines} for lines in (old, new))
    moved = [_move(was.get(key), line) for key, line in now.items() if was.get(key) != line]
    gone = [Move(key, line.title, _stands(line), "") for key, line in was.items() if key not in now]
    return [move for move in moved if move] + gone


def _move(old: DateShown | None, new: DateShown) -> Move | None:
    if (old is None or old.applies == "no") and new.applies == "no":
        return None  # it was not needed and is not: nothing moved that anybody waits for
    was, now = _stands(old) if old else "", _stands(new)
    return Move(new.id, new.title, was, now) if was != now else None


def _stands(line: DateShown) -> str:
    words = {"no": "not needed", "unknown": "not sure yet", "yes": "must be done"}
    return words[line.applies] + _by(line)


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
