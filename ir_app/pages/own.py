"""What this practice changed in the plans: its own steps and notes, and steps it took out."""

from dataclasses import dataclass

from ir_app.actions.desk import Desk
from ir_app.core.kinds import OwnStepAdded
from ir_app.pages.parts import Button, Choice
from ir_app.playbook.model import PHASES, Playbook, Step
from ir_app.playbook.own import may_remove


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One difference to the shipped plans, with the way to take it back."""

    id: str  # step
    text: str
    detail: str
    undo: Button


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything the "What this practice changed" screen says."""

    heading: str
    lead: str
    rows: tuple[OwnRow, ...]
    none: str  # said when nothing was changed
    places: tuple[Choice, ...]  # steps a new one can come after, or a note can stand beside
    removable: tuple[Choice, ...]  # shipped steps that may be taken out
    locked: str  # why the others can't


def build(desk: Desk) -> OwnPage:
    """Return every difference to the plans as shipped."""
    rows = (*_steps(desk), *_notes(desk), *_removed(desk))
    steps = _all_steps(desk)
    return OwnPage(
        heading="What this practice changed",
        lead="The plans that came with the program stay as they are. Here is what you added to "
        "them, or took out. Incidents that are open ask before they use it.",
        rows=rows,
        none="" if rows else "Nothing yet. The plans are as they came.",
        places=tuple(Choice(s.id, f"{PHASES[s.phase]}: {s.title}") for s in steps.values()),
        removable=_removable(desk),
        locked="Steps that a law asks for, and steps with a stop line, can't be taken out.",
    )


def _steps(desk: Desk) -> tuple[OwnRow, ...]:
    return tuple(
        OwnRow(
            id=step.step,
            text=f"Added: {step.title}",
            detail=f"{_where(desk, step)}. {' '.join(step.how)}",
            undo=Button(f"remove-{step.step}", "Take it out"),
        )
        for step in desk.practice.own.steps.values()
    )


def _where(desk: Desk, step: OwnStepAdded) -> str:
    before = _all_steps(desk).get(step.after)
    which = "In every plan" if not step.playbook else f"In {_title(desk, step.playbook)}"
    return f"{which}, after “{before.title}”" if before else f"{which}, in “{PHASES[step.phase]}”"


def _title(desk: Desk, playbook: str) -> str:
    return next((b.title for b in desk.library.playbooks if b.id == playbook), playbook)


def _notes(desk: Desk) -> tuple[OwnRow, ...]:
    steps = _all_steps(desk)
    return tuple(
        OwnRow(
            id=step,
            text=f"Note beside “{steps[step].title if step in steps else step}”",
            detail=text,
            undo=Button(f"unnote-{step}", "Take the note away"),
        )
        for step, text in desk.practice.own.notes.items()
    )


def _removed(desk: Desk) -> tuple[OwnRow, ...]:
    return tuple(
        OwnRow(
            id=gone.step,
            text=f"Taken out: {gone.title}",
            detail=gone.reason,
            undo=Button(f"restore-{gone.step}", "Put it back"),
        )
        for gone in desk.practice.own.removed.values()
    )


def _all_steps(desk: Desk) -> dict[str, Step]:
    shipped = _shipped(desk.library.playbooks)
    own = {
        s.step: Step(id=s.step, phase=s.phase, title=s.title, why=s.why, how=s.how)
        for s in desk.practice.own.steps.values()
    }
    return shipped | own


def _shipped(books: tuple[Playbook, ...]) -> dict[str, Step]:
    found: dict[str, Step] = {}
    for book in books:
        for step in book.steps:
            found.setdefault(step.id, step)
    return found


def _removable(desk: Desk) -> tuple[Choice, ...]:
    books, removed = desk.library.playbooks, desk.practice.own.removed
    fixed = {s.id for b in books for s in b.steps if not may_remove(s)}
    return tuple(
        Choice(step.id, step.title)
        for step in _shipped(books).values()
        if step.id not in fixed and step.id not in removed
    )
