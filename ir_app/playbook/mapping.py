"""From one version of a playbook to another: what stays, what is new, what is gone and why."""

from dataclasses import dataclass

from ir_app.core.kinds import StepState
from ir_app.playbook.model import Playbook, Step


@dataclass(frozen=True, slots=True)
class Mapping:
    """Every step of both versions, each in exactly one place."""

    same: tuple[str, ...]  # titles
    reworded: tuple[str, ...]  # the same step, other words or another order
    added: tuple[str, ...]
    retired: tuple[tuple[str, str], ...]  # title, why


def mapping(old: Playbook, new: Playbook) -> Mapping:
    """Return what becomes of each step; steps are the same when their ids are."""
    before = {step.id: step for step in old.steps}
    whys = {gone.id: gone.why for gone in new.retired}
    return Mapping(
        same=tuple(s.title for s in new.steps if before.get(s.id) == s),
        reworded=tuple(s.title for s in new.steps if s.id in before and before[s.id] != s),
        added=tuple(s.title for s in new.steps if s.id not in before),
        retired=tuple((s.title, _why(s, whys)) for s in old.steps if not new.has(s.id)),
    )


def _why(step: Step, whys: dict[str, str]) -> str:
    if step.id.startswith("own-"):
        return "Your practice took its own step out."
    return whys.get(step.id, "It is no longer part of the plan.")


def newer(shipped: str, pinned: str) -> bool:
    """Tell whether a shipped version is at least the pinned one ("1.10" is after "1.9")."""
    return _number(shipped) >= _number(pinned)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def no_longer_allowed(plan: Playbook, states: dict[str, StepState]) -> list[Step]:
    """Return the steps given up under an earlier plan that this plan does not let anybody leave."""
    return [s for s in plan.steps if s.must and states.get(s.id) is StepState.COULD_NOT]
