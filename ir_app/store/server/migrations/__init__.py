"""Bringing a group's server up to date: by its owner, in one transaction, by one machine."""

from importlib import import_module

from sqlalchemy import Connection, text

from ir_app.problems import Problem
from ir_app.store import troubles
from ir_app.store.server.address import Address
from ir_app.store.server.group import owner
from ir_app.store.server.tables import VERSION

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('incident_binder upgrade', 0))")


def upgrade(address: Address, *, backed_up: bool) -> tuple[int, int]:
    """Take the tables to the newest schema; returns (before, now), the same when it was done.

    ``backed_up`` is the word of whoever runs the server; without it a Problem is raised.
    """
    with owner(address) as connection:
        connection.execute(_LOCK)  # a second machine waits here and finds it done
        before = _version(connection)
        if before > VERSION:
            raise troubles.newer()
        if before < VERSION:
            if not backed_up:
                raise _not_backed_up()
            _climb(connection, before)
        return before, VERSION


def _version(connection: Connection) -> int:
    # The lock on its row keeps whoever opens a binder meanwhile from seeing half of it.
    return int(connection.scalar(text("SELECT schema_version FROM about FOR UPDATE")) or 0)


def _climb(connection: Connection, before: int) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    operations = Operations(MigrationContext.configure(connection))
    for number in range(before + 1, VERSION + 1):
        import_module(f"{__name__}.to_{number}").upgrade(operations)
    connection.execute(text("UPDATE about SET schema_version = :now"), {"now": VERSION})


def _not_backed_up() -> Problem:
    return Problem(
        what="The group's server must be backed up before it is brought up to date.",
        safe="Nothing was changed.",
        do="Make a copy with pg_dump and keep it elsewhere. Then say it: --backed-up.",
    )
