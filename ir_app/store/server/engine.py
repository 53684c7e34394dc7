"""The engine on a server: it connects again by itself when the server was away for a moment."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine

from ir_app.store.server.address import Address

if TYPE_CHECKING:
    import psycopg

IDLE = 30  # seconds after which the server ends an act whose computer went silent
WAIT = 15  # seconds that a writer waits for another one


@dataclass
class Line:
    """Makes connections; ``patience`` is how many seconds it waits for a server to come back."""

    address: Address
    practice: str = ""
    machine: str = ""  # this computer among those of the group
    role: str = ""  # whose rights it uses: a login that owns the tables would see all practices
    patience: float = 0.0  # the first connection fails at once: the address may be wrong
    waiting: Callable[[], bool] | None = None  # asked while the server is silent; see answering.py

    def connect(self) -> "psycopg.Connection":
        """Return a new connection; raises psycopg.OperationalError once patience has run out."""
        import psycopg

        from ir_app.store.server.answering import connected

        end = time.monotonic() + self.patience
        while True:
            try:
                return connected(self.waiting, **self._arguments())
            except psycopg.OperationalError:
                if time.monotonic() > end or not self._goes_on():
                    raise

    def _goes_on(self) -> bool:
        for _ in range(10):
            time.sleep(0.02)
            if self.waiting and not self.waiting():
                return False
        return True

    def _arguments(self) -> dict[str, Any]:
        settings: dict[str, str] = {
            "search_path": "incident_binder",
            "synchronous_commit": "on",  # an acknowledged act survives the loss of power
            "idle_in_transaction_session_timeout": f"{IDLE}s",
            "lock_timeout": f"{WAIT}s",
        }
        if self.practice:
            settings |= {"ir_app.practice": self.practice, "ir_app.machine": self.machine}
        if self.role:
            settings["role"] = self.role
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        more: dict[str, str | int] = {
            "options": options,
            "connect_timeout": 10,
            "keepalives_idle": 10,  # a line that was pulled is noticed after 20 seconds
            "keepalives_interval": 5,
            "keepalives_count": 2,
            "tcp_user_timeout": 20_000,  # milliseconds
        }
        return self.address.arguments() | more | {"application_name": "Incident Binder"}


def make_server_engine(line: Line) -> Engine:
    """Return an engine whose connections are tried before each use."""
    return create_engine(
        "postgresql+psycopg://", creator=line.connect, pool_pre_ping=True, hide_parameters=True
    )
