"""The three places a binder can be: a plain file, an encrypted one, and a server."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from ir_app.clock import Clock, SteppedClock
from ir_app.store.binder import Binder
from ir_app.store.server.address import Address
from tests.store.drafts import MONDAY, at_the_file, how
from tests.store.raw import Raw, raw_file, raw_server
from tests.store.server.postgres import Server

FILES = ("plain", "sqlcipher")
STORES = (*FILES, "postgresql")


@dataclass
class Place:
    """Where one test's binder is; on a server it is a practice, walled off from other tests'."""

    kind: str
    folder: Path
    server: Server | None = None
    address: Address | None = None

    def open(self, clock: Clock | None = None, *, read_only: bool = False) -> Binder:
        """Open the binder as the program does."""
        clock = clock or SteppedClock(MONDAY)
        if self.address:
            self.folder.mkdir(parents=True, exist_ok=True)
            return Binder.open_server(self.address, clock, self.folder, read_only=read_only)
        return Binder.open(self.folder, clock, key=how.key, read_only=read_only)

    @contextmanager
    def raw(self) -> Iterator[Raw]:
        """The store in the hands of somebody who takes the guards away first."""
        if self.server and self.address:
            with raw_server(self.server, self.address) as raw:
                yield raw
        else:
            with raw_file(self.folder) as raw:
                yield raw

    @contextmanager
    def hand(self, *, owner: bool = False) -> Iterator[Raw]:
        """The store opened by another program with SQL: the guards stand.

        On a server with the login of the practice's writer, or of the server's superuser.
        """
        if not (self.server and self.address):
            with closing(at_the_file(self.folder)) as connection:
                yield Raw(connection)
            return
        login = "boss" if owner else str(self.address.url.username)
        with self.server.raw(login) as connection:
            _settle(connection, self.address.practice)
            yield Raw(connection, "%s")


def _settle(connection: "psycopg.Connection", practice: str) -> None:
    for name, value in (("ir_app.practice", practice), ("ir_app.incident", "i1")):
        connection.execute("SELECT set_config(%s, %s, false)", (name, value))
    connection.execute("SET search_path = incident_binder")
