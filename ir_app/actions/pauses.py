"""Pauses: at the end of a phase the team reads three questions aloud; offered, never in the way."""

from ir_app.actions.desk import Desk
from ir_app.actions.situation import Situation
from ir_app.core.change import Change
from ir_app.core.kinds import PausePassed
from ir_app.playbook.model import PHASES, Pause
from ir_app.problems import Problem


def offered(situation: Situation) -> Pause | None:
    """Return the first pause whose phase is finished and which nobody has read, or None."""
    return next((p for p in situation.playbook.pauses if _is_due(situation, p)), None)


def _is_due(situation: Situation, pause: Pause) -> bool:
    run = situation.run
    phase = {step.id for step in situation.playbook.steps if step.phase == pause.phase}
    shown = [step for step in run.visible if step in phase]
    ended = bool(shown) and not any(run.is_open(step) for step in shown)
    return ended and pause.phase not in situation.incident.pauses


def find(situation: Situation, phase: str) -> Pause:
    """Return the pause at the end of a phase; raises Problem when the plan has none there."""
    found = next((p for p in situation.playbook.pauses if p.phase == phase), None)
    if found is None:
        raise Problem(what="This part of the plan has no pause.", do="Go on with the steps.")
    return found


def passed(desk: Desk, incident: str, phase: str, present: str, words: str = "") -> Change:
    """Record that the check was read aloud, with the names of who was there."""
    pause = find(desk.situation(incident), phase)
    if not present.strip():
        raise Problem(
            what="It is not written down who was there.",
            safe="Nothing was lost.",
            do="Write the names, or go back to the steps without it.",
        )
    data = PausePassed(
        phase=phase,
        title=PHASES[phase],
        read=pause.read,
        present=present.strip(),
        words=words.strip(),
    )
    return Change(tuple(desk.record(incident, [data])), f"Read together: {data.title}")
