"""From written to mailed: nothing leaves without the dentist, and any change needs a new look."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from ir_app.actions import drafting, facts, letters, practice, rosters, undo
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.kinds import ApprovalVoided, LettersMailed, PinRefused
from ir_app.core.practice import PRACTICE
from ir_app.pages import letters as page
from ir_app.problems import Problem
from ir_app.store.engine import Mode, connect
from tests.actions.office import PIN, answer_all, approve, begin, furnish, known, load, written


def test_the_whole_way_to_the_post_office(desk: Desk, tmp_path: Path) -> None:
    incident, members = written(desk, tmp_path)
    approve(desk, incident, members["approver"])
    letters.save(desk, incident, tmp_path / "out")
    letters.mail(desk, incident)
    batch = desk.incident(incident).batch
    assert batch is not None
    assert batch.mailed is not None
    assert len(list((tmp_path / "out").glob("*.docx"))) == batch.written.count == batch.mailed.count
    shown = page.build(desk.situation(incident))
    assert shown.mailed.startswith(f"{batch.written.count} letters mailed")


def test_mailing_without_approval_is_refused(desk: Desk, tmp_path: Path) -> None:
    incident, _ = written(desk, tmp_path)
    with pytest.raises(Problem, match="not approved"):
        letters.mail(desk, incident)
    assert not any(isinstance(e.data, LettersMailed) for e in desk.incident(incident).entries)


def test_a_changed_fact_voids_the_approval_and_taking_it_back_restores_it(
    desk: Desk, tmp_path: Path
) -> None:
    incident, members = written(desk, tmp_path)
    approve(desk, incident, members["approver"])
    change = facts.answer(desk, incident, "what_happened", "It was worse.")
    assert any(isinstance(entry.data, ApprovalVoided) for entry in change.entries)
    with pytest.raises(Problem, match="changed since"):
        letters.mail(desk, incident)
    undo.last(desk, incident)
    letters.mail(desk, incident)


def test_a_changed_practice_voids_the_approval_too(desk: Desk, tmp_path: Path) -> None:
    incident, members = written(desk, tmp_path)
    approve(desk, incident, members["approver"])
    practice.set_details(desk, {"phone": "(260) 555-0199"})
    with pytest.raises(Problem, match="changed since"):
        letters.mail(desk, incident)
    batch = desk.incident(incident).batch
    assert batch is not None
    assert not batch.standing_approval


def test_another_patient_list_needs_new_letters(desk: Desk, tmp_path: Path) -> None:
    incident, members = written(desk, tmp_path)
    approve(desk, incident, members["approver"])
    load(desk, incident, tmp_path, seed=13)
    with pytest.raises(Problem, match="patient list has changed"):
        letters.mail(desk, incident)


def test_the_wrong_pin_approves_nothing_and_waits_longer(
    desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    incident, members = written(desk, tmp_path)
    dentist = members["approver"]
    clock.tick = timedelta(0)
    for _ in range(3):
        with pytest.raises(Problem, match="not right"):
            approve(desk, incident, dentist, "000001")
    with pytest.raises(Problem, match="wrong too often"):
        approve(desk, incident, dentist)
    refused = [e for e in desk.binder.entries(PRACTICE) if isinstance(e.data, PinRefused)]
    assert len(refused) == 3
    clock.forward(minutes=5)
    approve(desk, incident, dentist)
    assert desk.binder.pin_failures(dentist)[0] == 0


def test_only_a_dentist_approves(desk: Desk, tmp_path: Path) -> None:
    incident, members = written(desk, tmp_path)
    with pytest.raises(Problem, match="can't approve"):
        approve(desk, incident, members["lead"], "775533")


def test_letters_nobody_opened_are_not_approved(desk: Desk, tmp_path: Path) -> None:
    incident, members = written(desk, tmp_path)
    with pytest.raises(Problem, match="not opened yet"):
        letters.approve(desk, incident, members["approver"], PIN, "", ())


def test_letters_need_a_list_and_their_blanks(desk: Desk, tmp_path: Path) -> None:
    furnish(desk)
    incident = begin(desk)
    with pytest.raises(Problem, match="no patient list"):
        letters.write(desk, incident)
    load(desk, incident, tmp_path)
    with pytest.raises(Problem, match="can't be written yet"):
        letters.write(desk, incident)
    answer_all(desk, incident)
    letters.write(desk, incident)


def test_mailed_twice_is_refused_and_mailing_can_not_be_undone(desk: Desk, tmp_path: Path) -> None:
    incident, members = written(desk, tmp_path)
    approve(desk, incident, members["approver"])
    letters.mail(desk, incident)
    with pytest.raises(Problem, match="already"):
        letters.mail(desk, incident)
    with pytest.raises(Problem, match="can't be taken back"):
        undo.last(desk, incident)


def test_stopping_while_writing_keeps_nothing_half(desk: Desk, tmp_path: Path) -> None:
    incident, _ = known(desk, tmp_path)
    with pytest.raises(Problem, match="Stopped"):
        letters.write(desk, incident, cancelled=lambda: True)
    assert desk.incident(incident).batch is None


@pytest.mark.parametrize("pin", ["1234", "111111", "abcdef", "", "1234567890123"])
def test_an_easy_pin_is_refused(desk: Desk, pin: str) -> None:
    members = furnish(desk)
    with pytest.raises(Problem, match="too easy"):
        practice.set_pin(desk, members["approver"], pin)


def test_a_pin_is_written_nowhere(desk: Desk, tmp_path: Path) -> None:
    incident, members = written(desk, tmp_path)
    approve(desk, incident, members["approver"])
    assert not any(PIN in e.text for j in (PRACTICE, incident) for e in desk.binder.entries(j))
    desk.close()
    raw = b"".join(path.read_bytes() for path in desk.binder.folder.iterdir())
    assert PIN.encode() not in raw


def test_a_list_changed_behind_our_back_is_never_approved(desk: Desk, tmp_path: Path) -> None:
    incident, members = written(desk, tmp_path)
    desk.close()
    assert desk.binder.keys is not None
    file = connect(desk.binder.folder / "binder.sqlite", Mode.WRITE, desk.binder.keys.key)
    for (name,) in file.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        file.execute(f"drop trigger {name}")
    file.execute("update people set text = replace(text, 'Fort Wayne', 'Elsewhere')")
    file.commit()
    file.close()
    again = open_desk(desk.binder.folder, desk.clock)
    with pytest.raises(Problem, match="not what was written"):
        approve(again, incident, members["approver"])
    again.close()


@pytest.mark.parametrize(("days", "told"), [(28, False), (31, True), (59, True)])
def test_letters_that_wait_past_day_thirty_are_told_so(
    desk: Desk, clock: SteppedClock, tmp_path: Path, days: int, told: bool
) -> None:
    incident, members = written(desk, tmp_path)
    approve(desk, incident, members["approver"])
    clock.forward(days=days)
    lead = page.build(desk.situation(incident)).lead
    assert ("write a note why they must wait" in lead) is told
    letters.mail(desk, incident)
    assert "note why" not in page.build(desk.situation(incident)).lead


def test_the_number_of_people_is_part_of_the_letters_where_a_law_asks_for_it(
    desk: Desk, tmp_path: Path
) -> None:
    incident, _ = known(desk, tmp_path)
    today = desk.situation(incident).today
    assert drafting.letter_facts(desk, desk.incident(incident), today).people == 0
    (path,) = tmp_path.glob("patients-*.csv")
    path.write_text(re.sub(r"\bVT\b", "RI", path.read_text("utf-8-sig")), "utf-8")
    rosters.load(desk, incident, path)
    roster = desk.incident(incident).roster
    assert roster is not None
    assert roster.by_state["RI"] == 2
    assert drafting.letter_facts(desk, desk.incident(incident), today).people == roster.people == 40
