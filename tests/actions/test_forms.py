"""The worksheets: filled from the same facts, gaps said, one for each office that may be told."""

from pathlib import Path

import pytest
from docx import Document

from ir_app.actions import dates, facts, forms, practice
from ir_app.actions.desk import Desk
from ir_app.export.forms import Filled
from ir_app.pages import forms as page
from tests.actions.office import known


@pytest.fixture
def incident(desk: Desk, tmp_path: Path) -> str:
    made, _ = known(desk, tmp_path)
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


def test_the_screen_and_the_paper_name_what_is_missing(desk: Desk, incident: str) -> None:
    (block,) = [b for b in page.build(desk.situation(incident)).forms if b.id == "us-hhs"]
    assert block.missing.startswith("Still missing: ")
    assert "Type of breach" in block.missing
    situation = desk.situation(incident)
    (duty,) = [d for d in forms.forms_for(situation) if d.id == "us-hhs"]
    paper = forms.worksheet(situation, duty)
    assert any("Type of breach" in getattr(part, "text", "") for part in paper.parts)


def test_one_gap_is_one_answer() -> None:
    one = Filled("1", "Type of breach", "Still missing", missing=True, note="")
    assert forms.gaps([one]) == "1 answer is still missing: Type of breach."
    assert forms.gaps([]) == "Nothing is missing."


def test_an_open_choice_says_what_the_form_offers(desk: Desk, incident: str) -> None:
    situation = desk.situation(incident)
    (duty,) = [d for d in forms.forms_for(situation) if d.id == "us-hhs"]
    notes = {row.label: row.note for row in forms.filled(situation, duty)[1]}
    assert "Choices: Hacking/IT Incident; " in notes["Type of breach"]
    assert "several may fit: Adopted encryption" in notes["Actions taken in response"]


def test_what_nobody_asked_the_police_is_not_a_no(desk: Desk, incident: str) -> None:
    asked = "Did law enforcement ask to wait?"
    assert answers(desk, incident, "in-regulator-ag")[asked] == "Still missing"
    facts.answer(desk, incident, "law_enforcement_hold", "none")
    assert answers(desk, incident, "in-regulator-ag")[asked] == "No"


def test_the_vendors_part_is_asked_only_when_it_happened_there(desk: Desk, incident: str) -> None:
    names = [f"Business associate: {x}" for x in ("name", "phone", "address", "e-mail")]
    told = answers(desk, incident, "us-hhs")
    assert {told[name] for name in names} == {"Does not apply"}
    practice.set_contact(desk, "vendor", name="Cloud Dental", number="(260) 555-0199")
    facts.answer(desk, incident, "vendor_notified_on", "2026-11-22")
    told = answers(desk, incident, "us-hhs")
    assert told["Who is filing"] == "Covered entity, because its business associate had the breach"
    assert [told[name] for name in names] == [
        "Cloud Dental",
        "(260) 555-0199",
        "Still missing",
        "Still missing",
    ]


def test_an_addendum_asks_for_the_number_of_the_first_report(desk: Desk, incident: str) -> None:
    number = "Addendum: breach tracking number of the first report"
    assert answers(desk, incident, "us-hhs")[number] == "Does not apply"
    dates.tell(desk, incident, "us-hhs", method="web", reference="BR-12345")
    told = answers(desk, incident, "us-hhs")
    assert told["Report type"] == "Addendum to Previous Report"
    assert told[number] == "BR-12345"


def test_substance_use_records_have_a_worksheet_of_their_own(desk: Desk, incident: str) -> None:
    facts.answer(desk, incident, "part2_records", True)
    titles = [b.title for b in page.build(desk.situation(incident)).forms]
    assert "Report to HHS for substance use records (42 CFR Part 2)" in titles
    assert answers(desk, incident, "us-part2")["Type of covered entity"] == "Healthcare Provider"
    facts.answer(desk, incident, "part2_records", False)
    assert "us-part2" not in [d.id for d in forms.forms_for(desk.situation(incident))]


def test_outside_hipaa_there_is_one_report_to_hhs_on_that_form(desk: Desk, incident: str) -> None:
    facts.answer(desk, incident, "covered_entity", False)
    facts.answer(desk, incident, "part2_records", True)
    (duty,) = [d for d in forms.forms_for(desk.situation(incident)) if d.jurisdiction == "US"]
    assert duty.id == "us-hhs"
    titles = [b.title for b in page.build(desk.situation(incident)).forms]
    assert "Report to HHS for substance use records (42 CFR Part 2)" in titles
    assert not any(title.startswith("Report to HHS (Notice") for title in titles)
    assert answers(desk, incident, "us-hhs")["Who is filing"] == "Still missing"


def test_genetic_tests_are_lab_results_on_the_form_of_hhs(desk: Desk, incident: str) -> None:
    facts.answer(desk, incident, "data_elements", ["genetic", "location"])
    told = answers(desk, incident, "us-hhs")
    label = "Type of information: clinical, demographic, financial, other"
    assert told[label] == "Clinical: Lab Results; Demographic: Other Identifier"


def test_a_state_office_is_reached_as_its_file_says(desk: Desk, incident: str) -> None:
    situation = desk.situation(incident)
    (duty,) = [d for d in forms.forms_for(situation) if d.id == "in-regulator-ag"]
    where = dict(forms.worksheet(situation, duty).head)["Where"]
    assert "day 0" not in where
    assert f"How: {where[:1].lower()}{where[1:]}" in duty.why
