"""Clocks of a group: one that is far from the server's is noted once, and is not set back by it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ir_app.actions import notes, undo
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.kinds import ClockDiffers, ClockSetBack, Noted
from ir_app.export.sentences import clock_differs
from ir_app.export.words import sentence
from ir_app.problems import Problem
from ir_app.store.server.address import Address
from ir_app.ui.loop import Loop
from tests.actions.office import begin
from tests.store.server.postgres import Server

RUNS_ON = ("postgresql",)
WHY = "clocks are compared with the server's"


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Desk]:
    """Make a computer of the group, with a clock that is minutes ahead of the server's."""

    def make(name: str, address: Address, minutes: float) -> Desk:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / name))
        clock = SteppedClock(datetime.now(UTC) + timedelta(minutes=minutes))
        return open_desk(tmp_path / name, clock, server=address)

    return make


def told(desk: Desk, incident: str) -> list[type]:
    return [type(entry.data) for entry in desk.incident(incident).entries]


def test_a_slow_computer_is_noted_once_and_no_clock_was_set_back(
    server: Server, computer: Callable[..., Desk]
) -> None:
    address = server.writer()
    right, slow = computer("right", address, 0), computer("slow", address, -7)
    incident = begin(right)
    for number in range(4):
        notes.add(right, incident, f"Right {number}")
        notes.add(slow, incident, f"Slow {number}")
    kinds = told(right, incident)
    assert ClockSetBack not in kinds
    assert kinds.count(ClockDiffers) == 1
    (entry,) = [e for e in right.incident(incident).entries if isinstance(e.data, ClockDiffers)]
    assert isinstance(entry.data, ClockDiffers)
    assert entry.data.machine == slow.binder.machine != right.binder.machine
    assert sentence(entry) == "This computer's clock is 7 minutes behind the group's server."
    assert (entry.actor, entry.act) == ("Incident Binder", entry.seq)
    assert right.binder.fault(incident) is None
    slow.close()
    again = computer("slow", address, -7)  # the next day, and still as slow
    notes.add(again, incident, "Slow again")
    assert told(right, incident).count(ClockDiffers) == 1
    right.close()
    again.close()


def test_a_clock_set_back_on_one_computer_is_told_apart(
    server: Server, computer: Callable[..., Desk]
) -> None:
    address = server.writer()
    right, other = computer("right", address, 0), computer("other", address, 0)
    incident = begin(right)
    notes.add(other, incident, "Before.")
    clock = other.clock
    assert isinstance(clock, SteppedClock)
    clock.move_to(clock.at - timedelta(days=2))
    notes.add(other, incident, "After.")
    notes.add(other, incident, "And on.")
    notes.add(right, incident, "Right.")
    kinds = told(right, incident)
    assert kinds.count(ClockSetBack) == 1
    assert kinds.count(ClockDiffers) == 1
    clock.move_to(datetime.now(UTC))
    notes.add(other, incident, "Set right.")
    last = right.incident(incident).head.data
    assert isinstance(last, ClockDiffers)
    assert clock_differs(last) == "This computer's clock and the group's server agree again."
    assert told(right, incident).count(ClockSetBack) == 1
    for desk in (right, other):
        desk.close()


def test_taking_back_an_act_leaves_what_is_noted_of_the_clock(
    server: Server, computer: Callable[..., Desk]
) -> None:
    desk = computer("slow", server.writer(), 90)
    incident = begin(desk)
    change = notes.add(desk, incident, "Wrong.")
    assert isinstance(desk.incident(incident).entries[1].data, ClockDiffers)
    assert [type(e.data) for e in change.entries] == [Noted]
    undo.last(desk, incident)
    entries = desk.incident(incident).entries
    assert desk.incident(incident).undone == {e.seq for e in entries if isinstance(e.data, Noted)}
    desk.close()


def test_the_server_writes_down_its_own_time_and_which_computer_it_was(
    server: Server, computer: Callable[..., Desk]
) -> None:
    address = server.writer()
    desk = computer("slow", address, -600)
    incident = begin(desk)
    with server.raw() as raw:
        query = """SELECT machine, written_by, now() - written_at FROM incident_binder.journal
            WHERE incident = %s"""
        rows = raw.execute(query, (incident,)).fetchall()
    assert {row[:2] for row in rows} == {(desk.binder.machine, str(address.url.username))}
    assert all(abs(row[2]) < timedelta(minutes=5) for row in rows)
    desk.close()


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (-150, "2 minutes behind"),
        (130, "2 minutes ahead of"),
        (-7000, "117 minutes behind"),
        (7300, "2 hours ahead of"),
        (86400, "24 hours ahead of"),
        (-86400 * 400, "400 days behind"),
    ],
)
def test_how_far_is_said_in_the_unit_people_use(ahead: int, words: str) -> None:
    told = clock_differs(ClockDiffers(machine="m", ahead=ahead))
    assert told == f"This computer's clock is {words} the group's server."


def test_the_window_says_it_calmly_once(server: Server, computer: Callable[..., Desk]) -> None:
    desk = computer("slow", server.writer(), -7)
    loop, said = Loop(), list[Problem]()
    loop.troubled.connect(said.append)
    incident = begin(desk)
    loop.do(notes.add, desk, incident, "one")
    desk._clocks.clear()
    assert said == []  # told of at the opening of the incident, whose change went elsewhere
    clock = desk.clock
    assert isinstance(clock, SteppedClock)
    clock.move_to(datetime.now(UTC) + timedelta(minutes=30))
    loop.do(notes.add, desk, incident, "two")
    loop.do(notes.add, desk, incident, "three")
    (problem,) = said
    assert "30 minutes ahead of" in problem.what
    desk.close()
