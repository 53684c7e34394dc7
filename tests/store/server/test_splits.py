"""One incident that becomes two and two that become one, on a server as in a file."""

import itertools
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ir_app.actions import facts, splits
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock, SystemClock
from ir_app.core.kinds import MergedFrom, MergedInto, SplitFrom
from ir_app.core.practice import PRACTICE
from ir_app.store.binder import Stale
from ir_app.store.server.binder import ServerBinder
from tests.actions.office import begin, furnish, load
from tests.keys import KEY
from tests.store.drafts import MONDAY, OPENED, draft, person, write
from tests.store.server.postgres import Server, running

RUNS_ON = ("postgresql",)
WHY = "a server's and a file's are compared by each test"
TWO = ("6b1d0e7c-0000-4000-8000-000000000001", "6b1d0e7c-0000-4000-8000-000000000002")


@pytest.fixture
def office(server: Server, tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "office", SteppedClock(MONDAY), server=server.writer())
    yield desk
    desk.close()


def faults(desk: Desk) -> list[object]:
    return [desk.binder.fault(journal) for journal in (PRACTICE, *desk.binder.journals())]


def test_a_split_and_a_merge_write_the_same_entries_as_in_a_file(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, told = datetime.now(UTC), []
    for address in (None, server.writer()):
        clock, numbers = SteppedClock(begun), itertools.count(1)
        folder = tmp_path / ("file" if address is None else "server")
        desk = open_desk(folder, clock, key=KEY, server=address)
        clock.move_to(begun)  # opening a file asks for the time too
        monkeypatch.setattr(uuid, "uuid4", lambda n=numbers: uuid.UUID(int=next(n)))
        first = begin(desk)
        facts.answer(desk, first, "discovered", "2026-11-20")
        second = splits.split(desk, first, "missing_device", "Another story.").entries[0].incident
        facts.answer(desk, second, "form", "paper")
        splits.merge(desk, second, first, "It was one after all.")
        assert faults(desk) == [None] * 3
        told.append([list(desk.binder.rows(journal)) for journal in (first, second)])
        desk.close()
    assert told[0] == told[1]


def test_the_merged_list_is_read_from_the_incident_that_stays(office: Desk, tmp_path: Path) -> None:
    furnish(office)
    stays, gone = begin(office), begin(office)
    load(office, gone, tmp_path)
    splits.merge(office, gone, stays, "The same.")
    incident = office.incident(stays)
    assert isinstance(office.incident(gone).head.data, MergedInto)
    assert any(isinstance(e.data, MergedFrom) for e in incident.entries)
    assert incident.roster
    assert len(office.situation(stays).people) == incident.roster.people > 0
    assert set(faults(office)) == {None}


def test_what_lies_beside_each_part_is_filed_under_its_own_incident(server: Server) -> None:
    address = server.writer()
    with ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as binder:
        with binder.joint_act([(name, 0) for name in TWO]) as (first, second):
            second.put_people("r2", [person(2)], [])
            first.put_people("r1", [person(1)], [])
            second.append([draft(OPENED)])
            first.append([draft(OPENED)])
        with server.raw() as raw:
            query = """SELECT roster, incident FROM incident_binder.people
                WHERE practice = %s ORDER BY roster"""
            filed = raw.execute(query, (address.practice,)).fetchall()
        assert filed == [("r1", TWO[0]), ("r2", TWO[1])]
        for stale in ([(TWO[0], 1), (TWO[1], 0)], [(TWO[0], 0), (TWO[1], 1)]):
            with pytest.raises(Stale), binder.joint_act(stale):
                raise AssertionError("never begun")
        assert [len(binder.entries(name)) for name in TWO] == [1, 1]


def test_many_computers_that_take_the_same_two_never_wait_in_a_ring(server: Server) -> None:
    address, done = server.writer(), list[str]()
    with ServerBinder.connect(address, SystemClock(), Path()) as binder:
        for name in TWO:
            write(binder, name, OPENED)

        def cross(order: tuple[str, ...]) -> None:
            with ServerBinder.connect(address, SystemClock(), Path()) as mine:
                for _ in range(15):
                    while not both(mine, order):
                        continue
                    done.append(order[0])

        crew = [threading.Thread(target=cross, args=(order,)) for order in (TWO, TWO[::-1]) * 2]
        for one in crew:
            one.start()
        for one in crew:
            one.join()
        assert len(done) == 60
        assert [len(binder.entries(name)) for name in TWO] == [61, 61]
        assert [binder.fault(name) for name in TWO] == [None, None]


def both(binder: ServerBinder, order: tuple[str, ...]) -> bool:
    heads = {name: binder.head(name) for name in order}
    places = [(name, head.seq if head else 0) for name, head in heads.items()]
    try:
        with binder.joint_act(places) as acts:
            for act in acts:
                act.append([draft("both")])
    except Stale:
        return False
    return True


@pytest.fixture(scope="module")
def mortal() -> Iterator[Server]:
    with running() as one:
        yield one


def _die_before(server: Server) -> None:
    server.kill()
    server.start()


@pytest.mark.parametrize("kept", [False, True])
def test_a_power_cut_leaves_both_halves_or_neither(
    mortal: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    from sqlalchemy import Connection

    desk = open_desk(tmp_path / "office", SteppedClock(MONDAY), server=mortal.writer())
    first = begin(desk)
    whole, cuts = Connection.commit, iter([True])

    def cut(connection: Connection) -> None:
        if not next(cuts, False):
            whole(connection)
            return
        if kept:  # the server keeps it and the answer is lost
            whole(connection)
        _die_before(mortal)
        connection.exec_driver_sql("SELECT 1")

    monkeypatch.setattr(Connection, "commit", cut)
    splits.split(desk, first, "missing_device", "Another story.")  # does it again if it must
    monkeypatch.undo()
    (second,) = set(desk.binder.journals()) - {first}
    assert len([e for e in desk.incident(second).entries if isinstance(e.data, SplitFrom)]) == 1
    assert len([e for e in desk.incident(first).entries if e.kind == "split_off"]) == 1
    assert set(faults(desk)) == {None}
    desk.close()
