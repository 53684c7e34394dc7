"""A playbook with what a practice added and took out; the shipped file is never touched."""

from collections.abc import Mapping

import msgspec

from ir_app.core.own import Own
from ir_app.playbook.model import PHASES, Gate, Playbook, Step
from ir_app.playbook.pin import sealed


def may_remove(step: Step) -> bool:
    """Tell whether a practice may take a shipped step out: never a legal or a guarding one."""
    return not (step.locked or step.must or step.gate or step.does or step.duties)


def adapted(book: Playbook, own: Own) -> Playbook:
    """Return the playbook as this practice walks it; unchanged when nothing of it applies."""
    gone = {s.id for s in book.steps if s.id in own.removed and may_remove(s)}
    added = [step for step in own.steps.values() if step.playbook in ("", book.id)]
    if not gone and not added:
        return book
    steps = _without(book.steps, gone)
    for step in added:
        steps = _with(
            steps,
            Step(
                id=step.step,
                phase=step.phase,
                title=step.title,
                why=step.why,
                how=step.how,
                after=(step.after,) if any(s.id == step.after for s in steps) else (),
            ),
        )
    return sealed(msgspec.structs.replace(book, steps=tuple(steps)), {})


def _without(steps: tuple[Step, ...], gone: set[str]) -> list[Step]:
    """Take steps out; what came after one of them comes after what it came after."""
    by_id = {step.id: step for step in steps}
    return [
        msgspec.structs.replace(
            step, after=_bridge(step.after, gone, by_id), gate=_guarding(step.gate, gone)
        )
        for step in steps
        if step.id not in gone
    ]


def _guarding(gate: Gate | None, gone: set[str]) -> Gate | None:
    if gate is None or gone.isdisjoint(gate.guards):
        return gate
    return msgspec.structs.replace(gate, guards=tuple(g for g in gate.guards if g not in gone))


def _bridge(after: tuple[str, ...], gone: set[str], by_id: Mapping[str, Step]) -> tuple[str, ...]:
    kept: list[str] = []
    for id_ in after:
        kept += _bridge(by_id[id_].after, gone, by_id) if id_ in gone else (id_,)
    return tuple(dict.fromkeys(kept))


def _with(steps: list[Step], new: Step) -> list[Step]:
    """Put a step right behind the one it follows, or at the end of its phase."""
    order = list(PHASES)
    place = next((i for i, s in enumerate(steps, start=1) if s.id in new.after), None)
    if place is None:
        limit = order.index(new.phase)
        place = sum(order.index(step.phase) <= limit for step in steps)
    return [*steps[:place], new, *steps[place:]]
