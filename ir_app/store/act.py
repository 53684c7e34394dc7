"""An act: what one durable transaction writes, one append with whatever lies beside it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ir_app.clock import Clock
from ir_app.core.journal import Draft, Entry, link, stamp
from ir_app.core.kinds import ClockSetBack
from ir_app.core.moment import Moment
from ir_app.core.person import Person, QuarantinedRow
from ir_app.problems import Problem
from ir_app.store.records import LetterRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

PROGRAM = "Incident Binder"  # the actor of what the program itself notices
Seal = Callable[[Entry], Draft]  # the entry to be that signs everything up to a given one


@dataclass
class Act:
    """Writes of one act; all of them are kept or none. Made by ``Binder.act`` only."""

    _connection: "Connection"
    _journal: str
    _head: Entry | None
    _clock: Clock
    _latest: datetime | None = None  # when this computer last wrote here
    told: datetime | None = None  # what its clock said when this act was written
    _appended: bool = False
    _failed: bool = False

    def append(self, drafts: Sequence[Draft], seal: Seal | None = None) -> list[Entry]:
        """Append the entries of this act, once, and return them as they were recorded.

        When the clock ran backwards, the entry that says so comes first. ``seal`` makes a last
        entry from the one before it.
        """
        from ir_app.store import writing

        if self._appended:
            raise RuntimeError("an act appends once")
        with self._doing():
            linked = self._linked(drafts)
            linked += self._sealed(linked[-1] if linked else self._head, seal)
            if linked:
                writing.put_entries(self._connection, linked)
                self._head = linked[-1]
            self._appended = True
            return linked

    def _linked(self, drafts: Sequence[Draft]) -> list[Entry]:
        now, head = self._clock.now(), self._head
        self.told = now if drafts else None
        try:
            if not (drafts and self._latest and now < self._latest):
                return link(drafts, self._journal, head, now)
            notice = link([_set_back(drafts[0], self._latest, now)], self._journal, head, now)
            # A place of its own: taking back the act must not take back what the clock did.
            return notice + link(drafts, self._journal, notice[-1], now)
        except ValueError as trouble:
            raise Problem(
                what="A letter or number in this can't be written down.",
                safe="It was not saved. Everything you entered before this is safe.",
                do="Type it again by hand, without pasting.",
            ) from trouble

    def _sealed(self, head: Entry | None, seal: Seal | None) -> list[Entry]:
        # A place of its own: taking back the act must not take back the seal.
        if seal is None or head is None:
            return []
        return link([seal(head)], self._journal, head, head.recorded)

    def put_people(
        self, roster: str, people: Iterable[Person], quarantine: Iterable[QuarantinedRow]
    ) -> None:
        """Keep the people of a patient list and the rows that could not be read."""
        from ir_app.store import tables, writing

        with self._doing():
            writing.put_structs(self._connection, tables.people, roster, people)
            writing.put_structs(self._connection, tables.quarantine, roster, quarantine)

    def put_letters(self, batch: str, letters: Iterable[tuple[LetterRow, bytes]]) -> None:
        """Keep the letters of a batch with their Word files, in the order given."""
        from ir_app.store import writing

        with self._doing():
            writing.put_letters(self._connection, batch, enumerate(letters, start=1))

    def end_letter_work(self, batch: str) -> None:
        """Say that all letters of a batch are written; raises WorkEnded when another one did."""
        from ir_app.store.work import end_work

        with self._doing():
            end_work(self._connection, batch)

    def put_blob(self, source: Path | BinaryIO, limit: int) -> tuple[str, int]:
        """Copy a file in and return (SHA-256, size in bytes); raises Problem over ``limit``."""
        with self._doing():
            try:
                if not isinstance(source, Path):
                    return self._copy(source, limit)
                with source.open("rb") as file:
                    return self._copy(file, limit)
            except OSError as trouble:
                raise Problem(
                    what="The file can't be read to its end.",
                    safe="It was not added. Everything you entered before this is safe.",
                    do="Check that it is still there and that no other program holds it open.",
                ) from trouble

    def _copy(self, source: BinaryIO, limit: int) -> tuple[str, int]:
        from ir_app.store import reading, writing

        pieces = self._connection.begin_nested()
        name, sha256, size = writing.put_chunks(self._connection, source, limit)
        if reading.has_blob(self._connection, sha256):
            pieces.rollback()  # the same bytes are kept already: once is enough
        else:
            writing.put_blob(self._connection, name, sha256, size)
            pieces.commit()
        return sha256, size

    def put_secret(self, name: str, body: bytes) -> None:
        """Keep bytes under a name, in place of earlier ones; no part of the record."""
        from ir_app.store import writing

        with self._doing():
            writing.put_secret(self._connection, name, body)

    def put_pin(self, member: str, verifier: str) -> None:
        """Keep what proves a member's PIN and forget earlier wrong ones."""
        from ir_app.store import writing

        with self._doing():
            writing.put_pin(self._connection, member, verifier)

    def note_pin_failure(self, member: str, at: datetime) -> None:
        """Count one more wrong PIN at an aware time."""
        from ir_app.store import writing

        with self._doing():
            writing.note_pin_failure(self._connection, member, at)

    def clear_pin_failures(self, member: str) -> None:
        """Forget the wrong PINs after a right one."""
        from ir_app.store import writing

        with self._doing():
            writing.clear_pin_failures(self._connection, member)

    def finish(self) -> Entry | None:
        """Return the journal's new head; refuses an act that failed half-way or said nothing."""
        if self._failed or not self._appended:
            raise RuntimeError("an act is kept only when all of it, with one append, went well")
        return self._head

    @contextmanager
    def _doing(self) -> Iterator[None]:
        # A full disk ends the transaction by itself; what came after would be kept on its own.
        if self._failed:
            raise RuntimeError("this act already failed")
        try:
            yield
        except BaseException:
            self._failed = True
            raise


def _set_back(draft: Draft, latest: datetime, now: datetime) -> Draft:
    return Draft(
        data=ClockSetBack(before=stamp(latest), now=stamp(now)),
        happened=Moment.of(now, draft.happened.zone),
        actor=PROGRAM,
        role="",
        device=draft.device,
        app_version=draft.app_version,
        track=draft.track,
    )
