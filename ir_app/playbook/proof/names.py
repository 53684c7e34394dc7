"""Everything a playbook names exists, and nothing waits for itself."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ir_app.playbook.condition import facts_in
from ir_app.playbook.model import PHASES, Act, Step
from ir_app.playbook.proof.answers import strange
from ir_app.playbook.proof.case import Case, Finding
from ir_app.problems import Problem

WHO = ("lead", "approver", "it", "insurer", "counsel", "all")
DUTIES = (
    "individual",
    "regulator",
    "hhs",
    "media",
    "consumer_reporting",
    "substitute",
    "credit_monitoring",
    "contract",
    "other",
)


def known(case: Case) -> Iterator[Finding]:
    """All steps, facts, phases, contacts and conditions that are named exist."""
    yield from map(Finding, _wrong(case))


def _wrong(case: Case) -> Iterator[str]:
    ids = [step.id for step in case.book.steps]
    for id_ in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"step {id_} is there twice"
    for question in case.book.questions:
        if question.fact not in case.facts:
            yield f"question {question.id} sets {question.fact}, which is not declared"
    if not case.book.sources:
        yield "no source is named"
    closing = [step for step in case.book.steps if Act.CLOSE in step.does]
    if len(closing) != 1:
        yield f"there are {len(closing)} closing steps; there must be one"
    contacts = {contact.id for contact in case.library.contacts}
    for step in case.book.steps:
        yield from _step(step, set(ids), contacts)
        yield from _facts(step, case)


def _step(step: Step, ids: set[str], contacts: set[str]) -> Iterator[str]:
    if step.phase not in PHASES:
        yield f"step {step.id}: there is no phase {step.phase}"
    if step.who not in WHO:
        yield f"step {step.id} is done by {step.who}, whom nobody knows"
    if step.call and step.call not in contacts:
        yield f"step {step.id} calls {step.call}, whom nobody knows here"
    guarded = step.gate.guards if step.gate else ()
    for other in (*step.after, *guarded):
        if other not in ids:
            yield f"step {step.id} names {other}, which is not there"
    for duty in step.duties:
        if duty not in DUTIES:
            yield f"step {step.id}: {duty} is no kind of duty"


def _facts(step: Step, case: Case) -> Iterator[str]:
    for name in step.sets:
        if name not in case.facts:
            yield f"step {step.id} sets {name}, which is not declared"
    try:
        names = facts_in(step.when) if step.when else set()
    except Problem as problem:
        yield f"step {step.id}: {problem.what}"
        return
    unknown = sorted(names - set(case.facts))
    yield from (f"step {step.id} asks for {name}, which is not declared" for name in unknown)
    if not unknown:
        yield from (f"step {step.id}: {words}" for words in strange(step.when, case.facts))


def circles(case: Case) -> Iterator[Finding]:
    """No step waits for itself, directly or round about."""
    order = {step.id: case.book.before(step.id) for step in case.book.steps}
    try:
        TopologicalSorter(order).prepare()
    except CycleError as trouble:
        round_ = [case.book.step(id_).title for id_ in trouble.args[1][1:]]
        lines = (f"“{one}” comes first" for one in round_)
        yield Finding(f"these steps wait for each other: {', then '.join(lines)}")
