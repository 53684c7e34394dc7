"""Where a group's server is: its address, whose practice, and how well the line is checked."""

import os
import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from ir_app.problems import Problem
from ir_app.store.keys import ring

DRIVER = "postgresql+psycopg"
STRICT = "verify-full"
_TYPED: dict[str, str] = {}  # passwords that no keyring took, for as long as the program runs
_PRACTICE = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True)
class Address:
    """A server's database as the command line names it; holds no password."""

    url: URL
    practice: str = ""  # "" when the login belongs to one practice only
    tls: str = STRICT

    @property
    def is_socket(self) -> bool:
        """Tell whether the line is a Unix socket: no wire, and the system says who is there."""
        host = str(self.url.query.get("host") or self.url.host or "")
        return not host or host.startswith("/")

    @property
    def is_near(self) -> bool:
        """Tell whether the line never leaves this computer: a Unix socket or loopback."""
        if self.is_socket:
            return True
        host = str(self.url.query.get("host") or self.url.host)
        if host == "localhost":
            return True
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def said(self) -> str:
        """Return how well the line is checked, in a sentence."""
        if self.is_socket or (self.is_near and self.tls != STRICT):
            return "The line does not leave this computer."
        return self.warning or "The line is encrypted, and the server proves who it is."

    @property
    def warning(self) -> str:
        """Return what is not checked about the line, in a sentence; "" when all of it is."""
        if self.is_near or self.tls == STRICT:
            return ""
        return (
            f"The line to {self.url.host} is not fully checked (sslmode={self.tls}): "
            "somebody between could read along or pose as the server."
        )

    def take_password(self, password: str) -> None:
        """Use a password that was typed: kept in the keyring, else until the program ends."""
        _TYPED.pop(self.label, None)
        try:
            self.keep_password(password)
        except Problem:
            _TYPED[self.label] = password

    def keep_password(self, password: str) -> None:
        """Keep a password in the computer's keyring; raises Problem when there is none."""
        if self.is_socket:
            raise Problem(
                what="On a socket of this computer the system itself says who logs in.",
                safe="The password was not kept.",
                do="Let PostgreSQL use peer authentication there, or use .pgpass.",
            )
        if not ring.put(self._entry, password.encode()):
            raise Problem(
                what="This computer has no keyring that is open.",
                safe="The password was not kept.",
                do="Open the keyring, or use .pgpass.",
            )

    def forget_password(self) -> None:
        """Take a password out of the keyring; one that is not there is no trouble."""
        ring.forget(self._entry)

    @property
    def _entry(self) -> str:
        return f"server {self.label}"

    @property
    def label(self) -> str:
        """Return the address as it may be shown and as the keyring knows it."""
        return f"{self.url.username or ''}@{self.place}"

    @property
    def place(self) -> str:
        """Return the server and its database, whoever logs in."""
        host = self.url.query.get("host") or self.url.host or "this computer"
        return f"{host}:{self.url.port or 5432}/{self.url.database}"

    def arguments(self) -> dict[str, str | int]:
        """Return what the driver needs to connect; the password is looked up, never kept."""
        given = {key: str(value) for key, value in self.url.query.items()}
        found: dict[str, str | int] = {"dbname": self.url.database or "", **given}
        if self.url.host:
            found["host"] = self.url.host
        if self.url.port:
            found["port"] = self.url.port
        if self.url.username:
            found["user"] = self.url.username
        if not self.is_socket:
            found |= {"sslmode": self.tls} | self._trust(given)
            found |= self._password()
        return found

    def _trust(self, given: dict[str, str]) -> dict[str, str]:
        own = Path.home() / ".postgresql" / "root.crt"
        known = "sslrootcert" in given or "PGSSLROOTCERT" in os.environ or own.exists()
        return {} if known or self.tls != STRICT else {"sslrootcert": "system"}

    def _password(self) -> dict[str, str]:
        if self.label in _TYPED:  # what a person typed just now comes first
            return {"password": _TYPED[self.label]}
        if "PGPASSWORD" in os.environ:  # libpq reads it, and .pgpass, by itself
            return {}
        kept = ring.get(self._entry)
        return {"password": kept.decode()} if kept else {}


def read_address(text: str, practice: str = "", tls: str = STRICT) -> Address:
    """Read a server's address; raises Problem for one that is not one or holds a password."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise _not_an_address() from None
    if url.drivername not in (DRIVER, "postgresql") or not url.database:
        raise _not_an_address()
    if url.password or "password" in url.query:
        raise Problem(
            what="The address of the server must not hold a password.",
            safe="Nothing was sent.",
            do="Take it out. The program asks this computer's keyring, PGPASSWORD or .pgpass.",
        )
    if url.query.get("sslmode", tls) != tls:
        raise Problem(
            what="The address asks for another check of the line than --tls does.",
            safe="Nothing was sent.",
            do="Take sslmode out of the address. To check less than everything, say so with --tls.",
        )
    if practice:
        check_practice(practice)
    return Address(url.difference_update_query(["sslmode"]), practice, tls)


def check_practice(practice: str) -> None:
    """Refuse a short name that is not made of small letters, digits and dashes."""
    if not _PRACTICE.fullmatch(practice):
        raise Problem(
            what=f"“{practice}” can't be the short name of a practice.",
            safe="Nothing was changed.",
            do="Use small letters, digits and dashes, like maple-street.",
        )


def _not_an_address() -> Problem:
    return Problem(
        what="This is not the address of a server.",
        safe="Nothing was sent.",
        do=f"Write it like {DRIVER}://user@db.example.com/binder.",
    )
