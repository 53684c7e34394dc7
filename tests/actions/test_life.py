"""The life of steps and incidents: another plan, two, a split, a merge, pauses, own steps."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ir_app.actions import (
    evidence,
    facts,
    incidents,
    own,
    pauses,
    plans,
    practice,
    reminders,
    splits,
    steps,
    undo,
)
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.change import Change
from ir_app.core.kinds import (
    MergedFrom,
    MergedInto,
    OwnStepAdded,
    PausePassed,
    PlaybookUpgraded,
    SplitFrom,
    SplitOff,
    StepMoved,
    StepState,
)
from ir_app.core.practice import PRACTICE
from ir_app.export.timeline import rows
from ir_app.pages import change as change_page
from ir_app.pages import home, now, waiting
from ir_app.pages import own as own_page
from ir_app.pages import pause as pause_page
from ir_app.pages import steps as steps_page
from ir_app.problems import Problem
from tests.actions.office import begin, furnish, load
from tests.conftest import MONDAY
from tests.keys import KEY
from tests.playbook.books import library


@pytest.fixture
def two(desk: Desk, tmp_path: Path) -> Desk:
    """A desk whose library has a second playbook."""
    desk.library = library(tmp_path / "books")
    return desk


def done(desk: Desk, incident: str, *names: str) -> None:
    for name in names:
        if desk.situation(incident).playbook.step(name).gate:
            steps.acknowledge(desk, incident, name, already_happened=False)
        steps.finish(desk, incident, name)


def kinds(desk: Desk, incident: str) -> list[type]:
    return [type(entry.data) for entry in desk.incident(incident).entries]


# --- something else -----------------------------------------------------------------------------


def test_something_else_keeps_all_that_was_done_and_says_what_no_longer_counts(
    two: Desk, tmp_path: Path
) -> None:
    furnish(two)
    incident = begin(two)
    done(two, incident, "unplug", "call-insurer")
    facts.answer(two, incident, "discovered", "2026-11-23T07:50")
    load(two, incident, tmp_path)
    plans.change(two, incident, "lost-device", "The drive was never locked: it is gone.")
    situation = two.situation(incident)
    assert situation.incident.incident_type == "lost_device"
    assert situation.incident.title == "Missing device, November 23"
    assert situation.run.states["call-insurer"] is StepState.DONE
    assert situation.incident.value("discovered") == "2026-11-23T07:50"
    assert situation.incident.roster is not None
    page = steps_page.build(situation)
    assert [line.split(":")[0] for line in page.before] == ["Unplug the network from the computers"]
    assert "added: Stop the logins of the missing device" in page.changed
    assert now.build(situation, "unplug").step == "lock-login"
    told = [row.sentence for row in rows(situation.incident.entries)]
    assert any("It was something else" in sentence for sentence in told)


def test_a_change_of_plan_can_be_taken_back(two: Desk) -> None:
    incident = begin(two)
    before = two.situation(incident).run.visible
    plans.change(two, incident, "lost-device", "Gone.")
    undo.last(two, incident)
    assert two.situation(incident).run.visible == before


def test_a_change_needs_words_and_another_plan(two: Desk) -> None:
    incident = begin(two)
    for to, reason in (("lost-device", " "), ("ransomware", "Why."), ("nothing", "Why.")):
        with pytest.raises(Problem):
            plans.change(two, incident, to, reason)
    assert len(two.incident(incident).pins) == 1


def test_what_was_given_up_opens_again_where_the_new_plan_does_not_allow_it(
    two: Desk, tmp_path: Path
) -> None:
    incident = begin(two)
    steps.cannot(two, incident, "photo", "could_not", "No phone.")
    path = tmp_path / "books" / "lost-device.toml"
    must = '\n[[step]]\nid = "photo"\nphase = "fix"\ntitle = "Take a photo"\nwhy = "W."\n'
    path.write_text(f'{path.read_text("utf-8")}{must}how = ["H."]\nmust = true\n', "utf-8")
    from ir_app.playbook.read import load_library

    two.library = load_library(tmp_path / "books")
    plans.add(two, incident, "lost-device", "Both.")
    assert two.situation(incident).run.states["photo"] is StepState.TODO
    assert StepMoved in kinds(two, incident)[-2:]


def test_two_plans_at_once_share_their_steps_and_name_whose_the_others_are(two: Desk) -> None:
    incident = begin(two)
    plans.add(two, incident, "lost-device", "They also took the laptop.")
    situation = two.situation(incident)
    visible = situation.run.visible
    assert {"unplug", "lock-login", "close"} <= set(visible)
    assert len(visible) == len(set(visible))
    assert now.build(situation, "unplug").belongs == "For: Locked files (ransomware)"
    assert now.build(situation, "lock-login").belongs == "For: Missing device"
    assert now.build(situation, "close").belongs == ""
    assert steps_page.build(situation).plans.startswith("Two things at once")


# --- the plan is kept with the incident ----------------------------------------------------------


def test_an_old_incident_walks_its_own_plan_when_a_newer_one_is_shipped(
    desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    incident = begin(desk)
    before = desk.situation(incident).playbook
    steps.cannot(desk, incident, "patients-ask", "not_applicable", "No patients today.")
    desk.close()
    again = open_desk(desk.binder.folder, clock)
    again.library = library(tmp_path / "later", newer=True)
    assert again.situation(incident).playbook == before
    (offer,) = steps_page.build(again.situation(incident)).offers
    assert "1.1, this one is 1.0" in offer.heading
    assert any(
        line == "No longer there: Agree on what to say to patients. It is part of another step now."
        for line in offer.lines
    )
    plans.upgrade(again, incident, "ransomware")
    situation = again.situation(incident)
    data = situation.incident.head.data
    assert isinstance(data, PlaybookUpgraded)
    assert data.added == ("Ask the team what they saw",)
    assert "listen" in situation.run.visible
    assert situation.run.left_behind == ("patients-ask",)
    assert steps_page.build(situation).offers == ()
    with pytest.raises(Problem, match="newest already"):
        plans.upgrade(again, incident, "ransomware")
    again.close()


def test_a_plan_that_is_no_longer_shipped_still_replays(
    two: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    incident = begin(two)
    plans.change(two, incident, "lost-device", "Gone.")
    done(two, incident, "lock-login")
    two.close()
    shipped_only = open_desk(two.binder.folder, clock)
    books = tuple(b for b in shipped_only.library.playbooks if b.id != "lost-device")
    shipped_only.library = replace(shipped_only.library, playbooks=books)
    situation = shipped_only.situation(incident)
    assert situation.run.states["lock-login"] is StepState.DONE
    assert now.build(situation).step == "call-police"
    assert home.build(shipped_only).incidents[0].progress.startswith("1 done")
    facts.answer(shipped_only, incident, "police_report", "No. 5")
    assert steps_page.build(situation).offers == ()
    shipped_only.close()


# --- split and merge ----------------------------------------------------------------------------


def test_a_split_names_the_other_in_both_and_keeps_the_day(two: Desk) -> None:
    incident = begin(two)
    facts.answer(two, incident, "discovered", "2026-11-20")
    change = splits.split(two, incident, "missing_device", "The laptop is another story.")
    new = change.entries[0].incident
    off, came = two.incident(incident).head.data, two.incident(new).entries[1].data
    assert isinstance(off, SplitOff)
    assert isinstance(came, SplitFrom)
    assert (off.other, came.other) == (new, incident)
    assert off.discovered == came.discovered == "2026-11-20"
    assert two.incident(new).value("discovered") == "2026-11-20"
    assert now.build(two.situation(new)).step == "lock-login"
    (told,) = steps_page.build(two.situation(new)).related
    assert "First noticed there: Friday, November 20, 2026." in told
    assert incident not in told
    for journal in (incident, new):
        assert two.binder.fault(journal) is None


@pytest.mark.parametrize(
    ("here", "there", "leads"),
    [
        ("2026-11-20", "2026-11-18T09:00", "2026-11-18T09:00"),
        ("2026-11-18", "2026-11-20", "2026-11-18"),
        (None, "2026-11-20", "2026-11-20"),
        ("2026-11-20", None, "2026-11-20"),
        (None, None, None),
    ],
)
def test_a_merge_keeps_both_clocks_and_the_earlier_one_leads(
    two: Desk, here: str | None, there: str | None, leads: str | None
) -> None:
    stays, gone = begin(two), incidents.start(two, "missing_device").entries[0].incident
    for journal, day in ((stays, here), (gone, there)):
        if day:
            facts.answer(two, journal, "discovered", day)
    facts.answer(two, gone, "form", "paper")
    splits.merge(two, gone, stays, "It was one break-in.")
    incident = two.incident(stays)
    came = next(e.data for e in incident.entries if isinstance(e.data, MergedFrom))
    assert (came.discovered_here, came.discovered_there) == (here or "", there or "")
    assert incident.value("discovered") == leads
    assert incident.value("form") == "paper"
    assert "form" in came.taken
    assert {pin.playbook for pin in incident.pins} == {"ransomware", "lost-device"}
    assert isinstance(two.incident(gone).head.data, MergedInto)
    assert two.incident(gone).closed is not None
    assert "part of “" in home.build(two).incidents[0].progress
    for journal in (stays, gone):
        assert two.binder.fault(journal) is None


def test_a_merge_says_what_differs_and_takes_the_list_only_where_there_is_none(
    two: Desk, tmp_path: Path
) -> None:
    furnish(two)
    stays, gone = begin(two), begin(two)
    facts.answer(two, stays, "form", "electronic")
    facts.answer(two, gone, "form", "paper")
    load(two, gone, tmp_path)
    splits.merge(two, gone, stays, "The same.")
    incident = two.incident(stays)
    came = next(e.data for e in incident.entries if isinstance(e.data, MergedFrom))
    assert came.differs == ("form",)
    assert incident.value("form") == "electronic"
    assert len(two.situation(stays).people) == incident.roster.people  # type: ignore[union-attr]
    with pytest.raises(Problem, match="closed"):
        splits.merge(two, gone, stays, "Again.")
    with pytest.raises(Problem, match="same incident"):
        splits.merge(two, stays, stays, "Itself.")
    incidents.reopen(two, gone, "It was not the same after all.")
    assert two.incident(gone).closed is None


def test_when_the_second_half_fails_nothing_of_the_first_is_kept(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stays, gone = begin(two), begin(two)
    before = [two.incident(i).head.seq for i in (stays, gone)]
    from ir_app.store import writing

    put, calls = writing.put_entries, iter(range(10))

    def once(*args: Any) -> None:
        if next(calls) == 1:
            raise OSError("the disk is gone")
        put(*args)

    monkeypatch.setattr(writing, "put_entries", once)
    with pytest.raises((OSError, Problem)):
        splits.merge(two, gone, stays, "One.")
    monkeypatch.undo()
    assert [two.incident(i).head.seq for i in (stays, gone)] == before


# --- the life of a step -------------------------------------------------------------------------


def test_proof_that_is_required_is_kept_or_explained(desk: Desk, tmp_path: Path) -> None:
    incident = begin(desk)
    with pytest.raises(Problem, match="still missing"):
        steps.finish(desk, incident, "photo")
    assert now.build(desk.situation(incident), "photo").proof_missing
    steps.finish(desk, incident, "photo", without="The screen went dark.")
    data = desk.incident(incident).head.data
    assert isinstance(data, StepMoved)
    assert data.reason == "Without proof: The screen went dark."
    steps.reopen(desk, incident, "photo")
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")
    evidence.keep(desk, incident, photo, step="photo")
    steps.finish(desk, incident, "photo")


def test_somebody_else_did_it_and_somebody_is_doing_it(desk: Desk) -> None:
    incident = begin(desk)
    steps.begin(desk, incident, "call-it")
    assert now.build(desk.situation(incident), "call-it").state.startswith("Doing")
    steps.finish(desk, incident, "call-it", by="Tina")
    assert now.build(desk.situation(incident), "call-it").state == "Done 1:05 pm by Tina"


def test_a_step_that_waits_comes_back_when_its_time_has_come(
    desk: Desk, clock: SteppedClock
) -> None:
    furnish(desk)
    incident = begin(desk)
    until = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001 - civil time
    steps.cannot(desk, incident, "unplug", "someone_else", "Sam", until=until)
    situation = desk.situation(incident)
    assert situation.run.current != "unplug"
    assert waiting.line(desk) == ""
    assert "Waiting for Sam. Reminder: 9:30 am." in now.build(situation, "unplug").note
    clock.forward(minutes=85)
    assert desk.situation(incident).run.current == "unplug"
    assert waiting.line(desk) == (
        "Time to look again: Unplug the network from the computers (waiting for Sam)"
    )
    assert home.build(desk).due[0].step == "unplug"
    done(desk, incident, "unplug")
    assert reminders.due(desk) == []


def test_a_reminder_in_the_past_is_refused(desk: Desk) -> None:
    incident = begin(desk)
    with pytest.raises(Problem, match="passed"):
        steps.cannot(desk, incident, "photo", "later", until=datetime(2026, 11, 1, 8))  # noqa: DTZ001


def test_names_and_numbers_stand_in_the_lines(desk: Desk) -> None:
    incident = begin(desk)
    assert now.build(desk.situation(incident), "call-it").say[0] == (
        "This is our office. Is this the IT company?"
    )
    furnish(desk)
    practice.set_contact(desk, "it", name="Bright Dental IT")
    assert now.build(desk.situation(incident), "call-it").say[0] == (
        "This is Maple Street Family Dentistry. Is this Bright Dental IT?"
    )


def test_a_pause_is_offered_once_and_never_in_the_way(two: Desk) -> None:
    incident = incidents.start(two, "missing_device").entries[0].incident
    assert pauses.offered(two.situation(incident)) is None
    done(
        two,
        incident,
        *("lock-login", "call-police", "call-insurer", "call-attorney", "discovery-day"),
    )
    situation = two.situation(incident)
    page = now.build(situation)
    assert page.pause == "stop"
    assert page.done.enabled
    assert len(pause_page.build(situation).read) == 3
    with pytest.raises(Problem, match="who was there"):
        pauses.passed(two, incident, "stop", " ")
    pauses.passed(two, incident, "stop", "Dana, Tina")
    assert isinstance(two.incident(incident).head.data, PausePassed)
    assert pauses.offered(two.situation(incident)) is None
    with pytest.raises(Problem, match="no pause"):
        pauses.passed(two, incident, "fix", "Dana")


# --- a practice's own ---------------------------------------------------------------------------


def add_own(desk: Desk, title: str, after: str) -> str:
    data = own.add_step(desk, title, ["One.", "", "Two."], after=after).entries[0].data
    assert isinstance(data, OwnStepAdded)
    return data.step


def test_an_own_step_is_walked_by_new_incidents_and_offered_to_open_ones(desk: Desk) -> None:
    old = begin(desk)
    step = add_own(desk, "Turn off the door lock", "photo")
    new = begin(desk)
    done(desk, new, "unplug")
    steps.finish(desk, new, "photo", without="No phone.")
    assert now.build(desk.situation(new)).step == step
    assert step not in desk.situation(old).run.visible
    (offer,) = steps_page.build(desk.situation(old)).offers
    assert "Your practice changed its plan" in offer.heading
    plans.upgrade(desk, old, "ransomware")
    assert step in desk.situation(old).run.visible
    own.remove_step(desk, step)
    assert step in desk.situation(new).run.visible, "an open incident asks before it changes"
    assert step not in desk.situation(begin(desk)).run.visible


def test_legal_steps_and_stop_lines_stay(desk: Desk) -> None:
    for step in ("call-insurer", "unplug", "approve-letters", "no-payment", "tell-others"):
        with pytest.raises(Problem, match="has to stay"):
            own.remove_step(desk, step, "We do not want it.")
    with pytest.raises(Problem, match="few words"):
        own.remove_step(desk, "patients-ask")
    own.remove_step(desk, "patients-ask", "We say nothing.")
    assert "patients-ask" not in desk.situation(begin(desk)).run.visible
    page = own_page.build(desk)
    assert [row.text for row in page.rows] == ["Taken out: Agree on what to say to patients"]
    assert "patients-ask" not in {c.id for c in page.removable}
    own.restore_step(desk, "patients-ask")
    assert own_page.build(desk).rows == ()


def test_a_note_stands_on_the_card_at_once(desk: Desk) -> None:
    incident = begin(desk)
    own.set_note(desk, "unplug", "The box is behind the fridge.")
    assert now.build(desk.situation(incident)).own_note == "The box is behind the fridge."
    assert own_page.build(desk).rows[0].detail == "The box is behind the fridge."
    own.set_note(desk, "unplug", "")
    assert now.build(desk.situation(incident)).own_note == ""
    for wrong in (lambda: own.set_note(desk, "nothing", "x"), lambda: add_own(desk, " ", "photo")):
        with pytest.raises(Problem):
            wrong()


# --- whatever people press ----------------------------------------------------------------------


def press(desk: Desk, chance: random.Random) -> Callable[[], Change]:
    """Return a random press of a button that the screens offer now."""
    open_ = [i.id for i in desk.incidents()]
    at = chance.choice(open_)
    plan = desk.situation(at).playbook
    step = chance.choice(plan.steps).id
    choice = chance.choice(list(steps.CANNOT))
    other = chance.choice(open_)
    removable = [c.id for c in own_page.build(desk).removable]
    offered = pauses.offered(desk.situation(at))
    return chance.choice(
        [
            lambda: steps.finish(desk, at, step, without="None."),
            lambda: steps.finish(desk, at, step, by="Tina", without="None."),
            lambda: steps.begin(desk, at, step),
            lambda: steps.cannot(desk, at, step, choice, "Why."),
            lambda: steps.reopen(desk, at, step),
            lambda: steps.acknowledge(desk, at, step, already_happened=chance.random() < 0.5),
            lambda: facts.answer(desk, at, "low_probability_of_compromise", chance.random() < 0.5),
            lambda: undo.last(desk, at),
            lambda: undo.last(desk, at),
            lambda: plans.change(desk, at, chance.choice(["ransomware", "lost-device"]), "Why."),
            lambda: plans.add(desk, at, chance.choice(["ransomware", "lost-device"]), "Why."),
            lambda: plans.upgrade(desk, at, chance.choice(["ransomware", "lost-device"])),
            lambda: splits.split(desk, at, chance.choice(["locked", "missing_device"]), "Why."),
            lambda: splits.merge(desk, at, other, "Why."),
            lambda: incidents.reopen(desk, at, "Why."),
            lambda: own.add_step(desk, "Turn off the lock", [], after=step),
            lambda: own.remove_step(desk, chance.choice(removable), "Why."),
            lambda: pauses.passed(desk, at, offered.phase if offered else "stop", "Dana"),
        ]
    )


@pytest.mark.timeout(600)
@given(st.integers(0, 10**6))
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_people_can_press_ever_breaks_an_incident(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    where = tmp_path_factory.mktemp("walk")
    clock = SteppedClock(MONDAY)
    desk = open_desk(where / "binder", clock)
    desk.library = library(where / "books")
    begin(desk)
    chance = random.Random(seed)
    for number in range(60):
        clock.forward(minutes=7)
        if number == 40:
            desk.library = library(where / "later", newer=True)
        with suppress(Problem):
            press(desk, chance)()
    told = {i.id: (pages(desk, i.id), desk.situation(i.id).run.states) for i in desk.incidents()}
    desk.close()
    again = open_desk(where / "binder", clock)  # and with the shipped playbooks only
    for incident, (_, states) in told.items():
        assert again.situation(incident).run.states == states
        assert again.binder.fault(incident) is None
    assert again.binder.fault(PRACTICE) is None
    again.close()


def pages(desk: Desk, incident: str) -> tuple[object, ...]:
    situation = desk.situation(incident)
    every = [now.build(situation, step.id) for step in situation.playbook.steps]
    ways = [change_page.build(situation, way.id) for way in change_page.WAYS]
    return (*every, *ways, steps_page.build(situation), pause_page.build(situation))


# --- killed in the middle -----------------------------------------------------------------------

CHILD = """
import sys
from pathlib import Path
from ir_app.actions import incidents, splits
from ir_app.actions.desk import open_desk
from ir_app.clock import SystemClock
from tests.keys import KEY
desk = open_desk(Path(sys.argv[1]), SystemClock(), key=KEY)
stays = incidents.start(desk, "locked").entries[0].incident
print("ready", flush=True)
while True:
    new = splits.split(desk, stays, "locked", "Two.").entries[0].incident
    splits.merge(desk, new, stays, "One.")
"""


def test_a_kill_between_two_journals_leaves_both_or_neither(
    tmp_path: Path, clock: SteppedClock
) -> None:
    chance = random.Random(5)
    for _ in range(4):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path / "binder")], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.05, 0.6))
        child.kill()
        child.wait()
        child.stdout.close()
    desk = open_desk(tmp_path / "binder", clock, key=KEY)
    all_ = {i.id: i for i in desk.incidents()}
    mates: dict[type, type] = {SplitOff: SplitFrom, SplitFrom: SplitOff, MergedInto: MergedFrom}
    mates |= {MergedFrom: MergedInto}
    seen = 0
    for incident in all_.values():
        assert desk.binder.fault(incident.id) is None
        for entry in incident.related:
            data: Any = entry.data
            there = [e for e in all_[data.other].related if isinstance(e.data, mates[type(data)])]
            assert any(getattr(e.data, "other", "") == incident.id for e in there)
            seen += 1
    assert seen > 4
    desk.close()


def test_an_hour_is_what_later_means(desk: Desk, clock: SteppedClock) -> None:
    incident = begin(desk)
    steps.cannot(desk, incident, "photo", "later")
    clock.forward(minutes=59)
    assert reminders.due(desk) == []
    clock.forward(minutes=2)
    assert [r.step for r in reminders.due(desk)] == ["photo"]
    assert timedelta(hours=1) == steps.LATER


def test_a_contact_without_a_name_is_named_by_its_role(desk: Desk) -> None:
    change = practice.set_contact(desk, "it", number="(260) 555-0144")
    assert change.said == "Contact written down: IT company."
