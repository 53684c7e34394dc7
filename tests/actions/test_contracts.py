"""Contracts that ask for notice: written down on a quiet day, dated on a bad one."""

from datetime import date
from typing import Any

import pytest

from ir_app.actions import contracts, dates, seat
from ir_app.actions.desk import Desk
from ir_app.core.kinds import DatesMoved
from ir_app.export.words import detail, sentence
from ir_app.law.engine import Obligation
from ir_app.problems import Problem
from tests.actions.office import add, answer_all, begin, furnish


@pytest.fixture
def incident(desk: Desk) -> str:
    furnish(desk)
    made = begin(desk)
    answer_all(desk, made)
    return made


def of_contracts(desk: Desk, incident: str) -> dict[str, Obligation]:
    duties = desk.situation(incident).obligations
    return {d.recipient: d for d in duties if d.id.startswith("us-contract-")}


def the(desk: Desk, party: str) -> str:
    return next(c.contract for c in desk.practice.contracts.values() if c.party == party)


def test_a_contract_is_a_duty_until_it_ends(desk: Desk, incident: str) -> None:
    contracts.keep(desk, "Delta Payer", clause="s. 9.2", unit="hours", count=72)
    assert of_contracts(desk, incident)["Delta Payer"].due == date(2026, 11, 26)
    contracts.end(desk, the(desk, "Delta Payer"))
    assert of_contracts(desk, incident) == {}


def test_where_it_goes_and_its_number_stand_with_the_reasons(desk: Desk, incident: str) -> None:
    contracts.keep(desk, "Great Lakes", notify="claims@example.com", reference="CYB-1")
    (duty,) = of_contracts(desk, incident).values()
    assert "Send it to: claims@example.com." in duty.why[0]
    assert "number: CYB-1." in duty.why[0]
    assert duty.standard == "at once"


def test_every_unit_counts_its_own_way(desk: Desk, incident: str) -> None:
    for unit in ("hours", "calendar_days", "business_days"):
        contracts.keep(desk, unit, unit=unit, count=3)
    found = {name: duty.due for name, duty in of_contracts(desk, incident).items()}
    assert found == {
        "hours": date(2026, 11, 24),
        "calendar_days": date(2026, 11, 26),
        "business_days": date(2026, 11, 27),  # Thanksgiving is no business day
    }


def test_a_change_keeps_its_line_and_an_ended_one_takes_no_mark_along(
    desk: Desk, incident: str
) -> None:
    contracts.keep(desk, "First", unit="hours", count=24)
    contracts.keep(desk, "Second", unit="hours", count=48)
    dates.tell(desk, incident, of_contracts(desk, incident)["First"].id, method="phone")
    contracts.keep(desk, "First", contract=the(desk, "First"), unit="hours", count=36)
    assert of_contracts(desk, incident)["First"].id in desk.incident(incident).told
    contracts.end(desk, the(desk, "First"))
    assert of_contracts(desk, incident)["Second"].id not in desk.incident(incident).told


def test_dates_of_open_incidents_never_move_in_silence(desk: Desk, incident: str) -> None:
    change = contracts.keep(desk, "Delta Payer", unit="hours", count=72)
    (moved,) = [e for e in change.entries if isinstance(e.data, DatesMoved)]
    assert moved.incident == incident
    assert moved.actor == "Incident Binder"
    assert isinstance(moved.data, DatesMoved)
    assert moved.data.moved == ("Tell Delta Payer: must be done, by November 26, 2026.",)
    gone = contracts.end(desk, the(desk, "Delta Payer"))
    (moved,) = [e for e in gone.entries if isinstance(e.data, DatesMoved)]
    assert isinstance(moved.data, DatesMoved)
    assert moved.data.moved == ("Tell Delta Payer: no longer on the list.",)


def test_before_anything_is_known_nothing_is_said_to_have_moved(desk: Desk) -> None:
    furnish(desk)
    begin(desk)
    change = contracts.keep(desk, "Delta Payer", unit="hours", count=72)
    assert [e.kind for e in change.entries if e.incident != "practice"] == []


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"party": " "}, "name is empty"),
        ({"unit": "hours"}, "number of hours is missing"),
        ({"unit": "calendar_days", "count": 0}, "0 is not a likely number of days"),
        ({"unit": "business_days", "count": 261}, "likely number of business days"),
        ({"unit": "hours", "count": -1}, "not a likely number"),
        ({"count": 72}, "72 of what"),
        ({"unit": "weeks", "count": 1}, "can't be read"),
        ({"trigger": "felt"}, "can't be read"),
        ({"contract": "c-none"}, "not on the list"),
    ],
)
def test_what_can_not_be_meant_gets_a_sentence(
    desk: Desk, named: dict[str, Any], words: str
) -> None:
    with pytest.raises(Problem, match=words):
        contracts.keep(desk, named.pop("party", "Bank"), **named)
    assert desk.practice.contracts == {}


def test_the_same_clause_twice_is_refused_and_another_clause_is_not(desk: Desk) -> None:
    contracts.keep(desk, "Bank", clause="s. 4")
    with pytest.raises(Problem, match="on the list already"):
        contracts.keep(desk, "bank", clause="S. 4")
    contracts.keep(desk, "Bank", clause="s. 5")
    assert len(desk.practice.contracts) == 2
    contract = next(iter(desk.practice.contracts))
    assert contracts.keep(desk, "Bank", clause="s. 4", contract=contract).said == (
        "Nothing to change."
    )


def test_the_record_says_all_of_it(desk: Desk) -> None:
    change = contracts.keep(
        desk, "Bank", clause="s. 4", unit="business_days", count=2, notify="Box 1", reference="7"
    )
    assert sentence(change.entries[0]) == "Wrote down a contract that asks for notice: Bank."
    assert detail(change.entries[0]) == (
        "s. 4 Notice when suspected: 2 business days. To: Box 1. No. 7."
    )
    ended = contracts.end(desk, the(desk, "Bank"))
    assert sentence(ended.entries[0]) == "A contract no longer holds: Bank."


def test_a_reader_only_reads_them(desk: Desk) -> None:
    furnish(desk)
    seat.sign_in(desk, add(desk, "IT", "reader"))
    with pytest.raises(Problem, match="can't do this"):
        contracts.keep(desk, "Bank")
