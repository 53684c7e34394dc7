"""The binder: one practice's record on disk, read freely and written one durable act at a time."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ir_app.clock import Clock
from ir_app.core.journal import ChainFault, Entry, verify
from ir_app.core.person import Person, QuarantinedRow
from ir_app.store import troubles
from ir_app.store.act import Act
from ir_app.store.lock import FolderLock
from ir_app.store.records import LetterRow

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["Act", "Binder", "LetterRow", "Stale"]


class Stale(Exception):  # noqa: N818 - not an error: somebody else was first
    """The journal has grown since the caller read it: fold again and try again."""


class Binder:
    """An open binder; every method raises Problem when disk or database fail."""

    def __init__(
        self, folder: Path, clock: Clock, engine: "Engine", lock: FolderLock | None
    ) -> None:
        self.folder = folder
        self._clock = clock
        self._engine = engine
        self._lock = lock
        self._heads: dict[str, Entry | None] = {}  # good for as long as its hash is the tip's

    @classmethod
    def open(cls, folder: Path, clock: Clock, *, read_only: bool = False) -> "Binder":
        """Open the binder in ``folder``, making both when new; raises Problem when it can't."""
        from ir_app.store import opening

        if read_only:
            return cls(folder, clock, opening.open_to_read(folder), None)
        engine, lock = opening.open_to_write(folder)
        return cls(folder, clock, engine, lock)

    def close(self) -> None:
        """Let go of the file and the folder; everything is already saved."""
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- the journal ----------------------------------------------------------------------------

    def journals(self) -> list[str]:
        """Return the ids of all incidents, oldest first."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.journals(connection)

    def entries(self, journal: str, after: int = 0) -> list[Entry]:
        """Return the entries behind number ``after``; an unknown journal has none."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.entries(connection, journal, after)

    def head(self, journal: str) -> Entry | None:
        """Return the newest entry, or None when there is none."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.head(connection, journal)

    def rows(self, journal: str) -> Iterator[tuple[str, str]]:
        """Yield (canonical text, stored hash) in order, damaged ones too, for the check."""
        from ir_app.store import reading

        with self._reading() as connection:
            yield from reading.rows(connection, journal)

    def fault(self, journal: str) -> ChainFault | None:
        """Return the first place where a journal does not hold together, its end included."""
        from ir_app.store import reading

        count, last = 0, ""

        def counted() -> Iterator[tuple[str, str]]:
            nonlocal count, last
            for text, last in self.rows(journal):
                count += 1
                yield text, last

        found = next(verify(counted()), None)
        with self._reading() as connection:
            end = reading.tip(connection, journal)
        if found or end == (count, last):
            return found
        sentence = f"The journal was cut off: what was written after entry {count} is missing."
        return ChainFault(count + 1, "cut off", sentence)

    @contextmanager
    def act(self, journal: str, after: int) -> Iterator[Act]:
        """Write one act durably; raises Stale when the journal no longer ends at ``after``.

        All of it is kept once the block has ended normally, none of it in any other case.
        """
        with self.joint_act([(journal, after)]) as (act,):
            yield act

    @contextmanager
    def joint_act(self, places: Sequence[tuple[str, int]]) -> Iterator[list[Act]]:
        """Write one act that concerns several journals: kept in all of them or in none.

        ``places`` are journals with the number each must still end at; raises Stale otherwise.
        """
        from ir_app.store.engine import WRITES

        if self._lock is None:
            raise troubles.read_only()
        with (
            troubles.explained(self._engine.dispose),
            self._engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            acts = [self._begin(connection, journal, after) for journal, after in places]
            yield acts
            newest = [act.finish() for act in acts]
        for (journal, _), head in zip(places, newest, strict=True):
            self._heads[journal] = head

    def _begin(self, connection: "Connection", journal: str, after: int) -> Act:
        from ir_app.store import reading

        seq, digest = reading.tip(connection, journal)
        if seq != after:
            raise Stale(journal)
        head = self._heads.get(journal)
        if head is None or head.hash != digest:
            head = reading.head(connection, journal)
        return Act(connection, journal, head, self._clock)

    # --- what lies beside it --------------------------------------------------------------------

    def people(self, roster: str) -> list[Person]:
        """Return the people of a roster in the order of the list."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.people_of(connection, roster)

    def quarantine(self, roster: str) -> list[QuarantinedRow]:
        """Return the rows of a roster that could not be read as people."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.quarantine_of(connection, roster)

    def letters(self, batch: str) -> list[LetterRow]:
        """Return the letters of a batch without their bytes."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.letters(connection, batch)

    def letter_bytes(self, batch: str, letter: str) -> bytes:
        """Return one letter's Word file, checked against its fingerprint."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.letter_bytes(connection, batch, letter)

    def has_blob(self, sha256: str) -> bool:
        """Tell whether bytes of that fingerprint lie in the binder."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.has_blob(connection, sha256)

    def blob(self, sha256: str) -> Iterator[bytes]:
        """Yield evidence in pieces of 1 MiB.

        The last piece comes only after the whole was checked: nobody gets all of a wrong file.
        """
        from ir_app.store import reading

        with self._reading() as connection:
            name, size = reading.blob_row(connection, sha256)
        running, place, waiting = hashlib.sha256(), 1, b""
        while piece := self._chunk(name, place):
            if waiting:
                yield waiting
            running.update(piece)
            size, place, waiting = size - len(piece), place + 1, piece
        if size or running.hexdigest() != sha256:
            raise troubles.damaged()
        if waiting:
            yield waiting

    def _chunk(self, name: str, place: int) -> bytes | None:
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.chunk_bytes(connection, name, place)

    # --- PINs -----------------------------------------------------------------------------------

    def pin_verifier(self, member: str) -> str | None:
        """Return what proves a member's PIN, or None when no PIN was set."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.pin_verifier(connection, member)

    def pin_failures(self, member: str) -> tuple[int, datetime | None]:
        """Return how many wrong PINs in a row were typed and when the last was (UTC)."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.pin_failures(connection, member)

    @contextmanager
    def _reading(self) -> Iterator["Connection"]:
        with troubles.explained(self._engine.dispose), self._engine.connect() as connection:
            yield connection
