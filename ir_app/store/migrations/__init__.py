"""Bringing an older file up to date: after a backup, in one transaction, or not at all."""

from importlib import import_module
from pathlib import Path

from ir_app.clock import Clock
from ir_app.store import troubles
from ir_app.store.engine import WRITES, Mode, make_engine
from ir_app.store.keys.holder import Keys
from ir_app.store.tables import SCHEMA


def upgrade(folder: Path, schema: int, clock: Clock, keys: Keys | None) -> None:
    """Take the folder's binder from ``schema`` to the newest; the lock must be held."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    from ir_app.store.opening import FILE

    if keys is not None:
        from ir_app.store.backup import make

        make(folder, clock, keys, why="before an update of the file")
    engine = make_engine(folder / FILE, Mode.WRITE, keys.key if keys else None)
    try:
        with (
            troubles.explained(),
            engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            operations = Operations(MigrationContext.configure(connection))
            for number in range(schema + 1, SCHEMA + 1):
                import_module(f"ir_app.store.migrations.to_{number}").upgrade(operations)
            connection.exec_driver_sql(f"pragma user_version={SCHEMA}")
    finally:
        engine.dispose()
