"""Not a breach under HIPAA: letters go only where a state's own law still asks for one."""

from pathlib import Path

import pytest

from ir_app.actions import assessment, dates, facts, letters, rosters, seat
from ir_app.actions.desk import Desk
from ir_app.pages import letters as page
from ir_app.problems import Problem
from tests.actions.office import LEAD_PIN, PIN, add, answer_all, begin, furnish

FACTORS = ("factor_information", "factor_person", "factor_viewed", "factor_mitigated")
# Texas knows no low risk of harm; Indiana tests it by its own words; Ohio the same; all mixed.
PEOPLE = {"TX": 3, "IN": 2, "OH": 1}
_PLACES = {"TX": ("Austin", "78701"), "IN": ("Gary", "46402"), "OH": ("Lima", "45801")}


def office(desk: Desk, folder: Path, people: dict[str, int], **answers: object) -> str:
    """Return an incident with so many patients in each state; "" has no state."""
    furnish(desk)
    incident = begin(desk)
    answer_all(desk, incident)
    for name, value in answers.items():
        facts.answer(desk, incident, name, value)
    rows = ["PatNum,LName,FName,Address,City,State,Zip,Birthdate"]
    for state, number in people.items():
        city, zip_ = _PLACES.get(state, ("", ""))
        rows += [
            f"{len(rows) + i},{state or 'No'}son,Pat{'abcdef'[i]},{i + 1} Elm St,{city},{state},"
            f"{zip_},1980-0{i + 1}-11"
            for i in range(number)
        ]
    path = folder / "patients.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    rosters.load(desk, incident, path)
    return incident


def got(desk: Desk, incident: str) -> dict[str, int]:
    """Return how many letters were written to residents of each state."""
    made: dict[str, int] = {}
    for row in desk.situation(incident).letters:
        made[row.state] = made.get(row.state, 0) + 1
    return made


def held(desk: Desk, incident: str) -> dict[str, list[str]]:
    """Return the reasons of those without a letter, by the state in their name."""
    made: dict[str, list[str]] = {}
    for line in page.build(desk.situation(incident)).held:
        made.setdefault(line.name.split()[-1].removesuffix("son"), []).append(line.reason)
    return made


def test_a_breach_writes_to_everybody(desk: Desk, tmp_path: Path) -> None:
    incident = office(desk, tmp_path, PEOPLE)
    letters.write(desk, incident)
    assert got(desk, incident) == PEOPLE
    assert page.build(desk.situation(incident)).only == ""


def test_only_medical_information_and_no_breach_leaves_only_texas(
    desk: Desk, tmp_path: Path
) -> None:
    incident = office(
        desk, tmp_path, PEOPLE, data_elements=["medical"], low_probability_of_compromise=True
    )
    letters.write(desk, incident)
    assert got(desk, incident) == {"TX": 3}
    batch = desk.incident(incident).batch
    assert batch is not None
    assert (batch.written.count, batch.written.not_written) == (3, 3)
    reasons = held(desk, incident)
    assert {state: len(lines) for state, lines in reasons.items()} == {"IN": 2, "OH": 1}
    assert "Four written answers" in reasons["IN"][0]
    assert "Indiana: This law does not cover medical information" in reasons["IN"][0]
    shown = page.build(desk.situation(incident))
    assert "Only people who live in Texas get one" in shown.only
    assert "3 people left out" in shown.only
    assert "not signed yet" in shown.only


def test_where_the_states_own_test_is_open_the_letter_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    incident = office(desk, tmp_path, PEOPLE, low_probability_of_compromise=True)
    letters.write(desk, incident)
    assert got(desk, incident) == PEOPLE  # Social Security numbers: all three may still ask


def test_the_attorney_decides_for_a_state_either_way(desk: Desk, tmp_path: Path) -> None:
    incident = office(
        desk, tmp_path, PEOPLE, data_elements=["medical"], low_probability_of_compromise=True
    )
    counsel = add(desk, "Ruth Adler", "counsel")
    seat.sign_in(desk, counsel, "")
    dates.override(desk, incident, "tx-individual", applies="no", due="", reason="Read 521.053.")
    dates.override(desk, incident, "oh-individual", applies="yes", due="", reason="To be safe.")
    lead = next(m for m in desk.practice.members.values() if m.name == "Dana Reyes")
    seat.sign_in(desk, lead.id, LEAD_PIN)
    letters.write(desk, incident)
    assert got(desk, incident) == {"OH": 1}
    assert "the attorney Ruth Adler decided: Read 521.053." in held(desk, incident)["TX"][0]


def test_nobody_left_to_write_to_is_said_and_nothing_written(desk: Desk, tmp_path: Path) -> None:
    incident = office(desk, tmp_path, {"IN": 2}, encrypted=True, key_exposed=False)
    with pytest.raises(Problem, match="Nobody on the patient list gets a letter"):
        letters.write(desk, incident)
    assert desk.incident(incident).batch is None
    assert "No state on the list asks" in page.build(desk.situation(incident)).only


def test_people_of_unknown_state_are_left_out_with_a_task(desk: Desk, tmp_path: Path) -> None:
    incident = office(desk, tmp_path, {"TX": 1, "": 2}, low_probability_of_compromise=True)
    letters.write(desk, incident)
    assert got(desk, incident) == {"TX": 1}
    assert all("Find that out first" in line for line in held(desk, incident)["No"])


def test_a_later_assessment_ends_an_approval_because_others_get_letters(
    desk: Desk, tmp_path: Path
) -> None:
    incident = office(desk, tmp_path, PEOPLE, data_elements=["medical"])
    letters.write(desk, incident)
    facts.answer(desk, incident, "low_probability_of_compromise", True)
    shown = page.build(desk.situation(incident))
    assert shown.voided == ("What the letters say, or who gets one, has changed.",)


def test_a_signed_assessment_is_not_asked_for_again(desk: Desk, tmp_path: Path) -> None:
    incident = office(
        desk, tmp_path, PEOPLE, data_elements=["medical"], low_probability_of_compromise=True
    )
    for name in FACTORS:
        facts.answer(desk, incident, name, "In our own words, with proof.")
    dentist = desk.practice.approvers[0]
    assessment.sign(desk, incident, dentist.id, PIN)
    assert "not signed" not in page.build(desk.situation(incident)).only


def test_massachusetts_is_not_asked_about_when_nobody_there_gets_a_letter(
    desk: Desk, tmp_path: Path
) -> None:
    incident = office(desk, tmp_path, {"MA": 1, "TX": 1}, encrypted=True, key_exposed=False)
    names = [field.name for field in page.build(desk.situation(incident)).questions]
    assert "ma_what_happened" not in names
