"""Past the program: a store in the hands of somebody who takes the guards away first.

The same few verbs on a plain file, an encrypted one and a server, for tampering and for flips.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from ir_app.store.guards import sqlite_guards
from ir_app.store.server.address import Address
from ir_app.store.server.guards import server_guards
from tests.store.drafts import at_the_file
from tests.store.server.postgres import Server

DERIVED = ("incident", "seq", "kind")  # columns that the database works out of the text
Row = tuple[Any, ...]


class Raw:
    """SQL on a store without its guards; ``?`` stands for a value."""

    def __init__(self, connection: Any, mark: str = "?") -> None:
        self._connection, self._mark = connection, mark

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        words = statement.replace("?", self._mark)
        return list(self._connection.execute(words, tuple(values)).fetchall())

    def do(self, statement: str, values: Sequence[object] = ()) -> None:
        self._connection.execute(statement.replace("?", self._mark), tuple(values))

    def put(self, place: int, column: str, raw: bytes | int) -> None:
        """Put any bytes, text or not, or a number into a column of one row of the journal."""
        value = "?" if isinstance(raw, int) else self.as_text
        self.do(f"update journal set {column} = {value} where place = ?", (raw, place))

    def put_all(self, column: str, values: Sequence[tuple[bytes, int]]) -> None:
        """Put bytes into a column of many rows, (bytes, place) each, in one transaction."""
        words = f"update journal set {column} = {self.as_text} where place = ?"
        cursor = self._connection.cursor()
        cursor.execute("begin")
        cursor.executemany(words.replace("?", self._mark), list(values))
        cursor.execute("commit")

    @property
    def as_text(self) -> str:
        return "cast(? as text)" if self._mark == "?" else "(?::bytea)::text"


@contextmanager
def raw_file(folder: Path, *, derived: bool = True) -> Iterator[Raw]:
    """Open a binder's file; without ``derived`` every column holds what is put there."""
    with closing(at_the_file(folder)) as connection:
        for name, _ in sqlite_guards():
            connection.execute(f"drop trigger if exists {name}")
        if not derived:
            _forget_derivation(connection)
    with closing(at_the_file(folder)) as connection:
        connection.execute("pragma synchronous=off")
        yield Raw(connection)


def _forget_derivation(connection: Any) -> None:
    """Make stored generated columns plain ones; the rows on the disk are the same for both."""
    (sql,) = connection.execute("select sql from sqlite_master where name = 'journal'").fetchone()
    plain = re.sub(r"GENERATED ALWAYS AS \(json_extract\([^)]*\)\) STORED", "", sql)
    assert plain != sql
    connection.execute("pragma writable_schema=on")
    connection.execute("update sqlite_master set sql = ? where name = 'journal'", (plain,))
    connection.execute("pragma writable_schema=reset")


@contextmanager
def raw_server(server: Server, address: Address, *, derived: bool = True) -> Iterator[Raw]:
    """Connect as the server's superuser to a database that no other test uses."""
    with server.raw() as connection:
        connection.execute("SET search_path = incident_binder")
        connection.execute("SET synchronous_commit = off")
        for table, name, _ in server_guards():
            connection.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        connection.execute(f"ALTER TABLE journal ALTER practice SET DEFAULT '{address.practice}'")
        if not derived:
            for column in DERIVED:
                connection.execute(f"ALTER TABLE journal ALTER {column} DROP EXPRESSION")
            # What lies on the disk of a server need not be text any more.
            connection.execute("CREATE CAST (bytea AS text) WITHOUT FUNCTION")
        yield Raw(connection, "%s")
