"""The HIPAA Breach Notification Rule, 45 CFR 164.400-414."""

from collections.abc import Mapping
from datetime import date

from ir_app.law import part2
from ir_app.law.clocks import Times
from ir_app.law.counts import of_state, total, unplaced
from ir_app.law.facts import Facts
from ir_app.law.obligation import Answer, Obligation, Range, Test, both, decided
from ir_app.law.rules import Federal, FederalRule
from ir_app.law.wording import DELAY, counting, law_line, threshold

Ground = tuple[Answer, list[Test]]
# States, DC and territories: with more than 500 for each, one of them has more than 500.
PLACES = 56

_YES, _NO, _UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def applies(facts: Facts) -> Ground:
    """Tell whether the presumption of a breach stands for who is under HIPAA, with the reasons."""
    return _stands(facts, _covered(facts))


def _stands(facts: Facts, bound: Test) -> Ground:
    tests = (
        _patients(facts),
        bound,
        unsecured(facts),
        _exception(facts),
        _presumed(facts),
    )
    return both(*(answer for answer, _ in tests)), list(tests)


def regime(facts: Facts) -> Answer:
    """Tell whether a letter under HIPAA will go out, so that a state may count it as its own."""
    if facts.low_probability_of_compromise or _exception(facts)[0] is _NO:
        return _NO  # nobody is told under HIPAA, so there is nothing a state could count
    return both(_patients(facts)[0], _covered(facts)[0])


def _patients(facts: Facts) -> Test:
    if facts.employees_only:
        return _NO, "Only staff records: they are not patient information under HIPAA."
    return _YES, "Patient information is taken to be concerned."


def _covered(facts: Facts) -> Test:
    match facts.covered_entity:
        case True:
            return _YES, "The practice sends claims by computer: HIPAA holds for it."
        case False:
            return _NO, "The practice sends no claims by computer: HIPAA does not hold for it."
    return _UNKNOWN, "Not known yet whether the practice sends claims by computer."


def unsecured(facts: Facts) -> Test:
    """Tell whether the information was open to whoever got it (164.402)."""
    if facts.encrypted and facts.key_exposed is False:
        return _NO, "The information was encrypted and the key is safe: it counts as secured."
    if facts.encrypted and facts.key_exposed is None:
        return _UNKNOWN, "It was encrypted, but whether the key is safe is not known yet."
    if facts.encrypted is None:
        return _YES, "Not known whether it was encrypted: taken as not encrypted until proven."
    return _YES, "The information was not encrypted, or the key was exposed."


_EXCEPTIONS = {
    "good_faith_staff": "staff looked by mistake, in good faith, within the job (164.402(1)(i))",
    "inside_office": "it went by mistake to somebody in the office who may see it (164.402(1)(ii))",
    "could_not_keep": "whoever got it could not have kept it (164.402(1)(iii))",
}


def _exception(facts: Facts) -> Test:
    if facts.exception in (None, "none"):
        return _YES, "None of the three exceptions has been shown to fit (164.402(1))."
    return _NO, f"An exception fits: {_EXCEPTIONS[facts.exception]}."


def _presumed(facts: Facts) -> Test:
    if facts.low_probability_of_compromise:
        return _NO, "Four written answers prove a low probability of compromise (164.402(2))."
    return _YES, "Taken as exposed: four written answers have not proven otherwise (164.402(2))."


def duties(
    facts: Facts, law: Federal, times: Times, names: Mapping[str, str], as_of: date
) -> list[Obligation]:
    """Return all federal answers; ``names`` are the states' names by code."""
    rule = part2.reached(facts, law, as_of)
    base, why = _stands(facts, part2.bound(rule, _covered(facts)))
    people = total(facts)
    made = [_individual(facts, law, times, base, why)]
    times.letters_by = made[0].due if base is not _NO else None
    made.append(_hhs(facts, law, times, base, why, people))
    times.hhs_by = made[1].due
    made += _media(facts, law, times, (base, why), names)
    made.append(_substitute(facts, law, times, base, why))
    return [part2.cited(facts, rule, duty) for duty in made]


def _individual(
    facts: Facts, law: Federal, times: Times, base: Answer, why: list[Test]
) -> Obligation:
    people = total(facts)
    anybody = _anybody(people)
    answer = both(base, anybody[0])
    count = f" to {people} people" if people.low else " to each patient concerned"
    title = f"Mail a letter{count}"
    return _make(law, law.path("individual"), times, answer, [*why, anybody], title)


def _anybody(people: Range) -> Test:
    if people.high == 0:
        return _NO, "Nobody is concerned: the number of people is zero."
    return _YES, ""


def _make(  # noqa: PLR0917 - the parts of one answer
    law: Federal,
    rule: FederalRule,
    times: Times,
    answer: Answer,
    why: list[Test],
    title: str,
    id_: str = "us-individual",
    kind: str = "individual",
) -> Obligation:
    ends = times.due(rule, "US")
    clock, needed = ends.clock, answer is not _NO
    counted = counting(ends, times, asked=needed)
    due = ends.day if needed else None
    reasons = (*decided(answer, why), law_line(rule), *counted, rule.note)
    return Obligation(
        id=id_,
        jurisdiction="US",
        recipient=rule.recipient,
        kind=kind,
        title=title,
        applies=answer,
        due=due,
        due_latest=due if not clock.provisional else None,
        standard=DELAY if rule.starts_at != "year_end" else None,
        clock=clock,
        why=tuple(line for line in reasons if line),
        cite=(rule.cite,),
        doubts=law.doubts,
    )


def _hhs(
    facts: Facts, law: Federal, times: Times, base: Answer, why: list[Test], people: Range
) -> Obligation:
    import msgspec

    large, small = law.path("hhs-large"), law.path("hhs-small")
    enough = people.at_least(large.min_people)
    anybody = _anybody(people)
    answer = both(base, anybody[0])
    line = f"From {large.min_people} people in all on it is reported at once, below once a year"
    words = [*why, anybody, (_YES, f"{line}; here: {people}.")]
    named = {"id_": "us-hhs", "kind": "hhs"}
    if enough is _NO:
        return _make(law, small, times, answer, words, "Report it to HHS (fewer than 500)", **named)
    made = _make(law, large, times, answer, words, "Report it to HHS", **named)
    sent = facts.individual_notice_sent
    if sent and made.due and sent < made.due:
        line = "The letters went out before that day: the report is due at the same time."
        made = msgspec.structs.replace(made, due=sent, due_latest=sent, why=(*made.why, line))
    if enough is _YES:
        return made
    latest = times.due(small, "US").day
    line = "If it turns out to be fewer than 500 people, the later date of the yearly list holds."
    return msgspec.structs.replace(made, due_latest=latest, why=(*made.why, line))


def _media(
    facts: Facts, law: Federal, times: Times, ground: Ground, names: Mapping[str, str]
) -> list[Obligation]:
    rule, (base, why) = law.path("media"), ground
    states = sorted(facts.residents or {})
    made = [
        _media_of(facts, (state, names.get(state, state)), rule, law, times, ground)
        for state in states
    ]
    if unplaced(facts) and not states:
        people = total(facts)
        enough = Range(-(-people.low // PLACES), people.high).at_least(rule.min_people)
        answer = both(base, enough)
        words = [*why, (enough, "Not known yet how many residents of one state are concerned.")]
        title = "Tell the press, if more than 500 residents of one state are concerned"
        made.append(_make(law, rule, times, answer, words, title, "us-media", "media"))
    return made


def _media_of(
    facts: Facts,
    state: tuple[str, str],
    rule: FederalRule,
    law: Federal,
    times: Times,
    ground: Ground,
) -> Obligation:
    code, name = state
    people = of_state(facts, code)
    enough = people.at_least(rule.min_people)
    answer = both(ground[0], enough)
    words = [*ground[1], (enough, threshold(rule.min_people, people, f"residents of {name}"))]
    id_, title = f"us-media-{code.lower()}", f"Tell the press in {name}"
    return _make(law, rule, times, answer, words, title, id_, "media")


def _substitute(
    facts: Facts, law: Federal, times: Times, base: Answer, why: list[Test]
) -> Obligation:
    rule = law.path("substitute")
    stale = facts.out_of_date_addresses
    title = "Reach patients whose address does not work"
    named = {"id_": "us-substitute", "kind": "substitute"}
    if stale is None:
        words = [*why, (_UNKNOWN, "Not known yet how many addresses do not work.")]
        return _make(law, rule, times, both(base, _UNKNOWN), words, title, **named)
    number = sum(stale.values())
    some = _YES if number else _NO
    answer = both(base, some)
    if number >= rule.min_people:
        title = f"Post a notice for {number:,} patients whose address does not work"
    elif number:
        whom = "1 patient" if number == 1 else f"{number} patients"
        title = f"Phone or otherwise reach {whom} whose address does not work"
    words = [*why, (some, f"Addresses that do not work: {number:,}.")]
    return _make(law, rule, times, answer, words, title, **named)
