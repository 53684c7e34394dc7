"""The chain holds together, reads back, and shows any later change."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.core.journal import Entry, digest, read_entry, verify
from ir_app.problems import Problem
from tests.core.strategies import journals

Rows = list[tuple[str, str]]


def rows_of(entries: list[Entry]) -> Rows:
    return [(entry.text, entry.hash) for entry in entries]


@given(journals())
def test_an_untouched_journal_verifies_and_reads_back(entries: list[Entry]) -> None:
    assert list(verify(rows_of(entries))) == []
    assert [read_entry(entry.text) for entry in entries] == entries
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))


@given(journals())
def test_entries_of_one_act_share_the_number_of_its_first(entries: list[Entry]) -> None:
    for entry in entries:
        assert entry.act <= entry.seq
        assert entries[entry.act - 1].act == entry.act


@given(journals(), st.data())
def test_one_flipped_byte_is_noticed(entries: list[Entry], data: st.DataObject) -> None:
    rows = rows_of(entries)
    place = data.draw(st.integers(0, len(rows) - 1))
    raw = bytearray(rows[place][0].encode())
    position = data.draw(st.integers(0, len(raw) - 1))
    raw[position] ^= 1 << data.draw(st.integers(0, 6))
    rows[place] = (raw.decode("utf-8", errors="replace"), rows[place][1])
    assert [fault.seq for fault in verify(rows)] == [place + 1]


@given(journals(), st.data())
def test_a_changed_row_with_a_fresh_hash_breaks_the_next(
    entries: list[Entry], data: st.DataObject
) -> None:
    rows = rows_of(entries)
    if len(rows) < 2:
        return
    place = data.draw(st.integers(0, len(rows) - 2))
    body = msgspec.json.decode(rows[place][0])
    body["actor"] += "x"
    text = msgspec.json.encode(body).decode()
    rows[place] = (text, digest(text))
    assert [fault.seq for fault in verify(rows)] == [place + 2]


@given(journals(), st.data())
@settings(max_examples=50)
def test_removing_or_repeating_or_swapping_is_noticed(
    entries: list[Entry], data: st.DataObject
) -> None:
    rows = rows_of(entries)
    if len(rows) < 3:
        return
    place = data.draw(st.integers(0, len(rows) - 2))
    assert list(verify(rows[:place] + rows[place + 1 :]))
    assert list(verify(rows[: place + 1] + rows[place:]))
    rows[place], rows[place + 1] = rows[place + 1], rows[place]
    assert list(verify(rows))


def test_an_unknown_kind_is_refused_by_name() -> None:
    text = (
        '{"act":1,"actor":"","app_version":"","data":{},"device":"","format":1,"happened":{},'
        '"incident":"i","kind":"teleported","learned":null,"prev":"","recorded":"","role":"",'
        '"seq":1,"track":"record"}'
    )
    with pytest.raises(Problem, match="teleported"):
        read_entry(text)


@given(st.text(max_size=80))
def test_no_text_at_all_makes_the_reader_crash(text: str) -> None:
    with pytest.raises(Problem):
        read_entry(text)
