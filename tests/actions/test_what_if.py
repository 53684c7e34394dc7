"""What-if changes nothing; the attorney's own answer stands beside the program's."""

from ir_app.actions import dates, facts, practice
from ir_app.actions.desk import Desk
from tests.actions.office import answer_all, begin, furnish


def test_trying_an_answer_says_what_would_move_and_writes_nothing(desk: Desk) -> None:
    furnish(desk)
    incident = begin(desk)
    answer_all(desk, incident)
    entries = len(desk.incident(incident).entries)
    tried = dates.what_if(desk, incident, "low_probability_of_compromise", value=True)
    assert any(
        line.startswith("Mail a letter to each patient concerned: not needed") for line in tried
    )
    assert dates.what_if(desk, incident, "low_probability_of_compromise", value=False) == ()
    assert len(desk.incident(incident).entries) == entries
    change = facts.answer(desk, incident, "low_probability_of_compromise", True)
    moved = next(e.data.moved for e in change.entries if hasattr(e.data, "moved"))
    assert moved == tried


def test_a_contract_that_asks_for_notice_is_a_duty_until_it_ends(desk: Desk) -> None:
    furnish(desk)
    incident = begin(desk)
    answer_all(desk, incident)
    practice.keep_contract(desk, "Delta Payer", clause="s. 9.2", hours=72)
    duties = {d.id: d for d in desk.situation(incident).obligations}
    assert duties["us-contract-1"].due is not None
    assert duties["us-contract-1"].due.isoformat() == "2026-11-26"
    practice.end_contract(desk, next(iter(desk.practice.contracts)))
    assert "us-contract-1" not in {d.id for d in desk.situation(incident).obligations}
