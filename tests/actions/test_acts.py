"""Steps, answers, undo, evidence, clocks: each act is kept whole or not at all."""

from datetime import timedelta
from pathlib import Path

import pytest

from ir_app.actions import calls, dates, evidence, facts, incidents, notes, steps, story, undo
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.kinds import ClockSetBack, DatesMoved, EvidenceAdded
from ir_app.pages import frame, home, now
from ir_app.pages import steps as steps_page
from ir_app.problems import Problem
from tests.actions.office import answer_all, begin, furnish, known, load


def test_starting_needs_nothing_and_shows_the_first_card(desk: Desk) -> None:
    incident = begin(desk)
    card = now.build(desk.situation(incident))
    assert card.title == "Unplug the network from the computers"
    assert card.stop is not None
    assert home.build(desk).welcome_back == f"You were on: {card.title}"


def test_closing_and_opening_the_program_lands_on_the_same_card(
    desk: Desk, clock: SteppedClock
) -> None:
    incident = begin(desk)
    steps.acknowledge(desk, incident, "unplug", already_happened=True)
    steps.finish(desk, incident, "unplug")
    before = now.build(desk.situation(incident))
    desk.close()
    again = open_desk(desk.binder.folder, clock)
    assert now.build(again.situation(incident)) == before
    again.close()


def test_it_already_happened_shows_the_way_on(desk: Desk) -> None:
    incident = begin(desk)
    steps.acknowledge(desk, incident, "unplug", already_happened=True, words="Sam wiped one.")
    card = now.build(desk.situation(incident))
    assert card.stop is not None
    assert len(card.stop.already_lines) == 3


def test_undo_takes_back_one_press_with_all_it_brought(desk: Desk, tmp_path: Path) -> None:
    furnish(desk)
    incident = begin(desk)
    load(desk, incident, tmp_path)
    before = desk.situation(incident).obligations
    change = facts.answer(desk, incident, "discovered", "2026-11-20")
    assert any(isinstance(entry.data, DatesMoved) for entry in change.entries)
    undo.last(desk, incident)
    assert "discovered" not in desk.incident(incident).facts
    assert desk.situation(incident).obligations == before


def test_undo_again_and_again_ends_at_the_start(desk: Desk) -> None:
    incident = begin(desk)
    steps.acknowledge(desk, incident, "unplug", already_happened=False)
    steps.finish(desk, incident, "unplug")
    facts.unknown(desk, incident, "form")
    notes.add(desk, incident, "Phones are ringing.")
    for _ in range(4):
        undo.last(desk, incident)
    assert now.build(desk.situation(incident)).step == "unplug"
    with pytest.raises(Problem):
        undo.last(desk, incident)


def test_a_moved_date_says_what_it_was(desk: Desk) -> None:
    furnish(desk)
    incident = begin(desk)
    answer_all(desk, incident)
    change = facts.answer(desk, incident, "discovered", "2026-11-16")
    moved = next(e.data for e in change.entries if isinstance(e.data, DatesMoved))
    assert any(
        "January 15, 2027" in line and "was must be done, by January 22, 2027" in line
        for line in moved.moved
    )


def test_the_day_it_was_noticed_is_not_tomorrow(desk: Desk) -> None:
    incident = begin(desk)
    with pytest.raises(Problem, match="in the future"):
        facts.answer(desk, incident, "discovered", "2026-12-24")
    with pytest.raises(Problem, match="not an answer"):
        facts.answer(desk, incident, "form", "stone tablet")


def test_the_letters_steps_can_not_be_ticked_off_by_hand(desk: Desk) -> None:
    incident = begin(desk)
    for step in ("approve-letters", "mail-letters"):
        with pytest.raises(Problem):
            steps.finish(desk, incident, step)


def test_every_way_of_not_now(desk: Desk) -> None:
    incident = begin(desk)
    steps.cannot(desk, incident, "photo", "later")
    steps.cannot(desk, incident, "call-it", "someone_else", "Tina")
    with pytest.raises(Problem, match="few words"):
        steps.cannot(desk, incident, "backups", "could_not")
    steps.cannot(desk, incident, "backups", "could_not", "The room is locked.")
    steps.cannot(desk, incident, "safe-talk", "not_applicable", "We have no office e-mail.")
    rows = {r.step: r for p in steps_page.build(desk.situation(incident)).phases for r in p.rows}
    shown = [rows[s].state for s in ("photo", "call-it", "backups", "safe-talk")]
    assert shown == ["Waiting", "Waiting", "Could not", "Does not apply"]
    steps.reopen(desk, incident, "backups", "Found the key.")


def test_a_photo_is_kept_byte_for_byte(desk: Desk, tmp_path: Path) -> None:
    incident = begin(desk)
    photo = tmp_path / "screen photo.jpg"
    photo.write_bytes(b"\xff\xd8" + bytes(range(256)) * 9000)
    data = evidence.keep(desk, incident, photo, step="photo").entries[0].data
    assert isinstance(data, EvidenceAdded)
    assert b"".join(desk.binder.blob(data.sha256)) == photo.read_bytes()


def test_a_photo_of_four_gigabytes_is_refused_at_once(desk: Desk, tmp_path: Path) -> None:
    incident = begin(desk)
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(4 << 30)
    with pytest.raises(Problem, match="too large"):
        evidence.keep(desk, incident, huge)
    assert desk.incident(incident).evidence == {}


def test_a_missing_photo_and_a_folder_are_sentences(desk: Desk, tmp_path: Path) -> None:
    incident = begin(desk)
    for path in (tmp_path / "nothing.jpg", tmp_path):
        with pytest.raises(Problem):
            evidence.keep(desk, incident, path)


def test_a_clock_that_jumps_back_is_written_down(desk: Desk, clock: SteppedClock) -> None:
    incident = begin(desk)
    clock.move_to(clock.at - timedelta(days=2))
    notes.add(desk, incident, "After the jump.")
    kinds = [type(entry.data) for entry in desk.incident(incident).entries]
    assert ClockSetBack in kinds
    assert desk.binder.fault(incident) is None


def test_only_the_office_knows_who_it_was(desk: Desk) -> None:
    members = furnish(desk)
    incident = begin(desk)
    assert desk.incident(incident).head.actor == "Dana Reyes"
    assert frame.build(desk.situation(incident)).doing == "Dana Reyes is doing this"
    assert members


def test_calls_and_corrections_stay_beside_what_they_correct(desk: Desk) -> None:
    incident = begin(desk)
    change = calls.log(desk, incident, "it", spoke_with="Sam", said="On the way.")
    notes.correct(desk, incident, change.entries[0].seq, "It was Tom, not Sam.")
    assert len(desk.incident(incident).corrections[change.entries[0].seq]) == 1


def test_telling_a_regulator_is_kept_and_letters_are_not_told_that_way(
    desk: Desk, tmp_path: Path
) -> None:
    incident, _ = known(desk, tmp_path)
    dates.tell(desk, incident, "us-hhs", method="web", reference="HHS-1")
    assert "us-hhs" in desk.incident(incident).told
    with pytest.raises(Problem, match="Letters screen"):
        dates.tell(desk, incident, "us-individual", method="phone")
    with pytest.raises(Problem, match="no longer on the list"):
        dates.tell(desk, incident, "zz-nobody", method="phone")


def test_an_incident_is_not_closed_over_open_duties(desk: Desk) -> None:
    incident = begin(desk)
    with pytest.raises(Problem, match="First comes"):
        incidents.close(desk, incident, "Enough.")
    with pytest.raises(Problem, match="not closed yet"):
        steps.finish(desk, incident, "close")


@pytest.mark.parametrize("name", ["timeline.docx", "timeline.csv"])
def test_the_timeline_is_saved(desk: Desk, tmp_path: Path, name: str) -> None:
    incident = begin(desk)
    story.save_timeline(desk, incident, tmp_path / name)
    assert (tmp_path / name).stat().st_size > 500


def test_a_timeline_on_a_full_or_wrong_place_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    incident = begin(desk)
    for path in (tmp_path / "timeline.pdf", Path("/dev/full/timeline.csv")):
        with pytest.raises(Problem):
            story.save_timeline(desk, incident, path)
    assert desk.binder.fault(incident) is None
