"""A practice's binder on a group's server: written by many computers, one act at a time."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from ir_app.clock import Clock
from ir_app.core.journal import ChainFault, Entry, read_entry
from ir_app.core.kinds import Sealed
from ir_app.core.practice import PRACTICE
from ir_app.core.seals import SealReport, check
from ir_app.places import state_folder
from ir_app.problems import Problem
from ir_app.store import tables
from ir_app.store import troubles as file_troubles
from ir_app.store.act import Act
from ir_app.store.binder import Binder, Stale
from ir_app.store.server import access, opening, sealkeys, troubles
from ir_app.store.server import tables as tables_of_a_server
from ir_app.store.server.act import HERE, ServerAct
from ir_app.store.server.address import Address
from ir_app.store.server.engine import Line
from ir_app.store.server.guards import CHANNEL, STAMP
from ir_app.store.server.watching import watch
from ir_app.store.server.work import SharedLetterWork
from ir_app.store.work import LetterWork

PATIENCE = 20.0  # seconds that an open binder waits for a server that restarts
_BEGIN = text("SELECT begin_act(:incident), clock_timestamp()")
_FROM_HERE = text("""SELECT text FROM journal WHERE incident = :incident AND machine = :machine
    ORDER BY seq DESC LIMIT 1""")
_STAMPED_WRONG = text(f"""SELECT min(seq) FROM journal
    WHERE incident = :incident AND stamp IS DISTINCT FROM {STAMP.format("journal")}""")
_TELL = text(f"""SELECT pg_notify('{CHANNEL}',
    md5(home_of(:incident)) || ' 0 ' || CAST(:incident AS text))""")  # 0: beside the journal
_SILENT = text("SET LOCAL lock_timeout = '90s'")  # longer than a silent computer keeps its lock


class CutOff(Stale):
    """The line broke and it is certain that nothing of the act was kept: do it again."""


class ServerBinder(Binder):
    """An open binder on a server; every method raises Problem when line or server fail."""

    on_server = True

    def __init__(
        self, line: Line, clock: Clock, folder: Path, opened: opening.Opened, *, writes: bool
    ) -> None:
        super().__init__(folder, clock, opened.engine, None)
        self.is_old = opened.version < 3  # has no list of sealing keys and no letter work
        self._is_stamped = opened.version >= 4
        self.is_behind = opened.version < tables_of_a_server.VERSION
        self._line, self._writes = line, writes
        self.machine, self.practice = line.machine, line.practice
        self.login_writes = opened.may_write  # the login, however the binder was opened
        self._latest: dict[str, datetime] = {}  # when this computer last wrote in each journal

    @classmethod
    def connect(
        cls,
        address: Address,
        clock: Clock,
        folder: Path,
        *,
        read_only: bool = False,
        waiting: Callable[[], bool] | None = None,
    ) -> Self:
        """Open the binder of the address's practice; raises Problem when it can't."""
        line = Line(address, waiting=waiting)
        opened = opening.open_engine(line, read_only=read_only)
        line.patience = PATIENCE
        return cls(line, clock, folder, opened, writes=opened.may_write and not read_only)

    @property
    def place(self) -> str:
        """Return where the record is kept, in words for the screen."""
        return f"{self._line.practice} on {self._line.address.label}"

    @property
    def may_write(self) -> bool:
        """Tell whether this login may write and the binder was opened for it."""
        return self._writes

    @property
    def line_warning(self) -> str:
        """Return what is not checked about the line, "" when all of it is."""
        return self._line.address.warning

    def seconds_ahead(self) -> float:
        """Return how many seconds this computer's clock is ahead of the server's."""
        with self._reading() as connection:
            told: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return (self._clock.now() - told).total_seconds()

    @property
    def line(self) -> str:
        """Return how well the line to the server is checked, in a sentence."""
        return self._line.address.said

    @property
    def can_be_proven(self) -> bool:
        """Return True: whoever runs the server can (``runs_server``)."""
        return True

    def runs_server(self) -> bool:
        """Tell whether this login owns the group's tables."""
        with self._reading() as connection:
            return access.has(connection, access.OWNER)

    @property
    def identity(self) -> str:
        """Return the first key that sealed for this practice; later ones do not change it."""
        return next(iter(() if self.is_old else self._trusted()[0]), "")

    def seal_keys(self, journal: str = PRACTICE) -> tuple[str, ...]:
        """Return the public keys (hex) whose seals count in a journal, the newest of ours first.

        In a shared incident those of every practice count, in all others only our own.
        """
        if self.is_old:
            return self._seen_keys()
        own, others, shared = self._trusted()
        newest_first = tuple(reversed(own))
        return (*newest_first, *others) if journal in shared else newest_first

    def _seen_keys(self) -> tuple[str, ...]:
        """Return the keys of all seals: a server that waits for its update lists none."""
        kept = tables.journal.c
        query = select(kept.text).where(kept.kind == "sealed").order_by(kept.place)
        with self._reading() as connection:
            entries = [read_entry(row) for row in connection.scalars(query)]
        keys = [e.data.public_key for e in entries if isinstance(e.data, Sealed)]
        return tuple(dict.fromkeys(keys))

    def _trusted(self) -> tuple[Sequence[str], list[str], set[str]]:
        with self._reading() as connection:
            listing = sealkeys.listed(connection)
            shared = set(connection.scalars(text("SELECT shared_with_me()")))
        pins = sealkeys.Pins(state_folder() / "seal-keys.json", self._line.address.place)
        trusted = pins.trusted(listing)
        own = trusted.pop(self._line.practice, ())
        return own, [key for keys in trusted.values() for key in keys], shared

    def _displaced(self, connection: Connection, journal: str) -> ChainFault | None:
        found = connection.scalar(_STAMPED_WRONG, {"incident": journal}) if self._is_stamped else 0
        if not found:
            return None
        sentence = f"What the server noted beside entry {found} was changed."
        return ChainFault(found, "changed", sentence)

    def _seals(self, texts: list[str], journal: str) -> SealReport:
        # Here a journal with seals and no key that is trusted is a fault, not a young binder.
        return check(texts, self.seal_keys(journal))

    @contextmanager
    def joint_act(self, places: Sequence[tuple[str, int]]) -> Iterator[list[Act]]:
        """Write one act that concerns several journals: kept in all of them or in none.

        Raises Stale when one no longer ends at its number. When the line breaks while it is
        saved, the server is asked whether it was.
        """
        journals = [journal for journal, _ in places]
        with self._line_held(), self._engine.connect() as connection:
            with self._whole(connection, journals[0]):
                now = self._locked(connection, journals)
                begun = [self._begun(connection, *place) for place in places]
                acts = [
                    replace(act, server_time=now, is_one_of_many=len(places) > 1) for act in begun
                ]
                yield list(acts)
                newest = [act.finish() for act in acts]
            try:
                connection.commit()
            except DBAPIError as trouble:
                if not _is_lost(trouble, connection):
                    raise
                self._find(places, newest)
        self._remember(places, acts, newest)

    @contextmanager
    def _line_held(self) -> Iterator[None]:
        if not self._writes:
            raise troubles.no_right()
        with file_troubles.explained(self._engine.dispose):
            yield

    @staticmethod
    def _locked(connection: Connection, journals: Sequence[str]) -> datetime:
        """Take the journals for this transaction; returns the server's time."""
        for journal in sorted(journals):  # all computers in the same order: none waits in a ring
            now: datetime = connection.execute(_BEGIN, {"incident": journal}).one()[1]
        return now

    def _begun(self, connection: Connection, journal: str, after: int) -> ServerAct:
        act = super()._begun(connection, journal, after)
        latest = self._latest.get(journal) or self._last_from_here(connection, journal)
        return ServerAct(
            connection, journal, act._head, self._clock, latest, practice=self._line.practice
        )

    def _last_from_here(self, connection: Connection, journal: str) -> datetime | None:
        """Return when this computer last wrote: other computers have other clocks."""
        here = {"incident": journal, "machine": self._line.machine}
        found = connection.scalar(_FROM_HERE, here)
        return None if found is None else read_entry(found).recorded

    def _remember(
        self,
        places: Sequence[tuple[str, int]],
        acts: Sequence[ServerAct],
        newest: Sequence[Entry | None],
    ) -> None:
        for (journal, _), act, head in zip(places, acts, newest, strict=True):
            self._heads[journal] = head
            if act.told:
                self._latest[journal], self.ahead = act.told, act.ahead

    @contextmanager
    def _working(self, journal: str, *, alone: bool) -> Iterator[Connection]:
        """Give one transaction for work beside a journal; ``alone`` keeps all others from it."""
        with self._line_held(), self._engine.connect() as connection, connection.begin():
            connection.execute(_BEGIN if alone else HERE, {"incident": journal})
            yield connection
            connection.execute(_TELL, {"incident": journal})

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

    def _find(self, places: Sequence[tuple[str, int]], newest: Sequence[Entry | None]) -> None:
        """Return when an act whose commit was cut off was kept; raises CutOff when it was not."""
        self._engine.dispose()
        written = [
            (journal, head)
            for (journal, after), head in zip(places, newest, strict=True)
            if head is not None and head.seq > after
        ]
        try:  # it was kept in all journals or in none: one of them tells
            kept = bool(written) and self._has(*written[0])
        except (DBAPIError, Problem):
            raise troubles.unknown_end() from None
        if not kept:
            raise CutOff(places[0][0])

    def _has(self, journal: str, entry: Entry) -> bool:
        column = tables.journal.c
        query = select(column.hash).where(column.incident == journal, column.seq == entry.seq)
        with self._engine.connect() as connection:
            connection.execute(_SILENT)
            # Waits until the cut-off transaction is over: it holds the same lock to its end.
            connection.execute(_BEGIN, {"incident": journal})
            return connection.scalar(query) == entry.hash

    def letter_work(self, journal: str) -> LetterWork:
        """Return the letters of an incident that are being written, for all to share."""
        return SharedLetterWork(self, journal, is_old=self.is_old)

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

    def while_waiting(self, ask: Callable[[], bool] | None) -> None:
        """Have ``ask`` called again and again while the server is silent; False stops the wait."""
        self._line.waiting = ask
        self._engine.dispose()  # connections that were made without it

    def hurry(self) -> None:
        """Wait no more for a server that is away: the program is closing."""
        self._line.patience = 0

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
