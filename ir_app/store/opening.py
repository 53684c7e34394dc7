"""Opening a binder: making it in one step, and telling apart all that may lie in its place."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from ir_app.clock import Clock
from ir_app.problems import Problem
from ir_app.store import backup, durable, troubles
from ir_app.store.converting import convert
from ir_app.store.engine import WRITES, Mode, make_engine
from ir_app.store.guards import sqlite_guards
from ir_app.store.keys import slots
from ir_app.store.keys.holder import Keys
from ir_app.store.keys.making import new_file
from ir_app.store.keys.source import KeySource
from ir_app.store.keys.unlocking import unlock
from ir_app.store.lock import FolderLock
from ir_app.store.looking import read_schema
from ir_app.store.staging import carry_on, half_swapped, is_waiting, staged
from ir_app.store.tables import APPLICATION, SCHEMA, metadata

FILE = "binder.sqlite"
LOCK = "binder.lock"
_MAGIC = b"SQLite format 3\0"
_COLUMNS = {(table.name, column.name) for table in metadata.sorted_tables for column in table.c}
_THEIR_COLUMNS = text("select t.name, c.name from sqlite_master t, pragma_table_xinfo(t.name) c")
_THEIR_GUARDS = text("select name from sqlite_master where type = 'trigger'")


@dataclass(frozen=True)
class Opened:
    """An open file: its engine, the lock that is held, and its keys unless it is plain."""

    engine: Engine
    lock: FolderLock | None
    keys: Keys | None


def open_to_write(folder: Path, clock: Clock, source: KeySource) -> Opened:
    """Open the folder's binder and hold its lock; makes both if new."""
    try:
        _make_folder(folder)
        lock = FolderLock(folder / LOCK)
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble
    try:
        return _open_locked(folder, lock, clock, source)
    except OSError as trouble:
        lock.release()
        raise troubles.explain_disk(trouble) from trouble
    except Problem:
        lock.release()
        raise


def open_to_read(folder: Path, clock: Clock, source: KeySource) -> Opened:
    """Open a binder that can only be read, also in a folder that can't be written."""
    try:
        mode = mode_to_read(folder)
        keys = _unlocked(folder, clock, source)
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble
    return Opened(_checked(folder, mode, keys), None, keys)


def mode_to_read(folder: Path) -> Mode:
    """Return how a binder is opened that is only read; raises Problem when there is none."""
    if is_waiting(folder):
        raise half_swapped()
    if not (folder / FILE).exists():
        raise Problem(
            what="There is no binder in this folder.",
            safe="Nothing was changed.",
            do="Choose the folder that holds “binder.sqlite”.",
        )
    # Nobody writes in a folder that can't be written, and readers need no shared file there.
    writable = os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    return Mode.READ if writable or _has_unfinished(folder) else Mode.FROZEN


def _open_locked(folder: Path, lock: FolderLock, clock: Clock, source: KeySource) -> Opened:
    path = folder / FILE
    carry_on(folder)
    backup.clear(folder / backup.FOLDER)
    if not path.exists():
        if lock.made or _has_unfinished(folder) or (folder / slots.FILE).exists():
            raise _gone()
        _make(folder, clock, source)
    keys = _unlocked(folder, clock, source)
    if keys is None and not source.plain:
        keys = convert(folder, FILE, clock, source)
    if keys is not None:
        slots.mend(folder, keys.file)
    _bring_up_to_date(folder, clock, keys)
    engine = _checked(folder, Mode.WRITE, keys)
    lock.mark_made()
    return Opened(engine, lock, keys)


def _unlocked(folder: Path, clock: Clock, source: KeySource) -> Keys | None:
    """Return the keys of an encrypted binder, None for a plain one of ours."""
    if _read_label(folder / FILE, expects_keys=(folder / slots.FILE).exists()):
        return None
    found = unlock(folder, source, clock)
    return Keys(folder, found.file, found.key, clock, found.by_itself)


def _bring_up_to_date(folder: Path, clock: Clock, keys: Keys | None) -> None:
    key = keys.key if keys else None
    schema = read_schema(folder / FILE, key)
    if schema > SCHEMA:
        raise troubles.newer()
    if schema < SCHEMA:
        from ir_app.store.migrations import upgrade

        upgrade(folder, schema, clock, keys)


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Problem(
            what=f"“{folder.name}” is a file, not a folder.",
            safe="The file was left as it is.",
            do="Choose a folder for the binder.",
        )
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        durable.sync_folder(folder.parent)


def _make(folder: Path, clock: Clock, source: KeySource) -> None:
    # Made beside and then renamed: a binder is there whole or not at all, whenever power fails.
    file, key = (None, None) if source.plain else new_file(source, clock.now())
    with staged(folder) as new:
        (new / FILE).touch(mode=0o600)
        engine = make_engine(new / FILE, Mode.CREATE, key)
        try:
            with troubles.explained(), engine.connect() as connection:
                connection.execution_options(**{WRITES: True})
                with connection.begin():
                    _fill(connection)
        finally:
            engine.dispose()
        if file is not None:
            slots.write(new, file)


def _fill(connection: Connection) -> None:
    metadata.create_all(connection)
    for _, statement in sqlite_guards():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"pragma application_id={APPLICATION}")
    connection.exec_driver_sql(f"pragma user_version={SCHEMA}")


def _checked(folder: Path, mode: Mode, keys: Keys | None) -> Engine:
    key = keys.key if keys else None
    if read_schema(folder / FILE, key, mode) < SCHEMA:
        raise _older()
    engine = make_engine(folder / FILE, mode, key)
    try:
        with troubles.explained():
            _check_parts(engine, writes=mode is Mode.WRITE)
    except Problem:
        engine.dispose()
        raise
    except DBAPIError:  # our own questions are right, so it is the file that is not
        engine.dispose()
        raise troubles.damaged() from None
    return engine


def _read_label(path: Path, *, expects_keys: bool) -> bool:
    """Tell whether the file is a plain binder of ours; refuses what can't be a binder at all.

    By its first 72 bytes (sqlite.org/fileformat2.html, 1.3), before the database sees the file:
    opening it to write would already change it. An encrypted file begins with random bytes.
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
    if head.startswith(_MAGIC):
        if int.from_bytes(head[68:72]) != APPLICATION:
            raise troubles.not_ours()
        if expects_keys:  # ours beside keys is encrypted: this one came from somewhere else
            raise _swapped()
        return True
    if not expects_keys:
        raise troubles.not_ours()
    return False


def _check_parts(engine: Engine, *, writes: bool) -> None:
    guards = dict(sqlite_guards())
    with engine.connect() as connection:
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


def _older() -> Problem:
    return Problem(
        what="An earlier version wrote this binder. It must be brought up to date first.",
        safe="Nothing was changed.",
        do="Open the binder once in the program, in a folder that can be written.",
    )


def _swapped() -> Problem:
    return Problem(
        what="The file “binder.sqlite” is not encrypted, but it has keys beside it. "
        "Somebody put another file in its place.",
        safe="The program left both files as they are.",
        do="Copy the whole folder to a safe place first. Then use your last backup.",
        who="Your IT company can help.",
    )
