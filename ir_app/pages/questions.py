"""Questions: one a page; the first asks what she saw."""

from dataclasses import dataclass

from ir_app.actions.desk import Desk
from ir_app.actions.situation import Situation
from ir_app.core.incident import Incident
from ir_app.pages.fields import field
from ir_app.pages.parts import Button, Choice, Field
from ir_app.pages.words import count, day_and_time, time_of_day


@dataclass(frozen=True, slots=True)
class SamePage:
    """The question before a second incident of the same kind is opened."""

    incident: str  # the one that is open
    heading: str
    lead: str  # "You already opened “Locked files, November 23” at 8:05 am."
    hint: str
    go_on: Button
    second: Button
    back: Button


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


def triage(desk: Desk) -> TriagePage:
    """Return the first question, with only those symptoms that lead to a walk."""
    return TriagePage(
        heading="What did you see?",
        lead="Pick what fits best. You can change it later. Nothing else is needed to start.",
        choices=tuple(Choice(s.id, s.label, s.hint) for s in desk.library.symptoms),
        not_listed="Nothing fits? Press F1 and call the insurance company or the attorney. "
        "They help with every kind of trouble.",
        safe_lines=(
            "Do not delete or wipe anything.",
            "We write down the time for you.",
        ),
    )


def same(desk: Desk, symptom: str) -> SamePage | None:
    """Return the question when an incident that a symptom leads to is open; None to just start."""
    wanted = desk.library.symptom(symptom).playbook
    running = [i for i in desk.incidents() if i.closed is None and _follows(i, wanted)]
    if not running:
        return None
    newest = running[-1]
    return SamePage(
        incident=newest.id,
        heading="Go on with that one?",
        lead=f"{_opened(desk, newest)}.",
        hint="Start a second one only if this is new trouble.",
        go_on=Button("same-go-on", "Go on with that one", primary=True),
        second=Button("same-second", "Start a second one"),
        back=Button("back", "Back"),
    )


def _follows(incident: Incident, playbook: str) -> bool:
    return any(pin.playbook == playbook for pin in incident.pins)


def _opened(desk: Desk, incident: Incident) -> str:
    entry = incident.opened_entry
    who = "You" if entry.actor == desk.actor.name else entry.actor
    when = entry.happened.wall
    today = when.date() == desk.now_here().date()
    at = f"at {time_of_day(when)}" if today else f"on {day_and_time(when)}"
    return f"{who} already opened “{incident.title}” {at}"


def next_question(situation: Situation, later: frozenset[str] = frozenset()) -> QuestionPage | None:
    """Return the next opening question of the playbook nobody has answered, or None."""
    open_ = [
        q for q in situation.playbook.questions if _waits(situation, q.fact) and q.id not in later
    ]
    if not open_:
        return None
    asked, left = open_[0], len(open_) - 1
    return QuestionPage(
        heading=asked.text,
        field=field(situation, asked.fact),
        next_label="Next",
        later_label="Answer later",
        left=f"{count(left, 'more question')}" if left else "This is the last question",
    )


def _waits(situation: Situation, fact: str) -> bool:
    return fact not in situation.incident.facts
