"""The pause at the end of a phase: three questions to read aloud."""

from dataclasses import dataclass

from ir_app.actions.pauses import offered
from ir_app.actions.situation import Situation
from ir_app.playbook.model import PHASES


@dataclass(frozen=True, slots=True)
class PausePage:
    """The check of one phase, or the word that none is waiting."""

    phase: str  # "" when none is waiting
    heading: str
    lead: str
    read: tuple[str, ...]
    present_label: str
    words_label: str
    done_label: str
    back_label: str


def build(situation: Situation) -> PausePage:
    """Return the check that can be read together now."""
    pause = offered(situation)
    heading = f"{PHASES[pause.phase]}: finished" if pause else "Nothing to read now"
    lead = "Stop for one minute. Read this aloud to everyone who is here." if pause else ""
    return PausePage(
        phase=pause.phase if pause else "",
        heading=heading,
        lead=lead or "A short check is offered at the end of each part of the plan.",
        read=pause.read if pause else (),
        present_label="Who is here?",
        words_label="Did anybody say no? Write what. You can leave this empty.",
        done_label="We have read it",
        back_label="Back to the step",
    )
