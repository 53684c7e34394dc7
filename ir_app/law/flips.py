"""What single change of a fact would turn a yes into a no, or a no into a yes: by trying it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

import msgspec

from ir_app.law.counts import total
from ir_app.law.facts import Element, Facts
from ir_app.law.obligation import Answer, Obligation
from ir_app.law.wording import ELEMENTS, spoken

_WORDS = {
    Answer.YES: "it would have to be done",
    Answer.NO: "it would not be needed",
    Answer.UNKNOWN: "it would not be sure: ask the attorney",
}
NOTHING = "No single change of what is known would turn this around."


class Change(NamedTuple):
    """One thing that could be otherwise: in words, the facts then, and which state it touches."""

    words: str
    facts: Facts
    state: str = ""  # only this state's answers and the federal ones can turn


Again = Callable[[Facts, str], list[Obligation]]
Lines = Mapping[str, Sequence[int]]  # by state: every number of residents at which a duty begins


def flips(
    facts: Facts, made: Sequence[Obligation], again: Again, lines: Lines
) -> dict[str, tuple[str, ...]]:
    """Return for each obligation the single changes that would flip it, in sentences."""
    now = {duty.id: duty for duty in made}
    found: dict[str, list[str]] = {id_: [] for id_ in now}
    _try(found, now, again, _changes(facts))
    _kinds(found, now, again, facts)
    for changes in (*_residents(facts, lines), *_totals(facts)):
        _nearest(found, now, again, changes)
    return {id_: tuple(found[id_]) or (NOTHING,) for id_ in now}


def _turned(now: Mapping[str, Obligation], then: Iterable[Obligation]) -> Iterator[Obligation]:
    return (d for d in then if d.id in now and d.applies is not now[d.id].applies)


def _try(
    found: dict[str, list[str]],
    now: Mapping[str, Obligation],
    again: Again,
    changes: Iterable[Change],
) -> None:
    for change in changes:
        for duty in _turned(now, again(change.facts, change.state)):
            found[duty.id].append(f"If {change.words}, {_WORDS[duty.applies]}.")


def _kinds(
    found: dict[str, list[str]], now: Mapping[str, Obligation], again: Again, facts: Facts
) -> None:
    """Try every other kind of information; what turns the same way is one sentence."""
    there = facts.data_elements or ()
    turned: dict[tuple[str, Answer], list[str]] = {}
    for kind in get_args(Element):
        if kind not in there:
            other = msgspec.structs.replace(facts, data_elements=(*there, kind))
            for duty in _turned(now, again(other, "")):
                turned.setdefault((duty.id, duty.applies), []).append(ELEMENTS[kind])
    for (id_, answer), kinds in turned.items():
        words = " or ".join([", ".join(kinds[:-1]), kinds[-1]] if kinds[1:] else kinds)
        found[id_].append(f"If {words} were there too, {_WORDS[answer]}.")


def _nearest(
    found: dict[str, list[str]],
    now: Mapping[str, Obligation],
    again: Again,
    changes: Iterable[Change],
) -> None:
    """Try numbers one after the other; each obligation is told the first that turns or moves it."""
    said: set[str] = set()
    for change in changes:
        for duty in again(change.facts, change.state):
            before = now.get(duty.id)
            if before is None or duty.id in said:
                continue
            if duty.applies is not before.applies:
                words = _WORDS[duty.applies]
            elif change.state == "US" and duty.due and before.due and duty.due != before.due:
                words = f"it would be due by {spoken(duty.due)}"
            else:
                continue
            said.add(duty.id)
            found[duty.id].append(f"If {change.words}, {words}.")


def _changes(facts: Facts) -> Iterator[Change]:
    for words, values in _TRIED:
        other = msgspec.structs.replace(facts, **values)
        if other != facts:
            yield Change(words, other)


_TRIED: tuple[tuple[str, dict[str, object]], ...] = (
    ("four written answers proved a low probability", {"low_probability_of_compromise": True}),
    ("the four answers did not prove it", {"low_probability_of_compromise": False}),
    ("it was encrypted and the key is safe", {"encrypted": True, "key_exposed": False}),
    ("it was not encrypted", {"encrypted": False}),
    ("HIPAA holds for the practice", {"covered_entity": True}),
    ("HIPAA does not hold for the practice", {"covered_entity": False}),
    ("only staff records were concerned", {"employees_only": True}),
    ("patient records were concerned", {"employees_only": False}),
    ("staff records were there too", {"staff_records": True}),
    ("no staff records were there", {"staff_records": False}),
    ("it was looked at and taken", {"access": True, "acquired": True}),
    ("it was looked at, but nothing was taken", {"access": True, "acquired": False}),
    ("nothing was got into and nothing taken", {"access": False, "acquired": False}),
    ("it was all on paper", {"form": "paper"}),
    ("it was computer data", {"form": "electronic"}),
    ("nothing but medical information was there", {"data_elements": ("medical",)}),
    ("nothing but names and addresses was there", {"data_elements": ("name_address",)}),
    ("one of the three exceptions fitted", {"exception": "could_not_keep"}),
    ("none of the three exceptions fitted", {"exception": "none"}),
    ("one address did not work", {"out_of_date_addresses": {"ZZ": 1}}),
    ("every address worked", {"out_of_date_addresses": {}}),
    ("the practice had a cyber policy", {"insured": True}),
    ("the practice had no cyber policy", {"insured": False}),
    ("card data was concerned", {"card_data": True}),
    ("no card data was concerned", {"card_data": False}),
    ("substance use records were there", {"part2_records": True}),
    ("no substance use records were there", {"part2_records": False}),
    ("the e-prescribing login was exposed", {"prescribing_login": True}),
    ("the e-prescribing login was safe", {"prescribing_login": False}),
    ("controlled drugs were missing", {"controlled_drugs": True}),
    ("no controlled drugs were missing", {"controlled_drugs": False}),
    ("the practice ran a health record app of its own", {"health_app": True}),
    ("the practice ran no health record app", {"health_app": False}),
)


def _residents(facts: Facts, lines: Lines) -> Iterator[list[Change]]:
    """Yield for each state the numbers above, nearest first, and then those below."""
    for state, number in sorted((facts.residents or {}).items()):
        begin = sorted(set(lines.get(state, ())))
        yield [_with(facts, state, line) for line in begin if line > number]
        yield [_with(facts, state, line - 1) for line in reversed(begin) if line <= number]


def _with(facts: Facts, state: str, number: int) -> Change:
    residents = facts.residents or {}
    moved = number - residents.get(state, 0)
    in_all = None if facts.total is None else max(facts.total + moved, 0)
    other = msgspec.structs.replace(facts, residents={**residents, state: number}, total=in_all)
    now = residents.get(state, 0)
    return Change(f"{number:,} residents of {state} were concerned, not {now:,}", other, state)


def _totals(facts: Facts) -> Iterator[list[Change]]:
    """Yield the other side of the number at which HHS hears at once."""
    people = total(facts)
    if people.high is None or people.low < _AT_ONCE:
        other = msgspec.structs.replace(facts, total=_AT_ONCE)
        yield [Change(f"{_AT_ONCE} people were concerned in all", other, "US")]
    if people.low >= _AT_ONCE:
        few = _AT_ONCE - 1
        other = msgspec.structs.replace(facts, residents={"ZZ": few}, total=few)
        yield [Change(f"fewer than {_AT_ONCE} people were concerned in all", other, "US")]


_AT_ONCE = 500  # 45 CFR 164.408(b)
