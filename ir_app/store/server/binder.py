"""A practice's binder on a group's server: written by many computers, one act at a time."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError

from ir_app.clock import Clock
from ir_app.core.journal import Entry, read_entry
from ir_app.core.kinds import Sealed
from ir_app.core.seals import public_key
from ir_app.problems import Problem
from ir_app.store import tables
from ir_app.store import troubles as file_troubles
from ir_app.store.act import Act
from ir_app.store.binder import OWN_KEY, Binder, Stale
from ir_app.store.server import opening, troubles
from ir_app.store.server.address import Address
from ir_app.store.server.engine import Line
from ir_app.store.server.watching import watch

PATIENCE = 20.0  # seconds that an open binder waits for a server that restarts
_BEGIN = text("SELECT begin_act(:incident)")
_SILENT = text("SET LOCAL lock_timeout = '90s'")  # longer than a silent computer keeps its lock


class CutOff(Stale):
    """The line broke and it is certain that nothing of the act was kept: do it again."""


class ServerBinder(Binder):
    """An open binder on a server; every method raises Problem when line or server fail."""

    def __init__(
        self, line: Line, clock: Clock, folder: Path, engine: Engine, writes: bool
    ) -> None:
        super().__init__(folder, clock, engine, None)
        self._line, self._writes = line, writes

    @classmethod
    def connect(
        cls, address: Address, clock: Clock, folder: Path, *, read_only: bool = False
    ) -> Self:
        """Open the binder of the address's practice; raises Problem when it can't."""
        line = Line(address)
        engine, may_write = opening.open_engine(line)
        line.patience = PATIENCE
        return cls(line, clock, folder, engine, may_write and not read_only)

    @property
    def place(self) -> str:
        """Return where the record is kept, in words for the screen."""
        return f"{self._line.practice} on {self._line.address.label}"

    @property
    def may_write(self) -> bool:
        """Tell whether this login may write and the binder was opened for it."""
        return self._writes

    @property
    def warning(self) -> str:
        """Return what is not checked about the line, in a sentence, or ""."""
        return self._line.address.warning

    def seal_keys(self) -> tuple[str, ...]:
        """Return the practice's own public key (hex), then that of every seal this login sees.

        Several practices seal one shared incident, and a reader may not see a practice's own key;
        who could write at all is for the server's walls.
        """
        own = None
        with suppress(Problem):  # a reader's login
            own = self.secret(OWN_KEY)
        kept = tables.journal.c
        query = select(kept.text).where(kept.kind == "sealed").order_by(kept.place)
        with self._reading() as connection:
            entries = [read_entry(row) for row in connection.scalars(query)]
        keys = [e.data.public_key for e in entries if isinstance(e.data, Sealed)]
        return tuple(dict.fromkeys([public_key(own), *keys] if own else keys))

    @contextmanager
    def act(self, journal: str, after: int) -> Iterator[Act]:
        """Write one act durably; raises Stale when the journal no longer ends at ``after``.

        When the line breaks while it is saved, the server is asked whether it was.
        """
        if not self._writes:
            raise troubles.no_right()
        with file_troubles.explained(self._engine.dispose), self._engine.connect() as connection:
            with self._whole(connection, journal):
                connection.execute(_BEGIN, {"incident": journal})
                act = self._begun(connection, journal, after)
                yield act
                newest = act.finish()
            try:
                connection.commit()
            except DBAPIError as trouble:
                if not _is_lost(trouble, connection):
                    raise
                self._find(journal, newest, after)
        self._heads[journal] = newest

    @contextmanager
    def _whole(self, connection: Connection, journal: str) -> Iterator[None]:
        try:
            yield
        except BaseException as trouble:
            with suppress(DBAPIError):
                connection.rollback()
            if _is_lost(trouble, connection):  # before the commit: nothing can have been kept
                self._engine.dispose()
                raise CutOff(journal) from None
            raise

    def _find(self, journal: str, newest: Entry | None, after: int) -> None:
        """Return when an act whose commit was cut off was kept; raises CutOff when it was not."""
        self._engine.dispose()
        try:
            kept = newest is not None and newest.seq > after and self._has(journal, newest)
        except (DBAPIError, Problem):
            raise troubles.unknown_end() from None
        if not kept:
            raise CutOff(journal)

    def _has(self, journal: str, entry: Entry) -> bool:
        column = tables.journal.c
        query = select(column.hash).where(column.incident == journal, column.seq == entry.seq)
        with self._engine.connect() as connection:
            connection.execute(_SILENT)
            # Waits until the cut-off transaction is over: it holds the same lock to its end.
            connection.execute(_BEGIN, {"incident": journal})
            return connection.scalar(query) == entry.hash

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        with self._reading() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ")

    def share(self, act: Act, incident: str) -> None:
        """Let the whole group read and write an incident; part of the act that says so."""
        act._connection.execute(text("SELECT share_incident(:incident)"), {"incident": incident})

    def watch(self, told: Callable[[str, int], None]) -> Callable[[], None]:
        """Call ``told(incident, seq)`` from another thread when somebody writes.

        Returns what ends it. ("", 0) means that the line was broken: anything may be new.
        """
        return watch(self._line, self._sees, told)

    def _sees(self, incident: str) -> bool:
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.tip(connection, incident)[0] > 0


def _is_lost(trouble: BaseException, connection: Connection) -> bool:
    if connection.invalidated:
        return True
    if isinstance(trouble, DBAPIError):
        return trouble.connection_invalidated
    return isinstance(trouble, Problem) and bool(re.match("57P|no connection", trouble.details))
