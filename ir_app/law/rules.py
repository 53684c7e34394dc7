"""What a law file holds; ``docs/law/format.md`` explains every field to whoever enters a state."""

from datetime import date
from typing import Literal

import msgspec

Unit = Literal["calendar_days", "business_days", "hours", "none"]
Start = Literal[
    "discovery",
    "determination",
    "scope_identified",
    "individual_notice",
    "hhs_notice",
    "vendor_notice",
    "year_end",
]
Confidence = Literal["high", "medium", "low"]
Excused = Literal["individual", "regulator", "consumer_reporting"]


class Dated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule in force from ``effective`` until the day before ``until``."""

    effective: date = date(2000, 1, 1)
    until: date | None = None
    cite: str = ""
    note: str = ""  # in plain words, shown with the reasons

    def in_force(self, on: date) -> bool:
        """Tell whether the rule is the law on a day."""
        return self.effective <= on and (self.until is None or on < self.until)


class Timed(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule with a clock; ``kind`` none means "without unreasonable delay" only."""

    kind: Unit = "none"
    days: int | None = None  # days, business days or hours, as ``kind`` says
    starts_at: Start = "discovery"


class Individual(Timed, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The letter to each person."""


class Regulator(Timed, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A public office that must be told; ``min_residents`` is the smallest number that triggers."""

    id: str
    recipient: str
    min_residents: int = 1
    how: str = ""
    always: bool = False  # even where HIPAA excuses the rest of this law
    hipaa_only: bool = False  # owed by those who report to HHS, whatever else this law covers
    own_trigger: bool = False  # with hipaa_only: and only when it is an event under this law too
    before_individuals: bool = False  # the office must hear before the people do
    with_individuals: bool = False  # its own clock or the first letters, whichever comes first
    waits: bool = True  # False: a request of the police to wait puts off the letters, not this


class Reporting(Timed, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The consumer reporting agencies (credit bureaus)."""

    min_residents: int


class Trigger(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes it an event under this law."""

    data_elements: tuple[str, ...]  # with a name; the ids of FACTS
    form: Literal["electronic", "any"] = "electronic"
    basis: Literal["acquisition", "access"] = "acquisition"
    encryption_safe_harbor: bool = True
    key: str = ""  # when an exposed key ends the safe harbour
    binds: str = ""  # whom the law binds, when that is normally not a private practice


class Harm(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a documented low risk of harm excuses."""

    exempts: bool
    text: str
    decided_by: str = ""
    consult: str = ""  # who must be asked before it is decided
    keep_years: int | None = None  # how long the written finding is kept
    send: str = ""  # to whom the finding must be sent, and by when


class Hipaa(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What following HIPAA excuses under this law."""

    effect: Literal["full", "individual_notice_only", "partial", "none"]
    excuses: tuple[Excused, ...] = ()
    only_elements: tuple[str, ...] = ()  # it excuses only when nothing else was there
    argued: bool = False  # whether the clause reaches a practice under HIPAA is open
    text: str


class LetterRule(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the letter must and must not say."""

    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()  # prescribed word for word
    contacts: tuple[str, ...] = ()  # whose address and telephone must stand in it


class Methods(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the letter may reach a person under this law."""

    allowed: tuple[
        Literal["mail", "telephone", "email", "email_if_agreed", "fax", "in_person"], ...
    ]
    text: str = ""


class Monitoring(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Credit monitoring that must be offered."""

    months: int
    when: str
    elements: tuple[str, ...] = ("ssn",)  # any of these sets it off
    required: bool = True  # False: only who offers any must offer this much


class Substitute(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a notice by other means may or must stand for letters."""

    cost_over: int | None = None  # dollars
    class_over: int | None = None  # people
    text: str = ""


class Jurisdiction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One law file."""

    code: str
    name: str
    verified: date
    confidence: Confidence
    source: str
    cites: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    review_days: int | None = None  # looked at again after so many days; law/review.py
    no_statute: bool = False
    individual: tuple[Individual, ...] = ()
    regulator: tuple[Regulator, ...] = ()
    consumer_reporting: tuple[Reporting, ...] = ()
    trigger: tuple[Trigger, ...] = ()
    risk_of_harm: tuple[Harm, ...] = ()
    hipaa: tuple[Hipaa, ...] = ()
    letter: tuple[LetterRule, ...] = ()
    methods: tuple[Methods, ...] = ()
    credit_monitoring: tuple[Monitoring, ...] = ()
    substitute: tuple[Substitute, ...] = ()
    law_enforcement: str = ""
    oral_hold: bool = True  # False: its letters wait only on a request in writing
    penalties: str = ""
    private_action: str = ""
    vendor: str = ""  # where it names a time: when a vendor must tell the practice


class FederalRule(Timed, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One path of the HIPAA Breach Notification Rule."""

    id: str
    recipient: str
    min_people: int = 1
    below: int | None = None  # applies to fewer than this many


class Penalty(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One tier of the federal penalties in dollars, for the attorney's view."""

    tier: str
    least: int  # for one violation
    most: int
    year_cap: int  # for all violations of one provision in a year
    practice_cap: int | None = None  # what HHS said in 2019 it applies, adjusted; no rule
    source: str


class Part2(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What brings the rule to records of a substance use program whose holder HIPAA leaves out."""

    form: str  # how the one report to HHS is made then, said behind its title
    doubts: tuple[str, ...] = ()


class Federal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The federal file."""

    code: str
    name: str
    verified: date
    confidence: Confidence
    source: str
    cites: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    review_days: int | None = None  # looked at again after so many days; law/review.py
    rule: tuple[FederalRule, ...]
    oral_hold_days: int
    part2: Part2 | None = None  # law of before this was entered has none
    letter: tuple[LetterRule, ...]
    penalty: tuple[Penalty, ...] = ()

    def path(self, id_: str) -> FederalRule:
        """Return one path of the rule."""
        return next(rule for rule in self.rule if rule.id == id_)
