"""Signing whether it was a breach: gaps refused, changes seen, the memo a real Word file."""

import io
from pathlib import Path

import pytest
from docx import Document

from ir_app.actions import assessment, facts, memo, steps
from ir_app.actions.desk import Desk
from ir_app.core.kinds import StepState
from ir_app.export.sheet import Rows
from ir_app.pages import assessment as page
from ir_app.problems import Problem
from tests.actions.office import PIN, begin, furnish, load

FACTORS = ("factor_information", "factor_person", "factor_viewed", "factor_mitigated")


def claim_low_probability(desk: Desk, incident: str) -> None:
    facts.answer(desk, incident, "low_probability_of_compromise", True)


def test_the_presumption_can_be_signed_at_once(desk: Desk) -> None:
    members, incident = furnish(desk), begin(desk)
    assessment.sign(desk, incident, members["approver"], PIN)
    situation = desk.situation(incident)
    signed = assessment.standing(situation)
    assert signed is not None
    assert signed.result == "breach"
    assert situation.incident.value("determined") == situation.today.isoformat()


def test_not_a_breach_needs_all_four_answers(desk: Desk) -> None:
    members, incident = furnish(desk), begin(desk)
    claim_low_probability(desk, incident)
    for name in FACTORS:
        with pytest.raises(Problem, match="written answers are missing"):
            assessment.sign(desk, incident, members["approver"], PIN)
        facts.answer(desk, incident, name, "In our own words, with proof.")
    assessment.sign(desk, incident, members["approver"], PIN)
    signed = desk.incident(incident).assessment
    assert signed is not None
    assert (signed.result, signed.ground) == ("not_a_breach", "low_probability")


def test_a_changed_answer_ends_the_signature_and_says_so(desk: Desk) -> None:
    members, incident = furnish(desk), begin(desk)
    assessment.sign(desk, incident, members["approver"], PIN)
    facts.answer(desk, incident, "encrypted", True)
    assert assessment.standing(desk.situation(incident)) is None
    assert "before an answer changed" in page.build(desk.situation(incident)).changed


def test_only_the_dentist_with_the_right_pin_signs(desk: Desk) -> None:
    members, incident = furnish(desk), begin(desk)
    with pytest.raises(Problem, match="Only the dentist"):
        assessment.sign(desk, incident, members["lead"], PIN)
    with pytest.raises(Problem, match="PIN is not right"):
        assessment.sign(desk, incident, members["approver"], "111222")
    assert desk.incident(incident).assessment is None


def test_the_memo_step_cannot_be_ticked_off_without_the_signature(desk: Desk) -> None:
    members, incident = furnish(desk), begin(desk)
    claim_low_probability(desk, incident)
    assert "no-letters-memo" in desk.situation(incident).run.visible
    with pytest.raises(Problem, match="not signed"):
        steps.finish(desk, incident, "no-letters-memo")
    for name in FACTORS:
        facts.answer(desk, incident, name, "In our own words, with proof.")
    assessment.sign(desk, incident, members["approver"], PIN)
    run = desk.situation(incident).run
    assert run.states["no-letters-memo"] is not StepState.DONE  # the assessment comes first


def test_the_memo_holds_answers_gaps_and_signature_and_is_the_same_each_time(
    desk: Desk, tmp_path: Path
) -> None:
    members, incident = furnish(desk), begin(desk)
    facts.answer(desk, incident, "factor_person", "A known gang; see the report <1> & photo.")
    assessment.sign(desk, incident, members["approver"], PIN, "Counsel agreed by phone.")
    assessment.save_memo(desk, incident, tmp_path / "memo.docx")
    data = (tmp_path / "memo.docx").read_bytes()
    document = Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    texts = [p.text for p in document.paragraphs]
    assert "A known gang; see the report <1> & photo." in cells
    assert "Not known yet" in cells
    assert any("Counsel agreed by phone." in text for text in texts)
    assert any(text.startswith("It is taken to be a breach") for text in texts)


def test_the_screen_and_the_memo_ask_the_same_of_every_state(desk: Desk, tmp_path: Path) -> None:
    furnish(desk)
    incident = begin(desk)
    load(desk, incident, tmp_path)
    situation = desk.situation(incident)
    asked = dict(assessment.state_tests(situation))
    roster = desk.incident(incident).roster
    assert roster is not None
    assert set(asked) == {situation.desk.law.states[code].name for code in roster.by_state}
    assert page.build(situation).states == tuple(f"{name}: {text}" for name, text in asked.items())
    tables = [part.rows for part in memo.memo(situation).parts if isinstance(part, Rows)]
    assert tuple(asked.items()) in tables
    indiana = situation.desk.law.states["IN"].risk_of_harm[0]
    assert indiana.text in asked["Indiana"]
