"""Counting days as the law does: civil dates, day 0 excluded, no roll unless a rule says so."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from ir_app.law.rules import Unit

_TERRITORIES = ("AS", "GU", "MP", "PR", "VI")


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


@lru_cache(maxsize=256)
def _holidays(state: str, year: int) -> frozenset[date]:
    subdivision = None if state == "US" else state
    return frozenset(holidays.country_holidays("US", subdiv=subdivision, years=year))


def year_end_plus(day: date, count: int) -> date:
    """Return December 31 of a day's year plus ``count`` days (45 CFR 164.408(c))."""
    return date(day.year, 12, 31) + timedelta(days=count)
