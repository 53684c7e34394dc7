"""Watching: a thread that listens and tells when another computer has written."""

import threading
from collections.abc import Callable
from contextlib import suppress
from hashlib import md5
from typing import TYPE_CHECKING

from ir_app.problems import Problem
from ir_app.store.server.engine import Line
from ir_app.store.server.guards import CHANNEL

if TYPE_CHECKING:
    import psycopg

Told = Callable[[str, int], None]
_BEAT = 0.5  # seconds after which the thread looks whether it should end


def watch(line: Line, sees: Callable[[str], bool], told: Told) -> Callable[[], None]:
    """Start to listen; returns what ends it. ``sees`` says whether an incident may be read."""
    end, ready = threading.Event(), threading.Event()
    ear = _Ear(line, sees, told, end, ready)
    thread = threading.Thread(target=ear.listen, name="watch", daemon=True)
    thread.start()
    ready.wait(5)

    def stop() -> None:
        end.set()
        thread.join(5)

    return stop


class _Ear:
    def __init__(
        self,
        line: Line,
        sees: Callable[[str], bool],
        told: Told,
        end: threading.Event,
        ready: threading.Event,
    ) -> None:
        self._line = Line(line.address, line.practice)
        self._sees, self._told, self._end, self._ready = sees, told, end, ready
        self._own = md5(line.practice.encode(), usedforsecurity=False).hexdigest()

    def listen(self) -> None:
        import psycopg

        while not self._end.is_set():
            with suppress(psycopg.Error, Problem), self._line.connect() as connection:
                connection.autocommit = True
                connection.execute(f"LISTEN {CHANNEL}")
                if self._ready.is_set():
                    self._told("", 0)  # while the line was broken anything may have come
                self._ready.set()
                self._hear(connection)
            self._end.wait(_BEAT)

    def _hear(self, connection: "psycopg.Connection") -> None:
        while not self._end.is_set():
            for notice in connection.notifies(timeout=_BEAT):
                whose, seq, incident = notice.payload.split(" ", 2)
                if whose == self._own or self._sees(incident):
                    self._told(incident, int(seq))
                if self._end.is_set():
                    return
