"""Fields of facts: what the playbook declares, with what was answered so far."""

from ir_app.actions.situation import Situation
from ir_app.core.facts import Status
from ir_app.pages.parts import Choice, Field, Input


def field(situation: Situation, name: str) -> Field:
    """Return the field that asks for a fact, filled with the answer so far."""
    declared = situation.declared[name]
    fact = situation.incident.facts.get(name)
    return Field(
        name=name,
        label=declared.label,
        input=Input(declared.type),
        help=declared.help,
        choices=tuple(Choice(c.id, c.label) for c in declared.choices),
        value=fact.value if fact and fact.known else None,
        answered=bool(fact and fact.known),
        unknown=bool(fact and fact.status is Status.UNKNOWN),
    )


def is_open(situation: Situation, name: str) -> bool:
    """Tell whether a declared fact has no value yet."""
    fact = situation.incident.facts.get(name)
    return name in situation.declared and not (fact and fact.known)
