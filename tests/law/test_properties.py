"""What must hold for any facts at all."""

from datetime import date
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.law.engine import Obligation, answers, obligations
from ir_app.law.facts import Contract, Element, Facts, Hold, Vendor, facts_schema, read_facts
from ir_app.law.read import load_law
from ir_app.places import content
from ir_app.problems import Problem

LAW = load_law(content("resources", "law"))
TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
YES_NO = st.none() | st.booleans()
STATES = st.sampled_from([*sorted(LAW.states), "OH", "GU"])
RESIDENTS = st.dictionaries(STATES, st.integers(0, 12_000), max_size=4)

CONTRACTS = st.none() | st.lists(
    st.builds(
        Contract,
        party=st.just("Lender"),
        unit=st.sampled_from(["calendar_days", "business_days", "hours"]),
        count=st.integers(1, 90),
        trigger=st.sampled_from(["suspected", "confirmed"]),
    ),
    max_size=2,
).map(tuple)
FACTS = st.builds(
    Facts,
    incident_type=st.sampled_from([None, "ransomware", "burglary", "email", "vendor"]),
    covered_entity=YES_NO,
    occurred=st.none() | DAYS,
    discovered=st.none() | DAYS,
    determined=st.none() | DAYS,
    scope_identified=st.none() | DAYS,
    exception=st.sampled_from([None, "none", "could_not_keep", "inside_office"]),
    insured=YES_NO,
    card_data=YES_NO,
    part2_records=YES_NO,
    prescribing_login=YES_NO,
    controlled_drugs=YES_NO,
    health_app=YES_NO,
    contracts=CONTRACTS,
    minors=st.none() | st.integers(0, 50),
    ssn_count=st.none() | st.integers(0, 50),
    data_elements=st.none() | st.lists(st.sampled_from(get_args(Element)), max_size=4).map(tuple),
    form=st.sampled_from([None, "electronic", "paper"]),
    encrypted=YES_NO,
    key_exposed=YES_NO,
    access=YES_NO,
    acquired=YES_NO,
    low_probability_of_compromise=YES_NO,
    residents=st.none() | RESIDENTS,
    total=st.none() | st.integers(0, 40_000),
    out_of_date_addresses=st.none() | RESIDENTS,
    law_enforcement_hold=st.none()
    | st.builds(
        Hold,
        kind=st.sampled_from(["written", "oral"]),
        from_=st.none() | DAYS,
        until=st.none() | DAYS,
    ),
    vendor=st.none()
    | st.builds(Vendor, notified_on=st.none() | DAYS, is_agent=YES_NO, discovered=st.none() | DAYS),
    individual_notice_planned=st.none() | DAYS,
    individual_notice_sent=st.none() | DAYS,
    hhs_notice_sent=st.none() | DAYS,
    employees_only=YES_NO,
    practice_state=st.none() | STATES,
)


def by_id(facts: Facts, as_of: date = TODAY) -> dict[str, Obligation]:
    return {o.id: o for o in answers(facts, LAW, as_of)}


@given(FACTS, DAYS)
@settings(max_examples=150, deadline=None)
def test_the_engine_always_answers_with_reasons(facts: Facts, as_of: date) -> None:
    made = answers(facts, LAW, as_of)
    assert len({o.id for o in made}) == len(made)
    for one in made:
        assert one.why
        assert (one.applies == "no") <= (one.due is None)
        if one.due and one.due_latest:
            assert one.due <= one.due_latest


@given(FACTS)
@settings(max_examples=60, deadline=None)
def test_the_same_facts_give_the_same_answer(facts: Facts) -> None:
    assert obligations(facts, LAW, TODAY) == obligations(facts, LAW, TODAY)


@given(FACTS, STATES, st.integers(1, 5_000))
@settings(max_examples=120, deadline=None)
def test_more_residents_never_remove_an_obligation(facts: Facts, state: str, more: int) -> None:
    residents = facts.residents or {state: 1}  # none at all would be "not known"
    before = msgspec.structs.replace(facts, residents=residents, total=None)
    after = msgspec.structs.replace(
        before, residents={**residents, state: residents.get(state, 0) + more}
    )
    now = by_id(after)
    rank = {"no": 0, "unknown": 1, "yes": 2}
    for id_, one in by_id(before).items():
        if id_ != "us-other-states":
            assert rank[now[id_].applies] >= rank[one.applies], id_
            if one.due and one.applies == "yes":
                due = now[id_].due
                assert due is not None, id_
                assert due <= one.due, id_  # more people bring no later date


@pytest.mark.parametrize(
    "data",
    [
        {"discoverd": "2026-11-23"},
        {"discovered": "yesterday"},
        {"residents": {"Indiana": 3}},
        {"residents": {"IN": -1}},
        {"data_elements": ["shoe_size"]},
        {"total": "many"},
        [],
        "x",
        None,
    ],
)
def test_wrong_facts_get_a_sentence(data: Any) -> None:
    with pytest.raises(Problem):
        read_facts(data)


def test_every_fact_may_be_missing_or_null() -> None:
    names = facts_schema()["$defs"]["Facts"]["properties"]
    assert read_facts({}) == read_facts(dict.fromkeys(names))
