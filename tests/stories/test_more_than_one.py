"""Two walks on one incident, one that becomes two, two that become one, and triage later."""

import pytest

from ir_app.actions import facts, incidents, notes, plans, splits
from ir_app.core.kinds import LettersMailed, MergedFrom, PlaybookChanged, SplitFrom, StepState
from tests.stories.answers import best, unknown, worst
from tests.stories.conftest import Office
from tests.stories.test_every_playbook import LIBRARY, SYMPTOM, closed, duty, entries
from tests.stories.walker import Walker, Way

# What the first screen's signs lead to, from "something else, or I am not sure".
SIGNS = {s.id: s.playbook for s in LIBRARY.symptoms if s.id != "unsure"}
BURGLARY, DEVICE = LIBRARY.playbook("burglary"), LIBRARY.playbook("lost-device")


def test_a_burglary_that_took_a_laptop_is_walked_once(office: Office) -> None:
    walker = office(Way("two at once", worst, already_happened=True, gives_up=True))
    walker.start("break_in")
    walker.open()
    assert walker.settle()
    plans.add(walker.desk, walker.incident, "lost-device", "The laptop is gone too.")
    walker.walk()
    closed(walker, one_plan=False)
    states = walker.situation.run.states
    hidden = set(states) - set(walker.situation.run.visible)
    for book in (BURGLARY, DEVICE):
        assert {s.id for s in book.steps} - hidden <= set(states)
    both = {s.id for s in BURGLARY.steps} & {s.id for s in DEVICE.steps}
    assert {"assess", "mail-letters", "close"} <= both
    assert len(walker.situation.playbook.steps) == len(BURGLARY.steps) + len(DEVICE.steps) - len(
        both
    )
    assert len(entries(walker, LettersMailed)) == 1  # shared steps were done once


def test_one_incident_becomes_two_and_both_end_with_their_own_clock(office: Office) -> None:
    walker = office(Way("split", best))
    walker.start("email")
    walker.open()
    walker.settle()
    change = splits.split(
        walker.desk, walker.incident, "missing_device", "A phone is gone as well."
    )
    second = change.entries[0].incident
    walker.walk()
    closed(walker)
    first = walker.incident
    walker.incident, walker.phase, walker.refused = second, "", []
    assert entries(walker, SplitFrom)[0].other == first
    assert walker.situation.incident.value("discovered") == "2026-11-23T07:50"
    walker.walk()
    closed(walker)
    assert duty(walker, "us-individual").due.isoformat() == "2027-01-22"  # type: ignore[union-attr]


def test_two_incidents_become_one_and_the_earlier_day_leads(office: Office) -> None:
    walker = office(Way("merge", best))
    walker.start("website")
    walker.open()
    walker.settle()
    other = incidents.start(walker.desk, "staff").entries[0].incident
    facts.answer(walker.desk, other, "discovered", "2026-11-19T09:00")
    facts.answer(walker.desk, other, "snoop_danger", value=True)
    splits.merge(walker.desk, other, walker.incident, "It was the same person.")
    assert walker.situation.incident.value("discovered") == "2026-11-19T09:00"
    assert walker.situation.incident.value("snoop_danger") is True
    told = entries(walker, MergedFrom)[0]
    assert (told.discovered_here, told.discovered_there) == (
        "2026-11-23T07:50",
        "2026-11-19T09:00",
    )
    walker.keep = frozenset({"discovered"})
    walker.walk()
    closed(walker)
    assert duty(walker, "us-individual").due.isoformat() == "2027-01-18"  # type: ignore[union-attr]
    assert walker.desk.incident(other).closed is not None
    assert walker.desk.binder.fault(other) is None


@pytest.mark.parametrize("sign", SIGNS)
def test_not_sure_leads_on_and_nothing_that_was_entered_is_lost(sign: str, office: Office) -> None:
    walker = begun_unsure(office)
    before = walker.situation
    notes.add(walker.desk, walker.incident, "Tina saw it first.")
    facts.answer(walker.desk, walker.incident, "unsure_sign", sign, step="signs")
    card = next(s for s in walker.situation.run.visible if s.startswith("change-"))
    assert sign in before.playbook.step(card).when
    plans.change(walker.desk, walker.incident, SIGNS[sign], "Now we know.")
    after = walker.situation
    assert after.playbook.id == SIGNS[sign]
    assert [e.hash for e in after.incident.entries][: len(before.incident.entries)] == [
        e.hash for e in before.incident.entries
    ]
    assert after.incident.value("discovered") == before.incident.value("discovered")
    assert set(before.incident.evidence) <= set(after.incident.evidence)
    assert set(after.run.left_behind) >= {"hands-off"} - {s.id for s in after.playbook.steps}
    first = after.playbook.step(after.run.current or "")
    assert first.gate or first.id in {"photo", "keep-message"}  # what to stop comes at once


def test_not_sure_becomes_locked_files_and_ends(office: Office) -> None:
    walker = begun_unsure(office)
    plans.change(walker.desk, walker.incident, "ransomware", "The red screen came back.")
    walker.walk()
    closed(walker, one_plan=False)
    situation = walker.situation
    assert situation.incident.title.startswith("Locked files")
    assert "hands-off" in situation.run.left_behind
    assert situation.run.states["hands-off"] is StepState.DONE
    assert entries(walker, PlaybookChanged)[0].old == "unsure"


def begun_unsure(office: Office) -> Walker:
    walker = office(Way("unsure", unknown))
    walker.start(SYMPTOM["unsure"])
    facts.answer(walker.desk, walker.incident, "discovered", "2026-11-23T07:50")
    walker.open()
    for _ in range(4):
        assert walker.settle()
    return walker
