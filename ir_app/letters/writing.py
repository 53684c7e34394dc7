"""Writes one letter for each person and reads every one of them back."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ir_app.core.person import Person
from ir_app.letters.addressee import Addressee, Unwritten, addressee, held, kind_of
from ir_app.letters.facts import LetterFacts
from ir_app.letters.readback import read_back
from ir_app.letters.states import PEOPLE, Bureau, StateLetter, load_bureaus, load_states
from ir_app.letters.template import Template
from ir_app.letters.words import categories, day, when_it_happened
from ir_app.places import content
from ir_app.problems import Problem

__all__ = ["Letter", "Unwritten", "plan_letters", "write_letters", "write_some"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LEFTOVERS = ("{{", "}}", "{%", "%}")


@dataclass(frozen=True, slots=True)
class Letter:
    """One finished letter."""

    letter: str  # "L-00001"
    person: str  # person id
    addressee_lines: tuple[str, ...]
    kind: str  # adult, minor, deceased
    state: str
    file_name: str  # holds no patient name
    data: bytes
    sha256: str
    text: str
    text_sha256: str


Numbered = tuple[str, Person]  # a letter's number and whom it is about


def plan_letters(
    facts: LetterFacts, people: Sequence[Person]
) -> tuple[list[Numbered], list[Unwritten]]:
    """Number a letter for every person who can be written to; the others come with the reason."""
    kept = held(facts, people)
    without = {one.person for one in kept}
    to = [person for person in people if person.id not in without]
    return [(f"L-{number:05d}", person) for number, person in enumerate(to, start=1)], kept


def write_some(
    template: Template, facts: LetterFacts, numbered: Iterable[Numbered]
) -> Iterator[Letter]:
    """Yield the letter for each number, the same to the byte whoever writes it."""
    shared = _shared(facts)
    for letter, person in numbered:
        to = addressee(person, facts)
        if isinstance(to, Unwritten):  # the plan is of the same facts and people
            raise TypeError(f"{letter}: nobody can be written to")
        yield _write(template, facts, person, to, shared | {"letter_id": letter})


def write_letters(
    template: Template, facts: LetterFacts, people: Sequence[Person]
) -> Iterator[Letter | Unwritten]:
    """Yield a letter for every person who can be written to, then the reasons for the others."""
    numbered, kept = plan_letters(facts, people)
    yield from write_some(template, facts, numbered)
    yield from kept


def _shared(facts: LetterFacts) -> dict[str, Any]:
    monitoring = facts.monitoring
    return {
        "sender": facts.sender,
        "letter_date": day(facts.letter_date),
        "what_happened": _paragraphs(facts.what_happened),
        "when_it_happened": when_it_happened(facts),
        "categories": categories(facts),
        "what_we_are_doing": _paragraphs(facts.what_we_are_doing),
        "monitoring": monitoring
        and {
            "months": monitoring.months,
            "provider": monitoring.provider,
            "how": " or ".join(
                part
                for part in (
                    f"at {monitoring.website}" if monitoring.website else "",
                    f"by calling {monitoring.phone}" if monitoring.phone else "",
                )
                if part
            ),
            "enroll_by": day(monitoring.enroll_by) if monitoring.enroll_by else "",
        },
        "law_enforcement_delayed": facts.law_enforcement_delayed,
        "identity_numbers": facts.has_identity_numbers,
        "bureaus": bureaus(),
    }


@cache
def states() -> dict[str, StateLetter]:
    """Return the additions of all states, read once."""
    return load_states(content("letters", "states"))


@cache
def bureaus() -> tuple[Bureau, ...]:
    """Return the credit bureaus, read once."""
    return load_bureaus(content("resources", "contacts", "bureaus.toml"))


def _write(
    template: Template, facts: LetterFacts, person: Person, to: Addressee, values: dict[str, Any]
) -> Letter:
    kind, state = kind_of(person, facts.letter_date)
    added = states().get(state)
    leave_out = bool(added and added.may_leave_out_what_happened) and (
        facts.ma_what_happened == "leave_out"
    )
    own = {
        "address_lines": [_clean(line) for line in to.lines],
        "salutation": _clean(to.salutation),
        "patient_name": _clean(person.full_name),
        "kind": kind,
        "whose": to.whose,
        "say_what_happened": not leave_out,
        "state_blocks": _blocks(added, facts),
    }
    data = template.fill(values | own)
    text = read_back(data)
    _check(text, own, values)
    return Letter(
        letter=values["letter_id"],
        person=person.id,
        addressee_lines=to.lines,
        kind=kind,
        state=state,
        file_name=f"{values['letter_id']}.docx",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _blocks(added: StateLetter | None, facts: LetterFacts) -> list[dict[str, Any]]:
    blocks = added.block if added else ()
    return [
        {
            "heading": block.heading,
            "paragraphs": [text.replace(PEOPLE, f"{facts.people:,}") for text in block.paragraphs],
        }
        for block in blocks
        if facts.has_identity_numbers or not block.needs_identity_numbers
    ]


def _check(text: str, own: dict[str, Any], values: dict[str, Any]) -> None:
    """Refuse a letter in which something that was put in can't be read."""
    wanted = [*own["address_lines"], own["patient_name"], values["sender"].name]
    wanted += [*values["categories"], *values["what_we_are_doing"]]
    wanted += values["what_happened"] if own["say_what_happened"] else []
    wanted += [p for block in own["state_blocks"] for p in block["paragraphs"]]
    lost = [part for part in wanted if part and _squeeze(part) not in _squeeze(text)]
    if lost or any(mark in text for mark in _LEFTOVERS if not any(mark in w for w in wanted)):
        raise Problem(
            what="A letter did not come out whole, so no letters were written.",
            safe="Nothing you entered was touched.",
            do="Put back the letter template that came with the program.",
            details=f"{values['letter_id']}: {len(lost)} parts missing",
        )


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _clean(text: str) -> str:
    return _squeeze(_CONTROL.sub("\ufffd", text))


def _paragraphs(text: str) -> list[str]:
    return [_clean(line) for line in text.splitlines() if line.strip()]
