"""Makes believable patient lists: python -m tests.roster.generate SHAPE PATIENTS SEED FILE.

Households, several states, minors, the deceased, people who came back and were entered twice, rows
that can't be read. Everything is invented and depends on the seed alone.
"""

import csv
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

SHAPES = ("open-dental", "eaglesoft", "dentrix")
TODAY = date(2026, 11, 23)
WOMEN = [
    "Emma",
    "Olivia",
    "Ava",
    "Sophia",
    "Isabella",
    "Mia",
    "Charlotte",
    "Amelia",
    "Harper",
    "Evelyn",
    "Abigail",
    "Emily",
    "Ella",
    "Grace",
    "Chloe",
    "Zoë",
    "Renée",
    "Inés",
    "Hannah",
    "Ruth",
    "Dorothy",
    "Barbara",
    "Carol",
    "Linda",
    "Susan",
    "Karen",
    "Lisa",
    "Nancy",
]
MEN = [
    "Liam",
    "Noah",
    "Oliver",
    "Elijah",
    "James",
    "William",
    "Benjamin",
    "Lucas",
    "Henry",
    "Jack",
    "Owen",
    "Samuel",
    "Søren",
    "René",
    "José",
    "Robert",
    "John",
    "Michael",
    "David",
    "Richard",
    "Thomas",
    "Charles",
    "Daniel",
    "Paul",
    "Mark",
    "George",
    "Frank",
    "Walter",
]
LAST = [
    "Miller",
    "Johnson",
    "Brown",
    "Davis",
    "Wilson",
    "Moore",
    "Taylor",
    "Anderson",
    "Thomas",
    "Jackson",
    "White",
    "Harris",
    "Martin",
    "Thompson",
    "Garcia",
    "Martinez",
    "Robinson",
    "Clark",
    "Lewis",
    "Lee",
    "Walker",
    "Hall",
    "Allen",
    "Young",
    "King",
    "Wright",
    "Scott",
    "Green",
    "Baker",
    "Adams",
    "Nelson",
    "Hill",
    "Campbell",
    "Mitchell",
    "Roberts",
    "Carter",
    "Phillips",
    "Evans",
    "Turner",
    "Torres",
    "Parker",
    "Collins",
    "Edwards",
    "Stewart",
    "Morris",
    "Rogers",
    "Reed",
    "Cook",
    "Morgan",
    "Bell",
    "Murphy",
    "Bailey",
    "Rivera",
    "Cooper",
    "Richardson",
    "Cox",
    "Howard",
    "Ward",
    "Peterson",
    "Gray",
    "Ramírez",
    "Muñoz",
    "O'Neil",
    "D'Angelo",
    "Smith-Jones",
    "Kowalski",
    "Nguyen",
    "Patel",
    "Schröder",
    "Van_Buren",
    "de_la_Cruz",
    "Yoder",
    "Graber",
    "Stoltzfus",
]
STREETS = [
    "Oak",
    "Maple",
    "Elm",
    "Cedar",
    "Walnut",
    "Washington",
    "Jefferson",
    "Calhoun",
    "Clinton",
    "Fairfield",
    "Lake",
    "Main",
    "Pine",
    "River",
    "Spring",
    "Sycamore",
    "Wells",
    "Broadway",
    "Harrison",
    "Anthony",
    "Coliseum",
    "Dupont",
]
KINDS = ("St", "Ave", "Rd", "Dr", "Ln", "Blvd", "Ct")
HOME = (
    ("Fort Wayne", "IN", "46802"),
    ("Fort Wayne", "IN", "46805"),
    ("Fort Wayne", "IN", "46815"),
    ("New Haven", "IN", "46774"),
    ("Auburn", "IN", "46706"),
    ("Huntington", "IN", "46750"),
)
AWAY = (
    ("Van Wert", "OH", "45891"),
    ("Defiance", "OH", "43512"),
    ("Chicago", "IL", "60614"),
    ("Ann Arbor", "MI", "48104"),
    ("Naples", "FL", "34102"),
    ("Fort Myers", "FL", "33901"),
    ("Austin", "TX", "78704"),
    ("Dallas", "TX", "75205"),
    ("San Diego", "CA", "92103"),
    ("Fresno", "CA", "93704"),
    ("Brooklyn", "NY", "11215"),
    ("Albany", "NY", "12203"),
    ("Worcester", "MA", "01602"),
    ("Boston", "MA", "02116"),
    ("Denver", "CO", "80205"),
    ("Boulder", "CO", "80302"),
    ("Burlington", "VT", "05401"),
    ("Rutland", "VT", "05701"),
)
FILLERS = ("UNKNOWN", "RETURNED MAIL", "N/A", "")


@dataclass(frozen=True)
class Row:
    """One patient as the software would hold it."""

    number: int
    first: str
    middle: str
    last: str
    born: date | None
    street: str
    street2: str
    city: str
    state: str
    zip: str
    guarantor: int
    status: str = "patient"  # patient, inactive, archived, deceased, non_patient
    died: date | None = None
    phone: str = ""
    email: str = ""
    ssn: str = ""
    gender: str = "Female"
    broken: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def people(count: int, seed: int) -> list[Row]:
    """Return ``count`` rows: households with their children, then what real lists have wrong."""
    chance = random.Random(seed)
    rows: list[Row] = []
    while len(rows) < count:
        rows += _household(chance, len(rows) + 1)
    return _spoil(chance, rows[:count])


def _household(chance: random.Random, number: int) -> Iterator[Row]:
    city, state, code = chance.choice(HOME) if chance.random() < 0.91 else chance.choice(AWAY)
    last = chance.choice(LAST).replace("_", " ")
    street = f"{chance.randint(100, 9899)} {chance.choice(STREETS)} {chance.choice(KINDS)}"
    apartment = f"Apt {chance.randint(1, 40)}" if chance.random() < 0.15 else ""
    phone = f"(260) 555-{chance.randint(100, 199):04d}"
    for place in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 5))):
        adult = place < 2
        years = chance.randint(19, 94) if adult else chance.randint(1, 17)
        woman = chance.random() < 0.52
        yield Row(
            number=number + place,
            first=chance.choice(WOMEN if woman else MEN),
            middle=chance.choice("ABCDEFGHJKLMRST") if chance.random() < 0.4 else "",
            last=last,
            born=TODAY - timedelta(days=years * 365 + chance.randint(0, 364)),
            street=street,
            street2=apartment,
            city=city,
            state=state,
            zip=code,
            guarantor=number,
            status=chance.choices(("patient", "inactive", "archived"), (70, 22, 8))[0],
            phone=phone,
            email=f"p{number + place}@mail.example" if chance.random() < 0.5 else "",
            ssn=f"900{chance.randint(10, 99)}{chance.randint(1000, 9999)}" if adult else "",
            gender="Female" if woman else "Male",
        )


def _spoil(chance: random.Random, rows: list[Row]) -> list[Row]:
    made = [_spoiled(chance, row) for row in rows]
    twins = [r for r in made if r.status == "archived" and r.street and r.born and not r.broken]
    for twin in twins[: max(1, len(made) // 100)]:
        made.append(replace(twin, number=len(made) + 1, status="patient", ssn=""))
    return made


def _spoiled(chance: random.Random, row: Row) -> Row:
    if row.born and row.born.year < 1960 and chance.random() < 0.08:
        died = TODAY - timedelta(days=chance.randint(9, 2000))
        return replace(row, status="deceased", died=died)
    draw = chance.random()
    for share, change in _FLAWS:
        if draw < share:
            return change(chance, row)
        draw -= share
    return row


_SPELLED = {"IN": "Indiana", "OH": "ohio"}
Flaw = Callable[[random.Random, Row], Row]
_FLAWS: tuple[tuple[float, Flaw], ...] = (
    (0.01, lambda chance, row: replace(row, street=chance.choice(FILLERS))),
    (0.005, lambda _, row: replace(row, born=None)),
    (0.01, lambda _, row: replace(row, state="")),
    (0.005, lambda _, row: replace(row, state=_SPELLED.get(row.state, row.state))),
    (0.01, lambda _, row: replace(row, zip=row.zip.lstrip("0"))),
    (0.004, lambda _, row: replace(row, first="", last="", broken="no name")),
    (0.004, lambda _, row: replace(row, first="Patient", last="ZZTEST", broken="test entry")),
)


def generate(shape: str, patients: int, seed: int, path: Path) -> None:
    """Write a list in one of the three shapes, as that program would."""
    heads, cells, encoding = _SHAPES[shape]
    rows = people(patients, seed)
    with path.open("w", encoding=encoding, newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(cells(row) for row in rows)


_OPEN_DENTAL = (
    "PatNum",
    "LName",
    "FName",
    "MiddleI",
    "PatStatus",
    "Gender",
    "Birthdate",
    "SSN",
    "Address",
    "Address2",
    "City",
    "State",
    "Zip",
    "HmPhone",
    "Email",
    "TxtMsgOk",
    "Guarantor",
    "DateTimeDeceased",
)
_OD_STATUS = {"patient": "0", "non_patient": "1", "inactive": "2", "archived": "3", "deceased": "5"}


def _open_dental(row: Row) -> list[str]:
    return [
        str(row.number),
        row.last,
        row.first,
        row.middle,
        _OD_STATUS[row.status],
        "1" if row.gender == "Female" else "0",
        row.born.isoformat() if row.born else "0001-01-01",
        row.ssn,
        row.street,
        row.street2,
        row.city,
        row.state,
        row.zip,
        row.phone,
        row.email,
        "0",
        str(row.guarantor),
        row.died.isoformat() if row.died else "0001-01-01",
    ]


_EAGLESOFT = (
    "patient_id",
    "first_name",
    "middle_initial",
    "last_name",
    "address_1",
    "address_2",
    "city",
    "state",
    "zipcode",
    "home_phone",
    "email_address",
    "status",
    "sex",
    "birth_date",
    "death_indicator",
    "social_security",
    "responsible_party",
)


def _eaglesoft(row: Row) -> list[str]:
    status = {"patient": "A", "deceased": "I"}.get(row.status, "I")
    born = f"{row.born:%m/%d/%Y}" if row.born else ""
    return [
        f"P{row.number:05d}",
        row.first.ljust(20),
        row.middle,
        row.last.ljust(25),
        row.street,
        row.street2,
        row.city,
        row.state,
        row.zip,
        row.phone,
        row.email,
        status,
        row.gender[:1],
        born,
        "Y" if row.status == "deceased" else "N",
        row.ssn,
        f"P{row.guarantor:05d}",
    ]


_DENTRIX = (
    "Pat ID",
    "Patient Name",
    "Birth Date",
    "Gender",
    "Guarantor",
    "Address",
    "Address 2",
    "City",
    "State",
    "Zip",
    "Home Phone",
    "E-mail",
    "Status",
)


def _dentrix(row: Row) -> list[str]:
    name = f"{row.last}, {row.first} {row.middle}".strip(" ,")
    born = f"{row.born.month}/{row.born.day}/{row.born.year}" if row.born else ""
    status = {"patient": "Patient", "archived": "Archived", "deceased": "Deceased"}.get(
        row.status, "Inactive"
    )
    return [
        str(row.number),
        name,
        born,
        row.gender,
        str(row.guarantor),
        row.street[:30],
        row.street2,
        row.city,
        row.state,
        row.zip,
        row.phone,
        row.email,
        status,
    ]


_SHAPES = {
    "open-dental": (_OPEN_DENTAL, _open_dental, "utf-8"),
    "eaglesoft": (_EAGLESOFT, _eaglesoft, "cp1252"),
    "dentrix": (_DENTRIX, _dentrix, "utf-8-sig"),
}

if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
