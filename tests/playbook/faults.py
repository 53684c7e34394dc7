"""Ways to spoil a playbook, one at a time: what a slip of the hand in a file does."""

import random
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ir_app.playbook.model import PHASES, Act, Playbook, Retired, Step
from ir_app.playbook.proof.names import DUTIES
from ir_app.playbook.read import Library

replace: Any = msgspec.structs.replace
Fault = Callable[[random.Random, Playbook, Library], tuple[Playbook, str] | None]
HARD = "The aforementioned organizational remediation necessitates comprehensive documentation."


def _with(book: Playbook, step: Step, **changes: object) -> Playbook:
    made = tuple(replace(s, **changes) if s is step else s for s in book.steps)
    return replace(book, steps=made)  # type: ignore[no-any-return]


def _pick(chance: random.Random, steps: Iterable[Step]) -> Step | None:
    found = list(steps)
    return chance.choice(found) if found else None


def _less(chance: random.Random, values: tuple[Any, ...]) -> tuple[tuple[Any, ...], Any]:
    gone = chance.choice(values)
    return tuple(value for value in values if value != gone), gone


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
    step = _pick(chance, (s for s in book.steps if s.after))
    if step is None:
        return None
    after, gone = _less(chance, step.after)
    return _with(book, step, after=after), f"{step.id} after {gone}"


def rewire_after(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = _pick(chance, (s for s in book.steps if s.after))
    if step is None:
        return None
    after, gone = _less(chance, step.after)
    new = chance.choice([s.id for s in book.steps if s.id not in (*step.after, step.id)])
    return _with(book, step, after=(*after, new)), f"{step.id} after {new}, not {gone}"


def drop_when(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = _pick(chance, (s for s in book.steps if s.when))
    return step and (_with(book, step, when=""), step.id)


def negate_when(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = _pick(chance, (s for s in book.steps if s.when))
    return step and (_with(book, step, when=f"not ({step.when})"), step.id)


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
    step = _pick(chance, (s for s in book.steps if s.when))
    if step is None:
        return None
    old, new = chance.choice([(o, n) for o, n in _SWAPS if o in step.when])
    parts = step.when.split(old)
    at = chance.randrange(1, len(parts))
    when = old.join(parts[:at]) + new + old.join(parts[at:])
    return _with(book, step, when=when), f"{step.id}: {old!r} is {new!r}"


def drop_must(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = _pick(chance, (s for s in book.steps if s.must))
    return step and (_with(book, step, must=False), step.id)


def drop_locked(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = _pick(chance, (s for s in book.steps if s.locked))
    return step and (_with(book, step, locked=False), step.id)


def drop_gate(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = _pick(chance, (s for s in book.steps if s.gate))
    return step and (_with(book, step, gate=None), step.id)


def drop_gate_part(
    chance: random.Random, book: Playbook, _: Library
) -> tuple[Playbook, str] | None:
    step = _pick(chance, (s for s in book.steps if s.gate))
    if step is None:
        return None
    name, empty = chance.choice([("stop", ""), ("reason", ""), ("already_happened", ())])
    return _with(book, step, gate=replace(step.gate, **{name: empty})), f"{step.id}: {name}"


def drop_guard(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
    step = _pick(chance, (s for s in book.steps if s.gate and s.gate.guards))
    if step is None or step.gate is None:
        return None
    guards, gone = _less(chance, step.gate.guards)
    return _with(book, step, gate=replace(step.gate, guards=guards)), f"{step.id}: {gone}"


def _list(name: str, other: Callable[[Library, Step], Iterable[object]]) -> tuple[Fault, Fault]:
    """Return a fault that drops one of a step's values, and one that puts another in its place."""

    def drop(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str] | None:
        step = _pick(chance, (s for s in book.steps if getattr(s, name)))
        if step is None:
            return None
        kept, gone = _less(chance, getattr(step, name))
        return _with(book, step, **{name: kept}), f"{step.id}: {gone}"

    def alter(
        chance: random.Random, book: Playbook, library: Library
    ) -> tuple[Playbook, str] | None:
        step = _pick(chance, (s for s in book.steps if getattr(s, name)))
        if step is None:
            return None
        kept, gone = _less(chance, getattr(step, name))
        new = chance.choice([v for v in other(library, step) if v not in getattr(step, name)])
        return _with(book, step, **{name: (*kept, new)}), f"{step.id}: {new}, not {gone}"

    return drop, alter


drop_does, alter_does = _list("does", lambda _library, _step: Act)
drop_duty, alter_duty = _list("duties", lambda _library, _step: DUTIES)
drop_sets, alter_sets = _list("sets", lambda library, _step: list(library.facts))


def move_phase(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step = chance.choice(book.steps)
    phase = chance.choice([p for p in PHASES if p != step.phase])
    return _with(book, step, phase=phase), f"{step.id} to {phase}"


def swap_steps(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    one, two = chance.sample(range(len(book.steps)), 2)
    steps = list(book.steps)
    steps[one], steps[two] = steps[two], steps[one]
    return replace(book, steps=tuple(steps)), f"{steps[one].id}, {steps[two].id}"


def duplicate_id(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step, other = chance.sample(book.steps, 2)
    return _with(book, step, id=other.id), f"{step.id} is {other.id}"


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


def drop_pause_line(
    chance: random.Random, book: Playbook, _: Library
) -> tuple[Playbook, str] | None:
    if not book.pauses:
        return None
    at = chance.randrange(len(book.pauses))
    pauses = list(book.pauses)
    read, gone = _less(chance, pauses[at].read)
    pauses[at] = replace(pauses[at], read=read)
    return replace(book, pauses=tuple(pauses)), f"{pauses[at].phase}: {gone}"


def drop_text(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step = chance.choice(book.steps)
    empty: list[tuple[str, object]] = [("title", ""), ("why", ""), ("how", ())]
    if step.say and step.call:
        empty.append(("say", ()))
    name, value = chance.choice(empty)
    return _with(book, step, **{name: value}), f"{step.id}: {name}"


def raise_grade(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    """Every line of what is to be done on a card is written as an office writes to an office."""
    step = chance.choice(book.steps)
    return _with(book, step, how=(HARD,) * (len(step.how) + 3)), step.id


def long_sentence(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step = chance.choice(book.steps)
    joined = " and ".join(line.rstrip(".?!") for line in (step.why, *step.how, step.why))
    return _with(book, step, why=f"{joined}."), step.id


def retire_without_why(chance: random.Random, book: Playbook, _: Library) -> tuple[Playbook, str]:
    step = chance.choice(book.steps)
    left = tuple(s for s in book.steps if s is not step)
    gone = (*book.retired, Retired(id=step.id, why=""))
    return replace(book, steps=left, retired=gone), step.id


FAULTS: dict[str, Fault] = {
    "remove a step": remove_step,
    "remove a step and mend": remove_step_and_mend,
    "drop an “after”": drop_after,
    "rewire an “after”": rewire_after,
    "drop a “when”": drop_when,
    "negate a “when”": negate_when,
    "alter a “when”": alter_when,
    "drop “must”": drop_must,
    "drop “locked”": drop_locked,
    "drop a stop line": drop_gate,
    "drop a part of a stop line": drop_gate_part,
    "drop what a stop line guards": drop_guard,
    "drop an act": drop_does,
    "alter an act": alter_does,
    "drop a duty": drop_duty,
    "alter a duty": alter_duty,
    "drop a fact asked": drop_sets,
    "alter a fact asked": alter_sets,
    "move to another part": move_phase,
    "swap two steps": swap_steps,
    "use an id twice": duplicate_id,
    "rename an id": rename_id,
    "drop a line of a pause": drop_pause_line,
    "drop a text": drop_text,
    "raise the grade": raise_grade,
    "make a long sentence": long_sentence,
    "retire without a why": retire_without_why,
}
