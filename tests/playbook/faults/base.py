"""What all faults are made with: a step picked, a value dropped, a playbook without it."""

import random
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ir_app.playbook.model import Playbook, Step
from ir_app.playbook.read import Library

replace: Any = msgspec.structs.replace
Fault = Callable[[random.Random, Playbook, Library], tuple[Playbook, str] | None]


def with_step(book: Playbook, step: Step, **changes: object) -> Playbook:
    made = tuple(replace(s, **changes) if s is step else s for s in book.steps)
    return replace(book, steps=made)  # type: ignore[no-any-return]


def pick(chance: random.Random, steps: Iterable[Step]) -> Step | None:
    found = list(steps)
    return chance.choice(found) if found else None


def less(chance: random.Random, values: tuple[Any, ...]) -> tuple[tuple[Any, ...], Any]:
    gone = chance.choice(values)
    return tuple(value for value in values if value != gone), gone
