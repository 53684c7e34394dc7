"""When a clock starts, what delays it, and the day it ends."""

from copy import copy
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from ir_app.law.calendar import add, year_end_plus
from ir_app.law.facts import Facts
from ir_app.law.obligation import Clock
from ir_app.law.rules import Timed


class Due(NamedTuple):
    """A clock, the day it counts to, and that day or the end of a hold, whichever is later."""

    clock: Clock
    counted: date | None
    day: date | None
    letters_bring_it_forward: bool = False  # they are not sent yet, and may go sooner


_WITH_LETTERS = Timed(kind="calendar_days", days=0, starts_at="individual_notice")


class Times:
    """The starts of all clocks of one incident, with what is not known yet."""

    def __init__(self, facts: Facts, oral_hold_days: int) -> None:
        self._facts = facts
        self._oral_hold_days = oral_hold_days
        self.letters_by: date | None = None  # last day for the letters, once it is worked out
        self.hhs_by: date | None = None  # last day for the report to HHS

    def with_letters(self, day: date | None) -> "Times":
        """Return the same times for one state, whose own letter may have an earlier last day."""
        other = copy(self)
        known = [one for one in (self.letters_by, day) if one is not None]
        other.letters_by = min(known) if known else None
        return other

    def without_hold(self) -> "Times":
        """Return the same times for duties that no request of the police puts off."""
        other = copy(self)
        other._facts = msgspec.structs.replace(self._facts, law_enforcement_hold=None)
        return other

    def start(self, starts_at: str) -> tuple[date | None, bool]:
        """Return day 0 of a clock and whether it is only the earliest defensible one."""
        facts = self._facts
        if starts_at in ("determination", "scope_identified"):
            exact = facts.determined if starts_at == "determination" else facts.scope_identified
            if exact is not None:
                return exact, False
            return self.discovery()[0], True
        if starts_at == "individual_notice":
            return self._letters()
        if starts_at == "hhs_notice":
            sent = facts.hhs_notice_sent
            return sent or self.hhs_by, sent is None
        if starts_at == "vendor_notice":
            told = facts.vendor.notified_on if facts.vendor else None
            return told or self.discovery()[0], told is None
        return self.discovery()

    def discovery(self) -> tuple[date | None, bool]:
        """Return day 0 of discovery; a vendor's own day counts when the vendor is an agent."""
        vendor = self._facts.vendor
        days = [self._facts.discovered]
        unsure = False
        if vendor is not None:
            days.append(vendor.notified_on)
            if vendor.is_agent is not False:
                days.append(vendor.discovered)
                # The vendor may have known earlier than anybody has been told.
                unsure = vendor.is_agent is None or vendor.discovered is None
        known = [day for day in days if day is not None]
        return (min(known), unsure) if known else (None, True)

    def _letters(self) -> tuple[date | None, bool]:
        if self._facts.individual_notice_sent:
            return self._facts.individual_notice_sent, False
        planned = self._facts.individual_notice_planned
        known = [day for day in (planned, self.letters_by) if day is not None]
        return (min(known), True) if known else (None, True)

    def or_with_letters(self, ends: Due, state: str) -> Due:
        """Return the end of a clock or the day of the first letters, whichever comes first."""
        letters = self.due(_WITH_LETTERS, state)
        if letters.day is not None and (ends.day is None or letters.day < ends.day):
            may_move = ends.day is None or ends.clock.provisional or letters.clock.provisional
            return letters._replace(
                clock=msgspec.structs.replace(letters.clock, provisional=may_move)
            )
        return ends._replace(letters_bring_it_forward=letters.clock.provisional)

    def hold_ends(self) -> date | None:
        """Return the day a law-enforcement hold ends, or None (45 CFR 164.412)."""
        hold = self._facts.law_enforcement_hold
        if hold is None:
            return None
        if hold.kind == "written":
            return hold.until
        if hold.from_ is None:
            return None  # an undated statement delays nothing that could be proven
        limit = hold.from_ + timedelta(days=self._oral_hold_days)
        return min(limit, hold.until) if hold.until else limit

    def due(self, rule: Timed, state: str) -> Due:
        """Return a rule's clock and the day it ends; None when there is no fixed day yet."""
        start, provisional = self.start(rule.starts_at)
        clock = Clock(
            starts_at=rule.starts_at,
            date=start,
            unit=rule.kind,
            count=rule.days,
            provisional=provisional,
        )
        if start is None or rule.days is None or rule.kind == "none":
            return Due(clock, None, None)
        if rule.starts_at == "year_end":
            end = year_end_plus(start, rule.days)
        else:
            end = add(start, rule.days, rule.kind, state)
        hold = self.hold_ends()
        return Due(clock, end, max(end, hold) if hold else end)
