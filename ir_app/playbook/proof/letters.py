"""Nobody closes an incident without the assessment, and letters or a signed memo."""

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

from ir_app.core.kinds import StepState
from ir_app.law.assessment import result
from ir_app.law.facts import Facts
from ir_app.playbook.model import Act, Step
from ir_app.playbook.proof.case import Case, Finding
from ir_app.playbook.proof.worlds import Worlds

_LAW_READS = ("encrypted", "exception", "key_exposed", "low_probability_of_compromise")
LAW_ASKS = " or ".join(f"known({name})" for name in _LAW_READS)


def law_says(worlds: Worlds) -> int:
    """Return where the law engine itself finds that it was not a breach."""
    made = worlds.diagrams
    found = []
    for picked in product(*(range(len(worlds.answers[name])) for name in _LAW_READS)):
        at = dict(zip(_LAW_READS, picked, strict=True))
        known: dict[str, Any] = {name: worlds.answers[name][n].value for name, n in at.items()}
        if result(Facts(**known)).ground is not None:
            found.append(made.every(made.one_of(worlds.place[k], [n]) for k, n in at.items()))
    return made.some(found)


def assessment(case: Case) -> Iterator[Finding]:
    """Nobody can close before the dentist decided whether information was exposed."""
    here = case.situations
    deciding = here.doing(Act.ASSESSMENT)
    decided = here.made.some(here.at(step.id, StepState.DONE) for step in deciding)
    yield from case.found(
        here.made.both(here.available(case.closing.id), here.made.no(decided)),
        "the incident can be closed before the assessment was done",
        "Close the incident: nobody decided whether information was exposed",
    )


def told_or_signed(case: Case) -> Iterator[Finding]:
    """Closing needs the letters, or the signed memo, under every answer."""
    here = case.situations
    made = here.made
    signed = made.some(here.at(step.id, StepState.DONE) for step in here.doing(Act.MEMO))
    told = made.some(
        made.both(here.applies(step.id), here.at(step.id, StepState.DONE))
        for step in _telling(case)
    )
    yield from case.found(
        made.every([here.available(case.closing.id), made.no(signed), made.no(told)]),
        "the incident can be closed without letters and without a memo",
        "Close the incident: no patient was told, and no memo was signed",
    )


def _telling(case: Case) -> tuple[Step, ...]:
    return tuple(step for step in case.book.steps if "individual" in step.duties and step.must)


def two_ways(case: Case) -> Iterator[Finding]:
    """Letters and memo are two ways, of which each answer opens exactly one, as the law does."""
    here = case.situations
    made = here.made
    signing, law = here.doing(Act.MEMO), law_says(here.worlds)
    letters = made.some(here.applies(step.id) for step in _telling(case))
    memo = made.some(here.applies(step.id) for step in signing)
    sure = made.some(here.worlds.sides(step.when)[0] for step in signing)
    yield from case.found(
        made.both(made.no(letters), made.no(memo)),
        "with some answers neither the letters nor the memo are asked for",
        "Neither “Mail the letters” nor “Let the dentist sign the memo” is on the list",
    )
    yield from case.found(
        made.both(letters, memo),
        "with some answers both the letters and the memo are asked for",
        "Both the letters and the memo are on the list",
    )
    yield from case.found(
        made.differ(sure, law),
        "the memo is asked for where the law engine says otherwise",
        "The steps and the law engine disagree on whether it was a breach",
    )


_ORDER = (
    (Act.LETTERS_WRITE, "written"),
    (Act.LETTERS_APPROVE, "approved"),
    (Act.LETTERS_MAIL, "mailed"),
)


def approval(case: Case) -> Iterator[Finding]:
    """Letters are mailed only when the dentist approved them, and approved only when written."""
    here = case.situations
    for (act, _), (next_act, word) in pairwise(_ORDER):
        for later in here.doing(next_act):
            done = here.made.some(here.at(one.id, StepState.DONE) for one in here.doing(act))
            goes = here.made.both(here.available(later.id), here.applies(later.id))
            yield from case.found(
                here.made.both(goes, here.made.no(done)),
                f"letters can be {word} (step {later.id}) before the step “{act.value}” was done",
                f"Do: {later.title}. What comes before was not done",
            )
    for act, word in _ORDER:
        if not here.doing(act):
            yield Finding(f"no letter is ever {word}: no step does {act.value}")
    yield from _not_undone(case)


def _not_undone(case: Case) -> Iterator[Finding]:
    """Whatever was opened again since: at the closing all three stand, where letters are due."""
    here = case.situations
    for act, word in _ORDER:
        for step in here.doing(act):
            undone = here.made.no(here.at(step.id, StepState.DONE))
            closing = here.made.both(here.available(case.closing.id), here.applies(step.id))
            yield from case.found(
                here.made.both(closing, undone),
                f"the incident can be closed while letters are not {word}",
                f"Close the incident: “{step.title}” is not done",
            )
