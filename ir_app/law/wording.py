"""The sentences of a derivation: facts, rule, day count, citation."""

from datetime import date

from ir_app.law.clocks import Times
from ir_app.law.obligation import Clock
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
UNITS = {"calendar_days": "calendar days", "business_days": "business days", "hours": "hours"}
DELAY = "without unreasonable delay"


def spoken(when: date) -> str:
    """Write a date with its weekday."""
    return f"{when:%A, %B} {when.day}, {when.year}"


def counting(clock: Clock, due: date | None, times: Times) -> list[str]:
    """Return how a date was counted, step by step."""
    if clock.count is None or clock.unit == "none":
        return ["The law names no number of days here: without unreasonable delay."]
    if clock.date is None:
        start = STARTS[clock.starts_at]
        return [f"The clock runs {_length(clock)} from {start}, which is not known yet."]
    lines = [_count(clock, due, times)]
    if clock.provisional:
        words = STARTS[clock.starts_at]
        lines.append(f"{words[0].upper()}{words[1:]} is not known yet: the earliest day was taken.")
    hold = times.hold_ends()
    if hold and due == hold:
        lines.append(f"Law enforcement asked to wait: held until {spoken(hold)}. Send it then.")
    return lines


def _count(clock: Clock, due: date | None, times: Times) -> str:
    assert clock.date is not None  # noqa: S101 - counting() has looked
    start = clock.date
    if clock.starts_at == "year_end":
        return f"Noticed in {start.year}: December 31, {start.year} plus {_length(clock)}" + _end(
            due
        )
    del times
    return (
        f"{spoken(start)} is day 0 ({STARTS[clock.starts_at]}); {_length(clock)} after it"
        + _end(due)
    )


def _end(due: date | None) -> str:
    return f" is {spoken(due)}." if due else "."


def _length(clock: Clock) -> str:
    return f"{clock.count} {UNITS[clock.unit]}"


def law_line(rule: Timed) -> str:
    """Return which version of a rule was used."""
    since = "" if rule.effective.year <= 2000 else f", in force since {spoken(rule.effective)}"
    return f"Rule: {rule.cite}{since}."
