"""Days as people and programs write them: a day, or a time that belongs to a day in a zone."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from ir_app.problems import Problem

FIRST, LAST = 1900, 2199  # nothing that is counted here lies outside of these years


def with_days(data: object) -> object:
    """Return facts with every time turned into its civil day in the facts' own zone.

    The law counts days: 23:30 in Chicago belongs to that day, whatever the day is in UTC. Raises
    Problem for a zone nobody knows and for a day no incident can have.
    """
    if not isinstance(data, dict):
        return data
    zone = _zone(data.get("zone"))
    return {name: _day(name, value, zone) for name, value in data.items()}


def _day(name: str, value: object, zone: tzinfo | None) -> object:
    if isinstance(value, dict):
        return {inner: _day(f"{name}.{inner}", one, zone) for inner, one in value.items()}
    day = _read(value, zone) if isinstance(value, str) else None
    if day is None:
        return value
    if not FIRST <= day.year <= LAST:
        raise Problem(
            what=f"{value} can't be the day of “{name}”.", safe="", do="Correct the year."
        )
    return day.isoformat()


def _read(text: str, zone: tzinfo | None) -> date | None:
    """Return the day a text names, or None when it names none."""
    try:
        if len(text) == len("2026-11-23"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text) if "T" in text else None
        in_zone = moment.astimezone(zone) if moment and moment.tzinfo and zone else moment
        return in_zone.date() if in_zone else None
    except (ValueError, OverflowError):
        return None


def _zone(name: object) -> tzinfo | None:
    if not isinstance(name, str) or not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise Problem(
            what=f"“{name}” is not a time zone.",
            safe="",
            do="Write it like America/Chicago.",
        ) from None
