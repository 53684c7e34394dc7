"""What single change of a fact would turn a yes into a no, or a no into a yes: by trying it."""

from collections.abc import Callable, Sequence

import msgspec

from ir_app.law.counts import total
from ir_app.law.facts import Facts
from ir_app.law.obligation import Obligation

_WORDS = {
    "yes": "it would have to be done",
    "no": "it would not be needed",
    "unknown": "it would be open",
}
Again = Callable[[Facts], list[Obligation]]


def flips(facts: Facts, made: Sequence[Obligation], again: Again) -> dict[str, tuple[str, ...]]:
    """Return for each obligation the single changes that would flip it, in sentences."""
    now = {duty.id: duty for duty in made}
    found: dict[str, list[str]] = {id_: [] for id_ in now}
    for words, other in _changes(facts):
        if other == facts:
            continue
        for duty in again(other):
            if duty.id in now and duty.applies is not now[duty.id].applies:
                found[duty.id].append(f"If {words}, {_WORDS[duty.applies]}.")
    return {id_: tuple(lines) for id_, lines in found.items()}


def _changes(facts: Facts) -> list[tuple[str, Facts]]:
    def but(**values: object) -> Facts:
        return msgspec.structs.replace(facts, **values)

    elements = facts.data_elements or ()
    people = total(facts).low
    return [
        ("four written answers proved a low probability", but(low_probability_of_compromise=True)),
        ("the four answers did not prove it", but(low_probability_of_compromise=False)),
        ("it was encrypted and the key is safe", but(encrypted=True, key_exposed=False)),
        ("it was not encrypted", but(encrypted=False)),
        ("HIPAA holds for the practice", but(covered_entity=True)),
        ("HIPAA does not hold for the practice", but(covered_entity=False)),
        ("only staff records were concerned", but(employees_only=True)),
        ("nothing was got into and nothing taken", but(access=False, acquired=False)),
        ("Social Security numbers were there too", but(data_elements=_with(elements, "ssn"))),
        ("medical information was there too", but(data_elements=_with(elements, "medical"))),
        (f"500 people were concerned in all, not {people:,}", but(total=max(500, people))),
        ("one of the three exceptions fitted", but(exception="could_not_keep")),
        ("none of the three exceptions fitted", but(exception="none")),
        *[(words, but(**{name: value})) for words, name, value in _ASIDE],
        *_resident_changes(facts),
    ]


_ASIDE = (
    ("the practice had a cyber policy", "insured", True),
    ("the practice had no cyber policy", "insured", False),
    ("card data was concerned", "card_data", True),
    ("no card data was concerned", "card_data", False),
    ("substance use records were there", "part2_records", True),
    ("no substance use records were there", "part2_records", False),
    ("the e-prescribing login was exposed", "prescribing_login", True),
    ("the e-prescribing login was safe", "prescribing_login", False),
    ("controlled drugs were missing", "controlled_drugs", True),
    ("no controlled drugs were missing", "controlled_drugs", False),
    ("the practice ran a health record app of its own", "health_app", True),
)


def _with(elements: tuple[str, ...], one: str) -> tuple[str, ...]:
    return elements if one in elements else (*elements, one)


_LINES = (1, 250, 500, 501, 1000, 1001, 5001, 10001)


def _resident_changes(facts: Facts) -> list[tuple[str, Facts]]:
    made = []
    for state, number in sorted((facts.residents or {}).items()):
        above = next((line for line in _LINES if line > number), None)
        below = next((line - 1 for line in reversed(_LINES) if line <= number), None)
        for other in (above, below):
            if other is not None:
                residents = {**(facts.residents or {}), state: other}
                moved = None if facts.total is None else max(facts.total + other - number, 0)
                changed = msgspec.structs.replace(facts, residents=residents, total=moved)
                made.append(
                    (f"{other:,} residents of {state} were concerned, not {number:,}", changed)
                )
    return made
