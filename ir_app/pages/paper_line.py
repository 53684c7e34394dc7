"""The form for a line written by hand: what is asked, and how its times are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from ir_app.core.moment import Moment, Precision
from ir_app.pages.typed import read_day, read_moment
from ir_app.problems import Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the form."""

    name: str  # day, time, noticed, writer, sheet
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class PaperForm:
    """Everything the form on the timeline says."""

    open_label: str
    close_label: str
    heading: str
    lead: str
    asked: tuple[Asked, ...]
    words_label: str
    keep_label: str


FORM = PaperForm(
    open_label="Type in lines from paper",
    close_label="Put the paper form away",
    heading="Type in a line from paper",
    lead="Copy it word for word, one line at a time. Keep the paper: it is the proof.",
    asked=(
        Asked("day", "Day it happened", "Such as 11/23/2026 or yesterday"),
        Asked("time", "Time it happened", "Such as 8:05 am or about 8 am; empty if only the day"),
        Asked("noticed", "Time it was noticed", "Empty if at once"),
        Asked("writer", "Who wrote it", "The person who held the pen"),
        Asked("sheet", "Sheet and line", "Such as Sheet L-1, line 4"),
    ),
    words_label="What stands on the paper",
    keep_label="Type this line in",
)

_CLOCK = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\.?)?$")
_ABOUT = ("about ", "around ", "circa ", "ca. ", "~")


KEPT = ("day", "writer", "sheet")  # stays in the form from line to line


class Read(TypedDict):
    """A form as the action takes it."""

    happened: Moment
    learned: Moment | None
    writer: str
    sheet: str


def read(typed: Mapping[str, str], now: datetime, zone: str) -> Read:
    """Read what was typed into the form, by the names of what it asks; raises Problem."""
    happened = read_happened(typed["day"], typed["time"], now, zone)
    return Read(
        happened=happened,
        learned=read_noticed(typed["noticed"], happened, now),
        writer=typed["writer"],
        sheet=typed["sheet"],
    )


def read_happened(day: str, time: str, now: datetime, zone: str) -> Moment:
    """Read when it happened; without a time only the day is known; raises Problem."""
    if not day.strip():
        raise Problem(what="The day is missing.", do="Type the day that stands on the paper.")
    found = read_day(day, now.date())
    return _on(found, time, zone) if time.strip() else Moment.on(found, zone)


def read_noticed(text: str, happened: Moment, now: datetime) -> Moment | None:
    """Read when it was noticed: a time of the same day, or a day with a time; None when empty."""
    words = text.strip()
    if not words:
        return None
    try:
        return _on(happened.day, words, happened.zone)
    except Problem:
        if _CLOCK.match(_bare(words)[0]):
            raise
    when = read_moment(words, now.replace(tzinfo=None))
    if (when.hour, when.minute) == (0, 0):
        return Moment.on(when.date(), happened.zone)
    return _moment(when, happened.zone, Precision.EXACT)


def _on(day: date, text: str, zone: str) -> Moment:
    words, about = _bare(text)
    found = _CLOCK.match({"noon": "12 pm", "midnight": "12 am"}.get(words, words))
    hour, minute = _hour(found), int(found[2] or 0) if found else 0
    if found is None or hour is None or minute > 59:
        raise Problem(
            what=f"“{text.strip()}” can't be read as a time.",
            safe="Nothing was changed.",
            do="Type it like 8:05 am or 1:30 pm.",
        )
    when = datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - civil time
    return _moment(when, zone, Precision.ABOUT if about else Precision.EXACT)


def _hour(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    hour, half = int(found[1]), found[3]
    if half:
        return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else None
    # Without am or pm only the written clock of 24 hours is sure: "13:30" or "08:05".
    sure = found[2] and (13 <= hour <= 23 or (len(found[1]) == 2 and hour < 10))
    return hour if sure else None


def _bare(text: str) -> tuple[str, bool]:
    words = text.strip().lower()
    for about in _ABOUT:
        if words.startswith(about):
            return words.removeprefix(about).strip(), True
    return words, False


def _moment(when: datetime, zone: str, precision: Precision) -> Moment:
    return Moment(local=when.isoformat(timespec="microseconds"), zone=zone, precision=precision)
