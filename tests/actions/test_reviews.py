"""A late review is said calmly, to whom it concerns, and once."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from ir_app.actions import dates_paper, reviews
from ir_app.actions.desk import Desk
from ir_app.clock import SteppedClock
from ir_app.export.sheet import Text
from ir_app.law.review import REVIEW_DAYS, overdue, review_due
from ir_app.problems import Problem
from tests.actions.office import answer_all, begin, furnish


@pytest.fixture
def incident(desk: Desk) -> str:
    furnish(desk)
    made = begin(desk)
    answer_all(desk, made)
    return made


def on(clock: SteppedClock, day: date) -> None:
    clock.move_to(clock.at.replace(year=day.year, month=day.month, day=day.day))


def late(desk: Desk, incident: str) -> list[str]:
    return [one.code for one in reviews.to_say(desk.situation(incident))]


def test_the_day_of_the_review_is_in_time_and_the_day_after_is_late(
    desk: Desk, clock: SteppedClock, incident: str
) -> None:
    indiana = desk.law.states["IN"]
    assert review_due(indiana) == indiana.verified + timedelta(days=REVIEW_DAYS)
    on(clock, review_due(indiana))
    assert "IN" not in late(desk, incident)
    on(clock, review_due(indiana) + timedelta(days=1))
    assert "IN" in late(desk, incident)


def test_a_file_may_ask_for_an_earlier_or_a_later_review(desk: Desk) -> None:
    indiana = desk.law.states["IN"]
    for days in (90, 365):
        other = msgspec.structs.replace(indiana, review_days=days)
        assert review_due(other) == indiana.verified + timedelta(days=days)


def test_only_the_states_of_this_incident_are_named(
    desk: Desk, clock: SteppedClock, incident: str
) -> None:
    on(clock, date(2028, 1, 1))
    assert len(overdue(desk.law, date(2028, 1, 1))) == len(desk.law.states) + 2
    assert set(late(desk, incident)) == {"US", "IN"}
    said = reviews.words(reviews.to_say(desk.situation(incident)))
    assert "Indiana (last checked " in said
    assert "Ohio" not in said


def test_put_away_it_stays_away_here_and_until_another_is_late(
    desk: Desk, clock: SteppedClock, incident: str
) -> None:
    on(clock, date(2028, 1, 1))
    change = reviews.put_away(desk, incident)
    assert change.entries[0].kind == "law_review_seen"
    assert late(desk, incident) == []
    with pytest.raises(Problem, match="no such notice"):
        reviews.put_away(desk, incident)
    assert late(desk, begin(desk)) == ["US", "US", "IN"]  # another incident says it again
    changed = msgspec.structs.replace(desk.law.states["IN"], verified=date(2027, 1, 1))
    law = replace(desk.law, states={**desk.law.states, "IN": changed})
    desk.law_in_use = replace(desk.law_in_use, law=law)
    assert late(desk, incident) == ["IN"]  # checked since, and late again


def test_the_paper_for_the_attorney_says_it_even_when_it_was_put_away(
    desk: Desk, clock: SteppedClock, incident: str
) -> None:
    before = dates_paper.paper(desk.situation(incident))
    assert not any(isinstance(p, Text) and "Review overdue" in p.text for p in before.parts)
    on(clock, date(2028, 1, 1))
    reviews.put_away(desk, incident)
    first = dates_paper.paper(desk.situation(incident)).parts[0]
    assert isinstance(first, Text)
    assert first.text.startswith("Review overdue. These rules should have been looked at again")
    assert "Indiana" in first.text
