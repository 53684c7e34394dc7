"""A time as a person typed it: wall clock, zone and how sure she was."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec


class Precision(StrEnum):
    """How exact a typed time is."""

    EXACT = "exact"
    ABOUT = "about"
    DAY = "day"


class Moment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Civil time in a named zone; the zone's rules, not an offset, decide the UTC instant."""

    local: str  # "2026-11-23T08:05:00.000000", no offset
    zone: str  # IANA name
    precision: Precision = Precision.EXACT
    fold: int = 0  # 1 for the second pass through the hour that a clock change repeats

    @classmethod
    def of(cls, instant: datetime, zone: str, precision: Precision = Precision.EXACT) -> "Moment":
        """Return the civil time of an aware instant in ``zone``."""
        local = instant.astimezone(ZoneInfo(zone))
        text = local.replace(tzinfo=None).isoformat(timespec="microseconds")
        return cls(local=text, zone=zone, precision=precision, fold=local.fold)

    @classmethod
    def on(cls, day: date, zone: str) -> "Moment":
        """Return a moment of which only the day is known."""
        text = datetime.combine(day, time()).isoformat(timespec="microseconds")
        return cls(local=text, zone=zone, precision=Precision.DAY)

    @property
    def wall(self) -> datetime:
        """Return the local time as an aware datetime."""
        bare = datetime.fromisoformat(self.local)
        return bare.replace(tzinfo=ZoneInfo(self.zone), fold=self.fold)

    @property
    def day(self) -> date:
        """Return the civil date."""
        return self.wall.date()

    def utc(self) -> datetime:
        """Return the instant in UTC; a day or a vague time stands for its first instant."""
        return self.wall.astimezone(UTC)
