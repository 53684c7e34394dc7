"""What a playbook is made of; the files under ``playbooks/`` are read into these."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec

from ir_app.playbook.checked import Checked
from ir_app.problems import Problem

PHASES = {
    "stop": "Stop it",
    "find_out": "Find out",
    "tell": "Tell people",
    "fix": "Fix it",
    "learn": "Learn",
}


class Phase(msgspec.Struct, frozen=True):
    """One of the five chapters every playbook has."""

    id: str
    title: str


class Act(StrEnum):
    """Acts of the program that a step's card offers."""

    ROSTER = "roster"
    DATES = "dates"
    ASSESSMENT = "assessment"
    MEMO = "memo"
    FORMS = "forms"
    LETTERS_WRITE = "letters_write"
    LETTERS_APPROVE = "letters_approve"
    LETTERS_MAIL = "letters_mail"
    TIMELINE = "timeline"
    CLOSE = "close"


class Gate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stop line: what must not be done, why, and what to do when it was done already."""

    stop: str
    reason: str
    already_happened: tuple[str, ...]
    guards: tuple[str, ...] = ()  # steps that could do what it forbids: they wait for this one


class EvidenceAsk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to keep as proof; a required one is asked for again, it never traps anybody."""

    ask: str
    required: bool = False


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An opening question; its answer sets one fact."""

    id: str
    text: str
    fact: str


class Pause(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A short check the team reads aloud at the end of a phase; offered, never in the way."""

    phase: str
    read: tuple[str, ...]  # three questions


class Retired(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step that an earlier version had, and why this one has it no longer."""

    id: str
    why: str


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step as its card shows it."""

    id: str
    phase: str
    title: str
    why: str
    how: tuple[str, ...]
    who: str = "lead"  # lead, approver, it, insurer, counsel, all
    call: str = ""  # contact to phone
    say: tuple[str, ...] = ()
    target_minutes: int = 0  # since the incident was opened; 0 is no target
    gate: Gate | None = None
    evidence: EvidenceAsk | None = None
    sets: tuple[str, ...] = ()  # facts the card asks for
    after: tuple[str, ...] = ()
    when: str = ""  # shown unless this is known to be false
    does: tuple[Act, ...] = ()
    duties: tuple[str, ...] = ()  # kinds of obligations this step leads to
    must: bool = False  # can't be put aside as "could not"
    locked: bool = False  # a legal step: a practice can't take it out


class Playbook(msgspec.Struct, frozen=True, kw_only=True):
    """One playbook with its shared steps in place; ``digest`` pins its content."""

    id: str
    version: str
    title: str
    incident_type: str
    summary: str
    sources: tuple[str, ...]
    questions: tuple[Question, ...]
    facts: "tuple[FactDeclaration, ...]"  # those that only this playbook asks for
    steps: tuple[Step, ...]
    digest: str
    pauses: tuple[Pause, ...] = ()
    retired: tuple[Retired, ...] = ()
    asks: "tuple[FactDeclaration, ...]" = ()  # all it asks for, as declared when it was sealed
    checked: tuple[Checked, ...] = ()  # what its instructions that could hurt rest on

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Return the five phases in order."""
        return tuple(Phase(id_, title) for id_, title in PHASES.items())

    def phase(self, id_: str) -> Phase:
        """Return a phase by id."""
        return Phase(id_, PHASES[id_])

    def has(self, id_: str) -> bool:
        """Tell whether there is a step of that id."""
        return any(step.id == id_ for step in self.steps)

    def before(self, id_: str) -> tuple[str, ...]:
        """Return the steps one waits for: closing waits for every legal step of the plan too."""
        step = self.step(id_)
        if Act.CLOSE not in step.does:
            return step.after
        legal = (s.id for s in self.steps if (s.must or s.locked) and s.id != id_)
        return tuple(dict.fromkeys([*step.after, *legal]))

    def step(self, id_: str) -> Step:
        """Return a step by id; raises Problem when the playbook has none of that name."""
        for step in self.steps:
            if step.id == id_:
                return step
        raise Problem(
            what=f"This playbook has no step called “{id_}”.",
            safe="Nothing was changed.",
            do="Pick a step from the list.",
        )


class FactType(StrEnum):
    """What kind of answer a fact takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    YES_NO = "yes_no"
    CHOICE = "choice"
    MULTI = "multi"


class FactChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One possible answer to a fact."""

    id: str
    label: str


class FactDeclaration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fact that can be asked for: its question in plain words and the answers it takes."""

    id: str
    type: FactType
    label: str
    help: str = ""
    choices: tuple[FactChoice, ...] = ()

    def read(self, value: object) -> Any:  # noqa: ANN401 - JSON-like
        """Return the value in its plain form; raises Problem when it is not an answer."""
        if self.fits(value):
            return list(value) if isinstance(value, (list, tuple)) else value
        raise Problem(
            what=f"This is not an answer to “{self.label}”.",
            safe="Your earlier answer was kept.",
            do="Pick or type another one.",
        )

    def spoken(self, value: object) -> str:
        """Return an answer in the words a person picked it by."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if self.type in (FactType.DATE, FactType.DATETIME):
            return _spoken_day(str(value))
        words = {choice.id: choice.label for choice in self.choices}
        if isinstance(value, (list, tuple)):
            return ", ".join(words.get(str(one), str(one)) for one in value)
        return words.get(str(value), str(value))

    def fits(self, value: object) -> bool:
        """Tell whether a value is an answer to it."""
        known = {choice.id for choice in self.choices}
        match self.type:
            case FactType.TEXT | FactType.LONG_TEXT:
                return isinstance(value, str) and 0 < len(value.strip()) <= 10_000
            case FactType.NUMBER:
                return isinstance(value, int) and not isinstance(value, bool) and value >= 0
            case FactType.YES_NO:
                return isinstance(value, bool)
            case FactType.CHOICE:
                return value in known
            case FactType.MULTI:
                return isinstance(value, (list, tuple)) and bool(value) and known.issuperset(value)
            case _:
                return isinstance(value, str) and _is_day(value)


def _spoken_day(text: str) -> str:
    when = datetime.fromisoformat(text)
    day = f"{when:%A, %B} {when.day}, {when.year}"
    half = "am" if when.hour < 12 else "pm"
    return f"{day}, {when.hour % 12 or 12}:{when:%M} {half}" if "T" in text else day


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return False
    return True


class Symptom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What she may have seen, and the playbook it leads to."""

    id: str
    label: str
    playbook: str
    hint: str = ""
