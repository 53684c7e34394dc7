"""The date vectors and the traps a naive program falls into."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ir_app.law.calendar import add, add_business_days
from ir_app.law.engine import Obligation, answers, obligations
from ir_app.law.facts import read_facts
from ir_app.law.read import load_law
from ir_app.places import content
from ir_app.problems import Problem

LAW = load_law(content("resources", "law"))
TODAY = date(2026, 11, 23)
BASE: dict[str, Any] = {
    "incident_type": "ransomware",
    "covered_entity": True,
    "discovered": "2026-11-23",
    "data_elements": ["ssn", "medical"],
    "form": "electronic",
    "encrypted": False,
}


def ask(as_of: date = TODAY, **facts: Any) -> dict[str, Obligation]:
    return {o.id: o for o in answers(read_facts(BASE | facts), LAW, as_of)}


@pytest.mark.parametrize(
    ("discovered", "due"),
    [
        ("2013-10-22", "2013-12-21"),
        ("2026-09-25", "2026-11-24"),
        ("2026-10-01", "2026-11-30"),
        ("2026-11-23", "2027-01-22"),
        ("2026-12-02", "2027-01-31"),
        ("2026-12-31", "2027-03-01"),
        ("2027-01-02", "2027-03-03"),
        ("2027-12-31", "2028-02-29"),
        ("2028-01-01", "2028-03-01"),
    ],
)
def test_sixty_days_without_day_zero_and_without_rolling(discovered: str, due: str) -> None:
    assert str(ask(discovered=discovered)["us-individual"].due) == due


@pytest.mark.parametrize(
    ("discovered", "due"),
    [
        ("2025-06-01", "2026-03-01"),
        ("2026-01-01", "2027-03-01"),
        ("2026-12-31", "2027-03-01"),
        ("2027-12-31", "2028-02-29"),
        ("2028-05-05", "2029-03-01"),
        ("2031-05-05", "2032-02-29"),
    ],
)
def test_fewer_than_five_hundred_go_to_hhs_after_the_year(discovered: str, due: str) -> None:
    made = ask(discovered=discovered, residents={"GA": 499}, total=499)["us-hhs"]
    assert str(made.due) == due


@given(st.integers(2013, 2090))
def test_the_yearly_date_is_sixty_days_after_december_31(year: int) -> None:
    last = date(year, 12, 31)
    facts: dict[str, Any] = {"discovered": last.isoformat(), "residents": {"GA": 3}, "total": 3}
    made = ask(**facts)
    assert made["us-hhs"].due == last + timedelta(days=60) == made["us-individual"].due


@pytest.mark.parametrize(
    ("residents", "media", "at_once"),
    [
        ({"GA": 500}, [], True),
        ({"GA": 501}, ["GA"], True),
        ({"GA": 300, "AL": 300}, [], True),
        ({"GA": 499}, [], False),
        ({"VA": 200, "MD": 200, "DC": 200}, [], True),
        ({"GA": 501, "AL": 501}, ["AL", "GA"], True),
    ],
)
def test_the_press_counts_by_state_and_hhs_counts_all(
    residents: dict[str, int], media: list[str], at_once: bool
) -> None:
    made = ask(residents=residents, total=sum(residents.values()))
    told = sorted(
        i[-2:].upper() for i, o in made.items() if o.kind == "media" and o.applies == "yes"
    )
    assert told == media
    assert (made["us-hhs"].due == date(2027, 1, 22)) is at_once


def test_one_patient_still_gets_a_letter_in_sixty_days() -> None:
    made = ask(residents={"GA": 1}, total=1)
    assert made["us-individual"].applies == "yes"
    assert made["us-individual"].due == date(2027, 1, 22)


@pytest.mark.parametrize(
    ("hold", "due"),
    [
        ({"kind": "oral", "from": "2026-12-10"}, "2027-01-22"),
        ({"kind": "oral", "from": "2027-01-15"}, "2027-02-14"),
        ({"kind": "oral", "from": "2027-01-15", "until": "2027-06-01"}, "2027-02-14"),
        ({"kind": "written", "from": "2027-01-15", "until": "2027-06-01"}, "2027-06-01"),
        ({"kind": "written", "from": "2027-01-15"}, "2027-01-22"),
        ({"kind": "oral"}, "2027-01-22"),
    ],
)
def test_a_hold_never_restarts_the_clock(hold: dict[str, str], due: str) -> None:
    assert str(ask(law_enforcement_hold=hold)["us-individual"].due) == due


@pytest.mark.parametrize(
    ("agent", "due"), [(True, "2027-01-09"), (False, "2027-01-29"), (None, "2027-01-09")]
)
def test_a_vendor_starts_the_clock_unless_it_is_an_agent(agent: bool | None, due: str) -> None:
    vendor = {"notified_on": "2026-11-30", "is_agent": agent, "discovered": "2026-11-10"}
    made = ask(discovered=None, vendor=vendor)["us-individual"]
    assert str(made.due) == due
    assert made.provisional is (agent is None)


@pytest.mark.parametrize(("number", "applies"), [(0, "no"), (9, "yes"), (10, "yes")])
def test_addresses_that_do_not_work(number: int, applies: str) -> None:
    made = ask(out_of_date_addresses={"GA": number})["us-substitute"]
    assert made.applies == applies
    assert ("Post a notice" in made.title) is (number == 10)


@pytest.mark.parametrize(
    "facts",
    [
        {"low_probability_of_compromise": True},
        {"encrypted": True, "key_exposed": False},
        {"employees_only": True},
        {"covered_entity": False},
    ],
)
def test_only_these_end_hipaa(facts: dict[str, Any]) -> None:
    assert ask(**facts)["us-individual"].applies == "no"


@pytest.mark.parametrize(
    "facts",
    [
        {"encrypted": True, "key_exposed": True},
        {"encrypted": None},
        {"low_probability_of_compromise": None},
        {"access": False, "acquired": False},
    ],
)
def test_these_do_not_end_hipaa(facts: dict[str, Any]) -> None:
    assert ask(**facts)["us-individual"].applies == "yes"


@pytest.mark.parametrize(
    ("state", "as_of", "due"),
    [
        ("CA", date(2025, 12, 31), None),
        ("CA", date(2026, 1, 1), "2026-12-23"),
        ("NY", date(2024, 12, 20), None),
        ("TX", TODAY, "2027-01-22"),
        ("VT", TODAY, "2027-01-07"),
        ("CO", TODAY, "2026-12-23"),
    ],
)
def test_the_law_of_the_day(state: str, as_of: date, due: str | None) -> None:
    made = ask(as_of, residents={state: 600}, total=600)[f"{state.lower()}-individual"]
    assert str(made.due) == str(due)


def test_texas_attorney_general_moved_to_thirty_days_in_2023() -> None:
    facts: dict[str, Any] = {"residents": {"TX": 250}, "total": 250}
    before = ask(date(2023, 8, 31), **facts)["tx-regulator-ag"]
    after = ask(date(2023, 9, 1), **facts)["tx-regulator-ag"]
    assert (str(before.due), str(after.due)) == ("2027-01-22", "2026-12-23")


def test_new_york_counts_medical_information_since_march_2025() -> None:
    facts: dict[str, Any] = {"data_elements": ["medical"], "residents": {"NY": 3}, "total": 3}
    assert ask(date(2025, 3, 20), **facts)["ny-regulator-ag"].applies == "no"
    assert ask(date(2025, 3, 21), **facts)["ny-regulator-ag"].applies == "yes"


def test_vermont_counts_fourteen_business_days_over_thanksgiving() -> None:
    made = ask(residents={"VT": 1}, total=1)["vt-regulator-ag"]
    assert made.due == date(2026, 12, 14)


def test_vermont_excuses_health_information_only() -> None:
    facts: dict[str, Any] = {"residents": {"VT": 1}, "total": 1}
    assert ask(data_elements=["medical"], **facts)["vt-individual"].applies == "no"
    assert ask(data_elements=["medical", "ssn"], **facts)["vt-individual"].applies == "yes"


def test_hipaa_excuses_the_letter_but_rarely_the_regulator() -> None:
    made = ask(residents={"MA": 1, "FL": 500, "NY": 1, "IN": 1}, total=503)
    for code, office in (("ma", "ag"), ("fl", "legal-affairs"), ("ny", "ag"), ("in", "ag")):
        assert made[f"{code}-individual"].applies == "no"
        assert made[f"{code}-regulator-{office}"].applies == "yes"


def test_california_attorney_general_follows_the_letters() -> None:
    facts: dict[str, Any] = {"residents": {"CA": 501}, "total": 501}
    made = ask(**facts)["ca-regulator-ag"]
    assert (made.due, made.provisional) == (date(2027, 1, 7), True)
    sent = ask(individual_notice_sent="2026-12-01", **facts)["ca-regulator-ag"]
    assert (sent.due, sent.provisional) == (date(2026, 12, 16), False)


def test_new_york_hears_five_business_days_after_hhs() -> None:
    facts: dict[str, Any] = {"residents": {"NY": 1}, "total": 1, "hhs_notice_sent": "2026-11-24"}
    assert ask(**facts)["ny-regulator-ag-hipaa"].due == date(2026, 12, 2)


def test_a_state_without_a_file_is_never_silent() -> None:
    made = ask(residents={"ZZ": 3}, total=3)["zz-unknown-law"]
    assert made.applies == "unknown"


def test_a_purely_medical_event_triggers_nothing_in_indiana() -> None:
    made = ask(data_elements=["medical"], residents={"IN": 900}, total=900)
    assert made["in-regulator-ag"].applies == "no"
    assert made["us-individual"].applies == "yes"


def test_staff_records_are_state_law_only() -> None:
    made = ask(employees_only=True, data_elements=["ssn"], residents={"TX": 4}, total=4)
    assert made["us-individual"].applies == "no"
    assert made["tx-individual"].applies == "yes"


def test_people_of_unknown_state_bring_the_earliest_date_of_all_states() -> None:
    made = ask(residents={"TX": 5}, total=9)["us-other-states"]
    assert made.due is not None
    assert made.due <= date(2026, 12, 23)


def test_flips_are_found_by_trying() -> None:
    facts = read_facts(BASE | {"residents": {"TX": 249}, "total": 249})
    made = {o.id: o for o in obligations(facts, LAW, TODAY)}["tx-regulator-ag"]
    assert made.applies == "no"
    assert any("250 residents of TX" in line for line in made.flips_if)


@pytest.mark.parametrize(
    ("discovered", "zone", "day"),
    [
        ("2026-11-23", "America/Chicago", "2026-11-23"),
        ("2026-11-23T23:30", "America/Chicago", "2026-11-23"),
        ("2026-11-24T05:30:00+00:00", "America/Chicago", "2026-11-23"),
        ("2026-11-24T05:30:00Z", "America/New_York", "2026-11-24"),
        ("2026-11-23T23:30:00-10:00", None, "2026-11-23"),
    ],
)
def test_a_time_counts_as_its_day_where_the_practice_is(
    discovered: str, zone: str | None, day: str
) -> None:
    read = read_facts(BASE | {"discovered": discovered, "zone": zone})
    assert str(read.discovered) == day


@pytest.mark.parametrize(
    "wrong",
    [
        {"discovered": "0001-01-01"},
        {"scope_identified": "9999-12-31"},
        {"law_enforcement_hold": {"kind": "oral", "from": "9999-12-30"}},
        {"vendor": {"discovered": "9999-12-31T23:59:59-12:00"}},
        {"zone": "Mars/Base"},
        {"zone": "../../etc/passwd"},
        {"out_of_date_addresses": {"CA": -3}},
        {"residents": {"C4": 3}},
        {"contracts": [{"party": "Labs", "unit": "business_days", "count": 10**9}]},
        {"contracts": [{"party": "Labs", "unit": "hours", "count": -1}]},
    ],
)
def test_impossible_facts_are_refused_in_a_sentence(wrong: dict[str, Any]) -> None:
    with pytest.raises(Problem):
        read_facts(BASE | wrong)


def test_day_zero_is_not_counted_in_any_unit() -> None:
    monday = date(2026, 11, 23)
    assert add(monday, 48, "hours", "US") == date(2026, 11, 25)
    assert add(monday, 1, "calendar_days", "US") == date(2026, 11, 24)
    assert add_business_days(date(2026, 11, 25), 1, "US") == date(2026, 11, 27)
    assert add_business_days(date(2026, 12, 31), 1, "US") == date(2027, 1, 4)


def test_a_state_without_a_safe_harbour_is_not_excused_by_a_letter_nobody_sends() -> None:
    facts: dict[str, Any] = {"residents": {"WY": 3}, "total": 3, "encrypted": True}
    made = ask(key_exposed=False, **facts)
    assert made["us-individual"].applies == "no"
    assert made["wy-individual"].applies == "yes"
    assert ask(key_exposed=None, **facts)["wy-individual"].applies == "unknown"
    assert ask(key_exposed=True, **facts)["wy-individual"].applies == "no"


def test_police_may_hold_letters_but_neither_the_dea_nor_visa_nor_a_contract() -> None:
    hold = {"kind": "written", "from": "2026-11-24", "until": "2027-06-01"}
    contract = {"party": "Lender", "unit": "hours", "count": 48}
    facts: dict[str, Any] = {"card_data": True, "controlled_drugs": True, "part2_records": True}
    facts |= {"prescribing_login": True, "contracts": [contract]}
    free, held = ask(**facts), ask(law_enforcement_hold=hold, **facts)
    for id_ in ("us-visa", "us-dea-drugs", "us-dea-form-106", "us-dea-login", "us-contract-1"):
        assert held[id_].due == free[id_].due is not None, id_
    assert held["us-individual"].due == held["us-part2"].due == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("total", "answer"), [(500, "no"), (501, "unknown"), (600, "unknown"), (28_000, "unknown")]
)
def test_the_press_is_open_while_nobody_knows_where_people_live(total: int, answer: str) -> None:
    made = ask(residents=None, total=total)
    assert made["us-media"].applies == answer
    assert ask(residents=None, total=28_001)["us-media"].applies == "yes"  # 56 places, 500 each


@pytest.mark.parametrize(
    ("state", "facts", "due", "starts_at", "provisional"),
    [  # Ark. Code 4-110-105(b)(2); 9 V.S.A. 2435(b)(3): whichever comes first
        ("AR", {"determined": "2026-10-20"}, "2026-12-04", "determination", True),
        (
            "AR",
            {"determined": "2026-10-20", "individual_notice_planned": "2026-11-02"},
            "2026-11-02",
            "individual_notice",
            True,
        ),
        (
            "AR",
            {"determined": "2026-10-20", "individual_notice_sent": "2026-12-10"},
            "2026-12-04",
            "determination",
            False,
        ),
        ("VT", {}, "2026-11-02", "discovery", True),
        ("VT", {"individual_notice_sent": "2026-10-20"}, "2026-10-20", "individual_notice", False),
    ],
)
def test_an_office_hears_by_its_own_days_or_with_the_letters(
    state: str, facts: dict[str, Any], due: str, starts_at: str, provisional: bool
) -> None:
    known = {"discovered": "2026-10-13", "data_elements": ["ssn"], "residents": {state: 1001}}
    one = ask(**{**known, **facts})[f"{state.lower()}-regulator-ag"]
    assert (str(one.due), one.clock.starts_at) == (due, starts_at)
    assert one.clock.provisional is provisional
    sooner = "If the first letters go sooner" in " ".join(one.why)
    assert sooner is ("individual_notice" not in starts_at and provisional)


PLAIN: dict[str, Any] = {"covered_entity": False, "data_elements": ["ssn", "name_address"]}


@pytest.mark.parametrize(
    ("residents", "count", "letter", "bureaus"),
    [  # Indiana counts the Social Security number; credit bureaus hear of more than 1,000 people
        ({"IN": 2000}, None, "yes", "yes"),
        ({"IN": 2000}, 1001, "yes", "yes"),
        ({"IN": 2000}, 1000, "yes", "no"),
        ({"IN": 2000}, 0, "no", "no"),
        ({"IN": 2000, "OH": 500}, 1501, "yes", "yes"),  # at most 500 of them can live in Ohio
        ({"IN": 2000, "OH": 500}, 1500, "yes", "unknown"),
        ({"IN": 2000, "OH": 500}, 500, "unknown", "no"),  # all of them may live in Ohio
    ],
)
def test_a_law_about_social_security_numbers_counts_those_who_had_one_there(
    residents: dict[str, int], count: int | None, letter: str, bureaus: str
) -> None:
    made = ask(**PLAIN, residents=residents, ssn_count=count)
    assert made["in-individual"].applies == letter
    assert made["in-consumer-reporting"].applies == bureaus


def test_other_kinds_of_information_count_everybody() -> None:
    made = ask(covered_entity=False, residents={"CA": 501}, ssn_count=3)
    assert made["ca-regulator-ag"].applies == "yes"


@pytest.mark.parametrize(
    ("facts", "id_", "answer"),
    [  # RCW 19.255.030(1) and ORS 646A.604 ask it in a breach under those laws; New York does not
        (
            {"residents": {"WA": 501}, "data_elements": ["name_address"]},
            "wa-regulator-ag-hipaa",
            "no",
        ),
        ({"residents": {"WA": 501}, "data_elements": ["medical"]}, "wa-regulator-ag-hipaa", "yes"),
        (
            {"residents": {"OR": 10}, "data_elements": ["name_address"]},
            "or-regulator-ag-hipaa",
            "no",
        ),
        ({"residents": {"OR": 10}, "form": "paper"}, "or-regulator-ag-hipaa", "no"),
        ({"residents": {"OR": 10}}, "or-regulator-ag-hipaa", "yes"),
        (
            {"residents": {"NY": 10}, "data_elements": ["name_address"]},
            "ny-regulator-ag-hipaa",
            "yes",
        ),
    ],
)
def test_who_reports_to_hhs_tells_an_office_of_what_its_own_law_covers(
    facts: dict[str, Any], id_: str, answer: str
) -> None:
    assert ask(**facts)[id_].applies == answer


def test_staff_records_beside_patients_bring_back_what_hipaa_excuses() -> None:
    known: dict[str, Any] = {"residents": {"IN": 300}, "data_elements": ["ssn", "medical"]}
    before, now = ask(**known), ask(**known, staff_records=True)
    assert before["in-individual"].applies == "no"
    assert now["in-individual"].applies == "unknown"
    assert str(now["in-individual"].due) == "2027-01-07"
    assert "staff who live in Indiana" in now["in-individual"].why[0]
    only = ask(**known, staff_records=True, employees_only=True)
    assert only["in-individual"].applies == "yes"
