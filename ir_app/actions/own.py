"""A practice's own steps and notes beside the shipped playbooks, which stay as they are."""

import uuid

from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.kinds import (
    Kind,
    OwnNoteSet,
    OwnStepAdded,
    OwnStepRemoved,
    OwnStepRestored,
)
from ir_app.core.practice import PRACTICE
from ir_app.playbook.model import PHASES, Step
from ir_app.playbook.own import may_remove
from ir_app.problems import Problem

LONGEST = 120  # characters of a title: more does not fit a card


def add_step(
    desk: Desk, title: str, how: list[str], *, after: str, playbook: str = "", phase: str = ""
) -> Change:
    """Add a step of the practice's own behind another one, or at the end of a phase."""
    words = title.strip()
    if not 0 < len(words) <= LONGEST:
        raise Problem(
            what="The title of the step is missing or too long.",
            safe="Nothing was changed.",
            do="Write what is to be done in a few words, such as “Turn off the door lock”.",
        )
    lines = tuple(line.strip() for line in how if line.strip())
    place = find(desk, after).phase if after else phase
    if place not in PHASES:
        raise Problem(what="It is not clear where the step belongs.", do="Pick a place for it.")
    having = [book.id for book in desk.library.playbooks if after and book.has(after)]
    only = having[0] if len(having) == 1 else ""  # behind a step that one plan alone has
    data = OwnStepAdded(
        step=f"own-{uuid.uuid4().hex[:8]}",
        playbook=playbook or only,
        phase=place,
        after=after,
        title=words,
        how=lines or (words,),
        why="A step of our own practice.",
    )
    return _record(desk, data, f"Our own step: {words}")


def remove_step(desk: Desk, step: str, reason: str = "") -> Change:
    """Take out a step of the practice's own, or a shipped one that may go."""
    own = desk.practice.own
    if step in own.steps:
        data = OwnStepRemoved(step=step, title=own.steps[step].title, reason=reason.strip())
        return _record(desk, data, f"Taken out: {data.title}")
    shipped = find(desk, step)
    if not all(may_remove(s) for s in _shipped(desk, step)):
        raise Problem(
            what=f"“{shipped.title}” has to stay: a law or somebody's safety rests on it.",
            safe="Nothing was changed.",
            do="Write a note beside it. On the day itself it can be marked as not needed.",
        )
    if not reason.strip():
        raise Problem(
            what="A few words are missing.", do="Write why your practice has no such step."
        )
    data = OwnStepRemoved(step=step, title=shipped.title, reason=reason.strip())
    return _record(desk, data, f"Taken out: {shipped.title}")


def restore_step(desk: Desk, step: str) -> Change:
    """Put back a shipped step that was taken out."""
    gone = desk.practice.own.removed.get(step)
    if gone is None:
        raise Problem(what="This step was not taken out.", do="Pick one from the list.")
    return _record(desk, OwnStepRestored(step=step, title=gone.title), f"Put back: {gone.title}")


def set_note(desk: Desk, step: str, text: str) -> Change:
    """Write a note that stands on a step's card from now on; no text takes it away."""
    words = text.strip()
    if desk.practice.own.notes.get(step, "") == words:
        return Change((), "Nothing to change.")
    data = OwnNoteSet(step=step, title=find(desk, step).title, text=words)
    return _record(desk, data, "Note written down." if words else "Note taken away.")


def find(desk: Desk, step: str) -> Step:
    """Return a shipped or an own step by id; raises Problem when there is none."""
    found = next(iter(_shipped(desk, step)), None)
    own = desk.practice.own.steps.get(step)
    if own:
        found = Step(id=own.step, phase=own.phase, title=own.title, why=own.why, how=own.how)
    if found is None:
        raise Problem(what="There is no such step.", do="Pick one from the list.")
    return found


def _shipped(desk: Desk, step: str) -> list[Step]:
    return [s for book in desk.library.playbooks for s in book.steps if s.id == step]


def _record(desk: Desk, data: Kind, said: str) -> Change:
    return Change(tuple(desk.record(PRACTICE, [data])), said)
