"""The one place that makes a database engine, so that keys and servers slot in here."""

import sqlite3
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

WAIT = 5.0  # seconds that a writer waits for another one
WRITES = "writes"  # execution option of a connection that is going to write


class Mode(StrEnum):
    """How the file is opened, in the words of SQLite's URIs."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"  # never makes a file: a binder that is gone must not come back empty
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"  # a folder that can't be written, where nobody else writes


def make_engine(path: Path, mode: Mode, key: bytes | None = None) -> Engine:
    """Return an engine on one SQLite file, encrypted with a 32-byte key; without one: plain."""
    # Error texts of a database carry the values: patient data must not get into a log.
    engine = create_engine(
        "sqlite://",
        module=_driver(key),
        creator=lambda: connect(path, mode, key),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def connect(path: Path, mode: Mode, key: bytes | None = None) -> Any:  # noqa: ANN401 - either driver's
    """Return a connection of the driver itself, for whole-file work: copy, re-key, export."""
    connection = _driver(key).connect(
        f"{path.resolve().as_uri()}?{mode.value}",
        uri=True,
        timeout=WAIT,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        for pragma in [*_key_pragmas(key), *_pragmas(mode)]:
            connection.execute(f"pragma {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _driver(key: bytes | None) -> ModuleType:
    return sqlcipher3.dbapi2 if key else sqlite3


def _key_pragmas(key: bytes | None) -> list[str]:
    if key is None:
        return []
    # A raw key needs no derivation; the library's own log would go to a terminal nobody reads.
    return ["cipher_log_level=none", f"key=\"x'{key.hex()}'\""]


def _pragmas(mode: Mode) -> list[str]:
    if mode in (Mode.READ, Mode.FROZEN):
        return ["query_only=on"]
    journal = "delete" if mode is Mode.CREATE else "wal"
    return [
        f"journal_mode={journal}",
        "synchronous=full",  # an acknowledged act survives the loss of power
        "fullfsync=on",  # macOS: past the drive's own memory
        "foreign_keys=on",
        "recursive_triggers=on",  # REPLACE asks the guards
        "secure_delete=on",
        "journal_size_limit=67108864",  # a large evidence file must not leave a large WAL behind
    ]


def _begin(connection: Connection) -> None:
    # Taking the write lock first means that no act can fail half-way for want of it.
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
