"""Letters shared out: which are left to write, taken in small shares by whoever comes.

A share is one transaction. Its rows are locked and skipped by others, so nobody waits for anybody;
when a computer dies in the middle its share is free again, and nothing of it was kept.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from ir_app.store.records import LetterRow
from ir_app.store.tables import batch, batch_left

if TYPE_CHECKING:
    from ir_app.store.binder import Binder

SHARE = 25  # letters: a second of work, so that little is done again after a crash
_PAUSE = 0.1  # seconds until it is looked again whether another's share came free


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A batch of letters that is being written, and what it is written from."""

    batch: str
    plan: str  # the same for all computers that would write the very same letters
    count: int  # letters in all
    held: int  # people for whom none can be written


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One letter to be: its place in the batch, its number and the person's id."""

    place: int
    letter: str
    person: str


class WorkEnded(Exception):  # noqa: N818 - no error: another computer was first
    """The batch is not being written any more: it is done, or was begun anew."""


@dataclass(frozen=True)
class Share:
    """Some letters that nobody else writes meanwhile."""

    tasks: tuple[Task, ...]
    _connection: Connection
    _batch: str

    def put(self, letters: Sequence[tuple[LetterRow, bytes]]) -> None:
        """Keep these letters, in the order of the tasks."""
        from ir_app.store.writing import put_letters

        places = [task.place for task in self.tasks]
        put_letters(self._connection, self._batch, zip(places, letters, strict=True))
        mine = batch_left.c.batch == self._batch, batch_left.c.place.in_(places)
        self._connection.execute(delete(batch_left).where(*mine))


@dataclass(frozen=True)
class LetterWork:
    """The letters of one incident that are being written, by however many computers."""

    _binder: "Binder"
    _journal: str

    def standing(self) -> Job | None:
        """Return the batch that is being written, or None."""
        with self._binder._reading() as connection:
            return _standing(connection, self._journal)

    def begin(self, job: Job, tasks: Sequence[Task]) -> Job:
        """Return the batch to work on: one under way by the same plan, otherwise this one.

        A batch by another plan is given up; what was written of it is never shown.
        """
        with self._binder._working(self._journal, alone=True) as connection:
            under_way = _standing(connection, self._journal)
            if under_way and under_way.plan == job.plan:
                return under_way
            for table in (batch, batch_left):
                connection.execute(delete(table).where(table.c.incident == self._journal))
            text = msgspec.json.encode(job).decode()
            row = {"batch": job.batch, "incident": self._journal, "text": text}
            connection.execute(insert(batch), row)
            here = {"batch": job.batch, "incident": self._journal}
            rows = [msgspec.structs.asdict(task) | here for task in tasks]
            if rows:
                connection.execute(insert(batch_left), rows)
        return job

    def left(self, job: Job) -> int:
        """Return how many letters of a batch nobody has written yet."""
        query = select(func.count()).where(batch_left.c.batch == job.batch)
        with self._binder._reading() as connection:
            return connection.scalar(query) or 0

    @contextmanager
    def share(self, job: Job) -> Iterator[Share]:
        """Take some letters; kept when the block ends well, free for others in any other case.

        Without tasks when all that is left is in the hands of others.
        """
        query = (
            select(batch_left.c.place, batch_left.c.letter, batch_left.c.person)
            .where(batch_left.c.batch == job.batch)
            .order_by(batch_left.c.place)
            .limit(SHARE)
            .with_for_update(skip_locked=True)
        )
        with self._binder._working(self._journal, alone=False) as connection:
            rows = connection.execute(query).all()
            tasks = tuple(Task(place=p, letter=n, person=who) for p, n, who in rows)
            yield Share(tasks, connection, job.batch)

    @staticmethod
    def wait() -> None:
        """Wait a little for what others hold."""
        time.sleep(_PAUSE)


def end_work(connection: Connection, name: str) -> None:
    """Let go of a batch that is done; raises WorkEnded when somebody else did."""
    if not connection.execute(delete(batch).where(batch.c.batch == name)).rowcount:
        raise WorkEnded(name)


def _standing(connection: Connection, journal: str) -> Job | None:
    text = connection.scalar(select(batch.c.text).where(batch.c.incident == journal))
    return None if text is None else msgspec.json.decode(text, type=Job)
