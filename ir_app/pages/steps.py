"""All steps: the task list by phase."""

from dataclasses import dataclass

from ir_app.actions import pauses
from ir_app.actions.plans import offers, pinned, replayed
from ir_app.actions.situation import Situation
from ir_app.core.incident import fold
from ir_app.core.journal import Entry
from ir_app.core.kinds import FactSet, Sealed, StepMoved, StepState
from ir_app.core.plan import PLAN_KINDS, Pin
from ir_app.export.words import relation
from ir_app.pages import waiting
from ir_app.pages.parts import Button, Tone
from ir_app.pages.progress import OPEN, progress
from ir_app.pages.words import count, day_and_time
from ir_app.playbook.mapping import Mapping
from ir_app.playbook.model import PHASES, Playbook, Step


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
class Offer:
    """A newer version of a plan: what stays, what is new, what is gone and why."""

    playbook: str
    heading: str  # "There is a newer version of “Locked files (ransomware)”: 1.1, yours is 1.0"
    lines: tuple[str, ...]
    take: Button


@dataclass(frozen=True, slots=True)
class StepsPage:
    """Everything the All steps screen (and the rail beside the card) says."""

    heading: str
    summary: str  # "3 done · 11 to go"
    changed: str  # "" or "2 steps added, because patient information was there."
    phases: tuple[PhaseBlock, ...]
    map: Button
    list: Button
    save_plan: Button
    plans: str = ""  # "" or the two plans this incident follows
    offers: tuple[Offer, ...] = ()  # newer versions of its plans
    before: tuple[str, ...] = ()  # what was done before the plan changed
    related: tuple[str, ...] = ()  # splits and merges, with both clocks
    pauses: tuple[Button, ...] = ()  # checks that can be read together now
    change: Button | None = None


CHANGE = Button("change", "This is something else")
_MOVES = (FactSet, *PLAN_KINDS)  # what can add steps and take some away

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
        map=Button("show-map", "Show the map"),
        list=Button("hide-map", "Hide the map"),
        save_plan=Button("save-plan", "Save the plan as a Word file"),
        plans=_plans(situation),
        offers=tuple(_offer(*each) for each in offers(situation)),
        before=_before(situation),
        related=tuple(relation(e, situation.declared) for e in situation.incident.related),
        pauses=_pauses(situation),
        change=None if situation.incident.closed else CHANGE,
    )


def _plans(situation: Situation) -> str:
    titles = [pinned(situation.desk, pin).title for pin in situation.incident.pins]
    return f"Two things at once: {' and '.join(titles)}." if len(titles) > 1 else ""


def _offer(pin: Pin, new: Playbook, moves: Mapping) -> Offer:
    own = pin.version == new.version
    what = f"Your practice changed its plan “{new.title}” since this incident began."
    newer = f"There is a newer version of “{new.title}”: {new.version}, this one is {pin.version}."
    lines = [
        f"{count(len(moves.same) + len(moves.reworded), 'step')} stay where they are.",
        *(f"Other words or another order: {title}." for title in moves.reworded),
        *(f"New: {title}." for title in moves.added),
        *(f"No longer there: {title}. {why}" for title, why in moves.retired),
    ]
    take = Button(f"upgrade-{pin.playbook}", "Use the newer plan")
    return Offer(pin.playbook, what if own else newer, tuple(lines), take)


def _before(situation: Situation) -> tuple[str, ...]:
    gone = situation.run.left_behind
    moves = [e for e in situation.incident.progress if isinstance(e.data, StepMoved)]
    last = {e.data.step: e for e in moves if isinstance(e.data, StepMoved)}
    return tuple(_done_then(last[step], situation.run.states[step]) for step in gone)


def _done_then(entry: Entry, state: StepState) -> str:
    data = entry.data
    assert isinstance(data, StepMoved)  # noqa: S101 - the caller collects only these
    who = data.by or entry.actor
    return f"{data.title}: {TAGS[state].lower()}, {day_and_time(entry.happened.wall)}, {who}"


def _pauses(situation: Situation) -> tuple[Button, ...]:
    pause = pauses.offered(situation)
    words = f"Read together: {PHASES[pause.phase]} is finished" if pause else ""
    return (Button(f"pause-{pause.phase}", words),) if pause else ()


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
    waits = waiting.note(situation, step.id)
    if waits:
        return waits
    moved = [e.data for e in situation.incident.progress if isinstance(e.data, StepMoved)]
    last = next((m for m in reversed(moved) if m.step == step.id), None)
    return last.reason if last and last.reason else ""


def _changed(situation: Situation) -> str:
    """Say which steps the last answer added or took away."""
    entries = [e for e in situation.incident.entries if not isinstance(e.data, Sealed)]
    act = entries[-1].act
    if act == 1 or not any(isinstance(e.data, _MOVES) for e in entries if e.act == act):
        return ""
    before = replayed(situation.desk, fold([e for e in entries if e.act < act]))
    added, removed = situation.run.added_removed(before)
    parts = [
        f"{count(len(titles), 'step')} {word}: {', '.join(titles)}."
        for titles, word in ((added, "added"), (removed, "no longer needed"))
        if titles
    ]
    return " ".join(parts)
