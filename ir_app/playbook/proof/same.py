"""Steps that all playbooks share are there, and say at least what the shipped ones say."""

from collections.abc import Iterator

from ir_app.playbook.model import Act, Step
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
    if step.locked:
        yield from case.found(
            here.made.both(here.applies(step.id), here.made.no(expected)),
            f"step {step.id} is shown where the shared step is not",
            f"“{ours.title}” is on the list, and is not needed",
        )


# Answers that are one answer for the law: whoever asks for one of them asks for all.
_TOGETHER = (
    ("law_enforcement_hold", "law_enforcement_hold_from", "law_enforcement_hold_until"),
    ("vendor_notified_on", "vendor_is_agent", "vendor_discovered"),
    ("encrypted", "key_exposed", "encryption_proof"),
)
# What the decision rests on: asked by a card of its own, and one of them before deciding.
_FOUND_OUT = ("access", "acquired")
_DECIDES = {*_FOUND_OUT, "encrypted"}


def law_facts(case: Case) -> Iterator[Finding]:
    """What the law engine reads is asked: alone, together, and before the decision."""
    cards = {name for step in case.book.steps for name in step.sets}
    asked = cards | {question.fact for question in case.book.questions}
    for name in sorted({fact.id for fact in case.book.facts} - asked):
        yield Finding(f"{name} is declared, and nobody asks for it")
    if "discovered" not in {question.fact for question in case.book.questions}:
        yield Finding("no opening question asks when it was noticed")
    if case.shipped:  # a practice may take such a card out; Dates then says what is not known
        yield from _together(asked)
        yield from _found_out(case)


def _together(asked: set[str]) -> Iterator[Finding]:
    for group in _TOGETHER:
        if asked.intersection(group):
            for name in sorted(set(group) - asked):
                yield Finding(f"{group[0]} is asked for, and {name} is not")


def _found_out(case: Case) -> Iterator[Finding]:
    """A practice may do without these cards: the decision's own card asks once more."""
    others = [step for step in case.book.steps if Act.ASSESSMENT not in step.does]
    for name in _FOUND_OUT:
        if not any(name in step.sets for step in others):
            yield Finding(f"no step of its own finds out about {name}")
    for step in case.situations.doing(Act.ASSESSMENT):
        waits = case.earlier[step.id]
        if not any(one.id in waits and _DECIDES.intersection(one.sets) for one in others):
            yield Finding(f"step {step.id} waits for no step that finds out what happened")
