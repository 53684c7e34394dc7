"""All steps: the task list by phase."""

from dataclasses import dataclass

from ir_app.actions.plans import replayed
from ir_app.actions.situation import Situation
from ir_app.core.incident import fold
from ir_app.core.kinds import FactSet, StepMoved, StepState
from ir_app.pages.parts import Tone
from ir_app.pages.progress import OPEN, progress
from ir_app.pages.words import count
from ir_app.playbook.model import Step


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step; the whole row opens its card."""

    step: str
    title: str
    hint: str  # who, or why it was left out
    state: str  # "" for done is plain text; what remains carries the tag: "To do", "Now", "Waiting"
    tone: Tone
    current: bool
    done: bool


@dataclass(frozen=True, slots=True)
class PhaseBlock:
    """One of the five phases with its steps."""

    phase: str
    title: str
    summary: str  # "2 of 6 done"
    rows: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class StepsPage:
    """Everything the All steps screen (and the rail beside the card) says."""

    heading: str
    summary: str  # "3 done · 11 to go"
    changed: str  # "" or "2 steps added, because patient information was there."
    phases: tuple[PhaseBlock, ...]


TAGS = {
    StepState.TODO: "To do",
    StepState.DOING: "Doing",
    StepState.WAITING: "Waiting",
    StepState.DONE: "Done",
    StepState.COULD_NOT: "Could not",
    StepState.NOT_APPLICABLE: "Does not apply",
}


def build(situation: Situation) -> StepsPage:
    """Return the task list by phase, with the one step to do now marked."""
    run = situation.run
    phases = []
    for phase in situation.playbook.phases:
        steps = [s for s in situation.playbook.steps if s.phase == phase.id and s.id in run.visible]
        rows = tuple(_row(situation, step) for step in steps)
        done = sum(row.done for row in rows)
        phases.append(PhaseBlock(phase.id, phase.title, f"{done} of {len(rows)} done", rows))
    return StepsPage(
        heading="All steps",
        summary=progress(situation),
        changed=_changed(situation),
        phases=tuple(phases),
    )


def _row(situation: Situation, step: Step) -> StepRow:
    state = situation.run.states[step.id]
    current = step.id == situation.run.current
    open_ = state in OPEN
    blocked = situation.run.blocked_by(step.id) if open_ else ()
    return StepRow(
        step=step.id,
        title=step.title,
        hint=_hint(situation, step, blocked),
        state="Now" if current else TAGS[state],
        tone=Tone.SOON if current else Tone.PLAIN if open_ else Tone.DONE,
        current=current,
        done=not open_,
    )


def _hint(situation: Situation, step: Step, blocked: tuple[str, ...]) -> str:
    if blocked:
        first = situation.playbook.step(blocked[0])
        return f"After: {first.title}"
    moved = [e.data for e in situation.incident.progress if isinstance(e.data, StepMoved)]
    last = next((m for m in reversed(moved) if m.step == step.id), None)
    return last.reason if last and last.reason else ""


def _changed(situation: Situation) -> str:
    """Say which steps the last answer added or took away."""
    entries = situation.incident.entries
    act = entries[-1].act
    if act == 1 or not any(isinstance(e.data, FactSet) for e in entries if e.act == act):
        return ""
    before = replayed(situation.desk, fold([e for e in entries if e.act < act]))
    added, removed = situation.run.added_removed(before)
    parts = [
        f"{count(len(titles), 'step')} {word}: {', '.join(titles)}."
        for titles, word in ((added, "added"), (removed, "no longer needed"))
        if titles
    ]
    return " ".join(parts)
