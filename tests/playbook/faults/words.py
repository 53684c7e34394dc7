"""Faults in what people read."""

import random

from ir_app.playbook.model import Playbook, Retired
from ir_app.playbook.read import Library
from tests.playbook.faults.base import less, replace, with_step

HARD = "The aforementioned organizational remediation necessitates comprehensive documentation."


def drop_pause_line(
    chance: random.Random, book: Playbook, _: Library
) -> tuple[Playbook, str] | None:
    if not book.pauses:
        return None
    at = chance.randrange(len(book.pauses))
    pauses = list(book.pauses)
    read, gone = less(chance, pauses[at].read)
    pauses[at] = replace(pauses[at], read=read)
    return replace(book, pauses=tuple(pauses)), f"{pauses[at].phase}: {gone}"


def drop_text(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step = chance.choice(book.steps)
    empty: list[tuple[str, object]] = [("title", ""), ("why", ""), ("how", ())]
    if step.say and step.call:
        empty.append(("say", ()))
    name, value = chance.choice(empty)
    return with_step(book, step, **{name: value}), f"{step.id}: {name}"


def raise_grade(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    """Every line of what is to be done on a card is written as an office writes to an office."""
    step = chance.choice(book.steps)
    return with_step(book, step, how=(HARD,) * (len(step.how) + 3)), step.id


def long_sentence(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step = chance.choice(book.steps)
    joined = " and ".join(line.rstrip(".?!") for line in (step.why, *step.how, step.why))
    return with_step(book, step, why=f"{joined}."), step.id


def retire_without_why(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step = chance.choice(book.steps)
    left = tuple(s for s in book.steps if s is not step)
    gone = (*book.retired, Retired(id=step.id, why=""))
    return replace(book, steps=left, retired=gone), step.id
