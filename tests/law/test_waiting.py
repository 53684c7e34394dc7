"""A request of the police to wait: what it puts off under the law of each state, and what not."""

from datetime import date
from typing import Any

import pytest

from ir_app.law.engine import answers
from ir_app.law.facts import read_facts
from ir_app.law.obligation import Obligation
from ir_app.law.read import load_law
from ir_app.places import content

LAW = load_law(content("resources", "law"))
TODAY = date(2026, 11, 23)
PAPER = {"kind": "written", "from": "2026-11-24", "until": "2027-06-01"}
WORD = {"kind": "oral", "from": "2027-01-15"}  # thirty days at most: February 14, 2027
UNHELD = {("FL", "legal-affairs"), ("IL", "ag-hipaa"), ("PR", "daco"), ("TX", "ag")}


def ask(code: str, hold: dict[str, str] | None, **facts: Any) -> dict[str, Obligation]:
    base: dict[str, Any] = {
        "covered_entity": False,
        "discovered": "2026-11-23",
        "data_elements": ["ssn", "medical"],
        "encrypted": False,
        "residents": {code: 2000},
        "total": 2000,
        "law_enforcement_hold": hold,
    }
    return {one.id: one for one in answers(read_facts(base | facts), LAW, TODAY)}


@pytest.mark.parametrize(
    ("code", "office", "due"),
    [
        ("FL", "legal-affairs", "2026-12-23"),  # 501.171(4)(b): notice to individuals
        ("PR", "daco", "2026-12-03"),  # 4052: cannot be extended
        ("TX", "ag", "2026-12-23"),  # 521.053(i) has no exception for (d)
    ],
)
def test_an_office_that_no_request_of_the_police_puts_off(code: str, office: str, due: str) -> None:
    held = ask(code, PAPER)
    one = held[f"{code.lower()}-regulator-{office}"]
    assert str(one.due) == due
    assert any("not this office" in line for line in one.why)
    letters = held[f"{code.lower()}-individual"]
    assert letters.due in (date(2027, 6, 1), None)
    assert any(LAW.states[code].law_enforcement in line for line in letters.why)


def test_alabamas_office_waits_with_the_letters() -> None:
    """8-38-6(a): its 45 days hold “except as provided in subsection (c) of Section 8-38-5”."""
    office = "al-regulator-ag"
    assert ask("AL", PAPER)[office].due == date(2027, 6, 1)
    assert ask("AL", WORD)[office].due == ask("AL", None)[office].due == date(2027, 1, 7)


def test_illinois_hears_five_business_days_after_hhs_whatever_the_police_ask() -> None:
    known = {"covered_entity": True, "low_probability_of_compromise": False}
    sent = known | {"hhs_notice_sent": "2026-12-01"}
    assert str(ask("IL", PAPER, **sent)["il-regulator-ag-hipaa"].due) == "2026-12-08"
    # A report to HHS that waits itself starts these days later.
    assert str(ask("IL", PAPER, **known)["il-regulator-ag-hipaa"].due) == "2027-06-08"


@pytest.mark.parametrize("code", ["FL", "AL", "OR"])
def test_a_request_by_word_moves_nothing_where_the_law_wants_paper(code: str) -> None:
    id_ = f"{code.lower()}-individual"
    free, word, paper = (ask(code, hold)[id_] for hold in (None, WORD, PAPER))
    assert word.due == free.due is not None
    assert paper.due == date(2027, 6, 1)
    assert any("only on a request in writing" in line for line in word.why)
    assert not any("in writing: ask" in line for line in paper.why)


def test_a_request_by_word_moves_the_letters_of_another_state() -> None:
    assert ask("NM", WORD)["nm-individual"].due == date(2027, 2, 14)
    assert not any("ask to wait" in line for line in ask("NM", None)["nm-individual"].why)


def test_only_these_laws_want_paper_and_only_these_offices_never_wait() -> None:
    paper = {code for code, rules in LAW.states.items() if not rules.oral_hold}
    assert paper == {"AL", "FL", "IA", "IL", "MA", "OR", "PA", "WY"}
    unheld = {(c, r.id) for c, rules in LAW.states.items() for r in rules.regulator if not r.waits}
    assert unheld == UNHELD


def test_the_time_a_vendor_had_is_told_when_there_is_a_vendor() -> None:
    vendor = {"notified_on": "2026-11-23", "is_agent": False}
    made = ask("MD", None, vendor=vendor)["md-individual"]
    assert any(line.startswith("The vendor: 14-3504(c)") for line in made.why)
    assert not any(line.startswith("The vendor") for line in ask("MD", None)["md-individual"].why)
