"""Genetic information and recorded places: who names them, since when, who only may mean them."""

from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from ir_app.actions.forms import PHI
from ir_app.export.forms import read_form
from ir_app.law.elements import MEANT_BY
from ir_app.law.engine import Obligation, answers, obligations
from ir_app.law.facts import Element, Facts, read_facts
from ir_app.law.read import current, load_law
from ir_app.law.show import ELEMENTS as SHOWN
from ir_app.law.show import show
from ir_app.law.wording import ELEMENTS
from ir_app.letters.facts import CATEGORIES
from ir_app.places import content
from ir_app.playbook.read import load_library

LAW = load_law(content("resources", "law"))
TODAY = date(2026, 11, 26)
STATES = [code for code, rules in LAW.states.items() if not rules.no_statute]
# Held against the statutes by hand; docs/law/kinds.md says what was read for each.
GENETIC = {"AR", "CA", "DC", "DE", "MD", "SD", "VT", "WI"}
LOCATION = {"CT", "FL"}


def ask(code: str, as_of: date = TODAY, **named: Any) -> dict[str, Obligation]:
    known = {
        "covered_entity": False,
        "part2_records": False,
        "discovered": "2026-11-23",
        "encrypted": False,
        "residents": {code: 700},
        "total": 700,
    }
    return {o.id: o for o in answers(read_facts(known | named), LAW, as_of)}


def letter(code: str, *kinds: str, as_of: date = TODAY) -> str:
    return ask(code, as_of, data_elements=[*kinds])[f"{code.lower()}-individual"].applies


def covers(code: str, kind: str) -> bool:
    trigger = current(LAW.states[code].trigger, TODAY)
    return trigger is not None and kind in trigger.data_elements


@pytest.mark.parametrize("code", STATES)
def test_genetic_information_alone_obliges_exactly_where_the_law_names_it(code: str) -> None:
    # A test the dentist ordered may be what a law calls medical information.
    silent = "unknown" if covers(code, "medical") else "no"
    assert letter(code, "genetic") == ("yes" if code in GENETIC else silent)
    assert show(LAW, code, TODAY)["rules"]["data_elements"]["genetic"] is (code in GENETIC)


@pytest.mark.parametrize("code", STATES)
def test_a_recorded_place_alone_obliges_exactly_where_the_law_names_it(code: str) -> None:
    assert letter(code, "location") == ("yes" if code in LOCATION else "no")
    assert show(LAW, code, TODAY)["rules"]["data_elements"]["location"] is (code in LOCATION)


@pytest.mark.parametrize("code", STATES)
def test_a_genetic_test_ticked_with_treatment_is_as_sure_as_treatment(code: str) -> None:
    if covers(code, "medical"):
        assert letter(code, "genetic", "medical") == letter(code, "medical")


@pytest.mark.parametrize(("code", "first"), [("CT", date(2023, 10, 1)), ("FL", date(2024, 7, 1))])
def test_places_count_from_the_day_of_the_act(code: str, first: date) -> None:
    assert letter(code, "location", as_of=first) == "yes"
    before = date.fromordinal(first.toordinal() - 1)
    assert letter(code, "location", as_of=before) == "no"


@pytest.mark.parametrize("kind", ["genetic", "location"])
def test_under_hipaa_the_kind_does_not_matter(kind: str) -> None:
    """Genetic information is health information (45 CFR 160.103): the federal letter stands."""
    made = ask("NE", covered_entity=True, data_elements=[kind])
    assert made["us-individual"].applies == "yes"
    assert made["us-hhs"].applies == "yes"
    assert made["us-media-ne"].applies == "yes"


def test_a_law_that_only_may_mean_it_says_why_it_is_not_sure() -> None:
    made = ask("TX", data_elements=["genetic"])["tx-individual"]
    assert made.due is not None
    assert made.why[0].startswith("This law names medical information, but not genetic information")
    assert "tick both" in made.why[0]


def test_who_only_may_be_counted_is_counted_with_those_whose_numbers_were_there() -> None:
    """Nobody's number was there, but genetic tests may count in Texas, so nobody is left out."""
    made = ask("TX", data_elements=["ssn", "genetic"], ssn_count=0)
    assert made["tx-individual"].applies == "yes"
    assert (
        ask("TX", data_elements=["ssn", "location"], ssn_count=0)["tx-individual"].applies == "no"
    )


def test_vermont_lets_hipaa_stand_for_health_information_but_not_for_genes() -> None:
    """9 V.S.A. 2435(e) frees a breach of health records only; a place is nothing there."""
    for kinds, expected in (
        (["medical"], "no"),
        (["medical", "location"], "no"),
        (["medical", "dob", "name_address"], "no"),
        (["medical", "genetic"], "yes"),
        (["genetic"], "yes"),
    ):
        made = ask("VT", covered_entity=True, data_elements=kinds)
        assert made["vt-individual"].applies == expected, kinds


def test_what_would_flip_names_the_new_kinds() -> None:
    facts = read_facts(
        {
            "covered_entity": False,
            "part2_records": False,
            "discovered": "2026-11-23",
            "encrypted": False,
            "data_elements": ["name_address"],
            "residents": {"FL": 5, "WI": 5},
        }
    )
    made = {o.id: o for o in obligations(facts, LAW, TODAY)}
    assert any("places where somebody was" in line for line in made["fl-individual"].flips_if)
    assert any("genetic information" in line for line in made["wi-individual"].flips_if)


def test_facts_of_before_read_as_they_did() -> None:
    old = {"data_elements": ["biometric", "tax_id"], "discovered": "2026-11-23"}
    assert read_facts(old) == Facts(
        data_elements=("biometric", "tax_id"), discovered=date(2026, 11, 23)
    )


@pytest.mark.parametrize("code", STATES)
def test_insurance_alone_is_never_a_no_where_the_law_names_medical(code: str) -> None:
    # Arkansas, Montana and Puerto Rico name medical information only; a claim tells of treatment.
    named = covers(code, "health_insurance")
    silent = "unknown" if covers(code, "medical") else "no"
    assert (silent == "unknown" and not named) is (code in {"AR", "MT", "PR"})
    assert letter(code, "health_insurance") == ("yes" if named else silent)


def test_a_kind_is_meant_only_by_a_kind_that_is_there() -> None:
    assert {*MEANT_BY, *MEANT_BY.values()} <= set(ELEMENTS)


def test_every_kind_is_known_everywhere() -> None:
    """Asked on a card, shown, spoken of, written in a letter, ticked on the form of HHS."""
    kinds = set(get_args(Element))
    asked = load_library(content("playbooks")).facts["data_elements"]
    form = read_form(content("resources", "forms", "hhs-breach.toml"))
    options = next(field.options for field in form.field if field.from_ == "phi_types")
    assert {choice.id for choice in asked.choices} == kinds
    assert set(SHOWN) == set(ELEMENTS) == set(CATEGORIES) == set(PHI) == kinds
    assert {name for names in PHI.values() for name in names} <= set(options)
    page = (Path(__file__).parents[2] / "docs" / "law" / "kinds.md").read_text("utf-8")
    assert all(f"`{kind}`" in page for kind in kinds)
