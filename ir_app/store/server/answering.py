"""Connections that ask again and again whether to wait on for a server that is silent."""

import threading
from collections.abc import Callable, Generator
from typing import Any

import psycopg

Waiting = Callable[[], bool]  # called again and again; False stops the wait
_LOOK = 0.02  # seconds between two questions
_NOTHING_CAME = 0  # what psycopg sends into its generators when that time is over


class AnsweringConnection(psycopg.Connection[Any]):
    """A connection whose waits can be watched and stopped, which closes it."""

    waiting: Waiting | None = None

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ANN401 - psycopg's
        """Wait for the server as psycopg does, asking ``waiting`` meanwhile; both in seconds."""
        if self.waiting is None:
            return super().wait(gen, interval, timeout)
        return super().wait(self._watched(gen), _LOOK, timeout)

    def _watched(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        try:
            state = next(gen)
            while True:
                came = yield state
                if came == _NOTHING_CAME and self.waiting and not self.waiting():
                    self.close()
                    raise _stopped()
                state = gen.send(came)
        except StopIteration as end:
            return end.value


def connected(waiting: Waiting | None, **arguments: Any) -> AnsweringConnection:  # noqa: ANN401
    """Return a new connection; raises psycopg.OperationalError, also when the wait was stopped."""
    connection = _beside(lambda: AnsweringConnection.connect(**arguments), waiting)
    connection.waiting = waiting
    return connection


def _beside(
    connect: Callable[[], AnsweringConnection], waiting: Waiting | None
) -> AnsweringConnection:
    """Connect in a thread of its own and ask meanwhile; what comes after a stop is thrown away."""
    if waiting is None:
        return connect()
    made: list[AnsweringConnection] = []
    failed: list[BaseException] = []
    stopped, done = threading.Event(), threading.Event()

    def work() -> None:
        try:
            made.append(connect())
        except BaseException as trouble:  # noqa: BLE001 - raised again by whoever waits
            failed.append(trouble)
        done.set()
        if stopped.is_set() and made:
            made[0].close()

    threading.Thread(target=work, name="connect", daemon=True).start()
    while not done.wait(_LOOK):
        if not waiting():
            stopped.set()
            raise _stopped()
    if failed:
        raise failed[0]
    return made[0]


def _stopped() -> psycopg.OperationalError:
    return psycopg.OperationalError("nobody waits for the server any more")
