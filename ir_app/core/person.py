"""People on a patient list, as the roster reader understood them."""

from datetime import date
from enum import StrEnum

import msgspec


class Standing(StrEnum):
    """What the practice software says a row is; all but prospects count as affected."""

    PATIENT = "patient"
    INACTIVE = "inactive"
    ARCHIVED = "archived"
    DELETED = "deleted"
    DECEASED = "deceased"
    NON_PATIENT = "non_patient"
    PROSPECT = "prospect"
    UNKNOWN = "unknown"


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A postal address; ``problems`` says in words why a letter may not arrive."""

    lines: tuple[str, ...] = ()
    city: str = ""
    state: str = ""  # two letters, upper case, or "" when unknown
    zip: str = ""  # text: leading zeros count
    country: str = "US"
    problems: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Tell whether a letter can be mailed to this address."""
        return not self.problems and bool(self.lines)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One affected individual, possibly merged from several rows of the list."""

    id: str  # stable for the same file: "p-" and 16 hex digits
    source_ids: tuple[str, ...]  # the practice software's own ids, all merged ones
    rows: tuple[int, ...]  # line numbers in the file, counted from 1
    first: str
    middle: str = ""
    last: str
    suffix: str = ""
    born: date | None = None  # None is unknown, never "adult"
    deceased: bool = False
    died: date | None = None
    standing: Standing = Standing.UNKNOWN
    address: Address = Address()
    confidential_address: Address | None = None  # 45 CFR 164.522(b): goes before ``address``
    resident_state: str = ""  # "" is unknown
    residence_basis: str = "unknown"  # "state column", "ZIP code" or "unknown"
    guarantor_id: str = ""  # person id of the head of household, when another person
    guarantor_name: str = ""
    guardian_name: str = ""  # who decides for a minor, when the list says so
    next_of_kin: str = ""
    email: str = ""
    agreed_to_email_notice: bool = False  # a marketing opt-in does not count
    language: str = "en"
    ssn_on_file: bool | None = None  # presence only; the number itself is never kept
    notes: tuple[str, ...] = ()  # every change, guess or merge the reader made, in words

    @property
    def full_name(self) -> str:
        """Return first, middle, last and suffix as written on an envelope."""
        return " ".join(p for p in (self.first, self.middle, self.last, self.suffix) if p)

    @property
    def mailing_address(self) -> Address:
        """Return the address a letter goes to: the confidential one when there is one."""
        return self.confidential_address or self.address

    def is_minor_on(self, day: date) -> bool | None:
        """Tell whether the person is under 18 on ``day``; None when the birth date is unknown."""
        if self.born is None:
            return None
        birthday = (day.month, day.day) < (self.born.month, self.born.day)
        return day.year - self.born.year - birthday < 18


class Residents(msgspec.Struct, frozen=True, kw_only=True):
    """How many affected people live where: the numbers the law engine asks for."""

    by_state: dict[str, int]
    unknown: int
    total: int
    minors: int
    deceased: int
    no_usable_address: dict[str, int]


class QuarantinedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that could not be read as a person, with the reason in a sentence."""

    row: int
    reason: str
    text: str  # the row as it stands in the file, shortened to 500 characters


def count_residents(people: "list[Person]", on: date) -> Residents:
    """Count affected people by state of residence, with minors as of ``on``."""
    by_state: dict[str, int] = {}
    stale: dict[str, int] = {}
    for person in people:
        state = person.resident_state
        if state:
            by_state[state] = by_state.get(state, 0) + 1
        # For the dead without a family's address no other notice is needed (164.404(d)(2)).
        if not person.mailing_address.usable and not person.deceased:
            stale[state] = stale.get(state, 0) + 1
    return Residents(
        by_state=dict(sorted(by_state.items())),
        unknown=sum(not p.resident_state for p in people),
        total=len(people),
        minors=sum(p.is_minor_on(on) is True for p in people),
        deceased=sum(p.deceased for p in people),
        no_usable_address=dict(sorted(stale.items())),
    )
