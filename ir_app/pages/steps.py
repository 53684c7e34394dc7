"""All steps: the task list by phase."""

from dataclasses import dataclass

from ir_app.pages.parts import Tone


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
