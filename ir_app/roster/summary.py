"""What a patient list holds, for ``ir-app roster check``."""

from collections import Counter
from typing import Any

from ir_app.clock import SystemClock
from ir_app.core.person import count_residents
from ir_app.roster.reading import RosterReading


def summarize(reading: RosterReading) -> dict[str, Any]:
    """Return counts and findings as plain data; names of people are left out."""
    counts = count_residents(reading.people, SystemClock().now().date())
    return {
        "shape": reading.shape,
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "columns": reading.mapping,
        "rows": reading.rows,
        "people": counts.total,
        "residents": counts.by_state,
        "residence_unknown": counts.unknown,
        "minors": counts.minors,
        "deceased": counts.deceased,
        "no_usable_address": counts.no_usable_address,
        "standings": dict(Counter(person.standing.value for person in reading.people)),
        "quarantine": [{"row": bad.row, "reason": bad.reason} for bad in reading.quarantine],
        "notes": list(reading.notes),
        "sha256": reading.sha256,
    }


def summary_text(reading: RosterReading) -> str:
    """Return the same as a short text."""
    data = summarize(reading)
    states = ", ".join(f"{state} {number:,}" for state, number in data["residents"].items())
    lines = [
        f"{data['shape']} list, {data['encoding']}, {data['rows']:,} rows.",
        f"{data['people']:,} people: {data['minors']:,} under 18, {data['deceased']:,} deceased.",
        f"Where they live: {states}; not known: {data['residence_unknown']:,}.",
        f"Without a usable address: {sum(data['no_usable_address'].values()):,}.",
        f"{len(data['quarantine']):,} rows could not be read.",
    ]
    lines += [f"  row {bad['row']}: {bad['reason']}" for bad in data["quarantine"]]
    return "\n".join([*lines, *data["notes"]])
