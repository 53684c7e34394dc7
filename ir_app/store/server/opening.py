"""Opening a group's binder: is it one, whose is it, and may this login write."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from ir_app.problems import Problem
from ir_app.store import troubles
from ir_app.store.machine import machine_id
from ir_app.store.server import access
from ir_app.store.server.engine import Line, make_server_engine
from ir_app.store.server.tables import SCHEMA as NAME
from ir_app.store.server.tables import VERSION
from ir_app.store.server.troubles import LAST, older_server


@dataclass(frozen=True)
class Opened:
    """An open server: its engine, whether the login may write, the version of its tables."""

    engine: Engine
    may_write: bool
    version: int


def open_engine(line: Line, *, read_only: bool = False) -> Opened:
    """Open a practice's binder; raises Problem.

    Tables of another version can only be read: OnlyReadable says so until ``read_only`` is asked.
    """
    first = make_server_engine(line)
    try:
        with _before_anything(), troubles.explained(), first.connect() as connection:
            version = _check(connection)
            if version != VERSION and not read_only:
                raise troubles.newer() if version > VERSION else older_server()
            mine = connection.scalars(text("SELECT my_practices()")).all()
            may_write = access.has(connection, access.WRITER)
            if access.has(
                connection, access.OWNER
            ):  # whose rights go through the walls of practices
                line.role = access.WRITER if may_write else access.READER
    finally:
        first.dispose()
    line.practice = _pick(mine, line.address.practice)
    line.machine = line.machine or machine_id()
    return Opened(make_server_engine(line), may_write, version)


@contextmanager
def _before_anything() -> Iterator[None]:
    """Say of a trouble that nothing was lost by it: nothing was done yet."""
    try:
        yield
    except Problem as problem:
        if problem.safe == LAST:
            problem.safe = "Nothing was changed."
        raise


def _check(connection: Connection) -> int:
    """Return the version of the tables; raises Problem when there are none to be trusted."""
    if connection.scalar(text("SELECT to_regnamespace(:name)"), {"name": NAME}) is None:
        raise Problem(
            what="This database holds no group's binder.",
            safe="Nothing was changed.",
            do="Check the address. Whoever runs the server makes one with: ir-app group init.",
        )
    try:
        version = int(connection.scalar(text("SELECT schema_version FROM about")) or 0)
    except DBAPIError as trouble:
        if getattr(trouble.orig, "sqlstate", "") in ("42P01", "42501"):
            raise _not_a_member() from None
        raise
    if connection.scalar(text("SHOW fsync")) != "on":
        raise Problem(
            what="The server does not wait for its disk (fsync is off), so it may lose work.",
            safe="Nothing was changed.",
            do="Whoever runs the server turns fsync on.",
        )
    return version


def _pick(mine: Sequence[str], wanted: str) -> str:
    if wanted in mine:
        return wanted
    if wanted or not mine:
        raise _not_a_member()
    if len(mine) > 1:
        raise Problem(
            what=f"Your login belongs to {len(mine)} practices: {', '.join(mine)}.",
            safe="Nothing was changed.",
            do="Say which one with --practice.",
        )
    return mine[0]


def _not_a_member() -> Problem:
    return Problem(
        what="Your login is not a member of this practice on the server.",
        safe="Nothing was changed.",
        do="Whoever runs the server lets you in with: ir-app group grant.",
    )
