"""Questions: one a page; the first asks what she saw."""

from dataclasses import dataclass

from ir_app.pages.parts import Choice, Field


@dataclass(frozen=True, slots=True)
class TriagePage:
    """The first question, in symptoms; choosing one starts the incident at once."""

    heading: str  # "What did you see?"
    lead: str
    choices: tuple[Choice, ...]
    not_listed: str  # what to do when nothing fits, in a sentence
    safe_lines: tuple[str, ...]  # the two lines that never change


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question about the incident; skipping is always possible."""

    heading: str
    field: Field
    next_label: str
    later_label: str  # "Answer later"
    left: str  # "2 more questions"
