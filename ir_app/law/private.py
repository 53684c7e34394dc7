"""Duties beside HIPAA and the states: insurer, cards, drugs, other federal rules, contracts."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import msgspec

from ir_app.law.clocks import Times
from ir_app.law.facts import Contract, Facts
from ir_app.law.obligation import Answer, Obligation
from ir_app.law.rules import Confidence, Timed, Unit
from ir_app.law.wording import counting

AT_ONCE = "at once"
_ANSWERS = {True: Answer.YES, False: Answer.NO, None: Answer.UNKNOWN}


class Duty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One duty that a single fact decides."""

    id: str
    recipient: str
    title: str
    kind: Literal["contract", "other"]
    fact: str = ""
    unit: Unit = "none"
    count: int | None = None
    with_hhs: bool = False  # due on the day of the report to HHS
    silent: bool = False  # unknown counts as no: nearly no practice has it
    types: tuple[str, ...] = ()  # unknown counts only in these kinds of incident; () is all
    element: str = ""  # unknown counts as no once it is known that this kind was not there
    beside_hipaa: str = ""  # said where HIPAA does not hold: it is owed beside HIPAA's own only
    not_in_force: bool = False
    cite: str
    yes: str = ""
    no: str
    unknown: str = ""


class Private(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of these duties."""

    code: str
    name: str
    verified: date
    confidence: Confidence
    source: str
    doubts: tuple[str, ...] = ()
    review_days: int | None = None  # looked at again after so many days; law/review.py
    duty: tuple[Duty, ...]


def duties(facts: Facts, private: Private, times: Times) -> Iterator[Obligation]:
    """Yield an answer for every duty of the file and every contract of the practice."""
    # 45 CFR 164.412 puts off what is owed under HIPAA, not contracts or other federal rules.
    unheld = times.without_hold()
    for duty in private.duty:
        yield _answer(facts, private, duty, times if duty.with_hhs else unheld)
    for place, contract in enumerate(facts.contracts or (), start=1):
        yield _contract(contract, contract.id or str(place), unheld)


def _answer(facts: Facts, private: Private, duty: Duty, times: Times) -> Obligation:
    answer = Answer.NO if duty.not_in_force else _ANSWERS[getattr(facts, duty.fact)]
    words = {Answer.YES: duty.yes, Answer.NO: duty.no, Answer.UNKNOWN: duty.unknown}[answer]
    if answer is Answer.UNKNOWN and _far_off(duty, facts):
        answer, words = Answer.NO, f"{words} Nothing points to it so far."
    if duty.beside_hipaa and answer is not Answer.NO and not facts.covered_entity:
        answer, words = _beside(facts, duty, answer, words)
    rule = Timed(kind=duty.unit, days=duty.count, cite=duty.cite)
    if duty.with_hhs:
        rule = Timed(kind="calendar_days", days=0, starts_at="hhs_notice", cite=duty.cite)
    named = (f"us-{duty.id}", duty.recipient, duty.kind, duty.title)
    return _made(rule, answer, words, named, times, private.doubts)


def _beside(facts: Facts, duty: Duty, answer: Answer, words: str) -> tuple[Answer, str]:
    """Return the answer of a duty that doubles one under HIPAA, where HIPAA may not hold."""
    if facts.covered_entity is False:
        return Answer.NO, duty.beside_hipaa
    return Answer.UNKNOWN, duty.beside_hipaa if answer is Answer.YES else words


def _far_off(duty: Duty, facts: Facts) -> bool:
    """Tell whether nothing points to a duty nobody has been asked about yet."""
    other = bool(duty.types) and facts.incident_type not in (None, *duty.types)
    absent = bool(duty.element and facts.data_elements and duty.element not in facts.data_elements)
    return duty.silent or absent or other


def _contract(contract: Contract, name: str, times: Times) -> Obligation:
    start: Literal["discovery", "determination"] = (
        "discovery" if contract.trigger == "suspected" else "determination"
    )
    clause = contract.clause or "notice clause"
    rule = Timed(kind=contract.unit, days=contract.count, starts_at=start, cite=clause)
    words = (
        f"A contract with {contract.party} asks for notice when it is {contract.trigger}.",
        f"Send it to: {contract.notify}." if contract.notify else "",
        f"Policy, account or contract number: {contract.reference}." if contract.reference else "",
    )
    named = (f"us-contract-{name}", contract.party, "contract", f"Tell {contract.party}")
    return _made(rule, Answer.YES, " ".join(line for line in words if line), named, times, ())


def _made(
    rule: Timed,
    answer: Answer,
    words: str,
    named: tuple[str, str, str, str],
    times: Times,
    doubts: tuple[str, ...],
) -> Obligation:
    id_, recipient, kind, title = named
    ends = times.due(rule, "US")
    clock, needed = ends.clock, answer is not Answer.NO
    due = ends.day if needed else None
    counted = counting(ends, times, asked=needed) if clock.count is not None else []
    return Obligation(
        id=id_,
        jurisdiction="US",
        recipient=recipient,
        kind=kind,
        title=title,
        applies=answer,
        due=due,
        due_latest=None if clock.provisional else due,
        standard=AT_ONCE if rule.kind == "none" else None,
        clock=clock,
        why=(words, f"Rule: {rule.cite}.", *counted),
        cite=(rule.cite,),
        doubts=doubts,
    )
