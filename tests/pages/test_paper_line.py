"""Times copied from paper: what is sure is kept, what is not sure is asked."""

from datetime import datetime

import pytest

from ir_app.core.moment import Precision
from ir_app.pages.paper_line import read_happened, read_noticed
from ir_app.problems import Problem

ZONE = "America/Indiana/Indianapolis"
NOW = datetime(2026, 11, 24, 15)  # noqa: DTZ001 - civil time


@pytest.mark.parametrize(
    ("day", "time", "local", "precision"),
    [
        ("11/23/2026", "8:05 am", "2026-11-23T08:05", Precision.EXACT),
        ("yesterday", "8.05 a.m.", "2026-11-23T08:05", Precision.EXACT),
        ("yesterday", "1:30 pm", "2026-11-23T13:30", Precision.EXACT),
        ("Monday", "13:30", "2026-11-23T13:30", Precision.EXACT),
        ("Nov 23", "08:05", "2026-11-23T08:05", Precision.EXACT),
        ("today", "about 8 am", "2026-11-24T08:00", Precision.ABOUT),
        ("today", "~8 am", "2026-11-24T08:00", Precision.ABOUT),
        ("today", "12 am", "2026-11-24T00:00", Precision.EXACT),
        ("today", "12:10 pm", "2026-11-24T12:10", Precision.EXACT),
        ("today", "noon", "2026-11-24T12:00", Precision.EXACT),
        ("11/23/2026", "", "2026-11-23T00:00", Precision.DAY),
    ],
)
def test_times_as_people_write_them(day: str, time: str, local: str, precision: Precision) -> None:
    read = read_happened(day, time, NOW, ZONE)
    assert (read.local[:16], read.precision, read.zone) == (local, precision, ZONE)


@pytest.mark.parametrize(
    "time", ["8:05", "1:30", "12:30", "8", "25:00", "8:75 am", "13 pm", "later"]
)
def test_a_time_that_could_be_two_times_is_asked_again(time: str) -> None:
    with pytest.raises(Problem, match="can't be read as a time"):
        read_happened("yesterday", time, NOW, ZONE)


def test_a_line_without_a_day_is_asked_for_it() -> None:
    with pytest.raises(Problem, match="The day is missing"):
        read_happened("  ", "8:05 am", NOW, ZONE)


def test_noticing_is_on_the_same_day_unless_another_is_written() -> None:
    happened = read_happened("11/20/2026", "6 pm", NOW, ZONE)
    assert read_noticed("", happened, NOW) is None
    same = read_noticed("7:10 pm", happened, NOW)
    other = read_noticed("11/23/2026 8:05 am", happened, NOW)
    day = read_noticed("11/23/2026", happened, NOW)
    assert same
    assert other
    assert day
    assert (same.local[:16], other.local[:16]) == ("2026-11-20T19:10", "2026-11-23T08:05")
    assert day.precision is Precision.DAY
    with pytest.raises(Problem, match="can't be read as a time"):
        read_noticed("7:10", happened, NOW)
