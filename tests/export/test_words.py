"""Every kind of entry has its sentence, and the timeline says all of it."""

import csv
import io
from datetime import UTC, datetime

from docx import Document
from hypothesis import given, settings

from ir_app.core.journal import Entry
from ir_app.core.kinds import KINDS
from ir_app.core.moment import Moment
from ir_app.export import words
from ir_app.export.sentences import SENTENCES
from ir_app.export.timeline import COLUMNS, TimelineHead, neutral, rows, spoken, to_csv, to_docx
from tests.core.strategies import journals

HEAD = TimelineHead(
    practice="Maple & Sons <Dental>",
    incident="Locked files",
    exported_by="Dana",
    exported_at=datetime(2026, 12, 1, 12, tzinfo=UTC),
    app_version="0.1.0",
    zone="America/New_York",
    filter="Everything.",
    head_hash="0" * 64,
)


def test_no_kind_is_without_words() -> None:
    assert set(SENTENCES) == set(KINDS.values())
    assert set(words._LABELS) == set(KINDS)


@given(journals())
@settings(max_examples=40, deadline=None)
def test_every_entry_becomes_one_row_and_one_line_of_the_table(entries: list[Entry]) -> None:
    told = rows(entries)
    assert [row.seq for row in told] == [entry.seq for entry in entries]
    assert all(row.sentence for row in told)
    read = list(csv.reader(io.StringIO(to_csv(told).decode("utf-8-sig"))))
    assert read[0] == list(COLUMNS)
    assert len(read) == len(told) + 1
    assert not [c for line in read for c in line if c[:1] in ("=", "+", "-", "@") and c]


@given(journals(max_acts=4))
@settings(max_examples=15, deadline=None)
def test_the_word_file_opens_holds_every_line_and_is_the_same_each_time(
    entries: list[Entry],
) -> None:
    told = rows(entries)
    data = to_docx(HEAD, told)
    assert data == to_docx(HEAD, told)
    table = Document(io.BytesIO(data)).tables[0]
    assert [row.cells[0].text for row in table.rows[1:]] == [row.event for row in told]


def test_a_formula_is_made_harmless() -> None:
    assert neutral("=1+1") == "'=1+1"
    assert neutral("plain") == "plain"


def test_both_passes_through_the_repeated_hour_read_differently() -> None:
    zone = "America/New_York"
    first = spoken(Moment.of(datetime(2026, 11, 1, 5, 30, tzinfo=UTC), zone))
    second = spoken(Moment.of(datetime(2026, 11, 1, 6, 30, tzinfo=UTC), zone))
    assert (first, second) == ("Sun Nov 1, 2026, 1:30 am EDT", "Sun Nov 1, 2026, 1:30 am EST")
