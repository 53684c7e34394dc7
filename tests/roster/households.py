"""Invented families for patient lists: names, streets, towns; seeded, so the same each time."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

TODAY = date(2026, 11, 23)

FIRST = [
    "Amber",
    "Andre",
    "Angela",
    "Anita",
    "Ben",
    "Bianca",
    "Boyd",
    "Brenda",
    "Caleb",
    "Carmen",
    "Cedric",
    "Chloe",
    "Clara",
    "Colin",
    "Dalia",
    "Darnell",
    "Della",
    "Derek",
    "Edith",
    "Elias",
    "Ellen",
    "Emmett",
    "Fatima",
    "Felix",
    "Flora",
    "Gavin",
    "Gemma",
    "Glen",
    "Grace",
    "Hana",
    "Harold",
    "Hazel",
    "Hector",
    "Imani",
    "Irene",
    "Isaac",
    "Ivy",
    "Jada",
    "Jamal",
    "Janet",
    "Joel",
    "June",
    "Karl",
    "Keisha",
    "Kofi",
    "Lana",
    "Leroy",
    "Lidia",
    "Logan",
    "Lorena",
    "Mabel",
    "Marcus",
    "Marisol",
    "Mei",
    "Milo",
    "Nadia",
    "Nelson",
    "Nora",
    "Omar",
    "Opal",
    "Otis",
    "Paige",
    "Pedro",
    "Quinn",
    "Ramona",
    "Reid",
    "Rosa",
    "Rufus",
    "Sadie",
    "Samir",
    "Selma",
    "Silas",
    "Tamika",
    "Terry",
    "Theo",
    "Uma",
    "Vera",
    "Victor",
    "Wanda",
    "Wesley",
    "Xavier",
    "Yolanda",
    "Zane",
    "Zoe",
]
ACCENTED = ["José", "Renée", "Søren", "Zoë", "Jürgen", "Inés", "Chloé", "André"]
LAST = [
    "Abbott",
    "Alvarez",
    "Baker",
    "Banerjee",
    "Barlow",
    "Becker",
    "Bishop",
    "Brandt",
    "Brennan",
    "Cano",
    "Carver",
    "Chavez",
    "Cho",
    "Coleman",
    "Conley",
    "Dalton",
    "Delgado",
    "Dietrich",
    "Dorsey",
    "Eberly",
    "Ellison",
    "Espinoza",
    "Fairchild",
    "Fisher",
    "Foley",
    "Friedman",
    "Garrett",
    "Gibson",
    "Goshen",
    "Graber",
    "Haddad",
    "Hartman",
    "Hayes",
    "Hoover",
    "Huang",
    "Ingram",
    "Jansen",
    "Jarvis",
    "Kaur",
    "Keller",
    "Kessler",
    "Kuhn",
    "Lambert",
    "Landry",
    "Leone",
    "Lehman",
    "Mackey",
    "Maldonado",
    "Mercer",
    "Miller",
    "Moody",
    "Nash",
    "Nguyen",
    "Norris",
    "Okafor",
    "Ortiz",
    "Osborne",
    "Parrish",
    "Patel",
    "Pruitt",
    "Quigley",
    "Ramsey",
    "Reuter",
    "Rinehart",
    "Romero",
    "Sandoval",
    "Schrock",
    "Sharma",
    "Shelby",
    "Stauffer",
    "Steiner",
    "Tanner",
    "Thorne",
    "Tran",
    "Underhill",
    "Vance",
    "Vargas",
    "Vogel",
    "Walsh",
    "Weaver",
    "Whitaker",
    "Yoder",
    "Zeller",
    "Zimmerman",
    "O'Brien",
    "D'Angelo",
    "St.Clair",
    "Smith-Lopez",
]
STREETS = [
    "Applewood",
    "Ashcroft",
    "Birch",
    "Bluffton",
    "Calhoun",
    "Cedar",
    "Chestnut",
    "Clover",
    "Coldwater",
    "Creekside",
    "Dogwood",
    "Elmhurst",
    "Fairfield",
    "Foxglove",
    "Glenbrook",
    "Harvest",
    "Hickory",
    "Juniper",
    "Lakeview",
    "Larkspur",
    "Lima",
    "Linden",
    "Meadow",
    "Oakdale",
    "Orchard",
    "Pinecrest",
    "Quarry",
    "Ridgeway",
    "Riverside",
    "Sandstone",
    "Spruce",
    "Stonebridge",
    "Sycamore",
    "Thornhill",
    "Walnut",
    "Willow",
    "Winding",
    "Woodland",
]
KINDS = ["Street", "Avenue", "Lane", "Drive", "Court", "Road", "Trail"]

HOME = [
    ("Fort Wayne", "IN", z) for z in ("46802", "46804", "46805", "46807", "46815", "46825", "46835")
] + [("New Haven", "IN", "46774"), ("Huntington", "IN", "46750"), ("Auburn", "IN", "46706")]
AWAY = [
    ("Defiance", "OH", "43512"),
    ("Van Wert", "OH", "45891"),
    ("Coldwater", "MI", "49036"),
    ("Sturgis", "MI", "49091"),
    ("Chicago", "IL", "60614"),
    ("Naperville", "IL", "60540"),
    ("Naples", "FL", "34102"),
    ("Sarasota", "FL", "34236"),
    ("Austin", "TX", "78704"),
    ("Plano", "TX", "75023"),
    ("San Diego", "CA", "92103"),
    ("Fresno", "CA", "93704"),
    ("Rochester", "NY", "14607"),
    ("Albany", "NY", "12203"),
    ("Worcester", "MA", "01602"),
    ("Springfield", "MA", "01108"),
    ("Denver", "CO", "80205"),
    ("Boulder", "CO", "80302"),
    ("Burlington", "VT", "05401"),
    ("Montpelier", "VT", "05602"),
]


@dataclass(frozen=True)
class Entry:
    """One row of a list before it takes a software's shape; texts as a front desk types them."""

    id: int
    guarantor: int
    first: str
    middle: str
    last: str
    status: str  # a ``Standing`` value
    born: date | None
    died: date | None
    street: str
    street2: str
    city: str
    state: str
    zip: str
    phone: str
    email: str
    ssn: str
    language: str = ""
    note: str = ""


def household(random: Random, first_id: int, place: tuple[str, str, str]) -> list[Entry]:
    """Return the one to five people of an invented family; the first answers for the others."""
    city, state, zip_code = place
    last = random.choice(LAST)
    head = Entry(
        id=first_id,
        guarantor=first_id,
        first="",
        middle="",
        last=last,
        status="patient",
        born=None,
        died=None,
        street=f"{random.randint(100, 9899)} {random.choice(STREETS)} {random.choice(KINDS)}",
        street2=f"Apt {random.randint(1, 40)}" if random.random() < 0.12 else "",
        city=city,
        state=state,
        zip=zip_code,
        phone=f"({random.choice(['260', '419', '312'])}) 555-01{random.randint(0, 99):02d}",
        email="",
        ssn="",
        language="Spanish" if random.random() < 0.05 else "",
    )
    grown = random.choice([1, 1, 2, 2])
    children = random.choice([0, 0, 0, 1, 2, 3]) if grown == 2 else random.choice([0, 0, 0, 1])
    ages = [random.randint(24, 88)] + [random.randint(24, 80)] * (grown - 1)
    ages += [random.randint(1, 19) for _ in range(children)]
    names = random.sample(FIRST, len(ages))
    return [
        _member(random, head, first_id + place_, name, age)
        for place_, (name, age) in enumerate(zip(names, ages, strict=True))
    ]


def _member(random: Random, head: Entry, id_: int, name: str, age: int) -> Entry:
    first = random.choice(ACCENTED) if random.random() < 0.02 else name
    born = TODAY - timedelta(days=age * 365 + age // 4 + random.randint(1, 360))
    died = None
    status = random.choices(["patient", "inactive", "archived", "non_patient"], [70, 18, 10, 2])[0]
    if age > 60 and random.random() < 0.12:
        died, status = TODAY - timedelta(days=random.randint(30, 2000)), "deceased"
    mail = f"{first}.{head.last}{id_}@example.com".lower().replace("'", "")
    return replace(
        head,
        id=id_,
        first=first,
        middle=random.choice("ABCDEJLMRST") if random.random() < 0.4 else "",
        status=status,
        born=born,
        died=died,
        email=mail if age > 17 and mail.isascii() and random.random() < 0.6 else "",
        # No number was ever given out that starts with 666.
        ssn=f"666{random.randint(10, 99)}{random.randint(1000, 9999)}"
        if random.random() < 0.5
        else "",
    )
