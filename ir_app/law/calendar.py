"""Counting days as the law does: civil dates, day 0 excluded, no roll unless a rule says so."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from ir_app.law.rules import Unit


def add(start: date, count: int, unit: Unit, state: str) -> date:
    """Return the day on which ``count`` units after ``start`` end; day 0 is not counted."""
    if unit == "business_days":
        return add_business_days(start, count, state)
    if unit == "hours":
        return start + timedelta(days=-(-count // 24))
    return start + timedelta(days=count)


def add_business_days(start: date, count: int, state: str) -> date:
    """Count days that are neither weekend nor a holiday of the state."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _holidays(state, day.year):
            count -= 1
    return day


# Days the holiday library names for a state and the state's own list of holidays does not: they
# count as business days. Vermont 1 V.S.A. 371; Iowa Code 1C.1; New York Gen. Constr. Law 24.
_NO_HOLIDAY = {
    "IA": ("Juneteenth",),
    "NY": ("Susan B. Anthony",),
    "VT": ("Juneteenth",),
}
# Here a holiday on a Sunday moves to Monday, and one on a Saturday moves nowhere
# (Gen. Constr. Law 24; Iowa Code 4.1(34); 205 ILCS 630/17).
_NO_FRIDAYS = ("IA", "IL", "NY")


@lru_cache(maxsize=256)
def _holidays(state: str, year: int) -> frozenset[date]:
    subdivision = None if state == "US" else state
    named = holidays.country_holidays("US", subdiv=subdivision, years=year)
    return frozenset(day for day, name in named.items() if _legal(state, day, name))


def _legal(state: str, day: date, names: str) -> bool:
    """Tell whether any of the names of a day, parted by "; ", is a holiday by the state's list."""
    no_friday = state in _NO_FRIDAYS and day.weekday() == 4
    return any(
        not name.startswith(_NO_HOLIDAY.get(state, ()))
        and not (no_friday and name.endswith("(observed)"))
        for name in names.split("; ")
    )


def year_end_plus(day: date, count: int) -> date:
    """Return December 31 of a day's year plus ``count`` days (45 CFR 164.408(c))."""
    return date(day.year, 12, 31) + timedelta(days=count)
