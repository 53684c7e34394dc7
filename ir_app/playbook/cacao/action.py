"""One of our steps as a CACAO action, with every word a person needs in CACAO's own fields."""

from collections.abc import Iterator
from typing import Any

import msgspec

from ir_app.playbook.cacao.extension import EXTENSION, StepExtension, identifier
from ir_app.playbook.cacao.pattern import variable
from ir_app.playbook.model import Act, Step

# What a line is, in the "description" of its command; a line to do has none.
STOP = "Stop line"
REASON = "Why the stop line"
ALREADY = "If it already happened"
SAY = "Say on the phone"
KEEP = "Keep as proof"
TITLE_ONLY = "The title says it all"

ACTIVITIES = {
    Act.ROSTER: "identify-audience",
    Act.DATES: "identify-channel",
    Act.LETTERS_WRITE: "compose-content",
    Act.LETTERS_MAIL: "deliver-content",
}


def action(step: Step) -> dict[str, Any]:
    """Return the action of a step, without what follows it."""
    beside = StepExtension(
        id=step.id,
        phase=step.phase,
        target_minutes=step.target_minutes,
        evidence_required=step.evidence is not None and step.evidence.required,
        guards=step.gate.guards if step.gate else (),
        after=step.after,
        when=step.when,
        does=step.does,
        duties=step.duties,
        must=step.must,
        locked=step.locked,
    )
    made: dict[str, Any] = {
        "name": step.title,
        "description": step.why,
        "commands": [_command(step, text, label) for label, text in _lines(step)],
        "agent": agent(step.who),
        "step_extensions": {EXTENSION: msgspec.to_builtins(beside)},
    }
    if step.call:
        made["targets"] = [target(step.call)]
    if step.sets:
        made["out_args"] = [variable(fact) for fact in step.sets]
    return made


def agent(role: str) -> str:
    """Return the identifier of the agent for a role."""
    return identifier("group", "role", role)


def target(contact: str) -> str:
    """Return the identifier of the target for a contact."""
    return identifier("group", "contact", contact)


def activities(step: Step) -> list[str]:
    """Return the CACAO activities a step performs."""
    return [ACTIVITIES[act] for act in step.does if act in ACTIVITIES]


def _lines(step: Step) -> Iterator[tuple[str, str]]:
    found = list(_labelled(step))
    yield from found or [(TITLE_ONLY, step.title)]  # CACAO asks for one command at least


def _labelled(step: Step) -> Iterator[tuple[str, str]]:
    if step.gate:  # first, so that it is read first in any program
        yield STOP, step.gate.stop
        yield REASON, step.gate.reason
        yield from ((ALREADY, line) for line in step.gate.already_happened)
    yield from (("", line) for line in step.how)
    yield from ((SAY, line) for line in step.say)
    if step.evidence:
        yield KEEP, step.evidence.ask


def _command(step: Step, text: str, label: str) -> dict[str, str]:
    made = {"type": "manual", "command": text}
    if label:
        made["description"] = label
    for activity in activities(step)[:1]:
        made["playbook_activity"] = activity
    return made
