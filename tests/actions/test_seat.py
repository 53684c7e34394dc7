"""Who is at the desk: PINs, changing places, locking, and the way on without a name."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from ir_app.actions import notes, practice, seat
from ir_app.actions.desk import Desk
from ir_app.clock import SteppedClock
from ir_app.core.journal import Entry
from ir_app.core.kinds import Locked, PinRefused, SignedIn, SignedOut
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from tests.actions.office import LEAD_PIN, PIN, add, begin, furnish


def seats(desk: Desk) -> list[tuple[str, str]]:
    """What the practice's journal says of the desk, with who it was written by."""
    kinds = (SignedIn, SignedOut, Locked, PinRefused)
    entries = desk.binder.entries(PRACTICE)
    return [(entry.kind, entry.actor) for entry in entries if isinstance(entry.data, kinds)]


def test_signing_in_needs_the_pin_and_both_outcomes_are_written_down(desk: Desk) -> None:
    members = furnish(desk)
    with pytest.raises(Problem, match="not right"):
        seat.sign_in(desk, members["approver"], "000000")
    assert desk.member is not None
    assert desk.member.name == "Dana Reyes"
    seat.sign_in(desk, members["approver"], PIN)
    assert desk.member.name == "Alan Whitfield, DDS"
    assert seats(desk) == [
        ("signed_in", "Dana Reyes"),
        ("pin_refused", "Dana Reyes"),
        ("signed_out", "Alan Whitfield, DDS"),
        ("signed_in", "Alan Whitfield, DDS"),
    ]


def test_wrong_pins_wait_longer_each_time(desk: Desk, clock: SteppedClock) -> None:
    members = furnish(desk)
    clock.tick = timedelta(0)
    for _ in range(3):
        with pytest.raises(Problem, match="not right"):
            seat.sign_in(desk, members["approver"], "000000")
    with pytest.raises(Problem, match="too often"):
        seat.sign_in(desk, members["approver"], PIN)
    clock.forward(seconds=3)
    seat.sign_in(desk, members["approver"], PIN)
    assert desk.binder.pin_failures(members["approver"]) == (0, None)


def test_a_clock_set_back_skips_no_wait_and_locks_nobody_out_for_a_year(
    desk: Desk, clock: SteppedClock
) -> None:
    member = furnish(desk)["approver"]
    clock.tick = timedelta(0)
    for _ in range(3):
        with pytest.raises(Problem, match="not right"):
            seat.sign_in(desk, member, "000000")
    clock.forward(days=-400)
    for _ in range(2):
        with pytest.raises(Problem, match=r"Wait \d{1,2} seconds"):
            seat.sign_in(desk, member, PIN)
    kinds = [entry.kind for entry in desk.binder.entries(PRACTICE)]
    assert "clock_set_back" in kinds
    clock.forward(seconds=20)
    seat.sign_in(desk, member, PIN)


def test_a_machine_that_tries_every_pin_needs_years(desk: Desk, clock: SteppedClock) -> None:
    """Through the program, from one try to the next at the earliest moment; all of it recorded."""
    member = furnish(desk)["approver"]
    clock.tick = timedelta(0)
    began, tries = clock.at, 0
    while tries < 20:
        try:
            seat.sign_in(desk, member, "000000")
        except Problem as problem:
            if "too often" in problem.what:
                seconds = int(problem.do.split()[1])
                clock.forward(seconds=seconds)
            else:
                tries += 1
    assert clock.at - began > timedelta(hours=7)
    assert desk.binder.pin_failures(member)[0] == 20
    kinds = [entry.kind for entry in desk.binder.entries(PRACTICE)]
    assert kinds.count("pin_refused") == 20
    # At an hour a try half of a million six-digit PINs take more than fifty years.
    assert timedelta(days=50 * 365) < practice.LONGEST_WAIT * 500_000


def test_the_count_of_wrong_pins_outlives_the_program(desk: Desk, clock: SteppedClock) -> None:
    from ir_app.actions.desk import open_desk

    member = furnish(desk)["approver"]
    clock.tick = timedelta(0)
    for _ in range(3):
        with pytest.raises(Problem, match="not right"):
            seat.sign_in(desk, member, "000000")
    desk.close()
    again = open_desk(desk.binder.folder, clock)
    with pytest.raises(Problem, match="too often"):
        seat.sign_in(again, member, PIN)
    again.close()


def test_without_a_pin_a_press_is_enough_and_nothing_ever_locks(desk: Desk) -> None:
    tina = add(desk, "Tina", "scribe")
    seat.sign_in(desk, tina)
    before: list[Entry] = desk.binder.entries(PRACTICE)
    seat.lock(desk, 10)
    seat.sign_in(desk, tina)
    assert desk.locked is None
    assert desk.member is not None
    assert desk.binder.entries(PRACTICE) == before
    desk.member = None
    seat.lock(desk, 10)
    assert desk.locked is None


Way = Callable[[Desk, dict[str, str]], object]


@pytest.mark.parametrize(
    ("way", "name"),
    [
        (lambda d, m: seat.sign_in(d, m["lead"], LEAD_PIN), "Dana Reyes"),
        (lambda d, m: seat.sign_in(d, m["approver"], PIN), "Alan Whitfield, DDS"),
        (lambda d, m: seat.leave(d), "(computer account)"),
    ],
)
def test_a_locked_desk_writes_nothing_until_one_of_the_ways_on(
    desk: Desk, way: Way, name: str
) -> None:
    members = furnish(desk)
    incident = begin(desk)
    desk.counsel_keys[incident] = b"k" * 32
    seat.lock(desk, 10)
    assert desk.counsel_keys == {}
    with pytest.raises(Problem, match="Dana Reyes left the desk"):
        notes.add(desk, incident, "In whose name?")
    with pytest.raises(Problem, match="Dana Reyes left the desk"):
        practice.set_details(desk, {"name": "Other"})
    way(desk, members)
    assert desk.locked is None
    notes.add(desk, incident, "Now it can be written.")
    assert name in desk.incident(incident).head.actor
    assert ("locked", "Incident Binder") in seats(desk)


def test_leaving_when_nobody_is_named_writes_nothing(desk: Desk) -> None:
    begin(desk)
    seat.leave(desk)
    assert desk.binder.entries(PRACTICE) == []


def test_a_pin_set_at_the_desk_counts_for_the_next_lock(desk: Desk) -> None:
    lead = add(desk, "Dana", "lead")
    seat.sign_in(desk, lead)
    practice.set_pin(desk, lead, LEAD_PIN)
    assert seat.sign_in(desk, lead).entries == ()
    seat.lock(desk, 10)
    assert desk.locked is not None


def test_nobody_goes_on_in_the_name_of_somebody_who_left(desk: Desk) -> None:
    lead = add(desk, "Dana", "lead")
    seat.sign_in(desk, lead)
    practice.remove_member(desk, lead)
    incident = begin(desk)
    assert "computer account" in desk.incident(incident).head.actor
