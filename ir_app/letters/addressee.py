"""Who a letter is addressed to: the person, a parent or guardian, the family of the deceased.

Minors: 45 CFR 164.502(g)(3). Deceased: 45 CFR 164.404(d)(1)(ii), (d)(2). Confidential address:
45 CFR 164.522(b). One letter for each affected person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ir_app.core.person import Person
from ir_app.letters.facts import LetterFacts


@dataclass(frozen=True, slots=True)
class Addressee:
    """The lines on the envelope, the greeting, and whose information it is about."""

    kind: str  # adult, minor, deceased
    lines: tuple[str, ...]
    salutation: str
    whose: str  # "your", "your child's", "the patient's"


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A person for whom no letter is written, with the reason."""

    person: str
    name: str
    reason: str


def addressee(person: Person, facts: LetterFacts) -> Addressee | Unwritten:
    """Return whom to write to about a person, or why nobody can be written to now."""
    reason = _why_not(person, facts)
    if reason:
        return Unwritten(person.id, person.full_name, reason)
    kind = _kind(person, facts.letter_date)
    to, salutation, whose = _ADDRESSING[kind](person)
    return Addressee(kind, (*to, *_address(person)), salutation, whose)


def held(facts: LetterFacts, people: Sequence[Person]) -> list[Unwritten]:
    """Return everyone without a letter, with the reason."""
    tried = (addressee(person, facts) for person in people)
    return [one for one in tried if isinstance(one, Unwritten)]


def _why_not(person: Person, facts: LetterFacts) -> str:
    if person.resident_state in facts.left_out:
        return facts.left_out[person.resident_state]
    where = person.mailing_address
    if not where.usable and person.deceased:
        return (
            "Deceased, without an address of the family. No other notice is needed (164.404(d)(2))."
        )
    if not where.usable:
        return f"No letter will arrive: {' '.join(where.problems) or 'there is no address.'}"
    if _state(person) == "MA" and not facts.ma_what_happened:
        return (
            "Massachusetts: the attorney must choose first whether the letter says what happened."
        )
    return ""


def _state(person: Person) -> str:
    return person.resident_state or person.mailing_address.state


def _kind(person: Person, on: date) -> str:
    if person.deceased:
        return "deceased"
    return "minor" if person.is_minor_on(on) is True else "adult"


def kind_of(person: Person, on: date) -> tuple[str, str]:
    """Return what sets a letter apart from others: the kind of addressee and the state."""
    return _kind(person, on), _state(person)


_WORDS = {"adult": "", "minor": "Parent or guardian", "deceased": "Family of the deceased"}


def kind_words(person: Person, on: date) -> str:
    """Return the same in words for the list: "", "Parent or guardian", ..."""
    return _WORDS[_kind(person, on)]


Addressing = tuple[tuple[str, ...], str, str]


def _adult(person: Person) -> Addressing:
    return (person.full_name,), person.full_name, "your"


def _minor(person: Person) -> Addressing:
    line = f"Parent or Guardian of {person.full_name}"
    if person.guardian_name:
        return (person.guardian_name, line), person.guardian_name, "your child's"
    return (f"To the {line}",), "Parent or Guardian", "your child's"


def _deceased(person: Person) -> Addressing:
    line = f"Next of Kin or Personal Representative of {person.full_name}"
    if person.next_of_kin:
        return (person.next_of_kin, line), person.next_of_kin, "the patient's"
    return (f"To the {line}",), "Next of Kin or Personal Representative", "the patient's"


_ADDRESSING = {"adult": _adult, "minor": _minor, "deceased": _deceased}


def _address(person: Person) -> tuple[str, ...]:
    where = person.mailing_address
    last = f"{where.city}, {where.state} {where.zip}".strip(" ,")
    country = () if where.country in ("", "US", "USA") else (where.country,)
    return (*where.lines, last, *country)
