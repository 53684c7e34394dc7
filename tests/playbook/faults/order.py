"""Faults in the order of steps and in what shows them."""

import random

from ir_app.playbook.model import PHASES, Playbook
from ir_app.playbook.read import Library
from tests.playbook.faults.base import less, pick, replace, with_step


def remove_step(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step = chance.choice(book.steps)
    return replace(book, steps=tuple(s for s in book.steps if s is not step)), step.id


def remove_step_and_mend(
    chance: random.Random, book: Playbook, library: Library
) -> tuple[Playbook, str]:
    """Nothing names the step any more: what waited for it waits for what it waited for."""
    del library
    gone = chance.choice(book.steps)
    steps = []
    for step in (s for s in book.steps if s is not gone):
        after: list[str] = []
        for one in step.after:
            after += gone.after if one == gone.id else (one,)
        gate = step.gate
        if gate and gone.id in gate.guards:
            gate = replace(gate, guards=tuple(g for g in gate.guards if g != gone.id))
        steps.append(replace(step, after=tuple(dict.fromkeys(after)), gate=gate))
    return replace(book, steps=tuple(steps)), gone.id


def drop_after(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.after))
    if step is None:
        return None
    after, gone = less(chance, step.after)
    return with_step(book, step, after=after), f"{step.id} after {gone}"


def rewire_after(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.after))
    if step is None:
        return None
    after, gone = less(chance, step.after)
    new = chance.choice([s.id for s in book.steps if s.id not in (*step.after, step.id)])
    return with_step(book, step, after=(*after, new)), f"{step.id} after {new}, not {gone}"


def drop_when(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.when))
    return (with_step(book, step, when=""), step.id) if step else None


def negate_when(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.when))
    return (with_step(book, step, when=f"not ({step.when})"), step.id) if step else None


_SWAPS = (
    (" and ", " or "),
    (" or ", " and "),
    ("==", "!="),
    ("!=", "=="),
    ("True", "False"),
    ("False", "True"),
    ("not ", ""),
    ("known(", "not known("),
    (" in [", " not in ["),
    ("' in ", "x' in "),
)


def alter_when(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = pick(chance, (s for s in book.steps if s.when))
    if step is None:
        return None
    old, new = chance.choice([(o, n) for o, n in _SWAPS if o in step.when])
    parts = step.when.split(old)
    at = chance.randrange(1, len(parts))
    when = old.join(parts[:at]) + new + old.join(parts[at:])
    return with_step(book, step, when=when), f"{step.id}: {old!r} is {new!r}"


def move_phase(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step = chance.choice(book.steps)
    phase = chance.choice([p for p in PHASES if p != step.phase])
    return with_step(book, step, phase=phase), f"{step.id} to {phase}"


def swap_steps(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    one, two = chance.sample(range(len(book.steps)), 2)
    steps = list(book.steps)
    steps[one], steps[two] = steps[two], steps[one]
    return replace(book, steps=tuple(steps)), f"{steps[one].id}, {steps[two].id}"


def duplicate_id(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step, other = chance.sample(book.steps, 2)
    return with_step(book, step, id=other.id), f"{step.id} is {other.id}"


def rename_id(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    """Everything that names the step is renamed with it."""
    old = chance.choice(book.steps).id
    new = f"{old}-new"

    def names(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if value == old else value for value in values)

    steps = tuple(
        replace(
            step,
            id=new if step.id == old else step.id,
            after=names(step.after),
            gate=step.gate and replace(step.gate, guards=names(step.gate.guards)),
        )
        for step in book.steps
    )
    return replace(book, steps=steps), old
