"""Where every step can stand under every answer, as diagrams: the meaning of ``run`` once more.

Nothing is walked: a situation is any place of each step together with any answers, so whatever
order people work, answer and change their minds in, they are in one of these. A test replays
random people through ``run`` and compares.
"""

from collections.abc import Iterable, Sequence
from graphlib import TopologicalSorter
from math import prod

from ir_app.core.kinds import StepState
from ir_app.playbook.chart import SETTLED
from ir_app.playbook.model import Act, Playbook, Step
from ir_app.playbook.own import may_remove
from ir_app.playbook.proof.answers import Declared
from ir_app.playbook.proof.worlds import Worlds

GONE = None  # a practice took the step out
Place = StepState | None

# What an example should rather not show: answers and steps that do not matter stay as they are.
_COST: dict[Place, int] = {
    StepState.TODO: 0,
    StepState.DONE: 2,
    StepState.WAITING: 3,
    StepState.DOING: 3,
    StepState.COULD_NOT: 4,
    StepState.NOT_APPLICABLE: 5,
    GONE: 9,
}


class Situations:
    """All situations of one playbook: each step in a place its chart knows, facts as they are."""

    def __init__(self, book: Playbook, facts: Declared, extra: Iterable[str] = ()) -> None:
        self.book, self.facts = book, facts
        self.steps = {step.id: step for step in book.steps}
        whens = {step.when for step in book.steps}
        # Variables stand in the order of waiting: so the diagrams stay small.
        order = TopologicalSorter({step.id: book.before(step.id) for step in book.steps})
        self.order = tuple(order.static_order())
        self.places = {id_: _places(self.steps[id_]) for id_ in self.order}
        more = [
            (f"step {id_}", len(places), self.steps[id_].when)
            for id_, places in self.places.items()
        ]
        self.worlds = Worlds([*whens, *extra], facts, more)
        self.made = self.worlds.diagrams
        self.formulas = 0
        self._stands_open: dict[str, int] = {}

    @property
    def number(self) -> int:
        """Return how many situations there are."""
        return self.worlds.number * prod(len(places) for places in self.places.values())

    def never(self, diagram: int) -> bool:
        """Tell whether a formula holds in no situation at all; each one asked is counted."""
        self.formulas += 1
        return diagram == 0

    def at(self, step: str, *places: Place) -> int:
        """Return where a step stands in one of some places."""
        known = self.places[step]
        variable = self.worlds.place[f"step {step}"]
        return self.made.one_of(variable, [known.index(p) for p in places if p in known])

    def applies(self, step: str) -> int:
        """Return where the answers do not rule a step out."""
        return self.worlds.not_false(self.steps[step].when)

    def shown(self, step: str) -> int:
        """Return where a step is on the list: not ruled out, or worked on already."""
        fresh = self.made.both(self.at(step, StepState.TODO), self.made.no(self.applies(step)))
        return self.made.no(self.made.some([self.at(step, GONE), fresh]))

    def is_open(self, step: str) -> int:
        """Return where a step is neither done nor left out."""
        settled = self.at(step, *SETTLED)
        if self.steps[step].must:
            # Left out because of an answer, and the answer changed: it is open again.
            back = self.made.both(self.at(step, StepState.NOT_APPLICABLE), self.applies(step))
            settled = self.made.both(settled, self.made.no(back))
        return self.made.no(self.made.some([settled, self.at(step, GONE)]))

    def stands_open(self, step: str) -> int:
        """Return where a step is on the list and open, or taken out and one before it is."""
        if step not in self._stands_open:
            here = self.made.both(self.shown(step), self.is_open(step))
            behind = self.made.both(self.at(step, GONE), self.blocked(step))
            self._stands_open[step] = self.made.some([here, behind])
        return self._stands_open[step]

    def blocked(self, step: str) -> int:
        """Return where something before a step keeps it from being done."""
        return self.made.some(self.stands_open(id_) for id_ in self.book.before(step))

    def available(self, step: str) -> int:
        """Return where a step can be worked on."""
        here = self.made.both(self.shown(step), self.is_open(step))
        return self.made.both(here, self.made.no(self.blocked(step)))

    def doing(self, act: Act) -> tuple[Step, ...]:
        """Return the steps that do an act."""
        return tuple(step for step in self.book.steps if act in step.does)

    def cost(self, variable: int, value: int) -> int:
        """Return how much there is to tell about one answer or one step."""
        name = self.worlds.variables[variable]
        if name in self.worlds.answers:
            return 3 * (value > 0)
        return _COST[self.places[name.removeprefix("step ")][value]]

    def read(self, combination: Sequence[int]) -> dict[str, Place]:
        """Return where each step stands in one combination of all variables."""
        at = {step: combination[self.worlds.place[f"step {step}"]] for step in self.places}
        return {step: self.places[step][value] for step, value in at.items()}


def _places(step: Step) -> tuple[Place, ...]:
    """Return where a step can stand at all, by its chart and by what ``run`` lets people do."""
    places: list[Place] = [StepState.TODO, StepState.DOING, StepState.WAITING, StepState.DONE]
    if not step.must:
        places.append(StepState.COULD_NOT)
    if not step.must or step.when:
        places.append(StepState.NOT_APPLICABLE)
    return (*places, GONE) if may_remove(step) else tuple(places)
