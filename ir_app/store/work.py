"""Letters in the making: which are left to write, taken in small shares by whoever comes.

What a share holds is kept in one transaction, its letters and that they are no longer left, so a
crash at any moment neither loses nor doubles one.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, Delete, Select, delete, func, insert, select, tuple_

from ir_app.store.records import Job, LetterRow, Task, WorkEnded
from ir_app.store.tables import batch, batch_left

if TYPE_CHECKING:
    from ir_app.store.binder import Binder

SHARE = 25  # letters: a second of work, so that little is done again after a crash
_PAUSE = 0.1  # seconds until it is looked again whether another's share came free


@dataclass
class Share:
    """Some letters to write; the finished ones are put into ``letters`` in the order of tasks."""

    tasks: tuple[Task, ...]
    letters: list[tuple[LetterRow, bytes]] = field(default_factory=list)

    def keep(self, connection: Connection, name: str) -> None:
        """Keep the letters of batch ``name`` and that they are no longer left to write."""
        from ir_app.store.writing import put_letters

        places = [task.place for task in self.tasks]
        put_letters(connection, name, zip(places, self.letters, strict=True))
        mine = batch_left.c.batch == name, batch_left.c.place.in_(places)
        connection.execute(delete(batch_left).where(*mine))


@dataclass(frozen=True)
class LetterWork:
    """The letters of one incident that are being written; a file has one program to write them."""

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
            connection.execute(delete(batch).where(batch.c.incident == self._journal))
            connection.execute(_give_up(self._journal))
            here = {"batch": job.batch, "incident": self._journal}
            text = msgspec.json.encode(job).decode()
            connection.execute(insert(batch), here | {"text": text})
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
        """Take some letters; kept when the block ends well, left to write in any other case.

        Without tasks when nothing is left that nobody else is writing.
        """
        with self._binder._reading() as connection:
            share = taken(connection, next_left(job))
        yield share  # outside of any transaction: a click meanwhile must not wait for letters
        if share.tasks:
            with self._binder._working(self._journal, alone=False) as connection:
                share.keep(connection, job.batch)

    @staticmethod
    def wait() -> None:
        """Wait a little for what others are writing."""
        time.sleep(_PAUSE)


def end_work(connection: Connection, name: str) -> None:
    """Let go of a batch that is done; raises WorkEnded when somebody else did."""
    if not connection.execute(delete(batch).where(batch.c.batch == name)).rowcount:
        raise WorkEnded(name)


def taken(connection: Connection, query: Select[int, str, str]) -> Share:
    """Return what a query of places, letters and persons finds, as a share."""
    rows = connection.execute(query).all()
    return Share(tuple(Task(place=p, letter=n, person=who) for p, n, who in rows))


def next_left(job: Job) -> Select[int, str, str]:
    """Return the query for the next letters of a batch."""
    columns = batch_left.c.place, batch_left.c.letter, batch_left.c.person
    query = select(*columns).where(batch_left.c.batch == job.batch)
    return query.order_by(batch_left.c.place).limit(SHARE)


def _give_up(journal: str) -> Delete:
    """Return what removes all that is left of an incident but what somebody is writing now."""
    key = batch_left.c.batch, batch_left.c.place
    rows = select(*key).where(batch_left.c.incident == journal).with_for_update(skip_locked=True)
    return delete(batch_left).where(tuple_(*key).in_(rows))


def _standing(connection: Connection, journal: str) -> Job | None:
    text = connection.scalar(select(batch.c.text).where(batch.c.incident == journal))
    return None if text is None else msgspec.json.decode(text, type=Job)
