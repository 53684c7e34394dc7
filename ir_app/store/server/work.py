"""Letters shared out among the computers of a group: each takes some that no other holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ir_app.store.records import Job
from ir_app.store.work import LetterWork, Share, next_left, taken


@dataclass(frozen=True)
class SharedLetterWork(LetterWork):
    """The letters of one incident, written by however many computers at once."""

    is_old: bool  # the server waits for its update and has no tables for this

    def standing(self) -> Job | None:
        """Return the batch that is being written, or None."""
        return None if self.is_old else super().standing()

    @contextmanager
    def share(self, job: Job) -> Iterator[Share]:
        """Take some letters that nobody else is writing, without waiting for anybody.

        Their rows are locked until the block ends: others skip them. When this computer dies, the
        server lets go of them and they are anybody's again.
        """
        query = next_left(job).with_for_update(skip_locked=True)
        with self._binder._working(self._journal, alone=False) as connection:
            share = taken(connection, query)
            yield share
            if share.tasks:
                share.keep(connection, job.batch)
