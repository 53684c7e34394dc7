"""The sentences of a derivation: facts, rule, day count, citation."""

from datetime import date
from functools import lru_cache

from ir_app.law.clocks import Due, Times
from ir_app.law.obligation import Clock, Range
from ir_app.law.rules import Timed

STARTS = {
    "discovery": "the day it was first noticed",
    "determination": "the day it was decided that information was exposed",
    "scope_identified": "the day it was known whose information it was",
    "individual_notice": "the day the letters go out",
    "hhs_notice": "the day HHS is told",
    "vendor_notice": "the day the vendor told the practice",
    "year_end": "the end of the year in which it was noticed",
}
ELEMENTS = {
    "ssn": "Social Security numbers",
    "drivers_license": "driver's licenses and other government IDs",
    "financial_account": "bank or card numbers",
    "medical": "medical information",
    "health_insurance": "health insurance information",
    "dob": "birth dates",
    "biometric": "biometric data",
    "genetic": "genetic information",
    "online_credentials": "logins with passwords",
    "tax_id": "tax numbers",
    "location": "places where somebody was",
    "name_address": "names and addresses",
}
UNITS = {"calendar_days": "calendar days", "business_days": "business days", "hours": "hours"}
DELAY = "without unreasonable delay"


@lru_cache(maxsize=4096)  # every line of every "what if" names a few of the same days
def spoken(when: date) -> str:
    """Write a date with its weekday."""
    return f"{when:%A, %B} {when.day}, {when.year}"


def threshold(number: int, people: Range, whom: str) -> str:
    """Say at which number of people a duty begins, and how many there are."""
    if number == 1:
        return ""  # that there is one is said already
    return f"This begins at {number:,} {whom}; here: {people}."


def counting(ends: Due, times: Times, *, asked: bool = True) -> list[str]:
    """Return how a date was counted, step by step; ``asked`` is false for what is not needed."""
    clock = ends.clock
    if clock.count is None or clock.unit == "none":
        return ["The law names no number of days here: without unreasonable delay."]
    if clock.date is None:
        start = STARTS[clock.starts_at]
        if clock.count == 0:
            return [f"It is due on {start}, which is not known yet."]
        return [f"The clock runs {_length(clock)} from {start}, which is not known yet."]
    if not asked:
        return [_count(clock, ends.counted, "would be")]
    lines = [_count(clock, ends.counted, "is")]
    if clock.provisional:
        lines.append(_open(clock.starts_at))
    if ends.letters_bring_it_forward:
        lines.append("If the first letters go sooner, it is due on the day they go.")
    hold = times.hold_ends()
    if hold and ends.day == hold != ends.counted:
        lines.append(f"Law enforcement asked to wait: held until {spoken(hold)}. Send it then.")
    return lines


def _open(starts_at: str) -> str:
    """Say what was taken for a start that is not known yet."""
    words = f"{STARTS[starts_at][0].upper()}{STARTS[starts_at][1:]}"
    if starts_at in ("individual_notice", "hhs_notice"):
        return f"{words} is not known yet: the last day for that was taken, or the one planned."
    if starts_at == "discovery":
        return "It may have been noticed earlier: whether a vendor's own day counts is not sure."
    return f"{words} is not known yet: the earliest day was taken."


def _count(clock: Clock, due: date | None, verb: str) -> str:
    assert clock.date is not None  # noqa: S101 - counting() has looked
    start = clock.date
    end = f" {verb} {spoken(due)}." if due else "."
    if clock.starts_at == "year_end":
        year = start.year
        return f"Noticed in {year}: December 31, {year} plus {_length(clock)}{end}"
    day_0 = f"{spoken(start)} is day 0 ({STARTS[clock.starts_at]})"
    if clock.provisional:
        day_0 = f"{spoken(start)} is taken as day 0"
    if clock.count == 0:
        return f"{day_0}; the same day is the last one{end[:-1].replace(f' {verb} ', ': ')}."
    return f"{day_0}; {_length(clock)} after it{end}"


def _length(clock: Clock) -> str:
    unit = UNITS[clock.unit]
    return f"1 {unit[:-1]}" if clock.count == 1 else f"{clock.count} {unit}"


def law_line(rule: Timed) -> str:
    """Return which version of a rule was used."""
    since = "" if rule.effective.year <= 2000 else f", in force since {spoken(rule.effective)}"
    return f"Rule: {rule.cite}{since}."
