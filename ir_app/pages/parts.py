"""The pieces several screens share: tones, fields, the strip at the top."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Tone(StrEnum):
    """How a line is coloured; the words beside it always say the same."""

    PLAIN = "plain"
    QUIET = "quiet"
    SOON = "soon"
    LATE = "late"
    DONE = "done"
    STOP = "stop"


class Input(StrEnum):
    """What kind of answer a field takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"  # value: "2026-11-23"
    DATETIME = "datetime"  # value: "2026-11-23T08:05"
    YES_NO = "yes_no"  # value: True, False
    CHOICE = "choice"  # value: one choice id
    MULTI = "multi"  # value: list of choice ids


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer."""

    id: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing the screen asks for; never required, and "we do not know yet" is an answer."""

    name: str
    label: str
    input: Input
    help: str = ""
    choices: tuple[Choice, ...] = ()
    value: Any = None
    answered: bool = False
    unknown: bool = False  # somebody said "we do not know yet"
    unknown_label: str = "We do not know yet"
    can_be_unknown: bool = True


@dataclass(frozen=True, slots=True)
class NextDate:
    """The nearest date, for the strip at the top of every screen."""

    text: str  # "Call the insurance company by 5:00 pm today (2 h 41 min left)"
    short: str  # the date alone, where the text is large
    tone: Tone


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every screen of an incident."""

    band: str  # "" or words that this is a practice run or the sample practice
    title: str
    since: str  # "started Monday, November 23, 8:05 am"
    began: str  # the same where there is little room: "since Nov 23, 8:05 am"
    saved: str  # "Saved 2:14 pm"
    next_date: NextDate | None
    dates_label: str  # "All dates (4)"
    doing: str  # "Dana Reyes is doing this"
    undo: str  # "" or what Ctrl+Z takes back: "Marked done: Take a photo of the screen"


@dataclass(frozen=True, slots=True)
class Button:
    """A button that says its result; ``why_not`` is the sentence shown when it can't be pressed."""

    id: str
    label: str
    why_not: str = ""
    primary: bool = False

    @property
    def enabled(self) -> bool:
        """Tell whether the button can be pressed now."""
        return not self.why_not
