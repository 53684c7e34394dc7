"""The engine: facts and rules in, every duty and every non-duty with its reasons out. Pure."""

from collections.abc import Collection, Iterable
from datetime import date

import msgspec

from ir_app.law import federal, private
from ir_app.law.clocks import Times
from ir_app.law.counts import unplaced
from ir_app.law.facts import Facts
from ir_app.law.flips import flips
from ir_app.law.obligation import Answer, Clock, Obligation
from ir_app.law.read import Law
from ir_app.law.rules import Jurisdiction
from ir_app.law.state import StateLaw
from ir_app.law.wording import spoken

__all__ = ["Answer", "Obligation", "answers", "obligations"]


def obligations(facts: Facts, law: Law, as_of: date) -> list[Obligation]:
    """Return every obligation and non-obligation, with what single change would flip it."""
    made = answers(facts, law, as_of)

    def again(other: Facts, state: str) -> list[Obligation]:
        return answers(other, law, as_of, {state} if state else None)

    lines = {code: _lines(law, code, as_of) for code in facts.residents or ()}
    turned = flips(facts, made, again, lines)
    return [msgspec.structs.replace(o, flips_if=turned.get(o.id, ())) for o in made]


def _lines(law: Law, code: str, as_of: date) -> list[int]:
    """Return every number of residents of a state at which some duty begins."""
    made = [1, law.federal.path("hhs-large").min_people, law.federal.path("media").min_people]
    if rules := law.states.get(code):
        made += [rule.min_residents for rule in rules.regulator if rule.in_force(as_of)]
        made += [rule.min_residents for rule in rules.consumer_reporting if rule.in_force(as_of)]
    return made


def answers(
    facts: Facts, law: Law, as_of: date, only: Collection[str] | None = None
) -> list[Obligation]:
    """Return the same without the flips, and of ``only`` some states when they are named."""
    times = Times(facts, law.federal.oral_hold_days)
    names = {code: rules.name for code, rules in law.states.items()}
    made = federal.duties(facts, law.federal, times, names, as_of)
    codes = sorted(_codes(facts))
    for code in codes:
        if only is None or code in only:
            made += _state(law, code, facts, times, as_of)
    made += private.duties(facts, law.private, times)
    if only is not None:
        return made
    return [*made, *_elsewhere(facts, law, as_of, set(codes))]


def _codes(facts: Facts) -> set[str]:
    codes = {code for code, number in (facts.residents or {}).items() if number}
    if not facts.residents and facts.practice_state:
        codes.add(facts.practice_state)
    return codes


def _state(law: Law, code: str, facts: Facts, times: Times, as_of: date) -> list[Obligation]:
    rules = law.states.get(code)
    if rules is None:
        return [_no_file(code)]
    if rules.no_statute:
        return [_no_statute(rules)]
    return StateLaw(rules, facts, times, as_of).duties()


_NO_CLOCK = Clock(starts_at="discovery", date=None, unit="none", count=None)


def _no_file(code: str) -> Obligation:
    return Obligation(
        id=f"{code.lower()}-unknown-law",
        jurisdiction=code,
        recipient=f"Whoever the law of {code} names",
        kind="other",
        title=f"Ask the attorney about the law of {code}",
        applies=Answer.UNKNOWN,
        clock=_NO_CLOCK,
        why=(f"This program holds no law file for {code}, and people there are concerned.",),
    )


def _no_statute(rules: Jurisdiction) -> Obligation:
    return Obligation(
        id=f"{rules.code.lower()}-no-statute",
        jurisdiction=rules.code,
        recipient="Nobody by a law of its own",
        kind="other",
        title=f"{rules.name}: no law of its own was found",
        applies=Answer.NO,
        clock=_NO_CLOCK,
        why=(f"No breach law was found for {rules.name} on {spoken(rules.verified)}.",),
        cite=rules.cites,
        doubts=rules.doubts,
    )


def _elsewhere(facts: Facts, law: Law, as_of: date, known: set[str]) -> Iterable[Obligation]:
    """Say what may hold for people whose state nobody knows yet: the earliest of all states."""
    if not unplaced(facts):
        return []
    dues = []
    for code in law.states.keys() - known:
        times = Times(facts, law.federal.oral_hold_days)
        times.letters_by = facts.individual_notice_planned
        rules = law.states[code]
        if not rules.no_statute:
            dues += StateLaw(rules, facts, times, as_of).duties()
    open_ = [duty for duty in dues if duty.applies is not Answer.NO and duty.due]
    first = min(open_, key=lambda duty: (duty.due or date.max, duty.id), default=None)
    return [
        Obligation(
            id="us-other-states",
            jurisdiction="US",
            recipient="States where patients may live",
            kind="other",
            title="Find out in which states the other patients live",
            applies=Answer.UNKNOWN,
            due=first.due if first else None,
            clock=msgspec.structs.replace(first.clock, provisional=True) if first else _NO_CLOCK,
            why=_elsewhere_words(first),
        )
    ]


def _elsewhere_words(first: Obligation | None) -> tuple[str, ...]:
    words = "Not everybody's state of residence is known, and each state has its own dates."
    if first is None:
        return (words,)
    return words, f"The earliest could be {first.jurisdiction}: {first.title}."
