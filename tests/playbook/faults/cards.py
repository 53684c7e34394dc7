"""Faults in the marks of a step: legal ones, stop lines, acts, duties, questions."""

import random
from collections.abc import Callable, Iterable

from ir_app.playbook.model import Act, Playbook, Step
from ir_app.playbook.proof.names import DUTIES
from ir_app.playbook.read import Library
from tests.playbook.faults.base import Fault, less, pick, replace, with_step


def drop_must(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.must))
    return (with_step(book, step, must=False), step.id) if step else None


def drop_locked(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.locked))
    return (with_step(book, step, locked=False), step.id) if step else None


def drop_gate(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.gate))
    return (with_step(book, step, gate=None), step.id) if step else None


def drop_gate_part(
    chance: random.Random, book: Playbook, _: Library
) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.gate))
    if step is None:
        return None
    name, empty = chance.choice([("stop", ""), ("reason", ""), ("already_happened", ())])
    return with_step(book, step, gate=replace(step.gate, **{name: empty})), f"{step.id}: {name}"


def drop_guard(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.gate and s.gate.guards))
    if step is None or step.gate is None:
        return None
    guards, gone = less(chance, step.gate.guards)
    return with_step(book, step, gate=replace(step.gate, guards=guards)), f"{step.id}: {gone}"


def _list(name: str, other: Callable[[Library, Step], Iterable[object]]) -> tuple[Fault, Fault]:
    """Return a fault that drops one of a step's values, and one that puts another in its place."""

    def drop(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
        step = pick(chance, (s for s in book.steps if getattr(s, name)))
        if step is None:
            return None
        kept, gone = less(chance, getattr(step, name))
        return with_step(book, step, **{name: kept}), f"{step.id}: {gone}"

    def alter(
        chance: random.Random, book: Playbook, library: Library
    ) -> tuple[Playbook, str] | None:
        step = pick(chance, (s for s in book.steps if getattr(s, name)))
        if step is None:
            return None
        kept, gone = less(chance, getattr(step, name))
        new = chance.choice([v for v in other(library, step) if v not in getattr(step, name)])
        return with_step(book, step, **{name: (*kept, new)}), f"{step.id}: {new}, not {gone}"

    return drop, alter


drop_does, alter_does = _list("does", lambda _library, _step: Act)
drop_duty, alter_duty = _list("duties", lambda _library, _step: DUTIES)
drop_sets, alter_sets = _list("sets", lambda library, _step: list(library.facts))
