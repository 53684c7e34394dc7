"""Steps that all playbooks share are there, and say at least what the shipped ones say."""

from collections.abc import Iterator

from ir_app.playbook.model import Step
from ir_app.playbook.own import may_remove
from ir_app.playbook.proof.case import Case, Finding

_AT_LEAST = ("does", "duties", "sets", "after")
_SAME = ("phase", "who", "call")


def shared(case: Case) -> Iterator[Finding]:
    """Every shared step is in, with all it does, asks for, waits for and leads to."""
    for id_, ours in case.shared.items():
        if case.book.has(id_):
            step = case.book.step(id_)
            yield from map(Finding, _less(case, step, ours))
            yield from _where(case, step, ours)
        elif case.shipped or not may_remove(ours):
            # A practice may do without some of them; its own plan is then still sound.
            yield Finding(f"the shared step {id_} is not there")


def _less(case: Case, step: Step, ours: Step) -> Iterator[str]:
    for name in _SAME:
        if getattr(step, name) != getattr(ours, name):
            yield f"step {step.id}: its {name} differs from the shared step's"
    for name in _AT_LEAST:
        for part in getattr(ours, name):
            if part not in getattr(step, name) and not _taken_out(case, part):
                yield f"step {step.id} lacks {part} of the shared step ({name})"
    if ours.must > step.must or ours.locked > step.locked:
        yield f"step {step.id} is a legal step, and is not marked as one"
    if ours.evidence and not step.evidence:
        yield f"step {step.id} does not ask for the proof that the shared step asks for"


def _taken_out(case: Case, id_: str) -> bool:
    ours = case.shared.get(id_)
    gone = ours is not None and may_remove(ours) and not case.book.has(id_)
    return gone and not case.shipped


def _where(case: Case, step: Step, ours: Step) -> Iterator[Finding]:
    """It is shown where the shared one is, unless another legal step leads to the same there."""
    here = case.situations
    instead = here.made.some(
        here.applies(other.id)
        for other in case.book.steps
        if other.must
        and other.id not in case.shared
        and set(ours.duties or ("individual",)) <= set(other.duties)
    )
    expected = here.worlds.not_false(ours.when)
    gone = here.made.no(here.made.some([here.applies(step.id), instead]))
    yield from case.found(
        here.made.both(expected, gone),
        f"step {step.id} is hidden where the shared step is shown",
        f"“{ours.title}” is not on the list",
    )
    if step.locked or step.duties:
        yield from case.found(
            here.made.both(here.applies(step.id), here.made.no(expected)),
            f"step {step.id} is shown where the shared step is not",
            f"“{ours.title}” is on the list, and is not needed",
        )
