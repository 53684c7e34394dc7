"""Every playbook walked to the closed incident: the best day, the worst, and nobody knows."""

from collections import Counter
from typing import TypeVar

import pytest

from ir_app.actions.duties import work_out_answers
from ir_app.core.kinds import FactSet, GateAcknowledged, LettersMailed, StepMoved, StepState
from ir_app.law.engine import Obligation
from ir_app.pages import home, now
from ir_app.places import content
from ir_app.playbook.read import load_library
from tests.stories.answers import EXCEPTION, SAFE, SECURED, best, proven, unknown, worst
from tests.stories.conftest import Office
from tests.stories.walker import Walker, Way

K = TypeVar("K")
LIBRARY = load_library(content("playbooks"))
BOOKS = [book.id for book in LIBRARY.playbooks]
SYMPTOM = {s.playbook: s.id for s in reversed(LIBRARY.symptoms)}

BEST = Way("best", best)
WORST = Way("worst", worst, already_happened=True, gives_up=True, days_a_phase=40)
UNKNOWN = Way("unknown", unknown)
GROUNDS = {
    "lost-device": SECURED,
    "imaging": SECURED,
    "vendor": SECURED,
    "disposal": SECURED,
    "misdirected": EXCEPTION,
    "burglary": EXCEPTION,
}


@pytest.mark.parametrize("book", BOOKS)
def test_on_the_best_day(book: str, office: Office) -> None:
    walker = walked(office(BEST), book)
    assert duty(walker, "us-individual").due.isoformat() == "2027-01-22"  # type: ignore[union-attr]
    states = walker.situation.run.states
    assert StepState.COULD_NOT not in states.values()
    assert not any(g.already_happened for g in entries(walker, GateAcknowledged))
    assert letters_or_vendor(walker)
    assert {"stop", "find_out", "tell"} <= set(walker.situation.incident.pauses)


@pytest.mark.parametrize("book", BOOKS)
def test_on_the_worst_day(book: str, office: Office) -> None:
    walker = walked(office(WORST), book)
    left_out = [m.step for m in entries(walker, StepMoved) if m.to is StepState.COULD_NOT]
    must = {s.id for s in walker.situation.playbook.steps if s.must}
    assert len(left_out) >= 10
    assert not must & set(left_out)
    assert all(g.already_happened for g in entries(walker, GateAcknowledged))
    held = walker.situation.incident.value("law_enforcement_hold_from")
    assert held == "2026-11-23"  # the officer's request was asked for, with its day
    assert walker.late  # a colour on the card, never a wall
    assert duty(walker, "us-individual").due < walker.situation.today  # type: ignore[operator]
    assert duty(walker, "us-individual").applies == "yes"
    assert len(entries(walker, LettersMailed)) == 1
    assert "This must still be done" in walker.refused[-1]  # giving up a step gives up no duty


@pytest.mark.parametrize("book", BOOKS)
def test_when_nobody_knows_anything(book: str, office: Office) -> None:
    walker = office(UNKNOWN)
    walker.start(SYMPTOM[book])
    walker.open()
    assert presumed(walker)
    phase = walker.phase
    while walker.settle():
        assert phase == walker.phase or presumed(walker)
        phase = walker.phase
    closed(walker)
    said = entries(walker, FactSet)
    assert {f.fact for f in said if f.status.value == "known"} <= set(LETTER_WORDS)
    assert len(entries(walker, LettersMailed)) == 1
    assert "no-letters-memo" not in walker.situation.run.visible


@pytest.mark.parametrize("book", BOOKS)
def test_with_proof_that_it_was_no_breach(book: str, office: Office) -> None:
    way = Way("memo", proven(GROUNDS.get(book, SAFE)), ends="memo")
    walker = walked(office(way), book)
    states = walker.situation.run.states
    assert states["no-letters-memo"] is StepState.DONE
    assert not entries(walker, LettersMailed)
    signed = walker.situation.incident.assessment
    assert signed is not None
    assert signed.result == "not_a_breach"
    assert duty(walker, "us-individual").applies == "no"
    assert duty(walker, "us-hhs").applies == "no"


# --- what holds at the end of every way ---------------------------------------------------------

LETTER_WORDS = (
    "discovered",
    "data_elements",
    "what_happened",
    "what_we_are_doing",
    "monitoring_offer",
    "ma_what_happened",
)


def walked(walker: Walker, book: str) -> Walker:
    walker.start(SYMPTOM[book])
    walker.walk()
    closed(walker)
    return walker


def closed(walker: Walker, *, one_plan: bool = True) -> None:
    situation = walker.situation
    incident, run = situation.incident, situation.run
    assert incident.closed is not None
    assert now.build(situation).title == "This incident is closed"
    rows = {row.incident: row for row in home.build(walker.desk).incidents}
    assert rows[incident.id].closed
    assert run.current is None
    assert [s for s in run.visible if run.is_open(s)] == []
    assert run.left_behind == () or not one_plan
    assert run.states["assess"] is StepState.DONE
    assert walker.desk.binder.fault(incident.id) is None
    seen = Counter(s.phase for s in situation.playbook.steps if s.id in run.visible)
    assert len(seen) == 5  # each chapter had something to do
    assert len(walker.refused) >= 5
    assert all("First comes" in what for what in walker.refused[:5])
    sensible(situation.obligations)


def sensible(duties: list[Obligation]) -> None:
    for one in duties:
        assert one.why, one.id
        assert one.applies in ("yes", "no", "unknown")
    kinds = {one.kind for one in duties}
    assert {"individual", "regulator", "hhs", "media"} <= kinds


def presumed(walker: Walker) -> bool:
    """Unknown is treated as a breach: letters and HHS stay on the list."""
    situation = walker.situation
    duties = work_out_answers(walker.desk, situation.incident, situation.today)
    applies = {one.id: one.applies for one in duties}
    return "no" not in (applies["us-individual"], applies["us-hhs"])


def letters_or_vendor(walker: Walker) -> bool:
    told = walker.situation.incident.told
    return len(entries(walker, LettersMailed)) == 1 or "us-individual" in told


def duty(walker: Walker, id_: str) -> Obligation:
    return next(o for o in walker.situation.obligations if o.id == id_)


def entries(walker: Walker, kind: type[K]) -> list[K]:
    return [e.data for e in walker.situation.incident.entries if isinstance(e.data, kind)]
