"""This is something else: another plan, a second one, a split or a merge."""

from dataclasses import dataclass

from ir_app.actions.plans import others
from ir_app.actions.situation import Situation
from ir_app.actions.splits import why_not_merge
from ir_app.pages.parts import Choice
from ir_app.pages.words import day_and_time


@dataclass(frozen=True, slots=True)
class ChangePage:
    """First what is meant, then which; nothing happens before the second click."""

    heading: str
    lead: str
    ways: tuple[Choice, ...]  # instead, as_well, split, merge; shown while no way is chosen
    way: str
    choices: tuple[Choice, ...]  # what can be picked on this way
    none: str  # why there is nothing to pick, or ""
    reason_label: str
    back_label: str


WAYS = (
    Choice("instead", "It is something else", "Another plan takes its place. What is done stays."),
    Choice("as_well", "It is both", "A second plan is added. Steps of both are there once."),
    Choice("split", "These are two incidents", "A second incident begins. Both name each other."),
    Choice("merge", "It belongs to another incident", "This one goes on inside that one."),
)

_LEADS = {
    "instead": "What is it really? Every answer, call, photo and letter stays.",
    "as_well": "What else happened? Every answer, call, photo and letter stays.",
    "split": "What is the second one? The day it was noticed goes into both.",
    "merge": "Which one does it belong to? The earlier day it was noticed leads. "
    "Answers that are open there are taken over.",
}


def build(situation: Situation, way: str = "") -> ChangePage:
    """Return the ways, or what can be picked on the way that was chosen."""
    chosen = next((w for w in WAYS if w.id == way), None)
    choices = _choices(situation, way) if chosen else ()
    return ChangePage(
        heading=chosen.label if chosen else "This is something else",
        lead=_LEADS[way] if chosen else "Nothing you wrote down is lost, whatever you pick.",
        ways=() if chosen else WAYS,
        way=way if chosen else "",
        choices=choices,
        none="There is nothing to pick here now. Go back." if chosen and not choices else "",
        reason_label="Why? A few words for the attorney",
        back_label="Another way" if chosen else "Back to the step",
    )


def _choices(situation: Situation, way: str) -> tuple[Choice, ...]:
    if way == "merge":
        return _incidents(situation)
    desk = situation.desk
    open_ = {b.id for b in desk.library.playbooks} if way == "split" else set(others(situation))
    return tuple(
        Choice(s.id if way == "split" else s.playbook, s.label, s.hint)
        for s in desk.library.symptoms
        if s.playbook in open_
    )


def _incidents(situation: Situation) -> tuple[Choice, ...]:
    desk = situation.desk
    all_ = [desk.situation(i.id) for i in desk.incidents() if i.id != situation.id]
    return tuple(
        Choice(s.id, s.incident.title, f"started {_began(s)}")
        for s in all_
        if why_not_merge(situation, s) is None
    )


def _began(situation: Situation) -> str:
    return day_and_time(situation.incident.opened_entry.happened.wall)
