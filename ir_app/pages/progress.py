"""How far an incident is, in one line."""

from ir_app.actions.situation import Situation
from ir_app.core.kinds import StepState

OPEN = (StepState.TODO, StepState.DOING, StepState.WAITING)


def progress(situation: Situation) -> str:
    """Return "3 done · 11 to go"."""
    run = situation.run
    states = [run.states[step] for step in run.visible]
    left = sum(state in OPEN for state in states)
    return f"{len(states) - left} done · {left} to go"
