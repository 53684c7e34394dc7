"""Lines from paper keep three times and are always marked as typed in later."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ir_app.actions import paper_lines, undo
from ir_app.actions.desk import Desk
from ir_app.core.moment import Moment, Precision
from ir_app.export.timeline import rows
from ir_app.pages import story
from ir_app.problems import Problem
from tests.actions.office import begin, furnish
from tests.conftest import MONDAY

ZONE = "America/Indiana/Indianapolis"


def at(minutes: float) -> Moment:
    return Moment.of(MONDAY - timedelta(minutes=minutes), ZONE)


def test_the_three_times_and_the_mark_stand_in_the_timeline(desk: Desk) -> None:
    furnish(desk)
    incident = begin(desk)
    paper_lines.add(
        desk,
        incident,
        "Red page on front desk 2",
        happened=at(50),
        learned=at(20),
        writer="Tina",
        sheet="Sheet L-1, line 1",
    )
    row = rows(desk.incident(incident).entries)[-1]
    assert row.happened_local == "Mon Nov 23, 2026, 7:15 am EST"
    assert row.learned_local == "Mon Nov 23, 2026, 7:45 am EST"
    assert row.recorded_local.startswith("Mon Nov 23, 2026, 8:05 am")
    assert row.late == "Typed in later from paper"
    assert row.sentence == "Written by hand by Tina: Red page on front desk 2"
    assert row.detail == "On paper: Sheet L-1, line 1."
    shown = story.build(desk.situation(incident)).rows[0]
    assert shown.marks == ("Noticed Mon Nov 23, 2026, 7:45 am EST", "Typed in later from paper")


@given(st.integers(0, 60 * 24 * 400), st.none() | st.integers(0, 60 * 24 * 400))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_times_the_mark_is_never_missing(
    desk: Desk, happened: int, noticed: int | None
) -> None:
    incident = begin(desk)
    learned = None if noticed is None else at(noticed)
    before = len(desk.incident(incident).entries)
    if noticed is not None and noticed > happened:
        with pytest.raises(Problem, match="noticed before it happened"):
            paper_lines.add(desk, incident, "x", happened=at(happened), learned=learned, writer="T")
        assert len(desk.incident(incident).entries) == before
        return
    paper_lines.add(desk, incident, "x", happened=at(happened), learned=learned, writer="T")
    entry = desk.incident(incident).head
    assert (entry.happened, entry.learned) == (at(happened), learned)
    assert rows([*desk.incident(incident).entries])[-1].late.startswith("Typed in later from paper")


@pytest.mark.parametrize(
    ("text", "writer", "minutes"), [("", "Tina", 5), ("x", " ", 5), ("x", "Tina", -90)]
)
def test_what_can_not_be_kept_is_refused_and_nothing_is_written(
    desk: Desk, text: str, writer: str, minutes: float
) -> None:
    incident = begin(desk)
    before = desk.incident(incident).head.seq
    with pytest.raises(Problem):
        paper_lines.add(desk, incident, text, happened=at(minutes), writer=writer)
    assert desk.incident(incident).head.seq == before


def test_a_line_can_be_taken_back_and_stays_readable(desk: Desk) -> None:
    incident = begin(desk)
    day = Moment.on(MONDAY.date(), ZONE)
    paper_lines.add(desk, incident, "Typed twice", happened=day, writer="Tina")
    assert desk.incident(incident).head.happened.precision is Precision.DAY
    assert len(desk.incident(incident).said) == 1
    undo.last(desk, incident)
    folded = desk.incident(incident)
    assert folded.said == []
    assert [row.seq for row in rows(folded.entries) if row.undone] == [2]
