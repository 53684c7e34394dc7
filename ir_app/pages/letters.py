"""Letters: from the patient list to the post office."""

from dataclasses import dataclass

from ir_app.pages.parts import Button, Choice, Field, Tone


@dataclass(frozen=True, slots=True)
class StageRow:
    """One of the five stages: list, blanks, write, approve, mail."""

    title: str
    text: str
    tone: Tone
    word: str  # "Done", "Now", "Later"


@dataclass(frozen=True, slots=True)
class RosterBlock:
    """What the patient list held."""

    lines: tuple[str, ...]  # "640 rows, 612 people, 6 rows could not be read"
    states: tuple[tuple[str, int], ...]
    quarantine: tuple[tuple[int, str, str], ...]  # row, reason, text
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One written letter in the list."""

    letter: str  # "L-00001"
    to: str  # addressee's first line
    state: str
    read: bool
    special: str  # "Parent or guardian", "Next of kin", "Massachusetts wording", ""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A person for whom no letter was written, with the reason."""

    person: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class LettersPage:
    """Everything the Letters screen says."""

    heading: str
    lead: str
    stages: tuple[StageRow, ...]
    roster: RosterBlock | None
    load: Button
    questions: tuple[Field, ...]  # blanks to fill before letters can be written
    write: Button
    letters: tuple[LetterLine, ...]
    held: tuple[HeldLine, ...]
    to_read: tuple[str, ...]  # letter ids the dentist should open: one of each kind
    approvers: tuple[Choice, ...]  # members who may approve
    approve: Button
    approval: str  # "Approved by Dr. Alan Whitfield on ..." or ""
    voided: tuple[str, ...]  # why an earlier approval no longer stands
    save: Button  # save the letters as Word files for printing
    mail: Button
    mail_question: str  # "Mark 612 letters as mailed? You cannot take this back."
    mail_methods: tuple[Choice, ...]
    mailed: str


@dataclass(frozen=True, slots=True)
class LetterText:
    """One letter to read on the screen."""

    letter: str
    to: str
    paragraphs: tuple[str, ...]
