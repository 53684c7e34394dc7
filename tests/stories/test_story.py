"""The whole incident, from the first click to the closed binder, on three ways."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from ir_app.actions import dates as acts
from ir_app.actions import incidents, seat, steps
from ir_app.actions.desk import Desk
from ir_app.cli.demo import SAMPLE, set_up
from ir_app.cli.player import Player, Tale
from ir_app.clock import SteppedClock
from ir_app.core.kinds import DatesMoved, LettersMailed, Opened, Role, StepState
from ir_app.pages import dates, home, letters, now, story
from ir_app.problems import Problem
from tests.roster.generate import generate

TALE = msgspec.toml.decode((SAMPLE / "story.toml").read_bytes(), type=Tale)
HOUSE = ZoneInfo("America/Indiana/Indianapolis")


def tell(desk: Desk, clock: SteppedClock, folder: Path, tale: Tale) -> str:
    """Play a tale to its end and return the incident."""
    clock.move_to(datetime(2026, 11, 23, 8, 5, tzinfo=HOUSE))
    sample = msgspec.toml.decode((SAMPLE / "practice.toml").read_bytes())
    members = set_up(desk, sample, tale.pin)
    seat.sign_in(desk, members[Role.LEAD])
    incident = incidents.start(desk, tale.symptom).entries[0].incident
    roster = folder / "patients.csv"
    generate("dentrix", 120, 12, roster)
    Player(desk, clock, tale, incident, members, roster, SAMPLE).walk()
    return incident


def but(**answers: object) -> Tale:
    return msgspec.structs.replace(TALE, answers=TALE.answers | answers)


def test_from_the_first_click_to_the_closed_incident(
    desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    incident = tell(desk, clock, tmp_path, TALE)
    situation = desk.situation(incident)
    kinds = [type(entry.data) for entry in situation.incident.entries]
    assert kinds[0] is Opened
    assert LettersMailed in kinds
    assert DatesMoved in kinds
    assert situation.incident.closed is not None
    assert situation.run.open_musts == ()
    assert desk.binder.fault(incident) is None
    assert now.build(situation).title == "This incident is closed"
    assert home.build(desk).incidents[0].closed
    assert letters.build(situation).stages[-1].word == "Done"
    assert all(row.word == "Done" or not row.tell for row in dates.build(situation).must)
    assert len(story.build(situation).rows) == len(situation.incident.entries)


def test_with_proof_that_nothing_was_exposed_only_the_states_own_letters_are_left(
    desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="letter to 5 residents of California"):
        tell(desk, clock, tmp_path, but(low_probability_of_compromise=True))
    (journal,) = desk.binder.journals()
    situation = desk.situation(journal)
    assert situation.run.states["no-letters-memo"] is StepState.DONE
    duties = {o.id: o for o in situation.obligations}
    assert duties["us-individual"].applies == "no"
    left = [o for o in situation.obligations if o.kind == "individual" and o.applies == "yes"]
    assert duties["ca-individual"] in left

    counsel = next(m.id for m in desk.practice.members.values() if m.role is Role.COUNSEL)
    seat.sign_in(desk, counsel)
    for duty in left:
        acts.override(desk, journal, duty.id, applies="no", due="", reason="Counsel's own memo.")
    seat.sign_in(desk, next(m.id for m in desk.practice.approvers), TALE.pin)
    incidents.close(desk, journal, "Decided with counsel.")
    situation = desk.situation(journal)
    assert situation.incident.closed is not None
    assert situation.incident.batch is None


def test_closing_again_after_reopening_is_checked_again(
    desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    incident = tell(desk, clock, tmp_path, TALE)
    incidents.reopen(desk, incident, "A letter came back.")
    assert desk.situation(incident).run.states["close"] is StepState.TODO
    steps.reopen(desk, incident, "assess", "Looked at again.")
    with pytest.raises(Problem):
        incidents.close(desk, incident, "Too early.")


def test_when_nobody_knows_anything_letters_wait_for_their_words_and_nothing_is_lost(
    desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    nothing = msgspec.structs.replace(TALE, answers={})
    with pytest.raises(Problem, match="can't be written yet"):
        tell(desk, clock, tmp_path, nothing)
    (journal,) = desk.binder.journals()
    situation = desk.situation(journal)
    assert situation.incident.closed is None
    assert {o.applies for o in situation.obligations if o.kind == "individual"} <= {
        "yes",
        "unknown",
    }
    assert desk.binder.fault(journal) is None
