"""The timeline: rows from the journal, as a table and as a Word document."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ir_app.core.incident import undone_by
from ir_app.core.journal import Entry, Track
from ir_app.core.kinds import Corrected, EvidenceAdded, PaperLine
from ir_app.core.moment import Moment, Precision
from ir_app.export.details import NOTHING, Asked
from ir_app.export.words import detail, label, sentence

LATE = timedelta(hours=4)  # an entry written down later than this says so


@dataclass(frozen=True, slots=True)
class Row:
    """One entry, ready to be read."""

    event: str  # "E-0001", stable
    seq: int
    happened_local: str
    happened_utc: str
    learned_local: str
    recorded_local: str
    recorded_utc: str
    late: str
    actor: str
    role: str
    device: str
    kind_label: str
    sentence: str
    detail: str
    evidence: str
    corrected: tuple[str, ...]
    undone: bool
    track: str
    hash: str


@dataclass(frozen=True, slots=True)
class TimelineHead:
    """What stands above a timeline."""

    practice: str
    incident: str
    exported_by: str
    exported_at: datetime
    app_version: str
    zone: str
    filter: str  # what was left out, in words
    head_hash: str
    band: str = ""  # words for a practice run or the sample practice


def rows(
    entries: Sequence[Entry],
    *,
    notes: Mapping[int, str] | None = None,
    asked: Asked = NOTHING,
) -> list[Row]:
    """Return one row for each entry on the record, in the order of recording.

    ``asked`` holds the questions that answers are told with.
    With ``notes`` (the opened text of the notes for counsel by number) those have rows too.
    """
    undone = undone_by(entries)
    corrections: dict[int, list[str]] = {}
    for entry in entries:
        if isinstance(entry.data, Corrected) and entry.seq not in undone:
            words = f"Corrected by {entry.actor}: {entry.data.text}"
            corrections.setdefault(entry.data.seq, []).append(words)
    told = [
        _row(entry, tuple(corrections.get(entry.seq, ())), asked, undone=entry.seq in undone)
        for entry in entries
        if entry.track is Track.RECORD or notes is not None
    ]
    opened = notes or {}
    return [replace(row, detail=opened[row.seq]) if row.seq in opened else row for row in told]


def _row(entry: Entry, corrected: tuple[str, ...], asked: Asked, *, undone: bool) -> Row:
    recorded = Moment.of(entry.recorded, entry.happened.zone)
    return Row(
        event=f"E-{entry.seq:04d}",
        seq=entry.seq,
        happened_local=spoken(entry.happened),
        happened_utc=_iso(entry.happened.utc()),
        learned_local=spoken(entry.learned) if entry.learned else "",
        recorded_local=spoken(recorded),
        recorded_utc=_iso(entry.recorded),
        late=_late(entry),
        actor=entry.actor,
        role=entry.role,
        device=entry.device,
        kind_label=label(entry),
        sentence=sentence(entry, asked),
        detail=detail(entry, asked),
        evidence=entry.data.evidence if isinstance(entry.data, EvidenceAdded) else "",
        corrected=corrected,
        undone=undone,
        track=entry.track.value,
        hash=entry.hash,
    )


def spoken(moment: Moment) -> str:
    """Write a moment with weekday and zone: "Mon Nov 23, 2026, 8:05 am EST"."""
    wall = moment.wall
    day = f"{wall:%a %b} {wall.day}, {wall.year}"
    if moment.precision is Precision.DAY:
        return day
    about = "about " if moment.precision is Precision.ABOUT else ""
    half = "am" if wall.hour < 12 else "pm"
    return f"{day}, {about}{wall.hour % 12 or 12}:{wall.minute:02d} {half} {wall.tzname()}"


def _late(entry: Entry) -> str:
    from_paper = "Typed in later from paper" if isinstance(entry.data, PaperLine) else ""
    return ". ".join(part for part in (from_paper, _gap(entry)) if part)


def _gap(entry: Entry) -> str:
    if entry.happened.precision is Precision.DAY:
        zone = ZoneInfo(entry.happened.zone)
        days = (entry.recorded.astimezone(zone).date() - entry.happened.day).days
        return f"Written down {days} days later" if days > 1 else ""
    gap = entry.recorded - entry.happened.utc()
    if gap < LATE:
        return ""
    hours = int(gap.total_seconds() // 3600)
    return (
        f"Written down {hours} hours later" if hours < 48 else f"Written down {gap.days} days later"
    )


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


COLUMNS = (
    "event",
    "happened_local",
    "happened_utc",
    "learned_local",
    "recorded_local",
    "recorded_utc",
    "late",
    "actor",
    "role",
    "device",
    "kind_label",
    "sentence",
    "detail",
    "evidence",
    "corrected",
    "undone",
    "track",
    "hash",
)


def to_csv(told: Sequence[Row], last: str = "") -> bytes:
    """Return the rows as CSV (RFC 4180, UTF-8 with BOM), safe to open in a spreadsheet.

    ``last`` is a closing line, which says what was left out.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in told:
        writer.writerow([neutral(_cell(getattr(row, name))) for name in COLUMNS])
    if last:
        writer.writerow([last if name == "sentence" else "" for name in COLUMNS])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def neutral(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula, by an apostrophe in front."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return " | ".join(value) if isinstance(value, tuple) else str(value)


def to_docx(head: TimelineHead, told: Sequence[Row]) -> bytes:
    """Return the rows as a Word document; the same input gives the same bytes."""
    from ir_app.export.word import timeline_document

    return timeline_document(head, told)
