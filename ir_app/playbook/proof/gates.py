"""Stop lines have a reason and a way on, and come before whatever they guard."""

from collections.abc import Iterator

from ir_app.playbook.model import PHASES, Step
from ir_app.playbook.proof.case import Case, Finding


def whole(case: Case) -> Iterator[Finding]:
    """Each stop line says what, why, and what to do when it was done already."""
    for step in case.book.steps:
        gate = step.gate
        if gate and not (gate.stop and gate.reason and gate.already_happened):
            yield Finding(f"the stop line of {step.id} lacks its reason or its way on")
    if case.book.steps[0].gate is None:
        yield Finding(f"the first step {case.book.steps[0].id} has no stop line")


def before_the_harm(case: Case) -> Iterator[Finding]:
    """No step that could do what a stop line forbids comes before it, under any answer."""
    for step in case.book.steps:
        for guarded in step.gate.guards if step.gate else ():
            yield from _one(case, step, case.book.step(guarded))
    stopped = {g for s in case.book.steps if s.gate for g in (*s.gate.guards, s.id)}
    for step in case.book.steps:
        if step.phase == "fix" and step.who == "it" and step.id not in stopped:
            yield Finding(f"step {step.id} changes computers, and no stop line guards it")
        if step.phase == "fix" and case.shipped:
            yield from map(Finding, _unnamed(case, step))


def _unnamed(case: Case, step: Step) -> Iterator[str]:
    """A step of "Fix it" that waits for a stop line is one that the stop line guards."""
    here = case.situations
    for id_ in step.after:
        gate = case.book.step(id_).gate
        hidden = here.made.both(here.applies(step.id), here.made.no(here.applies(id_)))
        if gate and step.id not in gate.guards and here.never(hidden):
            yield f"step {step.id} waits for the stop line of {id_}, which does not name it"


def _one(case: Case, gate: Step, guarded: Step) -> Iterator[Finding]:
    here = case.situations
    applies = here.applies(guarded.id)
    yield from case.found(
        here.made.both(applies, here.made.no(here.applies(gate.id))),
        f"the stop line of {gate.id} can be hidden while {guarded.id}, which it guards, is shown",
        f"“{guarded.title}” is on the list, and “{gate.title}” with its stop line is not",
    )
    yield from case.found(
        here.made.every([here.available(guarded.id), applies, here.stands_open(gate.id)]),
        f"step {guarded.id} can be done before the stop line of {gate.id} was read",
        f"Do: {guarded.title}. The stop line of “{gate.title}” was not read",
    )


def order(case: Case) -> Iterator[Finding]:
    """Cards stand in the order of the five parts, each behind what it waits for."""
    parts = list(PHASES)
    place = {step.id: n for n, step in enumerate(case.book.steps)}
    for step in case.book.steps:
        for earlier in step.after:
            phase = case.book.step(earlier).phase
            if parts.index(phase) > parts.index(step.phase):
                yield Finding(f"step {step.id} waits for {earlier} of a later part")
            elif case.shipped and place[earlier] > place[step.id]:
                yield Finding(f"step {step.id} stands before {earlier}, which comes first")
    phases = [parts.index(step.phase) for step in case.book.steps]
    if phases != sorted(phases):
        yield Finding("the steps do not stand in the order of the five parts")
    for phase, title in PHASES.items():
        if not any(step.phase == phase for step in case.book.steps):
            yield Finding(f"the part “{title}” is empty")
