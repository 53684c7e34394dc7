"""What-if changes nothing; the attorney's own answer stands beside the program's."""

from ir_app.actions import dates, facts
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
