"""Facts as variables: where a condition is known to hold, and where it is known not to."""

import ast
from collections.abc import Iterable, Sequence
from itertools import product
from math import prod

from ir_app.core.facts import Fact
from ir_app.playbook.condition import facts_in, holds, parse
from ir_app.playbook.proof.answers import Declared, answers
from ir_app.playbook.proof.diagram import ALWAYS, NEVER, Diagrams

Sides = tuple[int, int]  # where it is true, where it is false; elsewhere nobody knows


class Worlds:
    """All combinations of answers that some conditions can tell apart, and more variables."""

    def __init__(
        self, conditions: Iterable[str], facts: Declared, more: Sequence[tuple[str, int, str]] = ()
    ) -> None:
        """Take conditions, and more variables: name, number of values, the condition beside it."""
        texts = sorted({text for text in conditions if text})
        self.names = tuple(sorted({name for text in texts for name in facts_in(text)}))
        self.answers = {name: answers(name, facts, texts) for name in self.names}
        sizes = {name: len(known) for name, known in self.answers.items()}
        sizes |= {name: size for name, size, _ in more}
        self.variables = _order(self.names, more)
        self.place = {name: place for place, name in enumerate(self.variables)}
        self.diagrams = Diagrams([sizes[name] for name in self.variables])
        self._sides: dict[str, Sides] = {}

    @property
    def number(self) -> int:
        """Return how many combinations of answers there are."""
        return prod(len(known) for known in self.answers.values())

    def sides(self, condition: str) -> Sides:
        """Return where a condition is true, and where it is false."""
        if not condition:
            return ALWAYS, NEVER
        if condition not in self._sides:
            self._sides[condition] = self._of(parse(condition))
        return self._sides[condition]

    def not_false(self, condition: str) -> int:
        """Return where a condition is true or nobody knows: there a step is shown."""
        return self.diagrams.no(self.sides(condition)[1])

    def unknown(self, name: str) -> int:
        """Return where a fact is not known."""
        return self.diagrams.one_of(self.place[name], [0])

    def facts(self, example: Sequence[int]) -> dict[str, Fact]:
        """Return the facts of one combination."""
        return {name: self.answers[name][example[self.place[name]]] for name in self.names}

    def _of(self, node: ast.expr) -> Sides:
        made = self.diagrams
        match node:
            case ast.BoolOp(op=op, values=parts):
                true, false = zip(*(self._of(part) for part in parts), strict=True)
                if isinstance(op, ast.And):
                    return made.every(true), made.some(false)
                return made.some(true), made.every(false)
            case ast.UnaryOp(operand=part):
                true_, false_ = self._of(part)
                return false_, true_
        return self._atom(ast.unparse(node))

    def _atom(self, text: str) -> Sides:
        """Ask the program's own reading of a condition, for every answer to what it names."""
        made, names = self.diagrams, sorted(facts_in(text))
        found: dict[bool | None, list[int]] = {True: [], False: [], None: []}
        for picked in product(*(range(len(self.answers[name])) for name in names)):
            pairs = list(zip(names, picked, strict=True))
            value = holds(text, {name: self.answers[name][at] for name, at in pairs})
            here = made.every(made.one_of(self.place[name], [at]) for name, at in pairs)
            found[value].append(here)
        return made.some(found[True]), made.some(found[False])


def _order(names: Iterable[str], more: Sequence[tuple[str, int, str]]) -> tuple[str, ...]:
    """Put each fact right before the first variable that goes with it: diagrams stay small so."""
    beside = [(name, sorted(facts_in(text)) if text else []) for name, _, text in more]
    used = {fact for _, facts in beside for fact in facts}
    order = dict.fromkeys(name for name in names if name not in used)
    for name, facts in beside:
        order |= dict.fromkeys([*facts, name])
    return tuple(order)
