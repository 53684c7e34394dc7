"""Duties beside HIPAA and the states: each by its fact, by the day, and never in silence."""

from datetime import date
from typing import Any

import pytest

from ir_app.law.engine import Obligation, answers, obligations
from ir_app.law.facts import read_facts
from ir_app.law.flips import NOTHING
from ir_app.law.private import Duty
from ir_app.law.read import load_law
from ir_app.law.show import show
from ir_app.places import content

LAW = load_law(content("resources", "law"))
TODAY = date(2026, 11, 24)
MONDAY = {"covered_entity": True, "discovered": "2026-11-23"}


def ask(**named: Any) -> dict[str, Obligation]:
    return {o.id: o for o in answers(read_facts(MONDAY | named), LAW, TODAY)}


@pytest.mark.parametrize("duty", [d for d in LAW.private.duty if d.fact], ids=lambda d: d.id)
def test_each_fact_decides_its_duty(duty: Duty) -> None:
    assert ask(**{duty.fact: True})[f"us-{duty.id}"].applies == "yes"
    assert ask(**{duty.fact: False})[f"us-{duty.id}"].applies == "no"
    unknown = "no" if duty.silent else "unknown"
    assert ask()[f"us-{duty.id}"].applies == unknown


@pytest.mark.parametrize(
    ("fact", "id_", "due"),
    [
        ("card_data", "us-visa", date(2026, 11, 26)),  # Thanksgiving counts: calendar days
        ("card_data", "us-discover-card", date(2026, 11, 25)),
        ("prescribing_login", "us-dea-login", date(2026, 11, 24)),
        ("controlled_drugs", "us-dea-drugs", date(2026, 11, 24)),
        ("controlled_drugs", "us-dea-form-106", date(2027, 1, 7)),
    ],
)
def test_the_short_clocks(fact: str, id_: str, due: date) -> None:
    assert ask(**{fact: True})[id_].due == due


def test_one_business_day_leaves_out_thanksgiving_and_the_weekend() -> None:
    made = ask(controlled_drugs=True, discovered="2026-11-25")
    assert made["us-dea-drugs"].due == date(2026, 11, 27)
    made = ask(controlled_drugs=True, discovered="2026-11-27")
    assert made["us-dea-drugs"].due == date(2026, 11, 30)


def test_substance_use_records_are_reported_a_second_time_on_the_day_of_the_first() -> None:
    for people in (499, 500):
        made = ask(part2_records=True, residents={"IN": people}, total=people)
        assert made["us-part2"].applies == "yes"
        assert made["us-part2"].due == made["us-hhs"].due


def test_circia_is_not_in_force_and_nothing_flips_it() -> None:
    facts = read_facts(MONDAY | {"incident_type": "ransomware"})
    circia = next(o for o in obligations(facts, LAW, TODAY) if o.id == "us-circia")
    assert circia.applies == "no"
    assert circia.flips_if == (NOTHING,)
    assert "not in force" in circia.why[0]


def test_cards_are_out_once_it_is_known_that_no_numbers_were_there() -> None:
    assert ask(data_elements=["ssn"])["us-visa"].applies == "no"
    assert ask(data_elements=["financial_account"])["us-visa"].applies == "unknown"


def test_drugs_are_asked_for_only_where_something_points_to_them() -> None:
    assert ask(incident_type="ransomware")["us-dea-drugs"].applies == "no"
    assert ask(incident_type="burglary")["us-dea-drugs"].applies == "unknown"
    assert ask(incident_type="ransomware", controlled_drugs=True)["us-dea-drugs"].applies == "yes"


def test_contracts_count_from_suspicion_or_from_the_decision() -> None:
    clauses = [
        {"party": "Delta Payer", "clause": "s. 9.2", "unit": "hours", "count": 72},
        {"party": "Bank", "unit": "business_days", "count": 2, "trigger": "confirmed"},
        {"party": "Landlord"},
    ]
    made = ask(contracts=clauses, determined="2026-12-01")
    assert made["us-contract-1"].due == date(2026, 11, 26)
    assert made["us-contract-2"].due == date(2026, 12, 3)
    assert made["us-contract-3"].due is None
    assert made["us-contract-3"].standard == "at once"
    assert {made[f"us-contract-{n}"].kind for n in (1, 2, 3)} == {"contract"}


def test_staff_records_are_a_matter_of_state_law_only() -> None:
    """W-2 forms of the staff are not patient information (45 CFR 160.103)."""
    staff = {"employees_only": True, "data_elements": ["ssn"], "encrypted": False}
    made = ask(**staff, residents={"IN": 501}, total=501)
    assert {id_: made[id_].applies for id_ in ("us-individual", "us-hhs", "us-media-in")} == {
        "us-individual": "no",
        "us-hhs": "no",
        "us-media-in": "no",
    }
    assert made["in-individual"].applies == "yes"
    assert made["in-regulator-ag"].applies == "yes"
    patients = ask(**staff | {"employees_only": False}, residents={"IN": 501}, total=501)
    assert patients["us-individual"].applies == "yes"


def test_the_ftc_is_told_only_by_who_runs_a_health_app_of_its_own() -> None:
    made = ask()["us-ftc"]
    assert made.applies == "no"
    assert "leaves out practices that HIPAA covers" in made.why[0]
    assert ask(health_app=True)["us-ftc"].applies == "yes"


def test_card_brands_are_told_through_the_processor_who_hears_it_at_once() -> None:
    made = ask(card_data=True)
    assert made["us-card-processor"].standard == "at once"
    assert "through the card processor" in made["us-visa"].recipient
    assert made["us-visa"].clock.unit == "calendar_days"


def test_the_insurer_is_a_duty_until_it_is_known_that_there_is_no_policy() -> None:
    assert ask()["us-insurer"].applies == "unknown"
    assert ask(insured=True)["us-insurer"].standard == "at once"
    assert ask(insured=False)["us-insurer"].applies == "no"


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 27), (141, 71_162), (71_162, 2_134_831)),
        (date(2026, 1, 28), (145, 73_011), (73_011, 2_190_294)),
    ],
)
def test_penalties_are_those_of_the_day(
    day: date, first: tuple[int, int], last: tuple[int, int]
) -> None:
    tiers = show(LAW, "US", day)["rules"]["penalties"]
    assert len(tiers) == 4
    assert (tiers[0]["least"], tiers[0]["most"]) == first
    assert (tiers[3]["least"], tiers[3]["most"]) == last
    assert all(tier["cite"] and tier["source"] for tier in tiers)


def test_every_duty_names_where_it_is_written() -> None:
    assert all(duty.cite for duty in LAW.private.duty)
    for words in ("42 CFR 2.16(b)", "21 CFR 1311.102", "21 CFR 1301.76(b)", "16 CFR 318", "6 USC"):
        assert words in LAW.private.source
        assert any(words in duty.cite for duty in LAW.private.duty)
