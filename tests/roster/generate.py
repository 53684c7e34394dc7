"""Believable patient exports of invented people; ``python -m tests.roster.generate``."""

import csv
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from tests.roster.households import AWAY, HOME, Entry, household

AWAY_SHARE = 0.15
OPEN_DENTAL_STATUS = {
    "patient": "0",
    "non_patient": "1",
    "inactive": "2",
    "archived": "3",
    "deleted": "4",
    "deceased": "5",
    "prospect": "6",
}
EAGLESOFT_STATUS = {"patient": "A", "deleted": "D", "non_patient": "N"}  # the rest: I
WORDS = {"non_patient": "Non-patient", "prospect": "Prospective"}  # the rest: capitalised


def invent(patients: int, seed: int) -> list[Entry]:
    """Return ``patients`` rows: families, some registered twice, a few with poor data."""
    random = Random(seed)
    rows: list[Entry] = []
    away = list(AWAY)
    again = max(1, patients // 80)
    while len(rows) < patients - again:
        far = random.random() < AWAY_SHARE
        place = away[len(rows) % len(away)] if far else random.choice(HOME)
        rows += household(random, len(rows) + 1, place)
    rows = [_wear(random, row) for row in rows[: patients - again]]
    known = {row.id for row in rows}
    rows = [row if row.guarantor in known else replace(row, guarantor=row.id) for row in rows]
    return rows + _registered_again(random, rows, again)


def _wear(random: Random, row: Entry) -> Entry:
    """Make a row as poor as real ones are: about 1 % each without address or birth date."""
    chance = random.random()
    if chance < 0.007:
        return replace(row, street="", city="", zip="")
    if chance < 0.012:
        return replace(row, street="RETURNED MAIL")
    if chance < 0.022:
        return replace(row, born=None)
    if chance < 0.030:
        return replace(row, state="")
    if chance < 0.040 and row.zip.startswith("0"):
        return replace(row, zip=row.zip.lstrip("0"))
    return row


def _registered_again(random: Random, rows: list[Entry], count: int) -> list[Entry]:
    """Return people who were archived and then registered a second time with a new number."""
    whole = [r for r in rows if r.born and r.street and r.street != "RETURNED MAIL"]
    chosen = random.sample(whole, count)
    start = len(rows) + 1
    return [
        replace(row, id=start + place, guarantor=start + place, status="patient", middle="")
        for place, row in enumerate(chosen)
    ]


def _day(day: date | None, empty: str, form: str) -> str:
    return day.strftime(form) if day else empty


def open_dental(row: Entry) -> dict[str, str]:
    """Return a row as a query over Open Dental's patient table prints it."""
    return {
        "PatNum": str(row.id),
        "LName": row.last,
        "FName": row.first,
        "MiddleI": row.middle,
        "PatStatus": OPEN_DENTAL_STATUS[row.status],
        "Birthdate": _day(row.born, "0001-01-01", "%Y-%m-%d"),
        "SSN": row.ssn,
        "Address": row.street,
        "Address2": row.street2,
        "City": row.city,
        "State": row.state,
        "Zip": row.zip,
        "HmPhone": row.phone,
        "Email": row.email,
        "Guarantor": str(row.guarantor),
        "Language": row.language,
        "AddrNote": row.note,
        "DateTimeDeceased": _day(row.died, "0001-01-01", "%Y-%m-%d") + " 00:00:00",
    }


def eaglesoft(row: Entry) -> dict[str, str]:
    """Return a row as Eaglesoft's patient table prints it, with its padding."""
    return {
        "patient_id": f"{row.id:>6}",
        "first_name": row.first.ljust(15),
        "middle_initial": row.middle,
        "last_name": row.last.ljust(20),
        "address_1": row.street,
        "address_2": row.street2,
        "city": row.city,
        "state": row.state,
        "zipcode": row.zip,
        "home_phone": row.phone,
        "email_address": row.email,
        "status": EAGLESOFT_STATUS.get(row.status, "I"),
        "birth_date": _day(row.born, "", "%m/%d/%Y"),
        "death_indicator": "Y" if row.died else "N",
        "social_security": row.ssn,
        "responsible_party": f"{row.guarantor:>6}",
    }


def dentrix(row: Entry) -> dict[str, str]:
    """Return a row as a Dentrix list prints it."""
    return {
        "Patient ID": str(row.id),
        "Patient Name": f"{row.last}, {row.first} {row.middle}".strip(),
        "Birth Date": _day(row.born, "", "%m/%d/%Y"),
        "Guarantor": str(row.guarantor),
        "Home Phone": row.phone,
        "E-mail": row.email,
        "Address": " ".join(part for part in (row.street, row.street2) if part),
        "City": row.city,
        "State": row.state,
        "Zip": row.zip,
        "Status": WORDS.get(row.status, row.status.capitalize()),
        "Privacy flags": "No correspondence" if row.id % 17 == 0 else "",
    }


SHAPES: dict[str, tuple[Callable[[Entry], dict[str, str]], str, str]] = {
    "open-dental": (open_dental, "utf-8", ","),
    "eaglesoft": (eaglesoft, "cp1252", "\t"),
    "dentrix": (dentrix, "cp1252", ","),
}


def bad_rows(count: int, first_id: int) -> list[Entry]:
    """Return rows that are no patients: test entries, slipped columns, rows without names."""
    blank = Entry(first_id, first_id, "", "", "", "patient", None, None, *[""] * 8)
    kinds = [
        replace(blank, first="Patient", last="ZZTEST"),
        replace(blank, street="PO BOX 9"),
        replace(blank, first="Nell", last="123"),
        replace(blank, first="88", last="4410"),
    ]
    return [
        replace(kinds[place % len(kinds)], id=first_id + place, guarantor=first_id + place)
        for place in range(count)
    ]


def generate(shape: str, patients: int, seed: int, path: Path) -> list[Entry]:
    """Write an export of ``patients`` rows, 0.5 % of them no patients; return the good ones."""
    row_of, encoding, delimiter = SHAPES[shape]
    bad = max(6, patients // 200)
    good = invent(patients - bad, seed)
    rows = good + bad_rows(bad, patients + 1)
    Random(seed).shuffle(rows)
    with path.open("w", encoding=encoding, newline="") as file:
        lines = [row_of(row) for row in rows]
        writer = csv.DictWriter(file, list(lines[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(lines)
    return good


if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
