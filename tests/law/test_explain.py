"""Every answer says why, how it was counted, where it is written and what would change it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from ir_app.law.engine import Obligation, obligations
from ir_app.law.facts import Facts, read_facts
from ir_app.law.flips import NOTHING
from tests.law.test_properties import FACTS, LAW, TODAY

BASE: dict[str, Any] = {
    "incident_type": "ransomware",
    "covered_entity": True,
    "discovered": "2026-11-23",
    "data_elements": ["ssn", "medical"],
    "encrypted": False,
}


def explain(**facts: Any) -> dict[str, Obligation]:
    return {o.id: o for o in obligations(read_facts(BASE | facts), LAW, TODAY)}


@given(FACTS)
@settings(max_examples=80, deadline=None)
def test_every_answer_has_reasons_and_what_would_change_it(facts: Facts) -> None:
    for one in obligations(facts, LAW, TODAY):
        assert one.why, one.id
        assert one.flips_if, one.id
        for line in (*one.why, *one.flips_if):
            assert line == line.strip() != "", one.id
            assert line[-1] in ".!?", (one.id, line)
            assert "  " not in line, (one.id, line)


@pytest.mark.parametrize("code", [c for c, rules in LAW.states.items() if not rules.no_statute])
def test_a_duty_below_its_number_says_at_which_number_it_begins(code: str) -> None:
    rules = LAW.states[code]
    lines = {f"us-media-{code.lower()}": 501}
    for office in rules.regulator:
        if office.in_force(TODAY):
            lines[f"{code.lower()}-regulator-{office.id}"] = office.min_residents
    for bureau in rules.consumer_reporting:
        if bureau.in_force(TODAY):
            lines[f"{code.lower()}-consumer-reporting"] = bureau.min_residents
    made = explain(residents={code: 1}, total=1, covered_entity=False)
    held = explain(residents={code: 1}, total=1)
    for id_, least in lines.items():
        one = (held if "media" in id_ or "hipaa" in id_ else made)[id_]
        if least > 1 and one.flips_if != (NOTHING,):
            assert any(f"{least:,} residents of {code}" in line for line in one.flips_if), id_
        elif least > 1:
            pytest.fail(f"{id_} does not say that it begins at {least}: {one.why}")


def test_what_decided_a_no_comes_first() -> None:
    made = explain(data_elements=["medical"], residents={"IN": 900}, total=900)
    assert made["in-regulator-ag"].why[0].startswith("This law does not cover medical information")
    assert explain(residents={"FL": 2}, total=2)["fl-individual"].why[0].startswith("Excused by")
    low = explain(low_probability_of_compromise=True)["us-individual"]
    assert low.why[0].startswith("Four written answers")


def test_a_no_says_which_day_it_would_be_counted_to() -> None:
    made = explain(residents={"TX": 249}, total=249)["tx-regulator-ag"]
    assert any("would be Wednesday, December 23, 2026" in line for line in made.why)
    assert made.due is None


def test_the_report_to_hhs_says_what_another_number_would_do_to_its_day() -> None:
    few = explain(residents={"GA": 499}, total=499)["us-hhs"].flips_if
    many = explain(residents={"GA": 300, "AL": 300}, total=600)["us-hhs"].flips_if
    assert (
        "If 500 people were concerned in all, it would be due by Friday, January 22, 2027." in few
    )
    assert (
        "If fewer than 500 people were concerned in all, it would be due by Monday, March 1, 2027."
        in many
    )


def test_kinds_of_information_that_would_turn_it_are_one_sentence() -> None:
    made = explain(data_elements=["medical"], residents={"IN": 9}, total=9)["in-regulator-ag"]
    assert (
        "If Social Security numbers, driver's licenses and other government IDs or bank or card "
        "numbers were there too, it would have to be done." in made.flips_if
    )


@pytest.mark.parametrize(("number", "words"), [(1, "1 business day after"), (3, "3 calendar days")])
def test_one_day_is_not_days(number: int, words: str) -> None:
    made = explain(controlled_drugs=True, card_data=True)
    one = made["us-dea-drugs" if number == 1 else "us-visa"]
    assert any(words in line for line in one.why)


def test_a_date_on_the_very_day_of_another_reads_as_one() -> None:
    made = explain(part2_records=True)["us-part2"]
    assert any("the same day is the last one" in line for line in made.why)
    assert made.due == date(2027, 1, 22)


def test_a_hold_is_told_beside_the_count_and_not_as_the_count() -> None:
    hold = {"kind": "oral", "from": "2027-01-15"}
    why = explain(law_enforcement_hold=hold)["us-individual"].why
    assert any("60 calendar days after it is Friday, January 22, 2027." in line for line in why)
    assert any("held until Sunday, February 14, 2027" in line for line in why)
    early = {"kind": "oral", "from": "2026-12-01"}
    assert not any("held" in w for w in explain(law_enforcement_hold=early)["us-individual"].why)


def test_a_start_that_is_not_known_is_not_said_to_be_known() -> None:
    made = explain(residents={"TX": 300, "CA": 600}, total=900)
    office = made["tx-regulator-ag"].why
    assert any(line.startswith("Monday, November 23, 2026 is taken as day 0;") for line in office)
    letters = made["ca-regulator-ag"].why
    assert any("the last day for that was taken, or the one planned" in line for line in letters)
