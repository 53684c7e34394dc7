"""A counter-example as a person would walk it: answers, cards, in the words on screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ir_app.core.facts import Fact
from ir_app.core.kinds import StepState
from ir_app.playbook.model import FactDeclaration, Playbook, Step
from ir_app.playbook.proof.situation import GONE, Place, Situations
from ir_app.playbook.run import Acknowledge, Event

_SAID = {
    StepState.DONE: "Do",
    StepState.DOING: "Begin",
    StepState.WAITING: "Put aside for later",
    StepState.COULD_NOT: "Leave out, it could not be done",
    StepState.NOT_APPLICABLE: "Leave out, it does not apply",
    GONE: "Take out of the practice's own plan",
}


@dataclass(frozen=True)
class Path:
    """What happens in a counter-example; ``events`` and ``facts`` can be replayed."""

    lines: tuple[str, ...] = ()
    events: tuple[Event | Acknowledge, ...] = ()
    facts: dict[str, Fact] = field(default_factory=dict)


def path(situations: Situations, diagram: int, end: str) -> Path:
    """Return the shortest way into a situation in which ``diagram`` holds, and what ``end`` is."""
    picked = situations.made.example(diagram, situations.cost)
    facts = situations.worlds.facts(picked)
    places = _walked(situations, situations.read(picked), picked)
    moved = [s for s in _in_order(situations.book) if places[s.id] is not StepState.TODO]
    answers = [_answer(situations.facts[fact.name], fact) for fact in facts.values() if fact.known]
    said = [f"{_SAID[places[step.id]]}: {step.title}" for step in moved]
    lines = [*(answers or ["Answer nothing: all is unknown"]), *said, end]
    return Path(
        tuple(f"{number}. {line}" for number, line in enumerate(lines, start=1)),
        tuple(event for step in moved for event in _events(step, places[step.id])),
        {name: fact for name, fact in facts.items() if fact.known},
    )


def _answer(declared: FactDeclaration, fact: Fact) -> str:
    return f"Answer “{declared.label}”: {declared.spoken(fact.value)}"


def _events(step: Step, place: Place) -> Iterator[Event | Acknowledge]:
    if place is GONE:
        return
    if step.gate:
        yield Acknowledge(step.id, already_happened=False)
    yield Event(step.id, place, reason="So it was.")


def _in_order(book: Playbook) -> list[Step]:
    """Return the steps so that each stands behind what it waits for; circles as they stand."""
    ordered: dict[str, Step] = {}
    waiting = list(book.steps)
    while waiting:
        ready = [s for s in waiting if all(a in ordered for a in book.before(s.id))] or waiting[:1]
        ordered |= {ready[0].id: ready[0]}
        waiting.remove(ready[0])
    return list(ordered.values())


def _walked(
    situations: Situations, places: dict[str, Place], picked: tuple[int, ...]
) -> dict[str, Place]:
    """Add what has to be done before what the example says is done."""
    whole = dict(places)
    for step in reversed(_in_order(situations.book)):
        if whole[step.id] is StepState.DONE:
            for earlier in situations.book.before(step.id):
                if whole[earlier] is StepState.TODO and _shown(situations, earlier, picked):
                    whole[earlier] = StepState.DONE
    return whole


def _shown(situations: Situations, step: str, picked: tuple[int, ...]) -> bool:
    return situations.made.holds(situations.applies(step), picked)
