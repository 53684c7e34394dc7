"""Clocks as they are: set back, standing still, and the hour that comes twice."""

from datetime import UTC, datetime, timedelta

from ir_app.actions import incidents, notes, practice
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.kinds import ClockSetBack, Noted
from ir_app.core.moment import Moment
from ir_app.export.timeline import rows
from tests.actions.office import begin, furnish


def test_a_clock_set_back_between_two_starts_is_written_down_once(
    desk: Desk, clock: SteppedClock
) -> None:
    incident = begin(desk)
    desk.close()
    clock.move_to(clock.at - timedelta(days=400))
    again = open_desk(desk.binder.folder, clock)
    notes.add(again, incident, "With the wrong clock.")
    notes.add(again, incident, "Still with it.")
    kinds = [type(entry.data) for entry in again.incident(incident).entries]
    assert kinds.count(ClockSetBack) == 1
    assert again.binder.fault(incident) is None
    again.close()


def test_entries_of_the_same_microsecond_keep_their_order(desk: Desk, clock: SteppedClock) -> None:
    clock.tick = timedelta(0)
    incident = begin(desk)
    for number in range(60):
        notes.add(desk, incident, f"Note {number}")
    entries = desk.incident(incident).entries
    assert len({entry.recorded for entry in entries}) == 1
    told = [entry.data.text for entry in entries if isinstance(entry.data, Noted)]
    assert told == [f"Note {number}" for number in range(60)]
    assert desk.binder.fault(incident) is None


def test_the_hour_that_comes_twice_is_told_apart_and_is_no_clock_set_back(
    desk: Desk, clock: SteppedClock
) -> None:
    furnish(desk)
    practice.set_details(desk, {"zone": "America/New_York"})
    clock.move_to(datetime(2027, 11, 7, 5, 30, tzinfo=UTC))  # 1:30 am, daylight time
    incident = begin(desk)
    clock.move_to(datetime(2027, 11, 7, 6, 15, tzinfo=UTC))  # 1:15 am, standard time
    notes.add(desk, incident, "Later, though the wall clock shows less.")
    entries = desk.incident(incident).entries
    assert ClockSetBack not in [type(entry.data) for entry in entries]
    first, second = rows([entries[0], entries[-1]])
    assert first.happened_local.endswith("1:30 am EDT")
    assert second.happened_local.endswith("1:15 am EST")
    assert first.happened_utc < second.happened_utc


def test_a_time_typed_in_the_hour_that_is_skipped_still_has_one_instant(desk: Desk) -> None:
    incident = begin(desk)
    skipped = Moment(local="2027-03-14T02:30:00.000000", zone="America/New_York")
    notes.add(desk, incident, "Typed from memory.", happened=skipped)
    (row,) = rows(desk.incident(incident).entries[-1:])
    assert row.happened_utc.startswith("2027-03-14T07:30")
    incidents.rename(desk, incident, "Goes on")
