"""Opening a binder: making it in one step, and telling apart all that may lie in its place."""

import os
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from ir_app.problems import Problem
from ir_app.store import troubles
from ir_app.store.engine import WRITES, Mode, make_engine
from ir_app.store.guards import sqlite_guards
from ir_app.store.lock import FolderLock
from ir_app.store.tables import APPLICATION, SCHEMA, metadata

FILE = "binder.sqlite"
LOCK = "binder.lock"
_NEW = "binder.sqlite.new"
_MAGIC = b"SQLite format 3\0"
_COLUMNS = {(table.name, column.name) for table in metadata.sorted_tables for column in table.c}
_THEIR_COLUMNS = text("select t.name, c.name from sqlite_master t, pragma_table_xinfo(t.name) c")
_THEIR_GUARDS = text("select name from sqlite_master where type = 'trigger'")


def open_to_write(folder: Path) -> tuple[Engine, FolderLock]:
    """Return the engine on the folder's binder and the lock that is held; makes both if new."""
    try:
        _make_folder(folder)
        lock = FolderLock(folder / LOCK)
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble
    try:
        return _open_locked(folder, lock), lock
    except OSError as trouble:
        lock.release()
        raise troubles.explain_disk(trouble) from trouble
    except Problem:
        lock.release()
        raise


def open_to_read(folder: Path) -> Engine:
    """Return an engine that can only read, also on a folder that can't be written."""
    try:
        mode = _mode_to_read(folder)
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble
    return _checked(make_engine(folder / FILE, mode), writes=False)


def _mode_to_read(folder: Path) -> Mode:
    if not (folder / FILE).exists():
        raise Problem(
            what="There is no binder in this folder.",
            safe="Nothing was changed.",
            do="Choose the folder that holds “binder.sqlite”.",
        )
    _read_label(folder / FILE)
    # Nobody writes in a folder that can't be written, and readers need no shared file there.
    writable = os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    return Mode.READ if writable or _has_unfinished(folder) else Mode.FROZEN


def _open_locked(folder: Path, lock: FolderLock) -> Engine:
    path = folder / FILE
    if not path.exists():
        if lock.made or _has_unfinished(folder):
            raise _gone()
        _make(folder)
    _read_label(path)
    engine = _checked(make_engine(path, Mode.WRITE), writes=True)
    lock.mark_made()
    return engine


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Problem(
            what=f"“{folder.name}” is a file, not a folder.",
            safe="The file was left as it is.",
            do="Choose a folder for the binder.",
        )
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(folder.parent)


def _make(folder: Path) -> None:
    # Made beside and then renamed: a binder is there whole or not at all, whenever power fails.
    new = folder / _NEW
    new.unlink(missing_ok=True)
    new.with_name(f"{_NEW}-journal").unlink(missing_ok=True)
    new.touch(mode=0o600)
    engine = make_engine(new, Mode.CREATE)
    try:
        with troubles.explained(), engine.connect() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                metadata.create_all(connection)
                for _, statement in sqlite_guards():
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(f"pragma application_id={APPLICATION}")
                connection.exec_driver_sql(f"pragma user_version={SCHEMA}")
    finally:
        engine.dispose()
    new.replace(folder / FILE)
    _sync(folder)


def _checked(engine: Engine, *, writes: bool) -> Engine:
    try:
        with troubles.explained():
            _check_parts(engine, writes=writes)
    except Problem:
        engine.dispose()
        raise
    except DBAPIError:  # our own questions are right, so it is the file that is not
        engine.dispose()
        raise troubles.damaged() from None
    return engine


def _read_label(path: Path) -> None:
    """Refuse what is not ours by its first 72 bytes (sqlite.org/fileformat2.html, 1.3).

    Done before the database sees the file: opening it to write would already change it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except IsADirectoryError:
        raise troubles.cannot_open() from None
    if not head:  # to the database an empty file is a new binder; we never leave one behind
        raise Problem(
            what="The binder file is empty. Something outside this program emptied it.",
            safe="The program left the folder as it is.",
            do="Copy the whole folder to a safe place. Then bring back your last backup.",
            who="Your IT company can help.",
        )
    if not head.startswith(_MAGIC) or int.from_bytes(head[68:72]) != APPLICATION:
        raise troubles.not_ours()
    _check_schema(int.from_bytes(head[60:64]))


def _check_schema(schema: int) -> None:
    if schema > SCHEMA:
        raise Problem(
            what="A newer Incident Binder wrote this binder. This one can't read it.",
            safe="The program left the file as it is.",
            do="Open it with the newer program.",
        )


def _check_parts(engine: Engine, *, writes: bool) -> None:
    guards = dict(sqlite_guards())
    with engine.connect() as connection:
        _check_schema(connection.exec_driver_sql("pragma user_version").scalar_one())
        theirs = {tuple(row) for row in connection.execute(_THEIR_COLUMNS)}
        if _COLUMNS - theirs:
            raise troubles.damaged()
        missing = guards.keys() - set(connection.scalars(_THEIR_GUARDS))
    if missing and writes:  # somebody took guards away: what he did meanwhile, the check finds
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            for name in sorted(missing):
                connection.exec_driver_sql(guards[name])


def _has_unfinished(folder: Path) -> bool:
    wal = folder / f"{FILE}-wal"
    return wal.exists() and wal.stat().st_size > 0


def _gone() -> Problem:
    return Problem(
        what="The binder file “binder.sqlite” is missing from its folder.",
        safe="The program changed nothing. The file may have been moved, renamed or deleted.",
        do="Bring it back from your last backup. To start now, choose another, empty folder.",
        who="Your IT company can help.",
    )


def _sync(folder: Path) -> None:
    if os.name == "nt":  # Windows keeps names without being asked and can't sync a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
