"""The facts the engine reads: each may be missing, and missing means unknown."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import msgspec

from ir_app.law.days import with_days
from ir_app.problems import Problem

Element = Literal[
    "ssn",
    "drivers_license",
    "financial_account",
    "medical",
    "health_insurance",
    "dob",
    "biometric",
    "genetic",
    "online_credentials",
    "tax_id",
    "location",
    "name_address",
]
Count = dict[str, int]
LONGEST = 10_000  # units of a contract's clock; more is a slip of the finger

# The three exceptions of 45 CFR 164.402, breach (1)(i)-(iii), or that none of them fits.
Exception_ = Literal["none", "good_faith_staff", "inside_office", "could_not_keep"]


class Hold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A law-enforcement official's request to wait (45 CFR 164.412)."""

    kind: Literal["written", "oral"]
    from_: date | None = msgspec.field(name="from", default=None)
    until: date | None = None


class Vendor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a vendor told, when it happened at a vendor (45 CFR 164.410)."""

    notified_on: date | None = None
    is_agent: bool | None = None
    discovered: date | None = None


class Contract(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A clause of a contract that asks for notice: party, clock and what starts it."""

    party: str
    id: str = ""  # names its line on the list; without one its place does
    clause: str = ""
    notify: str = ""  # where the notice goes
    reference: str = ""  # policy, account or contract number
    unit: Literal["calendar_days", "business_days", "hours", "none"] = "none"
    count: int | None = None
    trigger: Literal["suspected", "confirmed"] = "suspected"


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of an incident; None is unknown everywhere."""

    incident_type: str | None = None
    covered_entity: bool | None = None
    occurred: date | None = None
    discovered: date | None = None
    determined: date | None = None
    scope_identified: date | None = None
    data_elements: tuple[Element, ...] | None = None
    ssn_count: int | None = None
    form: Literal["electronic", "paper"] | None = None
    encrypted: bool | None = None
    key_exposed: bool | None = None
    access: bool | None = None
    acquired: bool | None = None
    low_probability_of_compromise: bool | None = None
    residents: Count | None = None
    total: int | None = None
    minors: int | None = None
    deceased: int | None = None
    out_of_date_addresses: Count | None = None
    law_enforcement_hold: Hold | None = None
    vendor: Vendor | None = None
    individual_notice_planned: date | None = None
    individual_notice_sent: date | None = None
    hhs_notice_sent: date | None = None
    employees_only: bool | None = None
    staff_records: bool | None = None  # of staff, beside those of patients
    practice_state: str | None = None
    exception: Exception_ | None = None
    insured: bool | None = None
    card_data: bool | None = None
    part2_records: bool | None = None
    prescribing_login: bool | None = None
    controlled_drugs: bool | None = None
    health_app: bool | None = None
    contracts: tuple[Contract, ...] | None = None
    zone: str | None = None


def read_facts(data: object) -> Facts:
    """Read facts from plain JSON data; raises Problem naming what does not fit."""
    try:
        facts = msgspec.convert(with_days(data), Facts)
    except msgspec.ValidationError as trouble:
        raise Problem(
            what=f"The facts can't be read: {trouble}.",
            safe="",
            do="See `ir-app facts --schema` for the names and kinds of facts.",
        ) from trouble
    _check_counts(facts)
    return facts


def _check_counts(facts: Facts) -> None:
    for name, number in _counts(facts):
        if number is not None and number < 0:
            raise Problem(what=f"The number for {name} is below zero.", safe="", do="Correct it.")
    for contract in facts.contracts or ():
        if (contract.count or 0) > LONGEST:
            raise Problem(
                what=f"{contract.count} is too long a time for the contract with {contract.party}.",
                safe="",
                do="Look up the number in its clause.",
            )


def _counts(facts: Facts) -> Iterator[tuple[str, int | None]]:
    yield from (
        ("total", facts.total),
        ("minors", facts.minors),
        ("deceased", facts.deceased),
        ("ssn_count", facts.ssn_count),
    )
    yield from ((f"the contract with {c.party}", c.count) for c in facts.contracts or ())
    for what, places in (
        ("residents", facts.residents),
        ("addresses", facts.out_of_date_addresses),
    ):
        for state, count in (places or {}).items():
            if len(state) != 2 or not (state.isascii() and state.isalpha() and state.isupper()):
                raise Problem(
                    what=f"“{state}” is not a state: {what} are counted by two capital letters.",
                    safe="",
                    do='Write them like {"IN": 501}.',
                )
            yield f"{what} of {state}", count


def facts_schema() -> dict[str, Any]:
    """Return the JSON Schema of a facts file."""
    return msgspec.json.schema(Facts)
