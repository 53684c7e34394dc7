"""The process that is killed: it does act after act and says each one's end on a pipe.

A word is written to the pipe only after the act has returned, so it was acknowledged. As a control
it says so early, when the act has only begun: then a kill must be seen to lose something.
"""

import os
import signal
import time
from collections.abc import Callable

import msgspec
from psycopg import OperationalError
from sqlalchemy import Connection

from ir_app.problems import Problem
from ir_app.store.act import Act
from ir_app.store.binder import Binder
from tests.store.kills.bench import Bench
from tests.store.kills.way import Way

SLOW = 0.05  # seconds between the control's early word and its commit, as on a slow disk
PATIENCE = 40.0  # seconds that an act is tried again while the server is away


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """One line on the pipe."""

    number: int  # acts that are acknowledged now; 0: the child is about to begin
    took: float = 0.0  # seconds
    word: str = ""
    heads: dict[str, tuple[int, str]] = {}  # number and hash of what was written last
    again: int = 0  # acts that had to be done once more because the server went away
    trouble: str = ""


def live(bench: Bench, way: Way, pipe: int, *, early: bool) -> None:
    """Do act after act until killed; the child's whole life."""

    def say(word: Word) -> None:
        os.write(pipe, msgspec.json.encode(word) + b"\n")

    if way.keeps_open:
        bench.desk  # noqa: B018 - opens it
    if early:
        _say_early(say, bench)
    say(Word(number=0, word=way.word(bench), heads=_heads(bench)))
    for number in range(1, way.most + 1):
        bench.notes["number"] = number
        begun = time.monotonic()
        again = _do(bench, way, number, patient=not early)
        took = time.monotonic() - begun
        if not early:
            say(
                Word(
                    number=number, took=took, word=way.word(bench), heads=_heads(bench), again=again
                )
            )
    signal.pause()


def _do(bench: Bench, way: Way, number: int, *, patient: bool) -> int:
    """Do one act, again where a person would: the server went away and the act is not there."""
    again, end = 0, time.monotonic() + PATIENCE
    while True:
        try:
            if not again or way.made(bench, ()) < number:
                way.act(bench, number)
            return again
        except (Problem, OperationalError):
            if not patient:  # the control has said already that it is done
                signal.pause()
            if bench.server is None or time.monotonic() > end:
                raise
            again += 1
            bench.let_go()
            time.sleep(0.1)


def _heads(bench: Bench) -> dict[str, tuple[int, str]]:
    if bench._desk is None:
        return {}
    known = bench._desk.binder._heads
    return {journal: (head.seq, head.hash) for journal, head in known.items() if head}


def _say_early(say: Callable[[Word], None], bench: Bench) -> None:
    whole = Binder._begun

    def begun(binder: Binder, connection: Connection, journal: str, after: int) -> Act:
        act = whole(binder, connection, journal, after)
        say(Word(number=bench.notes["number"]))
        time.sleep(SLOW)
        return act

    Binder._begun = begun  # type: ignore[method-assign, assignment]
