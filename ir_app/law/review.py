"""When each law file should be looked at again, and which are late."""

from dataclasses import dataclass
from datetime import date, timedelta

from ir_app.law.read import File, Law

# Half a year: most states change nothing in it, and a change is enacted months before it counts.
# A file may set its own ``review_days``, such as 90 where a new law is on its way.
REVIEW_DAYS = 180


@dataclass(frozen=True, slots=True)
class Overdue:
    """A law file that should have been looked at again."""

    code: str
    name: str
    verified: date
    due: date  # the last day of the time it was good for

    @property
    def seen(self) -> str:
        """Return what stays the same until the file is checked again."""
        return f"{self.name} {self.verified.isoformat()}"


def review_due(rules: File) -> date:
    """Return the day until which a file counts as freshly checked."""
    return rules.verified + timedelta(days=rules.review_days or REVIEW_DAYS)


def overdue(law: Law, today: date) -> tuple[Overdue, ...]:
    """Return every file whose review is late on a day, the federal ones first."""
    return tuple(
        Overdue(one.code, one.name, one.verified, due)
        for one in law.every
        if (due := review_due(one)) < today
    )
