"""The patient list: read, kept beside the journal, and counted by state of residence."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from ir_app.actions.desk import Desk
from ir_app.actions.steps import finish_doing
from ir_app.core.change import Change
from ir_app.core.kinds import RosterLoaded
from ir_app.core.person import Person, count_residents
from ir_app.core.progress import Cancelled, Progress


def load(
    desk: Desk,
    incident: str,
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Change:
    """Load a patient list; the newest one counts, earlier ones stay in the binder."""
    from ir_app.roster import read_roster

    reading = read_roster(path, mapping=mapping, progress=progress, cancelled=cancelled)
    roster = str(uuid.uuid4())
    today = desk.clock.now().astimezone(ZoneInfo(desk.zone)).date()
    counts = count_residents(reading.people, today)
    data = RosterLoaded(
        roster=roster,
        file_name=path.name,
        file_sha256=reading.sha256,
        people_sha256=people_digest(reading.people),
        shape=reading.shape,
        rows=reading.rows,
        people=counts.total,
        quarantined=len(reading.quarantine),
        by_state=counts.by_state,
        unknown_state=counts.unknown,
        minors=counts.minors,
        deceased=counts.deceased,
        no_usable_address=counts.no_usable_address,
        notes=tuple(reading.notes),
    )
    entries = desk.record(
        incident,
        [data, *finish_doing(desk, incident, "roster")],
        beside=lambda act: act.put_people(roster, reading.people, reading.quarantine),
    )
    return Change(tuple(entries), f"Patient list loaded: {_people(counts.total)}.")


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def people_digest(people: Sequence[Person]) -> str:
    """Return SHA-256 over all people in order, so that any change of anybody shows."""
    running = hashlib.sha256()
    for person in people:
        running.update(msgspec.json.encode(person))
        running.update(b"\n")
    return running.hexdigest()
