"""Dates: who must be told, by when, and why."""

from dataclasses import dataclass

from ir_app.pages.parts import Button, Choice, Field, Tone


@dataclass(frozen=True, slots=True)
class DateRow:
    """One obligation (or non-obligation) with its reasons."""

    id: str
    who: str  # "Your patients", "The Attorney General of Texas"
    title: str  # "Mail a letter to 12 patients in Texas"
    due: str  # "Friday, January 22, 2027" or "As soon as you can"
    left: str  # "60 days left", "Late by 2 days", ""
    tone: Tone
    word: str  # "Must", "Not needed", "Not sure yet", "Done"
    note: str  # provisional, range, hold
    why: tuple[str, ...]
    flips: tuple[str, ...]
    cites: tuple[str, ...]
    doubts: tuple[str, ...]
    told: str  # "" or "Told on Monday ... by Dana Reyes, reference 123"
    tell: Button | None  # "Mark as told"


@dataclass(frozen=True, slots=True)
class DatesPage:
    """Everything the Dates screen says."""

    heading: str
    lead: str
    law_line: str  # "Law as of November 23, 2026. Not legal advice: ask the attorney."
    questions: tuple[Field, ...]  # facts that would make the dates surer
    must: tuple[DateRow, ...]  # nearest first
    unsure: tuple[DateRow, ...]
    not_needed: tuple[DateRow, ...]
    told_methods: tuple[Choice, ...]
    moved: tuple[str, ...]  # what the last change moved
