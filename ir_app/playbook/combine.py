"""Two playbooks at once: the union of their steps, those they share only once."""

from collections.abc import Iterable
from functools import reduce
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeVar

import msgspec

from ir_app.playbook.model import PHASES, Gate, Pause, Playbook, Step

T = TypeVar("T")


def combined(books: Iterable[Playbook]) -> Playbook:
    """Return one plan over all books; a single one is returned as it is."""
    return reduce(_two, books)


def _two(one: Playbook, other: Playbook) -> Playbook:
    steps = _steps(one, other, share_order=True)
    if not _has_order(steps):
        # Each file orders the shared steps its own way: the first one's order holds.
        steps = _steps(one, other, share_order=False)
    return Playbook(
        id=f"{one.id}+{other.id}",
        version=f"{one.version}+{other.version}",
        title=f"{one.title} and {other.title}",
        incident_type=one.incident_type,
        summary=f"{one.summary} {other.summary}",
        sources=_union(one.sources, other.sources),
        questions=tuple({q.fact: q for q in (*other.questions, *one.questions)}.values()),
        facts=_union(one.facts, other.facts),
        steps=steps,
        digest=f"{one.digest}+{other.digest}",
        pauses=_pauses(one.pauses, other.pauses),
        retired=(*one.retired, *other.retired),
        asks=tuple({a.id: a for a in (*other.asks, *one.asks)}.values()),
        checked=_union(one.checked, other.checked),
    )


def _steps(one: Playbook, other: Playbook, *, share_order: bool) -> tuple[Step, ...]:
    theirs = {step.id: step for step in other.steps}
    mine = {step.id for step in one.steps}
    shared = [_both(s, theirs[s.id], share_order) if s.id in theirs else s for s in one.steps]
    whole = [*shared, *(s for s in other.steps if s.id not in mine)]
    order = list(PHASES)
    return tuple(sorted(whole, key=lambda s: order.index(s.phase)))  # stable: file order stays


def _both(one: Step, other: Step, share_order: bool) -> Step:
    """Return a shared step that asks for all that either playbook asks for."""
    targets = [t for t in (one.target_minutes, other.target_minutes) if t]
    changes: dict[str, Any] = {
        "gate": _gate(one.gate, other.gate),
        "evidence": one.evidence or other.evidence,
        "sets": _union(one.sets, other.sets),
        "does": _union(one.does, other.does),
        "duties": _union(one.duties, other.duties),
        "when": _either(one.when, other.when),
        "must": one.must or other.must,
        "locked": one.locked or other.locked,
        "target_minutes": min(targets, default=0),
        "after": _union(one.after, other.after) if share_order else one.after,
    }
    return msgspec.structs.replace(one, **changes)


def _gate(one: Gate | None, other: Gate | None) -> Gate | None:
    if one is None or other is None:
        return one or other
    return msgspec.structs.replace(one, guards=_union(one.guards, other.guards))


def _either(one: str, other: str) -> str:
    if not one or not other or one == other:
        return one and other
    return f"({one}) or ({other})"


def _union(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other))) if one != other else one


def _pauses(one: tuple[Pause, ...], other: tuple[Pause, ...]) -> tuple[Pause, ...]:
    return tuple({pause.phase: pause for pause in (*other, *one)}.values())


def _has_order(steps: tuple[Step, ...]) -> bool:
    try:
        TopologicalSorter({step.id: step.after for step in steps}).prepare()
    except CycleError:
        return False
    return True
