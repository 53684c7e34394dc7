"""The map of an incident: the lanes and steps of its playbook, with where it stands."""

from ir_app.actions.situation import Situation
from ir_app.pages.steps import TAGS
from ir_app.playbook.map import Map, Mark, lay_out

NOT_NEEDED = Mark("Not needed here", "quiet")


def build(situation: Situation) -> Map:
    """Return the map; every step is on it, those the answers took away are marked."""
    return lay_out(situation.playbook, marks(situation), situation.incident.title)


def marks(situation: Situation) -> dict[str, Mark]:
    """Return where every step of the playbook stands."""
    return {step.id: _mark(situation, step.id) for step in situation.playbook.steps}


def _mark(situation: Situation, step: str) -> Mark:
    run = situation.run
    if step not in run.visible:
        return NOT_NEEDED
    if step == run.current:
        return Mark("Now", "now")
    return Mark(TAGS[run.states[step]], "open" if run.is_open(step) else "done")
