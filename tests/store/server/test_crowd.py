"""Eight processes on one incident: every entry once, without gaps, also when the server dies."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.store.binder import Binder
from ir_app.store.server.binder import CutOff, ServerBinder
from tests.store.crowd import crowd
from tests.store.drafts import MONDAY, OPENED, draft, write
from tests.store.server.postgres import Server, running

RUNS_ON = ("postgresql",)
WHY = "these are about what only a server has"


@pytest.fixture(scope="module")
def mortal() -> Iterator[Server]:
    """A server that may be killed without taking other tests along."""
    with running() as server:
        yield server


@pytest.mark.parametrize("kill", [False, True])
def test_a_crowd_writes_one_chain(mortal: Server, kill: bool) -> None:
    seen = crowd(mortal, 8, 25, kill=kill)
    assert (seen.entries, seen.missing, seen.doubled) == (200, 0, 0), seen
    assert (seen.gapless, seen.fault, seen.failed_writers) == (True, "", 0), seen
    assert seen.restarts == kill


def test_an_act_cut_off_before_its_commit_leaves_nothing(mortal: Server) -> None:
    with ServerBinder.connect(mortal.writer(), SteppedClock(MONDAY), Path()) as binder:
        write(binder, "i1", OPENED)

        def write_through_a_power_cut() -> None:
            with binder.act("i1", after=1) as act:
                act.append([draft("cut off")])
                mortal.kill()
                mortal.start()
                act.put_pin("dana", "never kept")

        with pytest.raises(CutOff):
            write_through_a_power_cut()
        assert len(binder.entries("i1")) == 1
        write(binder, "i1", "and on")
        assert binder.fault("i1") is None


def test_an_act_that_was_kept_unheard_is_not_done_twice(
    mortal: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ServerBinder.connect(mortal.writer(), SteppedClock(MONDAY), Path()) as binder:
        write(binder, "i1", OPENED)
        from sqlalchemy import Connection

        whole = Connection.commit

        def unheard(connection: Connection) -> None:
            whole(connection)  # the server keeps it ...
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

        with monkeypatch.context() as patch, binder.act("i1", after=1) as act:
            act.append([draft("once")])
            patch.setattr(Connection, "commit", unheard)  # ... and the answer is lost
        assert len(binder.entries("i1")) == 2


def test_others_hear_of_an_entry_within_a_second(mortal: Server) -> None:
    address, heard, news = mortal.writer(), list[tuple[str, int]](), threading.Event()

    def told(incident: str, seq: int) -> None:
        heard.append((incident, seq))
        news.set()

    with (
        ServerBinder.connect(address, SteppedClock(MONDAY), Path()) as here,
        Binder.open_server(address, SteppedClock(MONDAY), Path()) as there,
        ServerBinder.connect(mortal.writer(), SteppedClock(MONDAY), Path()) as stranger,
    ):
        overheard: list[str] = []
        ends = [here.watch(told), stranger.watch(lambda what, _: overheard.append(what))]
        begun = time.monotonic()
        write(there, "i1", OPENED)
        assert news.wait(1)
        assert time.monotonic() - begun < 1
        assert heard == [("i1", 1)]
        for end in ends:
            end()
        assert overheard == []
