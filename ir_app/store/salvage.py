"""A damaged journal: what of it can still be read and holds together, from its beginning on."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from ir_app.core.journal import Entry, read_entry, verify
from ir_app.problems import Problem
from ir_app.store import reading

if TYPE_CHECKING:
    from sqlalchemy import Connection

Reading = Callable[[], AbstractContextManager["Connection"]]


def sound_entries(opens: Reading, journal: str) -> list[Entry]:
    """Return the entries before the first that is unreadable, missing or changed."""
    rows = list(_readable(opens, journal))
    fault = next(verify(rows), None)
    return [read_entry(text) for text, _ in (rows[: fault.seq - 1] if fault else rows)]


def _readable(opens: Reading, journal: str) -> Iterator[tuple[str, str]]:
    """Yield rows one by one until the store refuses one; each asks anew, damage ends a reading."""
    seq = 0
    while True:
        seq += 1
        try:
            with opens() as connection:
                row = reading.row_at(connection, journal, seq)
        except Problem:
            return
        if row is None:
            return
        yield row
