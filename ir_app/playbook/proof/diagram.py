"""Decision diagrams over variables with a few values each: exact, and they can count.

A diagram is a number: 0 holds never, 1 always, any other names a node that asks one variable and
goes on with one diagram for each of its values. Equal diagrams are the same number, so "this can
never happen" is a comparison with 0 - and what can happen is read off the diagram as an example.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

NEVER, ALWAYS = 0, 1
MOST = 300_000  # nodes; the shipped playbooks need about a thousand each
Cost = Callable[[int, int], int]  # variable, value -> how much an example with it costs


class TooTangledError(Exception):
    """Conditions hang together in too many ways to be drawn."""


class Diagrams:
    """All diagrams over variables of the given sizes, asked in that order."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        end = len(self.sizes)
        self._nodes: list[tuple[int, tuple[int, ...]]] = [(end, ()), (end, ())]
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._not: dict[int, int] = {NEVER: ALWAYS, ALWAYS: NEVER}

    def one_of(self, variable: int, values: Iterable[int]) -> int:
        """Return the diagram that holds where a variable has one of the values."""
        wanted = set(values)
        return self._node(
            variable, tuple(int(value in wanted) for value in range(self.sizes[variable]))
        )

    def _node(self, variable: int, children: tuple[int, ...]) -> int:
        if children.count(children[0]) == len(children):
            return children[0]
        key = (variable, children)
        if key not in self._known:
            if len(self._nodes) > MOST:
                raise TooTangledError
            self._nodes.append(key)
            self._known[key] = len(self._nodes) - 1
        return self._known[key]

    def no(self, one: int) -> int:
        """Return where a diagram does not hold."""
        if one not in self._not:
            variable, children = self._nodes[one]
            self._not[one] = self._node(variable, tuple(self.no(child) for child in children))
        return self._not[one]

    def both(self, one: int, other: int) -> int:
        """Return where two diagrams hold."""
        if other in (one, ALWAYS):
            return one
        if one == ALWAYS:
            return other
        if NEVER in (one, other):
            return NEVER
        key = (one, other) if one < other else (other, one)
        if key not in self._both:
            variable = min(self._nodes[one][0], self._nodes[other][0])
            lists = (self._split(one, variable), self._split(other, variable))
            self._both[key] = self._node(variable, tuple(map(self.both, *lists)))
        return self._both[key]

    def _split(self, one: int, variable: int) -> tuple[int, ...]:
        asked, children = self._nodes[one]
        return children if asked == variable else (one,) * self.sizes[variable]

    def every(self, parts: Iterable[int]) -> int:
        """Return where all parts hold."""
        return reduce(self.both, parts, ALWAYS)

    def some(self, parts: Iterable[int]) -> int:
        """Return where at least one part holds."""
        return self.no(self.every(self.no(part) for part in parts))

    def differ(self, one: int, other: int) -> int:
        """Return where exactly one of two holds."""
        return self.some([self.both(one, self.no(other)), self.both(other, self.no(one))])

    def holds(self, one: int, combination: Sequence[int]) -> bool:
        """Tell whether a diagram holds in one combination of all variables."""
        while one > ALWAYS:
            variable, children = self._nodes[one]
            one = children[combination[variable]]
        return one == ALWAYS

    def count(self, one: int) -> int:
        """Return in how many combinations of all variables a diagram holds."""
        below: dict[int, int] = {NEVER: 0, ALWAYS: 1}

        def counted(node: int) -> int:
            if node not in below:
                variable, children = self._nodes[node]
                below[node] = sum(counted(c) * self._between(variable, c) for c in children)
            return below[node]

        return counted(one) * self._between(-1, one)

    def _between(self, variable: int, child: int) -> int:
        made = 1
        for size in self.sizes[variable + 1 : self._nodes[child][0]]:
            made *= size
        return made

    def example(self, one: int, cost: Cost) -> tuple[int, ...]:
        """Return the cheapest combination in which a diagram holds; it must hold somewhere."""
        cheapest = [
            min(range(size), key=lambda value: cost(variable, value))
            for variable, size in enumerate(self.sizes)
        ]
        best: dict[int, tuple[int, int]] = {ALWAYS: (0, 0)}  # node -> extra cost, value

        def extra(node: int) -> int:
            if node not in best:
                variable, children = self._nodes[node]
                base = cost(variable, cheapest[variable])
                ways = [
                    (extra(child) + cost(variable, value) - base, value)
                    for value, child in enumerate(children)
                    if child != NEVER
                ]
                best[node] = min(ways)
            return best[node][0]

        extra(one)
        while one != ALWAYS:
            variable, children = self._nodes[one]
            cheapest[variable] = best[one][1]
            one = children[best[one][1]]
        return tuple(cheapest)
