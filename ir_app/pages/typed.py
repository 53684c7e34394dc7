"""What people type, read kindly: dates, times and numbers."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.parser import ParserError, parse

from ir_app.problems import Problem

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = {"today": 0, "yesterday": 1}


def read_day(text: str, today: date) -> date:
    """Read "11/23/2026", "Nov 23", "today" or "2026-11-23"; raises Problem."""
    return read_moment(text, datetime(today.year, today.month, today.day)).date()  # noqa: DTZ001 - a civil date


def read_moment(text: str, today: datetime) -> datetime:
    """Read a civil day with or without a time ("today 8:05 am"); raises Problem."""
    words = text.strip().lower()
    midnight = today.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    for word, days in _WORDS.items():
        if words.startswith(word):
            midnight -= timedelta(days=days)
            words = words.removeprefix(word).strip().removeprefix("at ").strip()
            break
    if not words:
        return midnight
    if words.isdigit() and len(words) < 6:
        raise Problem(
            what=f"“{text.strip()}” could be a day, a year or a time.",
            safe="Your earlier answer was kept.",
            do="Type the whole date, like 11/23/2026 or 11/23/2026 8:05 am.",
        )
    read: Any = parse  # its package says no types
    try:
        when: datetime = read(words, default=midnight, dayfirst=False, ignoretz=True)
    except (ParserError, ArithmeticError, ValueError) as trouble:
        raise Problem(
            what=f"“{text.strip()}” can't be read as a date.",
            safe="Your earlier answer was kept.",
            do="Type it like 11/23/2026, or “today”.",
        ) from trouble
    if when > today.replace(tzinfo=None) and words.split()[0][:3] in _WEEKDAYS:
        when -= timedelta(days=7)  # "Monday" is the Monday that was
    return when


def read_later(text: str, now: datetime) -> datetime:
    """Read a coming moment as civil time: "4 pm", "tomorrow 9 am", "Friday", "in 2 hours".

    A day without a time is its 9 am. Raises Problem when it can't be read or has passed.
    """
    words = " ".join(text.lower().split())
    here = now.replace(tzinfo=None)
    span = _IN.fullmatch(words)
    when = here + _spanned(span) if span else _coming(words, here)
    if when <= here:
        raise Problem(
            what="That time has passed already.",
            safe="Nothing was changed.",
            do="Type a later one, such as “tomorrow 9 am”.",
        )
    return when


_IN = re.compile(r"in (\d{1,4}|an?) (minute|min|hour|day|week)s?")
_LENGTH = {
    "minute": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
MORNING = 9  # o'clock: what a day without a time means


def _spanned(found: re.Match[str]) -> timedelta:
    return _LENGTH[found[2]] * (int(found[1]) if found[1].isdigit() else 1)


def _coming(words: str, here: datetime) -> datetime:
    tomorrow = words.startswith("tomorrow")
    rest = words.removeprefix("tomorrow").strip().removeprefix("at ").strip()
    start = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if tomorrow:
        start += timedelta(days=1)
        if not rest:
            return start
    read: Any = parse  # its package says no types
    try:
        when: datetime = read(rest, default=start, dayfirst=False, ignoretz=True)
    except (ParserError, ArithmeticError, ValueError) as trouble:
        raise Problem(
            what=f"“{words}” can't be read as a time.",
            safe="Nothing was changed.",
            do="Type it like “4 pm”, “tomorrow 9 am” or 11/30/2026.",
        ) from trouble
    if when <= here and rest[:3] in _WEEKDAYS:
        when += timedelta(days=7)  # "Friday" is the Friday that comes
    return when


def read_number(text: str) -> int:
    """Read a whole number, with or without commas; raises Problem."""
    try:
        number = int(text.replace(",", "").replace(" ", ""))
    except ValueError:
        number = -1
    if not 0 <= number <= 999_999_999:
        raise Problem(
            what=f"“{text.strip()}” is not a whole number.",
            safe="Your earlier answer was kept.",
            do="Type digits only, like 612.",
        )
    return number
