"""Reads a patient list: every row ends as part of a person or in the quarantine, never nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ir_app.clock import SystemClock
from ir_app.core.person import Person, QuarantinedRow
from ir_app.core.progress import Cancelled, Progress
from ir_app.problems import Problem
from ir_app.roster.columns import Columns, find_columns, is_heading
from ir_app.roster.merging import settle
from ir_app.roster.people import Read, quarantined, read_person
from ir_app.roster.text import FileText, read_rows, read_text

_HEAD_SEARCH = 30  # reports print titles above the headings
_ONE_LINE = ("id", "first", "last", "name", "born", "city", "state", "zip")  # never two lines
_TOTALS = ("total", "totals", "grand total", "report total", "number of patients", "page ")


@dataclass(frozen=True)
class RosterReading:
    """What a patient list holds."""

    shape: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    mapping: dict[str, str]  # heading -> meaning
    rows: int  # data rows: people's and quarantined ones
    people: list[Person]
    quarantine: list[QuarantinedRow]
    notes: tuple[str, ...]
    sha256: str


def read_roster(
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    today: date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> RosterReading:
    """Read a patient list; raises Problem when the file is not one, keeps every bad row."""
    source = read_text(path, progress, cancelled)
    rows = [row for row in read_rows(source) if any(cell.strip() for cell in row[1])]
    head, headings = find_headings(rows, path)
    columns = find_columns(headings, mapping)
    day = today or SystemClock().now().date()
    found = _read_all(rows[head + 1 :], columns, headings, day, cancelled)
    if head:
        found[2].insert(0, f"{head} lines above the headings were left out (report titles).")
    if not found[0]:
        raise Problem(
            what=f"“{path.name}” holds no person that can be read.",
            do="Export the list again with names, addresses and birth dates.",
        )
    reading = _reading(source, columns, headings, found, day)
    if progress:
        progress(1, 1)
    return reading


Numbered = tuple[int, list[str], str]


def find_headings(rows: list[Numbered], path: Path) -> tuple[int, list[str]]:
    """Return the place of the headings among the rows, and the headings; Problem when none."""
    for place, (_, cells, _) in enumerate(rows[:_HEAD_SEARCH]):
        if is_heading(cells):
            return place, cells
    if rows and len(rows[0][1]) >= 3 and not any(c.strip().isdigit() for c in rows[0][1]):
        return 0, rows[0][1]  # headings we do not know: find_columns says what is missing
    raise Problem(
        what=f"The first line of “{path.name}” does not name the columns.",
        do="Export the list again with column headings, as CSV.",
    )


def _read_all(
    rows: list[Numbered],
    columns: Columns,
    headings: list[str],
    today: date,
    cancelled: Cancelled | None,
) -> tuple[list[Read], list[QuarantinedRow], list[str]]:
    reads: list[Read] = []
    bad: list[QuarantinedRow] = []
    again: list[int] = []
    for number, cells, fault in rows:
        if cancelled and number % 500 == 0 and cancelled():
            raise Problem(what="Stopped. The list was not loaded.", do="Load it again any time.")
        if cells == headings:
            again.append(number)
            continue
        reason = fault or _misfit(cells, columns, len(headings))
        read = (
            quarantined(number, cells, reason)
            if reason
            else read_person(number, cells, columns, today)
        )
        if isinstance(read, Read):
            reads.append(read)
        else:
            bad.append(read)
    notes = [f"The headings come again in lines {again}: left out."] if again else []
    return reads, bad, notes


def _misfit(cells: list[str], columns: Columns, width: int) -> str:
    """Return why the cells of a row can't be told apart, or ""."""
    if cells[0].strip().lower().startswith(_TOTALS) and len([c for c in cells if c.strip()]) <= 3:
        return "This looks like a line with totals, not a person."
    if len(cells) <= max(columns.place.values()) // 2:
        return "This row breaks off: most of its columns are missing."
    broken = any("\n" in cell for cell in cells)
    if broken and any("\n" in columns.cell(cells, meaning) for meaning in _ONE_LINE):
        return "Two or more rows run together here: a quotation mark stands alone."
    if any(cell.strip() for cell in cells[width:]):
        return "This row has more columns than there are headings: the columns may have slipped."
    return ""


def _reading(
    source: FileText,
    columns: Columns,
    headings: list[str],
    found: tuple[list[Read], list[QuarantinedRow], list[str]],
    today: date,
) -> RosterReading:
    reads, bad, notes = found
    people = settle(reads, today)
    merged = len(reads) - len(people)
    if merged:
        notes.append(f"{merged} rows belong to people who are there already: merged, not lost.")
    return RosterReading(
        shape=columns.shape,
        encoding=source.encoding,
        delimiter=source.delimiter,
        columns=tuple(headings),
        mapping={headings[place]: meaning for meaning, place in columns.place.items()},
        rows=len(reads) + len(bad),
        people=people,
        quarantine=bad,
        notes=(*source.notes, *notes),
        sha256=source.sha256,
    )
