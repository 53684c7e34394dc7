"""What time it is: the only module that asks the computer."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that tells the time in UTC."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the computer's time in UTC, to the microsecond."""
        return datetime.now(UTC)


def running() -> float:
    """Return seconds that only ever run forward, for measuring how long something takes."""
    return time.monotonic()


@dataclass
class SteppedClock:
    """A clock for the demo and the tests that stands still until it is moved."""

    at: datetime
    tick: timedelta = field(default_factory=lambda: timedelta(seconds=1))

    def now(self) -> datetime:
        """Return the set time, then step on by one tick so that no two entries share a time."""
        seen = self.at
        self.at += self.tick
        return seen

    def move_to(self, moment: datetime) -> None:
        """Set the clock; the caller may also set it back, as a broken computer would."""
        self.at = moment

    def forward(self, **parts: float) -> None:
        """Move on by a timedelta given as keywords, for example ``hours=3``."""
        self.at += timedelta(**parts)


def local_zone() -> str:
    """Return this computer's IANA zone name, or ``UTC`` when the computer does not say."""
    from tzlocal import get_localzone_name

    ask: Callable[[], str | None] = get_localzone_name
    try:
        return ask() or "UTC"
    except (LookupError, OSError, ValueError):
        return "UTC"
