"""What people type is read kindly; what can't be read gets a sentence."""

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ir_app.pages.typed import read_day, read_later, read_moment, read_number
from ir_app.pages.words import count, days_left, size, span
from ir_app.problems import Problem

TUESDAY = datetime(2026, 11, 24, 15)  # noqa: DTZ001 - civil time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-24T00:00"),
        ("Yesterday", "2026-11-23T00:00"),
        ("today 8:05 am", "2026-11-24T08:05"),
        ("today at 8:05 am", "2026-11-24T08:05"),
        ("11/23/2026", "2026-11-23T00:00"),
        ("Nov 23", "2026-11-23T00:00"),
        ("November 23, 2026 8 am", "2026-11-23T08:00"),
        ("2026-11-23", "2026-11-23T00:00"),
        ("Monday", "2026-11-23T00:00"),
    ],
)
def test_dates_as_people_write_them(text: str, expected: str) -> None:
    assert read_moment(text, TUESDAY).isoformat(timespec="minutes") == expected


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_american_way_of_writing_is_never_turned_round(day: date) -> None:
    assert read_day(f"{day.month}/{day.day}/{day.year}", date(2026, 11, 24)) == day


@given(st.text(max_size=30))
def test_no_text_crashes_the_reader(text: str) -> None:
    for read in (lambda: read_moment(text, TUESDAY), lambda: read_number(text)):
        with suppress(Problem):
            read()


def test_numbers() -> None:
    assert read_number("1,234") == 1234
    with pytest.raises(Problem):
        read_number("-3")


def test_how_things_are_written() -> None:
    assert (count(1, "letter"), count(1200, "letter")) == ("1 letter", "1,200 letters")
    assert (size(999), size(2_100_000)) == ("999 bytes", "2.1 MB")
    assert span(timedelta(hours=2, minutes=41)) == "2 h 41 min"
    today = date(2026, 11, 24)
    assert days_left(date(2026, 11, 22), today) == "Late by 2 days"
    assert days_left(today, today) == "Today"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 pm", "2026-11-24T16:00"),
        ("tomorrow", "2026-11-25T09:00"),
        ("Tomorrow at 8:30 am", "2026-11-25T08:30"),
        ("in 2 hours", "2026-11-24T17:00"),
        ("in an hour", "2026-11-24T16:00"),
        ("in 3 days", "2026-11-27T15:00"),
        ("Friday", "2026-11-27T09:00"),
        ("Monday 10 am", "2026-11-30T10:00"),
        ("Tuesday 9 am", "2026-12-01T09:00"),
        ("11/30/2026", "2026-11-30T09:00"),
    ],
)
def test_a_coming_moment_is_read_as_people_say_it(text: str, expected: str) -> None:
    assert read_later(text, TUESDAY).isoformat(timespec="minutes") == expected


@pytest.mark.parametrize(
    "text", ["8 am", "yesterday", "11/23/2026", "soon", "in a while", "{}", ""]
)
def test_what_has_passed_or_is_no_time_is_no_reminder(text: str) -> None:
    with pytest.raises(Problem):
        read_later(text, TUESDAY)


@given(st.text(max_size=20))
def test_whatever_is_typed_for_a_reminder_is_later_or_a_sentence(text: str) -> None:
    with suppress(Problem):
        assert read_later(text, TUESDAY) > TUESDAY


@pytest.mark.parametrize(
    "typed", ["8", "2026", "today 8", "1:" + "9" * 60, "th2026\x00:" + "9" * 60]
)
def test_half_a_date_and_rubbish_are_asked_again_not_guessed(typed: str) -> None:
    with pytest.raises(Problem):
        read_moment(typed, TUESDAY)
