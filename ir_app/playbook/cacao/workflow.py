"""The order of a playbook drawn as a CACAO workflow: bands, lanes, and steps side by side.

CACAO can only nest "side by side" and "one after the other". A step that waits for a step of
another phase starts a new band; within a band each phase is a lane; within a lane, steps that
wait for none of each other stand side by side. So a program that follows the drawing never does
a step before one it comes after.
"""

from collections.abc import Callable, Iterable
from typing import Any

from ir_app.playbook.cacao.extension import identifier
from ir_app.playbook.cacao.pattern import pattern
from ir_app.playbook.model import PHASES, Playbook, Step
from ir_app.problems import Problem

Node = dict[str, Any]
Part = Callable[[str], str]  # given what follows, adds its nodes and returns the first of them


def places(steps: Iterable[Step]) -> dict[str, tuple[int, int]]:
    """Return band and wave of each step by id; raises Problem when steps wait for each other."""
    found: dict[str, tuple[int, int]] = {}
    waiting = {step.id: step for step in steps}
    phases = {step.id: step.phase for step in waiting.values()}
    while waiting:
        ready = [s for s in waiting.values() if all(before in found for before in s.after)]
        if not ready:
            raise _tangled(waiting)
        for step in ready:
            found[step.id] = _place(step, found, phases)
            del waiting[step.id]
    return found


def _place(
    step: Step, found: dict[str, tuple[int, int]], phases: dict[str, str]
) -> tuple[int, int]:
    same = [found[before] for before in step.after if phases[before] == step.phase]
    other = [found[before] for before in step.after if phases[before] != step.phase]
    band = max([0, *(b for b, _ in same), *(b + 1 for b, _ in other)])
    return band, max([0, *(wave + 1 for b, wave in same if b == band)])


class Drawing:
    """Collects the nodes of one playbook's workflow."""

    def __init__(self, playbook: Playbook, action: Callable[[Step], Node]) -> None:
        self.nodes: dict[str, Node] = {}
        self._book, self._action = playbook, action
        self._places = places(playbook.steps)

    def draw(self) -> str:
        """Draw the whole playbook and return the identifier of its start."""
        bands = sorted({band for band, _ in self._places.values()})
        first = self._sequence([self._band(band) for band in bands])(self._end("end"))
        return self._add("start", "start", {"on_completion": first})

    def _band(self, band: int) -> Part:
        here = [s for s in self._book.steps if self._places[s.id][0] == band]
        lanes = [self._lane(band, p, [s for s in here if s.phase == p]) for p in PHASES]
        return self._beside(f"Part {band + 1}", f"band/{band}", [lane for lane in lanes if lane])

    def _lane(self, band: int, phase: str, steps: list[Step]) -> Part | None:
        waves = sorted({self._places[s.id][1] for s in steps})
        parts = [
            self._beside(
                PHASES[phase],
                f"lane/{band}/{phase}/{wave}",
                [self._step(s) for s in steps if self._places[s.id][1] == wave],
            )
            for wave in waves
        ]
        return self._sequence(parts) if parts else None

    def _step(self, step: Step) -> Part:
        def add(then: str) -> str:
            node = self._action(step)
            if not step.when:
                return self._add("action", step.id, node | {"on_completion": then})
            done = self._end(f"when/{step.id}")
            inner = self._add("action", step.id, node | {"on_completion": done})
            return self._add(
                "if-condition",
                step.id,
                {
                    "name": "Only if it applies, or nobody knows yet",
                    "description": step.when,
                    "condition": pattern(step.when),
                    "on_true": inner,
                    "on_completion": then,
                },
            )

        return add

    def _beside(self, name: str, key: str, parts: list[Part]) -> Part:
        if len(parts) == 1:
            return parts[0]

        def add(then: str) -> str:
            heads = [part(self._end(f"{key}/{n}")) for n, part in enumerate(parts)]
            node = {"name": name, "next_steps": heads, "on_completion": then}
            return self._add("parallel", key, node)

        return add

    @staticmethod
    def _sequence(parts: list[Part]) -> Part:
        def add(then: str) -> str:
            for part in reversed(parts):
                then = part(then)
            return then

        return add

    def _end(self, key: str) -> str:
        return self._add("end", key, {})

    def _add(self, kind: str, key: str, node: Node) -> str:
        name = identifier(kind, self._book.id, key)
        self.nodes[name] = {"type": kind} | node
        return name


def _tangled(waiting: Iterable[str]) -> Problem:
    return Problem(
        what=f"These steps wait for each other or for a missing one: {', '.join(sorted(waiting))}.",
        safe="Nothing was written.",
        do="Correct the lines that begin with “after”, then try again.",
    )
