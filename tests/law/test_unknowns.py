"""Time and not knowing: an unknown fact never gives a later date than any value it could take.

Every fact the engine reads is tried. Three readings are the law's own and are exact here: what is
not known is taken as a breach of patient information that goes out by HIPAA's letter, so a state
that counts that letter as its own asks for none until the opposite is known (and then says so).
"""

from datetime import date, timedelta
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ir_app.law.engine import Obligation, answers, obligations
from ir_app.law.facts import Element, Facts, Hold, Vendor
from ir_app.law.show import edges
from tests.law.test_properties import CONTRACTS, DAYS, FACTS, LAW, RESIDENTS, STATES, TODAY, by_id

HOLDS = st.builds(
    Hold,
    kind=st.sampled_from(["written", "oral"]),
    from_=st.none() | DAYS,
    until=st.none() | DAYS,
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "incident_type": st.sampled_from(["ransomware", "burglary", "email", "vendor"]),
    "covered_entity": st.booleans(),
    "occurred": DAYS,
    "determined": DAYS,
    "scope_identified": DAYS,
    "data_elements": st.lists(st.sampled_from(get_args(Element)), min_size=1, max_size=4).map(
        tuple
    ),
    "ssn_count": st.integers(0, 50),
    "form": st.sampled_from(["electronic", "paper"]),
    "encrypted": st.booleans(),
    "key_exposed": st.booleans(),
    "access": st.booleans(),
    "acquired": st.booleans(),
    "low_probability_of_compromise": st.booleans(),
    "exception": st.sampled_from(["none", "could_not_keep"]),
    "residents": RESIDENTS,
    "total": st.integers(0, 40_000),
    "minors": st.integers(0, 50),
    "deceased": st.integers(0, 50),
    "out_of_date_addresses": RESIDENTS,
    "law_enforcement_hold": HOLDS,
    "employees_only": st.booleans(),
    "staff_records": st.booleans(),
    "practice_state": STATES,
    "insured": st.booleans(),
    "card_data": st.booleans(),
    "part2_records": st.booleans(),
    "prescribing_login": st.booleans(),
    "controlled_drugs": st.booleans(),
    "health_app": st.booleans(),
    "contracts": CONTRACTS,
    "zone": st.just("America/Chicago"),
}
# What the practice does or is told later, not what is true already: its dates are provisional.
ACTS = ("individual_notice_planned", "individual_notice_sent", "hhs_notice_sent")
STARTS = ("discovered", "vendor")  # without a day 0 there is no date at all
# Unknown is read as HIPAA's presumption: its letter goes out, and a state may count it.
PRESUMED = ("low_probability_of_compromise", "exception", "employees_only", "staff_records")


def test_every_fact_is_tried() -> None:
    assert {*VALUES, *ACTS, *STARTS} == set(Facts.__struct_fields__)


def start_after_discovery(facts: Facts, name: str) -> bool:
    """A finding never lies before the day it was first noticed."""
    found = getattr(facts, name)
    days = [facts.discovered]
    days += [facts.vendor.notified_on, facts.vendor.discovered] if facts.vendor else []
    known = [day for day in days if day is not None]
    return found is None or not known or found >= min(known)


@given(FACTS, st.sampled_from(sorted(VALUES)), st.data())
@settings(max_examples=200, deadline=None)
def test_an_unknown_never_gives_a_later_date_than_any_value(
    facts: Facts, name: str, data: st.DataObject
) -> None:
    unknown = msgspec.structs.replace(facts, **{name: None})
    value = data.draw(VALUES[name])
    if name == "total" and facts.residents:
        value = sum(facts.residents.values())  # residents without a total are all there are
    if name == "residents":
        total = facts.total  # a total that is known holds for the residents too
        assume(total is None or sum(value.values()) == total)
    known = msgspec.structs.replace(unknown, **{name: value})
    assume(all(start_after_discovery(known, each) for each in ("determined", "scope_identified")))
    shown, now = by_id(unknown), by_id(known)
    for one in now.values():
        if one.applies != "no" and one.due is not None and one.id != "us-other-states":
            assert_not_later(shown, one, name)


def assert_not_later(shown: dict[str, Obligation], one: Obligation, name: str) -> None:
    before = shown.get(one.id)
    elsewhere = shown.get("us-other-states")
    if before is None or before.due is None:
        if before is not None and before.applies == "no":
            assert comes_back(before, one, name), one.id
            return
        if one.kind in ("contract", "media") and before is None:
            return  # a contract or a state that nobody had written down
        if before is not None and before.clock.date is None:
            return  # without a day 0 there was no date that could have been too late
        assert elsewhere is not None, one.id
        before = elsewhere
    assert before.due is not None, one.id
    assert one.due is not None
    if before.due > one.due:  # only behind letters whose day is open, and then it was said
        assert name in PRESUMED, one.id
        assert before.clock.starts_at == "individual_notice", one.id
        assert before.clock.provisional, one.id


def comes_back(before: Obligation, one: Obligation, name: str) -> bool:
    """Tell whether this fact may turn a not-needed: only where the presumption was its reason."""
    if one.jurisdiction == "US":
        return name in ("card_data", "controlled_drugs", "prescribing_login", "data_elements",
                        "incident_type", "health_app", "part2_records")  # fmt: skip
    return name in PRESUMED and "HIPAA" in before.why[0]


@given(FACTS, st.sampled_from(PRESUMED))
@settings(max_examples=60, deadline=None)
def test_what_the_presumption_hides_is_said_beside_it(facts: Facts, name: str) -> None:
    unknown = msgspec.structs.replace(facts, **{name: None})
    value = "could_not_keep" if name == "exception" else True
    turned = by_id(msgspec.structs.replace(unknown, **{name: value}))
    for one in obligations(unknown, LAW, TODAY):
        then = turned.get(one.id)
        if one.applies == "no" and then is not None and then.applies != "no":
            assert any(line.startswith("If ") for line in one.flips_if), one.id


# --- acts and starts ----------------------------------------------------------------------------


@given(FACTS, st.sampled_from(ACTS), DAYS)
@settings(max_examples=150, deadline=None)
def test_a_date_that_an_act_brings_forward_was_marked_as_one_that_may_move(
    facts: Facts, name: str, day: date
) -> None:
    unknown = msgspec.structs.replace(facts, **{name: None})
    shown = by_id(unknown)
    for one in by_id(msgspec.structs.replace(unknown, **{name: day})).values():
        before = shown[one.id]
        if before.due and one.due and one.due < before.due and one.id != "us-hhs":
            assert before.provisional, one.id


@given(FACTS, DAYS, DAYS, st.none() | st.booleans())
@settings(max_examples=100, deadline=None)
def test_what_a_vendor_tells_later_moves_no_date_silently(
    facts: Facts, told: date, knew: date, agent: bool | None
) -> None:
    assume(knew <= told)
    facts = msgspec.structs.replace(facts, discovered=None)
    full = Vendor(notified_on=told, discovered=knew, is_agent=agent)
    for part in (
        Vendor(notified_on=told, discovered=None, is_agent=agent),
        Vendor(notified_on=told, discovered=knew, is_agent=None),
        Vendor(notified_on=told, discovered=None, is_agent=None),
    ):
        shown = by_id(msgspec.structs.replace(facts, vendor=part))
        for one in by_id(msgspec.structs.replace(facts, vendor=full)).values():
            before = shown[one.id]
            if one.due and before.due and one.due < before.due:
                assert before.provisional, (one.id, part)


@given(FACTS, DAYS, st.integers(1, 400))
@settings(max_examples=150, deadline=None)
def test_a_later_discovery_never_gives_an_earlier_date(facts: Facts, day: date, later: int) -> None:
    first = by_id(msgspec.structs.replace(facts, discovered=day))
    second = by_id(msgspec.structs.replace(facts, discovered=day + timedelta(days=later)))
    assert first.keys() == second.keys()
    for id_, one in first.items():
        if id_ != "us-other-states" and one.due is not None:
            due = second[id_].due
            assert due is not None, id_
            assert one.due <= due, id_


@given(FACTS, HOLDS)
@settings(max_examples=150, deadline=None)
def test_a_hold_never_shortens_and_turns_nothing(facts: Facts, hold: Hold) -> None:
    free = by_id(msgspec.structs.replace(facts, law_enforcement_hold=None))
    held = by_id(msgspec.structs.replace(facts, law_enforcement_hold=hold))
    assert free.keys() == held.keys()
    for id_, one in free.items():
        assert held[id_].applies is one.applies, id_
        if id_ != "us-other-states":
            due = held[id_].due
            assert (due is None) is (one.due is None), id_
            assert due is None or one.due is None or one.due <= due, id_


@pytest.mark.parametrize(("agent", "may_move"), [(None, True), (False, False)])
def test_letters_that_went_out_do_not_hide_that_an_own_clock_may_move(
    agent: bool | None, may_move: bool
) -> None:
    """Vermont's office: its own days or the first letters. Was the vendor our agent, and when?"""
    facts = Facts(
        vendor=Vendor(notified_on=date(2026, 11, 20), is_agent=agent),
        individual_notice_sent=date(2026, 12, 1),
        residents={"VT": 3},
    )
    office = by_id(facts)["vt-regulator-ag"]
    assert office.due == date(2026, 12, 1)
    assert office.provisional is may_move


# --- states and days ----------------------------------------------------------------------------


@given(FACTS, RESIDENTS, STATES, st.integers(1, 9_000))
@settings(max_examples=150, deadline=None)
def test_another_state_takes_nothing_away_from_the_first(
    facts: Facts, residents: dict[str, int], state: str, number: int
) -> None:
    assume(state not in residents and any(residents.values()))
    facts = msgspec.structs.replace(facts, residents=residents, total=None)
    both = msgspec.structs.replace(facts, residents={**residents, state: number})
    now = by_id(both)
    for one in answers(facts, LAW, TODAY):
        if one.jurisdiction != "US" and facts.ssn_count is not None:
            # Whose Social Security numbers were there may be less sure now: no more than that.
            assert now[one.id].applies in {one.applies, "unknown"}, one.id
            assert one.due in {now[one.id].due, None}, one.id
        elif one.jurisdiction != "US" and one.clock.starts_at == "hhs_notice":
            # More people may bring the report to HHS forward, and with it what follows it.
            assert now[one.id].applies == one.applies, one.id
            earlier = now[one.id].due
            assert one.due is None or (earlier is not None and earlier <= one.due), one.id
        elif one.jurisdiction != "US":
            assert now[one.id] == one, one.id
        elif one.applies == "yes":
            assert now[one.id].applies == "yes", one.id


@given(FACTS, st.sampled_from(sorted(LAW.states)), DAYS, st.integers(0, 900))
@settings(max_examples=150, deadline=None)
def test_nothing_changes_between_two_days_of_the_same_versions(
    facts: Facts, state: str, day: date, days: int
) -> None:
    later = day + timedelta(days=days)
    assert LAW.federal.part2 is not None
    changes = [*edges(LAW.states[state]), LAW.federal.part2.effective]
    assume(not any(day < edge <= later for edge in changes))
    facts = msgspec.structs.replace(facts, residents={state: 600}, total=None)
    assert answers(facts, LAW, day) == answers(facts, LAW, later)


@pytest.mark.parametrize("code", sorted(LAW.states))
def test_every_edge_of_a_law_is_a_day_on_which_something_may_change(code: str) -> None:
    for edge in edges(LAW.states[code]):
        assert edge >= date(2000, 1, 1)


# --- clocks that start with another notice ------------------------------------------------------

LETTERS = [
    # state, office, planned, sent, day of the answer
    ("CA", "ca-regulator-ag", None, None, "2027-01-07"),  # 15 days after day 30, the last one
    ("CA", "ca-regulator-ag", "2026-12-01", None, "2026-12-16"),
    ("CA", "ca-regulator-ag", "2026-12-01", "2026-12-10", "2026-12-25"),
    ("CA", "ca-regulator-ag", "2027-03-01", None, "2027-01-07"),  # a plan that is too late
    ("CA", "ca-regulator-ag", None, "2027-03-01", "2027-03-16"),  # what happened counts
    ("IA", "ia-regulator-ag", None, "2026-11-23", "2026-12-01"),
    ("CT", "ct-regulator-ag", "2026-12-01", None, "2026-12-01"),  # the same day
    ("CT", "ct-regulator-ag", None, None, "2027-01-22"),
]


@pytest.mark.parametrize(("state", "id_", "planned", "sent", "due"), LETTERS)
def test_planned_and_sent_letters_start_the_clock(
    state: str, id_: str, planned: str | None, sent: str | None, due: str
) -> None:
    facts = Facts(
        covered_entity=False,
        discovered=date(2026, 11, 23),
        data_elements=("ssn",),
        encrypted=False,
        residents={state: 600},
        individual_notice_planned=date.fromisoformat(planned) if planned else None,
        individual_notice_sent=date.fromisoformat(sent) if sent else None,
    )
    one = by_id(facts)[id_]
    assert str(one.due) == due
    assert one.provisional is (sent is None)


@pytest.mark.parametrize(
    ("sent", "due"),
    [(None, "2027-01-29"), ("2026-11-24", "2026-12-02"), ("2027-02-01", "2027-02-08")],
)
def test_new_york_follows_hhs(sent: str | None, due: str) -> None:
    facts = Facts(
        covered_entity=True,
        discovered=date(2026, 11, 23),
        data_elements=("medical",),
        residents={"NY": 600},
        hhs_notice_sent=date.fromisoformat(sent) if sent else None,
    )
    one = by_id(facts)["ny-regulator-ag-hipaa"]
    assert (str(one.due), one.provisional) == (due, sent is None)
