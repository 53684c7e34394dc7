"""An act on a server: it says whose journal each row is for, and lists a new sealing key."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from ir_app.core.seals import public_key
from ir_app.store.act import Act
from ir_app.store.binder import OWN_KEY

HERE = text("SELECT set_config('ir_app.incident', :incident, true)")


@dataclass
class ServerAct(Act):
    """Writes of one act on a server, one of several when ``is_one_of_many``."""

    practice: str = ""
    is_one_of_many: bool = False
    server_time: datetime | None = None  # when the act began, by the server's clock

    @property
    def ahead(self) -> float | None:
        """Return how many seconds this computer's clock is before the server's, if both spoke."""
        if self.told is None or self.server_time is None:
            return None
        return (self.told - self.server_time).total_seconds()

    @contextmanager
    def _doing(self) -> Iterator[None]:
        with super()._doing():
            if self.is_one_of_many:  # the rows beside an entry are filed under its journal
                self._connection.execute(HERE, {"incident": self._journal})
            yield

    def put_secret(self, name: str, body: bytes) -> None:
        """Keep bytes under a name; a sealing key is listed too, signed by the one before it."""
        if name == OWN_KEY:
            with self._doing():
                self._list(body)
        super().put_secret(name, body)

    def _list(self, private: bytes) -> None:
        from ir_app.store import reading
        from ir_app.store.server import sealkeys

        former = reading.secret(self._connection, OWN_KEY)
        if former is None:
            sealkeys.announce(self._connection, self.practice, private)
        elif public_key(former) != public_key(private):
            sealkeys.succeed(self._connection, self.practice, former, private)
