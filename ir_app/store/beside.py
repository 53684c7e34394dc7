"""What lies beside a binder's journals, to read: people, letters, evidence, secrets, PINs."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING

from ir_app.core.person import Person, QuarantinedRow
from ir_app.store import troubles
from ir_app.store.records import LetterRow

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Beside(ABC):
    """Every method raises Problem when disk or database fail."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager["Connection"]:
        """Give a connection to read with."""

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

    def secret(self, name: str) -> bytes | None:
        """Return what the program keeps under a name and shows to nobody, such as a seal's key."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.secret(connection, name)

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
