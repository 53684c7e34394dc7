"""The calendars by an independent count: the states' own lists, written out from the statutes.

Vermont: 1 V.S.A. 371. New York: General Construction Law 24. Iowa: Iowa Code 1C.1 and 4.1(34).
Illinois: 205 ILCS 630/17. Federal: 5 USC 6103. Read as stored copies on 2026-11-25.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.law.calendar import add, add_business_days, year_end_plus
from ir_app.law.engine import answers
from ir_app.law.facts import read_facts
from ir_app.law.read import load_law
from ir_app.places import content

LAW = load_law(content("resources", "law"))
YEARS = (2024, 2025, 2026, 2027)
MON, TUE, THU = 0, 1, 3


def nth(year: int, month: int, weekday: int, place: int) -> date:
    """The place-th weekday of a month; -1 is the last."""
    first = date(year, month, 1)
    days = [first + timedelta(days=n) for n in range(31)]
    there = [d for d in days if d.month == month and d.weekday() == weekday]
    return there[place - 1 if place > 0 else place]


def election(year: int) -> date:
    return nth(year, 11, MON, 1) + timedelta(days=1)


# Easter Sundays from the almanac; Good Friday is two days before.
EASTER = {2024: date(2024, 3, 31), 2025: date(2025, 4, 20), 2026: date(2026, 4, 5),
          2027: date(2027, 3, 28)}  # fmt: skip


def moved(days: Iterator[date], *, saturdays: bool) -> set[date]:
    """Move Sundays to Monday and, where the law says so, Saturdays to Friday."""
    made = set()
    for day in days:
        if day.weekday() == 6:
            made.add(day + timedelta(days=1))
        elif day.weekday() == 5:
            made |= {day - timedelta(days=1)} if saturdays else set()
        else:
            made.add(day)
    return made


def common(year: int) -> Iterator[date]:
    yield from (date(year, 1, 1), nth(year, 1, MON, 3), nth(year, 2, MON, 3))
    yield from (nth(year, 5, MON, -1), date(year, 7, 4), nth(year, 9, MON, 1))
    yield from (date(year, 11, 11), nth(year, 11, THU, 4), date(year, 12, 25))


def vermont(year: int) -> Iterator[date]:
    yield from common(year)
    yield from (nth(year, 3, TUE, 1), date(year, 8, 16), nth(year, 10, MON, 2))


def new_york(year: int) -> Iterator[date]:
    yield from common(year)
    yield from (date(year, 2, 12), date(year, 6, 19), nth(year, 10, MON, 2), election(year))


def iowa(year: int) -> Iterator[date]:
    yield from common(year)
    yield date(year, 2, 12)


def illinois(year: int) -> Iterator[date]:
    yield from common(year)
    yield from (date(year, 2, 12), nth(year, 3, MON, 1), EASTER[year] - timedelta(days=2))
    yield from (date(year, 6, 19), nth(year, 10, MON, 2))
    if year % 2 == 0:
        yield election(year)


def federal(year: int) -> Iterator[date]:
    yield from common(year)
    yield from (date(year, 6, 19), nth(year, 10, MON, 2))


STATUTE = {"VT": (vermont, True), "NY": (new_york, False), "IA": (iowa, False),
           "IL": (illinois, False), "US": (federal, True)}  # fmt: skip
# Legal holidays that the program counts as business days: the date is then earlier, never later.
STRICTER = {
    "VT": {nth(year, 10, MON, 2) for year in YEARS},
    "IL": {EASTER[year] - timedelta(days=2) for year in YEARS},
}


def left_out(state: str, year: int) -> set[date]:
    """The weekdays of a year that are no business days to the program."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    weekdays = [day for day in days if day.year == year and day.weekday() < 5]
    return {d for d in weekdays if add_business_days(d - timedelta(days=1), 1, state) != d}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("state", sorted(STATUTE))
def test_the_calendar_is_the_statutes_own_or_stricter(state: str, year: int) -> None:
    days, saturdays = STATUTE[state]
    legal = {day for day in moved(days(year), saturdays=saturdays) if day.year == year}
    if saturdays and date(year + 1, 1, 1).weekday() == 5:
        legal.add(date(year, 12, 31))
    stricter = {day for day in STRICTER.get(state, set()) if day.year == year}
    assert left_out(state, year) == legal - stricter


def test_every_calendar_the_law_files_count_by_is_checked_here() -> None:
    used = {
        code
        for code, rules in LAW.states.items()
        for rule in (*rules.individual, *rules.regulator, *rules.consumer_reporting)
        if rule.kind == "business_days"
    }
    assert used <= set(STATUTE)


@pytest.mark.parametrize(
    ("state", "start", "count", "end"),
    [
        ("VT", date(2024, 11, 18), 14, date(2024, 12, 9)),  # Thanksgiving
        ("VT", date(2026, 2, 9), 15, date(2026, 3, 4)),  # town meeting
        ("VT", date(2026, 8, 3), 14, date(2026, 8, 24)),  # Bennington: Sunday, so Monday
        ("VT", date(2026, 6, 8), 14, date(2026, 6, 26)),  # June 19 is no holiday there
        ("VT", date(2026, 12, 23), 14, date(2027, 1, 14)),  # over the year's end
        ("NY", date(2026, 7, 1), 5, date(2026, 7, 8)),  # July 4 is a Saturday: no Friday off
        ("NY", date(2028, 2, 11), 5, date(2028, 2, 18)),  # Susan B. Anthony's day counts
        ("IA", date(2026, 6, 15), 5, date(2026, 6, 22)),
        ("IA", date(2026, 11, 23), 5, date(2026, 12, 1)),
        ("IL", date(2026, 11, 2), 5, date(2026, 11, 10)),  # election day
        ("IL", date(2026, 2, 27), 5, date(2026, 3, 9)),  # Pulaski
        ("US", date(2026, 11, 25), 1, date(2026, 11, 27)),
        ("US", date(2026, 10, 9), 1, date(2026, 10, 13)),
    ],
)
def test_business_days_by_hand(state: str, start: date, count: int, end: date) -> None:
    assert add_business_days(start, count, state) == end


@given(st.dates(date(2023, 1, 1), date(2030, 12, 1)), st.integers(1, 40))
@settings(max_examples=150, deadline=None)
def test_a_later_start_never_ends_earlier_and_each_day_counts_once(start: date, n: int) -> None:
    for state in STATUTE:
        end = add_business_days(start, n, state)
        assert end.weekday() < 5
        assert end >= start + timedelta(days=n)
        assert add_business_days(start + timedelta(days=1), n, state) >= end
        assert add_business_days(end, 1, state) == add_business_days(start, n + 1, state)


@pytest.mark.parametrize(
    ("hours", "days"), [(1, 1), (23, 1), (24, 1), (25, 2), (48, 2), (49, 3), (72, 3)]
)
@pytest.mark.parametrize("start", [date(2026, 3, 7), date(2026, 10, 31), date(2028, 2, 28)])
def test_hours_are_whole_civil_days_over_both_changes_of_the_clock(
    start: date, hours: int, days: int
) -> None:
    assert add(start, hours, "hours", "US") == start + timedelta(days=days)


@pytest.mark.parametrize(
    ("local", "due"),
    [
        ("2026-11-23T23:30", "2027-01-22"),  # the next day in UTC
        ("2026-10-31T23:59", "2026-12-30"),  # the night the clock goes back
        ("2027-03-14T01:30", "2027-05-13"),  # the night it goes forward
    ],
)
def test_the_civil_day_of_the_practice_is_day_zero(local: str, due: str) -> None:
    zone = ZoneInfo("America/Chicago")
    moment = datetime.fromisoformat(local).replace(tzinfo=zone)
    assert moment.astimezone(UTC).date() >= moment.date()
    facts: dict[str, Any] = {"covered_entity": True, "discovered": str(moment.date())}
    made = {o.id: o for o in answers(read_facts(facts), LAW, date(2026, 11, 23))}
    assert str(made["us-individual"].due) == due


@pytest.mark.parametrize(
    ("year", "end"),
    [
        (2022, date(2023, 3, 1)),
        (2023, date(2024, 2, 29)),
        (2024, date(2025, 3, 1)),
        (2025, date(2026, 3, 1)),
        (2026, date(2027, 3, 1)),
        (2027, date(2028, 2, 29)),
        (2028, date(2029, 3, 1)),
        (2031, date(2032, 2, 29)),
        (2099, date(2100, 3, 1)),  # 2100 is no leap year
    ],
)
def test_sixty_days_after_the_year(year: int, end: date) -> None:
    for day in (date(year, 1, 1), date(year, 6, 30), date(year, 12, 31)):
        assert year_end_plus(day, 60) == end


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 30, date(2024, 3, 30)),
        (date(2027, 2, 28), 1, date(2027, 3, 1)),
        (date(2024, 1, 31), 30, date(2024, 3, 1)),
        (date(2027, 1, 31), 30, date(2027, 3, 2)),
        (date(2026, 12, 31), 45, date(2027, 2, 14)),
        (date(2023, 12, 31), 60, date(2024, 2, 29)),
        (date(2026, 8, 31), 10, date(2026, 9, 10)),
    ],
)
def test_calendar_days_over_months_and_leap_days(start: date, count: int, end: date) -> None:
    assert add(start, count, "calendar_days", "US") == end
