"""The properties of a playbook, one by one, and those of two at once."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

from ir_app.playbook.combine import combined
from ir_app.playbook.model import Playbook
from ir_app.playbook.proof import (
    asked,
    duties,
    gates,
    kept,
    lanes,
    letters,
    names,
    same,
    texts,
    ways,
)
from ir_app.playbook.proof.case import Case, Finding
from ir_app.playbook.proof.diagram import TooTangledError
from ir_app.playbook.proof.report import Report, reach
from ir_app.playbook.read import Library


class Property(NamedTuple):
    """What is proven, in a sentence, and the function that looks for a counter-example."""

    sentence: str
    test: Callable[[Case], Iterator[Finding]]


# These come first: with a mistake here the rest would only trip over it.
FIRST = (
    Property("all steps, facts, contacts and conditions that are named exist", names.known),
    Property("no step waits for itself, directly or round about", names.circles),
)
# These must hold of any plan somebody walks: shipped, two at once, with a practice's own steps.
PLANS = (
    Property("there is always a way on until the incident is closed", ways.no_dead_end),
    Property("every step can be shown and worked on under some answers", ways.reachable),
    Property("what a condition asks is asked by a step or a question in time", ways.in_time),
    Property("nobody can close before the assessment", letters.assessment),
    Property("closing needs letters or a signed memo, whatever is known", letters.told_or_signed),
    Property("letters or memo: always exactly one, the one the law says", letters.two_ways),
    Property("letters are written, then approved, then mailed", letters.approval),
    Property("each kind of duty has a step wherever it may arise", duties.led_to),
    Property("stop lines come before what they guard", gates.before_the_harm),
    Property("all lanes end before closing, or are optional", lanes.rejoin),
    Property("a practice's own steps hold nothing up", lanes.own_steps),
    Property("shared steps are all there and say what they must", same.shared),
)
SHAPE = (
    Property("a card that asks whether it is needed stays when it is", ways.asks_itself),
    Property("what the law reads is asked, together and before the decision", asked.law_facts),
    Property("cards stand in the order they are done", gates.order),
)
# These can be told of any file, even one whose names and order are not sound.
WORDS = (
    Property("stop lines have a reason and a way on", gates.whole),
    Property("pauses are three questions at the end of a phase", kept.pauses),
    Property("retired steps are gone and say why", kept.retired),
    Property("no text is missing, titles begin with a verb, calls have their words", texts.there),
    Property("sentences are short and plain, hard words are explained", texts.plain),
)
KEPT = (
    Property("every step that was released is there, with its stop line, or retired", kept.ids),
    Property("a released version is what was released", kept.digest),
)


def check(playbook: Playbook, library: Library, *, shipped: bool = False) -> Report:
    """Prove one playbook; a shipped one also keeps what was released."""
    kept = KEPT if shipped else ()
    return proven(Case(playbook, library, shipped), (*PLANS, *SHAPE, *kept), WORDS)


def proven(
    case: Case, properties: tuple[Property, ...], words: tuple[Property, ...] = ()
) -> Report:
    """Prove some properties of a case, the names and the order it rests on first."""
    report = Report(notes=case.notes)
    sound = all(_one(case, one, report) for one in FIRST)
    for one in words:
        _one(case, one, report)
    for one in properties if sound else ():
        try:
            _one(case, one, report)
        except TooTangledError:
            sentence = "its conditions ask for too many answers at once to be checked"
            report.findings.append(Finding(sentence))
            return report
    if sound:
        report.reach = reach(case)
    return report


def _one(case: Case, one: Property, report: Report) -> bool:
    findings = list(one.test(case))
    report.findings += findings
    if not findings:
        report.proven.append(one.sentence)
    return not findings


def pairs(library: Library) -> Report:
    """Prove every two playbooks at once, in both orders; sentences name the two."""
    whole = Report()
    number = 0
    for one, other in combinations(library.playbooks, 2):
        for books in ((one, other), (other, one)):
            case = Case(combined(books), library, shipped=False)
            found = proven(case, PLANS)
            whole.findings += [
                Finding(f"{case.book.id}: {f.sentence}", f.path) for f in found.findings
            ]
            whole.reach = whole.reach + found.reach
            number += 1
    if whole.ok:
        whole.proven = [f"{one.sentence}, in all {number}" for one in (*FIRST, *PLANS)]
    return whole
