"""Records of a substance use program outside HIPAA: 42 CFR 2.16(b), answer by answer."""

import itertools
from datetime import date
from typing import Any

import msgspec
import pytest

from ir_app.law.engine import Obligation, answers, obligations
from ir_app.law.facts import read_facts
from ir_app.law.read import Law, load_law
from ir_app.law.show import show
from ir_app.places import content

LAW = load_law(content("resources", "law"))
TODAY = date(2026, 11, 26)
PART2 = "42 CFR 2.16(b)"
FEDERAL = ("us-individual", "us-hhs", "us-media-ga", "us-substitute")
YES, NO, OPEN = "yes", "no", "unknown"
NONE: dict[str, Any] = {}


def ask(law: Law = LAW, as_of: date = TODAY, **named: Any) -> dict[str, Obligation]:
    known = {
        "discovered": "2026-11-23",
        "data_elements": ["medical"],
        "encrypted": False,
        "residents": {"GA": 700},
        "total": 700,
        "out_of_date_addresses": {"GA": 12},
    }
    return {o.id: o for o in answers(read_facts(known | named), law, as_of)}


def facts(covered: bool | None, records: bool | None) -> dict[str, Any]:
    return {"covered_entity": covered, "part2_records": records}


# covered entity, records of such a program: the federal duties, and the second report to HHS.
TABLE = [
    (True, True, YES, YES),
    (True, None, YES, OPEN),
    (True, False, YES, NO),
    (None, True, YES, OPEN),  # either way the rule holds; a second report only under HIPAA
    (None, None, OPEN, OPEN),
    (None, False, OPEN, NO),
    (False, True, YES, NO),  # one report, not two
    (False, None, NO, NO),  # nearly no practice outside HIPAA has such records; the flip says so
    (False, False, NO, NO),
]


@pytest.mark.parametrize(("covered", "records", "duties", "second"), TABLE)
def test_the_federal_duties_by_both_facts(
    covered: bool | None, records: bool | None, duties: str, second: str
) -> None:
    made = ask(**facts(covered, records))
    assert {id_: made[id_].applies for id_ in FEDERAL} == dict.fromkeys(FEDERAL, duties)
    assert made["us-part2"].applies == second
    reports = [str(made[id_].applies) for id_ in ("us-hhs", "us-part2")]
    assert reports.count(YES) <= (2 if covered else 1)


@pytest.mark.parametrize(("covered", "records", "duties", "second"), TABLE)
def test_it_is_cited_where_it_binds_and_nowhere_else(
    covered: bool | None, records: bool | None, duties: str, second: str
) -> None:
    for id_ in FEDERAL:
        cite = ask(**facts(covered, records))[id_].cite
        there = records is True and covered is not True
        assert (PART2 in cite) is there, (id_, cite)
        assert any(one.startswith("45 CFR 164.4") for one in cite)
        assert (cite[0] == PART2) is (there and covered is False)


@pytest.mark.parametrize("records", [True, None, False])
def test_nothing_changes_for_a_covered_entity(records: bool | None) -> None:
    """The same answers, words and citations as under the law of before this was entered."""
    federal = msgspec.structs.replace(LAW.federal, part2=None)
    duties = [msgspec.structs.replace(d, beside_hipaa="") for d in LAW.private.duty]
    private = msgspec.structs.replace(LAW.private, duty=tuple(duties))
    before = Law(
        federal=federal,
        private=private,
        states=LAW.states,
        version=LAW.version,
        digest=LAW.digest,
        content=LAW.content,
    )
    for named in (NONE, {"low_probability_of_compromise": True}, {"employees_only": True}):
        known = facts(True, records) | named
        assert ask(**known) == ask(before, **known)
    # An incident that is pinned to that law keeps its answers.
    assert ask(before, **facts(False, records))["us-individual"].applies == NO
    assert ask(before, **facts(False, True))["us-part2"].applies == YES


@pytest.mark.parametrize(
    "named",
    [
        {"low_probability_of_compromise": True},
        {"exception": "could_not_keep"},
        {"encrypted": True, "key_exposed": False},
        {"employees_only": True},
    ],
)
def test_it_ends_as_hipaa_does(named: dict[str, Any]) -> None:
    """In the same manner as for a covered entity: what ends the one ends the other."""
    made = ask(**facts(False, True) | named)
    assert {made[id_].applies for id_ in FEDERAL} == {NO}


@pytest.mark.parametrize("people", [1, 499, 500, 501])
def test_the_days_and_numbers_are_those_of_hipaa(people: int) -> None:
    crowd = {"residents": {"GA": people}, "total": people}
    ours, theirs = ask(**facts(False, True) | crowd), ask(**facts(True, False) | crowd)
    for id_ in FEDERAL:
        assert (ours[id_].applies, ours[id_].due) == (theirs[id_].applies, theirs[id_].due), id_


def test_the_one_report_is_named_by_its_form() -> None:
    made = ask(**facts(False, True))
    assert made["us-hhs"].title == "Report it to HHS, on the form for substance use records"
    assert ask(**facts(True, True))["us-hhs"].title == "Report it to HHS"
    assert "second report" in made["us-part2"].why[0]


def test_the_reason_and_the_doubt_stand_beside_it() -> None:
    made = ask(**facts(False, True))["us-individual"]
    assert any("Records of a substance use program were there" in line for line in made.why)
    assert any("only holds records from such a program" in doubt for doubt in made.doubts)


def test_no_state_takes_it_for_a_letter_under_hipaa() -> None:
    """A clause for those under HIPAA does not speak of a program outside it."""
    wisconsin = {"residents": {"WI": 700}, "data_elements": ["ssn"]}
    assert ask(**facts(False, True) | wisconsin)["wi-individual"].applies == YES
    assert ask(**facts(True, True) | wisconsin)["wi-individual"].applies == NO
    new_york = {"residents": {"NY": 700}, "data_elements": ["name_address"]}
    assert ask(**facts(False, True) | new_york)["ny-regulator-ag-hipaa"].applies == NO


@pytest.mark.parametrize(("day", "answer"), [(date(2026, 2, 15), NO), (date(2026, 2, 16), YES)])
def test_it_holds_from_the_day_by_which_it_had_to_be_followed(day: date, answer: str) -> None:
    assert ask(as_of=day, **facts(False, True))["us-individual"].applies == answer
    assert (show(LAW, "US", day)["rules"]["part2"] is None) is (answer == NO)


def test_an_unknown_is_never_a_no_that_comes_back() -> None:
    for covered, records in itertools.product((True, None, False), repeat=2):
        if (covered, records) == (False, None):
            continue  # taken as no, and what would flip it is said
        now = ask(**facts(covered, records))
        for other in (True, False):
            for then in (
                facts(other if covered is None else covered, records),
                facts(covered, other if records is None else records),
            ):
                for id_, one in ask(**then).items():
                    if one.applies != NO:
                        assert now[id_].applies != NO, (id_, covered, records, then)


@pytest.mark.parametrize("records", [None, False])
def test_what_would_flip_it_is_said(records: bool | None) -> None:
    known = {"discovered": "2026-11-23", "residents": {"GA": 7}, "total": 7} | facts(False, records)
    made = {o.id: o for o in obligations(read_facts(known), LAW, TODAY)}
    assert any(
        line.startswith("If substance use records were there, it would have to be done")
        for line in made["us-individual"].flips_if
    )
