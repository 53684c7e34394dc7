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
    places, again = _walked(situations, diagram, picked)
    moved = [s for s in _in_order(situations.book) if places[s.id] is not StepState.TODO]
    answers = [_answer(situations.facts[fact.name], fact) for fact in facts.values() if fact.known]
    said = [f"{_SAID[places[step.id]]}: {step.title}" for step in moved]
    opened = [f"Open again: {step.title}" for step in moved if step.id in again]
    lines = [*(answers or ["Answer nothing: all is unknown"]), *said, *opened, end]
    return Path(
        tuple(f"{number}. {line}" for number, line in enumerate(lines, start=1)),
        (
            *(event for step in moved for event in _events(step, places[step.id])),
            *(Event(step.id, StepState.TODO) for step in moved if step.id in again),
        ),
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
    situations: Situations, diagram: int, picked: tuple[int, ...]
) -> tuple[dict[str, Place], set[str]]:
    """Add what has to be settled before what the example says is done.

    It is done, or left out, whichever keeps the example what it is; else it is opened again later.
    """
    whole, again = situations.read(picked), set[str]()
    now = list(picked)
    for step in reversed(_in_order(situations.book)):
        if whole[step.id] is not StepState.DONE:
            continue
        for earlier in situations.book.before(step.id):
            if whole[earlier] is StepState.TODO and _applies(situations, earlier, picked):
                whole[earlier] = _settled(situations, diagram, now, earlier)
                if whole[earlier] is StepState.TODO:
                    whole[earlier] = StepState.DONE
                    again.add(earlier)
    return whole, again


def _settled(situations: Situations, diagram: int, now: list[int], step: str) -> Place:
    """Settle a step in ``now`` so that the diagram still holds, or leave it as it is."""
    variable = situations.worlds.place[f"step {step}"]
    known = situations.places[step]
    for place in (StepState.DONE, StepState.COULD_NOT, StepState.TODO):
        if place in known:
            now[variable] = known.index(place)
            if situations.made.holds(diagram, now):
                return place
    return StepState.TODO


def _applies(situations: Situations, step: str, picked: tuple[int, ...]) -> bool:
    return situations.made.holds(situations.applies(step), picked)
