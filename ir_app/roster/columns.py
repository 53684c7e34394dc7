"""Which column means what, in the shapes the practice programs export."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ir_app.problems import Problem
from ir_app.roster.cells import hide_numbers

# Heading (letters and digits only, lower case) -> what it means. Sources: Open Dental's patient
# table, Eaglesoft's patient table, Dentrix report headings (docs/decisions/0006).
MEANINGS: dict[str, tuple[str, ...]] = {
    "id": (
        "patnum",
        "patientid",
        "patid",
        "id",
        "chart",
        "chartnumber",
        "patientnumber",
        "acct",
        "accountnumber",
        "account",
        "patientno",
        "patno",
    ),
    "first": ("fname", "firstname", "first", "patientfirstname", "givenname"),
    "middle": ("middlei", "middleinitial", "middle", "mi", "middlename"),
    "last": ("lname", "lastname", "last", "patientlastname", "surname"),
    "name": ("patientname", "patient", "name", "fullname"),
    "suffix": ("suffix", "namesuffix"),
    "standing": ("patstatus", "status", "patientstatus"),
    "born": ("birthdate", "dob", "birth", "dateofbirth", "birthday"),
    "died": ("datetimedeceased", "datedeceased", "deceaseddate", "dateofdeath"),
    "deceased": ("deathindicator", "deceased", "isdeceased"),
    "street": (
        "address",
        "address1",
        "addr1",
        "street",
        "streetaddress",
        "addressline1",
        "mailingaddress",
    ),
    "street2": ("address2", "addr2", "addressline2", "apt", "unit"),
    "city": ("city", "town"),
    "state": ("state", "st", "stateprov", "province", "stateprovince"),
    "zip": ("zip", "zipcode", "zippostal", "postalcode", "postcode"),
    "country": ("country",),
    "confidential": ("confidentialaddress", "alternateaddress", "altaddress"),
    "address_note": ("addrnote", "addressnote"),
    "guarantor": (
        "guarantor",
        "guarantorid",
        "responsibleparty",
        "respparty",
        "rpid",
        "guarantornum",
        "responsiblepartyid",
    ),
    "guarantor_name": ("guarantorname", "responsiblepartyname", "rpname", "headofhousehold"),
    "guardian": ("guardian", "guardianname", "responsparty", "parentguardian"),
    "email": ("email", "emailaddress", "emailaddr"),
    "phone": (
        "wirelessphone",
        "cellphone",
        "mobile",
        "mobilephone",
        "cell",
        "hmphone",
        "homephone",
    ),
    "ssn": ("ssn", "socialsecurity", "socialsecuritynumber", "ss", "encryptedsocialsecurity"),
    "language": ("language", "preferredlanguage"),
    "clone_of": ("patnumclonefrom",),
}

_MEANING = {name: meaning for meaning, names in MEANINGS.items() for name in names}

# A shape is known by headings that only it has.
SHAPES: dict[str, frozenset[str]] = {
    "Open Dental": frozenset({"patnum", "lname", "fname", "patstatus"}),
    "Eaglesoft": frozenset({"patientid", "firstname", "lastname", "zipcode", "responsibleparty"}),
    "Dentrix": frozenset({"patientname", "birthdate", "guarantor"}),
}


@dataclass(frozen=True)
class Columns:
    """Where each meaning stands in a row."""

    shape: str
    place: Mapping[str, int]

    def cell(self, row: Sequence[str], meaning: str) -> str:
        """Return a row's text for a meaning, without blanks around it; "" when there is none."""
        place = self.place.get(meaning)
        return row[place].strip() if place is not None and place < len(row) else ""


def plain(heading: str) -> str:
    """Return a heading with only its letters and digits, lower case."""
    return re.sub(r"[^a-z0-9]", "", heading.lower())


def is_heading(row: Sequence[str]) -> bool:
    """Tell whether a row names columns: at least three of its cells are known headings."""
    return sum(plain(cell) in _MEANING for cell in row) >= 3


def guess(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> dict[str, int]:
    """Return meaning -> place; what a person chose in ``mapping`` goes before what is known."""
    chosen = {plain(heading): meaning for heading, meaning in (mapping or {}).items()}
    place: dict[str, int] = {}
    for known in (chosen, _MEANING):
        for number, heading in enumerate(headings):
            meaning = known.get(plain(heading))
            if meaning and number not in place.values():
                place.setdefault(meaning, number)
    return place


def shape_of(headings: Sequence[str]) -> str:
    """Return the practice software whose headings these are, or "List"."""
    names = {plain(heading) for heading in headings}
    return next((shape for shape, needs in SHAPES.items() if needs <= names), "List")


def find_columns(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> Columns:
    """Find out what each column means; ``mapping`` (heading to meaning) goes before guessing."""
    place = guess(headings, mapping)
    _need(place, headings)
    return Columns(shape_of(headings), place)


def _need(place: Mapping[str, int], headings: Sequence[str]) -> None:
    named = "name" in place or ("last" in place and "first" in place)
    if named and ("street" in place or "state" in place or "zip" in place):
        return
    missing = "an address" if named else "the names"
    seen = hide_numbers(", ".join(head.strip() for head in headings[:8] if head.strip()))
    raise Problem(
        what=f"The columns with {missing} could not be found. The first columns are: {seen}.",
        do="Export the list again with names, address, city, state, ZIP and birth date.",
        who="The help line of your practice software can tell how.",
    )
