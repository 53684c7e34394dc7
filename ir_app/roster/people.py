"""From a row to a person, or to the quarantine with a reason."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ir_app.core.person import Address, Person, QuarantinedRow, Standing
from ir_app.roster.addresses import read_address
from ir_app.roster.cells import (
    has_number,
    hide_numbers,
    is_yes,
    read_day,
    read_standing,
    split_name,
    split_suffix,
)
from ir_app.roster.columns import Columns

_TESTS = ("zztest", "test patient", "patient test", "zz test", "do not use")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Read:
    """A person as one row says, with what only matching needs and nobody keeps."""

    person: Person
    source_id: str
    guarantor: str
    decider: str  # number of the person who decides for this one, "" or "0" when nobody is named
    clone_of: str
    phone: str
    ssn_key: str  # a hash for matching in memory; never stored


def read_person(
    number: int, row: Sequence[str], columns: Columns, today: date
) -> Read | QuarantinedRow:
    """Read one row; a row that is no person comes back with the reason."""
    first, middle, last, notes = _name(row, columns)
    reason = _not_a_person(first, last, row, columns)
    if reason:
        return quarantined(number, row, reason)
    last, suffix = split_suffix(last)
    suffix = columns.cell(row, "suffix") or suffix
    born, born_note = read_day(columns.cell(row, "born"), today)
    died, died_note = _day_of_death(columns.cell(row, "died"), today)
    standing = read_standing(columns.cell(row, "standing"))
    deceased = (
        died is not None or standing is Standing.DECEASED or is_yes(columns.cell(row, "deceased"))
    )
    address, residence, basis, address_notes = read_address(
        (columns.cell(row, "street"), columns.cell(row, "street2")),
        columns.cell(row, "city"),
        columns.cell(row, "state"),
        columns.cell(row, "zip"),
        columns.cell(row, "country"),
    )
    source, source_note = _source_id(columns.cell(row, "id"), number)
    ssn = columns.cell(row, "ssn")
    person = Person(
        id=person_id(source),
        source_ids=(source,),
        rows=(number,),
        first=first,
        middle=middle,
        last=last,
        suffix=suffix,
        born=born,
        deceased=deceased,
        died=died,
        standing=Standing.DECEASED if deceased else standing,
        address=address,
        confidential_address=_confidential(row, columns),
        resident_state=residence,
        residence_basis=basis,
        guarantor_name=columns.cell(row, "guarantor_name"),
        guardian_name=_words_only(columns.cell(row, "guardian")),
        email=columns.cell(row, "email"),
        language=_language(columns.cell(row, "language")),
        ssn_on_file=bool(ssn) if "ssn" in columns.place else None,
        notes=_said(
            *notes, source_note, born_note, died_note, *address_notes, _beside(row, columns)
        ),
    )
    return Read(
        person=person,
        source_id=source,
        guarantor=columns.cell(row, "guarantor"),
        decider=columns.cell(row, "guardian"),
        clone_of=columns.cell(row, "clone_of").removesuffix(".0"),
        phone="".join(c for c in columns.cell(row, "phone") if c.isdigit()),
        ssn_key=hashlib.sha256(ssn.encode()).hexdigest()
        if len(ssn) >= 9 and "*" not in ssn
        else "",
    )


def _said(*notes: str) -> tuple[str, ...]:
    """Return the notes that say something; columns may slip, so no long number is let through."""
    return tuple(hide_numbers(note) for note in notes if note)


def _source_id(text: str, number: int) -> tuple[str, str]:
    """Return the software's number; older plans used the Social Security number for it."""
    if not text:
        return f"row {number}", ""
    if _SSN_WRITTEN.fullmatch(text):
        return f"row {number}", "The patient number looks like a Social Security number: not kept."
    return text, ""


_SSN_WRITTEN = re.compile(r"\d{3}-\d{2}-\d{4}")


def _day_of_death(text: str, today: date) -> tuple[date | None, str]:
    day, note = read_day(text, today)
    return day, "" if "placeholder" in note else note.replace("Date “", "Date of death “")


def _beside(row: Sequence[str], columns: Columns) -> str:
    text = columns.cell(row, "address_note")
    return f"The list says beside the address: “{text[:200]}”." if text else ""


def person_id(source: str) -> str:
    """Return a stable id for the practice software's own id."""
    return f"p-{hashlib.sha256(source.encode()).hexdigest()[:16]}"


def quarantined(number: int, row: Sequence[str], reason: str) -> QuarantinedRow:
    """Return a row for the quarantine, without numbers that may be Social Security numbers."""
    return QuarantinedRow(row=number, reason=reason, text=hide_numbers(" | ".join(row))[:500])


def _name(row: Sequence[str], columns: Columns) -> tuple[str, str, str, list[str]]:
    if "last" in columns.place:
        first, middle, last = (columns.cell(row, part) for part in ("first", "middle", "last"))
    else:
        first, middle, last = split_name(columns.cell(row, "name"))
    notes = []
    if any(part.startswith(_FORMULA) for part in (first, last)):
        notes.append("The name looks like a formula. It was kept as plain text.")
    return first, middle, last, notes


def _not_a_person(first: str, last: str, row: Sequence[str], columns: Columns) -> str:
    if not first and not last:
        return "There is no name in this row."
    if f"{last} {first}".lower().strip().startswith(_TESTS) or last.lower().startswith("zztest"):
        return "This looks like a test entry of the software, not a person."
    if read_standing(columns.cell(row, "standing")) is Standing.PROSPECT:
        return "Marked as never a patient. Check whether there are records of this person."
    if len(first + last) < 2:
        return "The name is a single letter."
    if first.isdigit() or last.isdigit() or has_number(f"{first} {last}"):
        return "The name is a number: the columns may have slipped."
    return ""


def _confidential(row: Sequence[str], columns: Columns) -> Address | None:
    text = columns.cell(row, "confidential")
    if not text:
        return None
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 3:
        return Address(lines=(text,), problems=("The confidential address is not complete.",))
    state, _, zip_code = parts[-1].partition(" ")
    street = tuple(parts[:-2])
    lines = (street[0], " ".join(street[1:]))
    return read_address(lines, parts[-2], state, zip_code, "")[0]


def _words_only(text: str) -> str:
    return "" if text.replace(".", "").isdigit() else text


def _language(text: str) -> str:
    return "es" if text.strip().lower() in ("es", "spa", "spanish", "español") else "en"
