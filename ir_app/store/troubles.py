"""Troubles of disk and database as sentences: what happened, is it safe, what to do, who helps."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ir_app.problems import Problem

_IT = "Your IT company can help."
_LAST = "What you did last was not saved. Everything before it is safe."


def disk_full() -> Problem:
    """Say that there is no room left."""
    return Problem(
        what="The disk is full.",
        safe=_LAST,
        do="Make room on the disk, then do it again. Do not delete anything the incident is about.",
        who=_IT,
    )


def read_only() -> Problem:
    """Say that nothing can be written here."""
    return Problem(
        what="This folder can only be read. Nothing can be saved in it.",
        safe=_LAST,
        do="Choose a folder that you can write to, or ask for the right to write to this one.",
        who=_IT,
    )


def not_allowed() -> Problem:
    """Say that the account has no right to the folder or file."""
    return Problem(
        what="This computer account is not allowed to use this folder.",
        safe=_LAST,
        do="Choose a folder of your own, or ask for the right to write to this one.",
        who=_IT,
    )


def disk_fails() -> Problem:
    """Say that the disk did not answer as it should."""
    return Problem(
        what="The disk did not save or read the data as it should.",
        safe=_LAST,
        do="Check that the drive is plugged in. If this comes back, copy the folder elsewhere.",
        who=_IT,
    )


def busy() -> Problem:
    """Say that somebody else holds the file."""
    return Problem(
        what="Another program is using the binder file.",
        safe=_LAST,
        do="Wait a moment and do it again. Backup and virus programs can hold a file.",
        who=_IT,
    )


def damaged() -> Problem:
    """Say that the file does not hold together."""
    return Problem(
        what="Part of the binder file is damaged.",
        safe="The program left the file as it is.",
        do="Copy the whole folder to a safe place first. Then use your last backup.",
        who=_IT,
    )


class OnlyReadable(Problem):
    """The binder can be read and not written, and why; whoever gets this may open it to read."""


def newer() -> OnlyReadable:
    """Say that a later version of the program wrote the file."""
    return OnlyReadable(
        what="A newer Incident Binder wrote this binder. This one can only read it.",
        safe="Nothing was changed, and nothing new can be saved here.",
        do="Use the newer program to go on.",
        who=_IT,
    )


def other_keys() -> Problem:
    """Say that no page of the file opens with keys that are themselves right."""
    return Problem(
        what="The file “binder.sqlite” does not open with the keys beside it. Its beginning is "
        "damaged, or it belongs to another binder.",
        safe="The program left both files as they are.",
        do="Bring back the binder from your last backup, or put the right “binder.keys” beside it.",
        who=_IT,
    )


def no_keys() -> Problem:
    """Say that the file with the keys is gone."""
    return Problem(
        what="The file “binder.keys” is missing or damaged. Without it the binder can't be opened.",
        safe="The program left the binder as it is.",
        do="Bring the file back from your last backup. Every backup has a copy of it inside.",
        who=_IT,
    )


def not_ours() -> Problem:
    """Say that the file is something else."""
    return Problem(
        what="The file “binder.sqlite” in this folder is not an incident binder.",
        safe="The program left the file as it is.",
        do="Choose another folder, or bring back the binder from your last backup.",
        who=_IT,
    )


def cannot_open() -> Problem:
    """Say that the file is there but does not open."""
    return Problem(
        what="The binder file can't be opened.",
        safe="The program left the file as it is.",
        do="Check that the folder is there. If it can only be read, copy it to your own drive.",
        who=_IT,
    )


def out_of_order() -> Problem:
    """Say that the database refused a row because it does not fit what stands there."""
    return Problem(
        what="The binder refused this because it does not fit what is already written.",
        safe=_LAST,
        do="Close the program and open it again. If this comes back, use your last backup. "
        "To go on at once, start a new binder in another folder.",
        who=_IT,
    )


_NO_TEXT = "no text"  # our name for what the driver says without one: a row is not UTF-8 any more

_BY_NAME: dict[str, Callable[[], Problem]] = {
    "SQLITE_FULL": disk_full,
    "SQLITE_IOERR_SHMSIZE": disk_full,  # no room for the small file that readers share
    "SQLITE_IOERR": disk_fails,
    "SQLITE_READONLY": read_only,
    "SQLITE_PERM": not_allowed,
    "SQLITE_BUSY": busy,
    "SQLITE_LOCKED": busy,
    "SQLITE_PROTOCOL": busy,
    "SQLITE_CORRUPT": damaged,
    _NO_TEXT: damaged,
    "SQLITE_NOTADB": not_ours,
    "SQLITE_CANTOPEN": cannot_open,
    "SQLITE_CONSTRAINT": out_of_order,
}

_BY_NUMBER: dict[int, Callable[[], Problem]] = {
    errno.ENOSPC: disk_full,
    getattr(errno, "EDQUOT", errno.ENOSPC): disk_full,
    errno.EROFS: read_only,
    errno.EACCES: not_allowed,
    errno.EPERM: not_allowed,
    errno.EIO: disk_fails,
}


def explain_disk(trouble: OSError) -> Problem:
    """Return the sentence for what the operating system refused."""
    number = trouble.errno or 0
    problem = _BY_NUMBER.get(number, cannot_open)()
    problem.details = errno.errorcode.get(number, "OSError")
    return problem


def explain_database(trouble: BaseException) -> Problem | None:
    """Return the sentence for what the database refused, None for a fault of the program."""
    if hasattr(trouble, "sqlstate"):  # a server's
        name, make = _of_server(trouble.sqlstate, str(trouble))
    else:
        name = getattr(trouble, "sqlite_errorname", _NO_TEXT)
        make = _BY_NAME.get(name) or _BY_NAME.get("_".join(name.split("_")[:2]))
    if make is None:
        return None
    problem = make()
    problem.details = name
    return problem


def _raised() -> tuple[type[Exception], ...]:
    import sqlcipher3.dbapi2
    from sqlalchemy.exc import DBAPIError

    encrypted: type[Exception] = sqlcipher3.dbapi2.Error  # type: ignore[attr-defined]
    # The last: damaged text, or an error's own text that was damaged.
    return DBAPIError, sqlite3.Error, encrypted, UnicodeDecodeError


def _of_server(state: str | None, words: str) -> tuple[str, Callable[[], Problem] | None]:
    from ir_app.store.server.troubles import explain_server

    if state and state.startswith("23"):
        return state, out_of_order
    return state or "no connection", explain_server(state, words)


@contextmanager
def explained(after: Callable[[], None] | None = None) -> Iterator[None]:
    """Turn what the database raises inside into a Problem; ``after`` runs first if it does."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except _raised() as trouble:
        if after:
            after()
        problem = explain_database(
            (trouble.orig if isinstance(trouble, DBAPIError) else None) or trouble
        )
        if problem is None:
            raise
        raise problem from None  # its cause may carry values
