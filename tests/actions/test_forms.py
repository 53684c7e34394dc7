"""The worksheets: filled from the same facts, gaps said, one for each office that may be told."""

from pathlib import Path

import pytest
from docx import Document

from ir_app.actions import facts, forms
from ir_app.actions.desk import Desk
from ir_app.pages import forms as page
from tests.actions.office import answer_all, begin, furnish, load


@pytest.fixture
def incident(desk: Desk, tmp_path: Path) -> str:
    furnish(desk)
    made = begin(desk)
    answer_all(desk, made)
    load(desk, made, tmp_path)
    return made


def answers(desk: Desk, incident: str, duty: str) -> dict[str, str]:
    situation = desk.situation(incident)
    (wanted,) = [d for d in forms.forms_for(situation) if d.id == duty]
    return {row.label: row.answer for row in forms.filled(situation, wanted)[1]}


def test_the_form_of_hhs_is_filled_from_what_is_known(desk: Desk, incident: str) -> None:
    facts.answer(desk, incident, "breach_type", "Hacking/IT Incident")
    facts.answer(desk, incident, "phi_location", ["Laptop", "Email"])
    told = answers(desk, incident, "us-hhs")
    roster = desk.incident(incident).roster
    assert roster is not None
    assert told["Approximate number of individuals affected"] == f"{roster.people:,}"
    assert told["Breach affecting"] == "Fewer Than 500 Individuals"
    assert told["Type of breach"] == "Hacking/IT Incident"
    assert told["Location of breached information"] == "Laptop; Email"
    assert told["Discovery: first day"] == "11/23/2026"
    assert told["Type of covered entity"] == "Healthcare Provider"
    assert told["Actions taken in response"] == "Still missing"


def test_each_office_gets_its_own_residents(desk: Desk, incident: str) -> None:
    roster = desk.incident(incident).roster
    assert roster is not None
    told = answers(desk, incident, "in-regulator-ag")
    assert told["Residents of this state"] == f"{roster.by_state['IN']:,}"
    assert told["People in all"] == f"{roster.people:,}"


def test_they_are_saved_as_word_files_and_written_down(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    forms.save(desk, incident, tmp_path / "out")
    wanted = {f"{duty.id}.docx" for duty in forms.forms_for(desk.situation(incident))}
    assert {path.name for path in (tmp_path / "out").iterdir()} == wanted
    table = Document(str(tmp_path / "out" / "us-hhs.docx")).tables[0]
    assert table.columns[0].width < table.columns[2].width
    assert "Still missing" in {cell.text.split("\n")[0] for cell in table.columns[2].cells}


def test_the_screen_counts_what_is_missing(desk: Desk, incident: str) -> None:
    before = {b.id: b.gaps for b in page.build(desk.situation(incident)).forms}["us-hhs"]
    facts.answer(desk, incident, "breach_type", "Theft")
    after = {b.id: b.gaps for b in page.build(desk.situation(incident)).forms}["us-hhs"]
    assert int(before.split()[0]) - int(after.split()[0]) == 1
