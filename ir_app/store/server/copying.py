"""An office's own copy of what it has on the group's server: an ordinary encrypted file.

It opens without the server, and it is brought up to date by what is new. What was copied once must
still be on the server, entry by entry: a server that was rewritten or set back is found out here.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, delete, insert, select, tuple_

from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store import reading, tables, troubles
from ir_app.store.binder import JOINED_KEYS, Binder
from ir_app.store.server.binder import ServerBinder

_BESIDE: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (tables.people, ("roster", "place")),
    (tables.quarantine, ("roster", "place")),
    (tables.letter, ("batch", "letter")),
)
_OPEN = (tables.pin, tables.pin_failure, tables.secret)
_MANY = 50  # rows that are held in memory at once


def copy_out(server: ServerBinder, file: Binder) -> int:
    """Bring a file up to what the login sees on the server; returns how many entries are new.

    All of it is kept or nothing; raises Problem when the server no longer holds what was copied.
    """
    journals = [PRACTICE, *server.journals()]
    if any(server.fault(journal) for journal in journals):
        raise troubles.damaged()
    keys = [key for journal in journals for key in server.seal_keys(journal)]
    gone = set(file.heads()) - set(server.heads())
    if gone:
        raise _another_record()
    with (
        server._reading() as source,
        file._working(PRACTICE, alone=True) as target,
    ):
        new = sum(_journal(source, target, journal) for journal in journals)
        for table, key in _BESIDE:
            _rows(source, target, table, key)
        _evidence(source, target)
        if server.login_writes:  # a reader's login sees no PINs and no keys
            _replace(source, target)
        _trust(target, keys)
    if any(file.fault(journal) for journal in journals):
        raise troubles.damaged()
    return new


def _journal(source: Connection, target: Connection, journal: str) -> int:
    row = tables.journal.c
    seq, digest = reading.tip(target, journal)
    theirs = select(row.text, row.hash).where(row.incident == journal).order_by(row.seq)
    rows = list(source.execute(theirs.where(row.seq >= seq)))
    if seq and (not rows or rows.pop(0).hash != digest):
        raise _another_record()
    for text, hash_ in rows:  # the file's guards check every place once more
        target.execute(insert(tables.journal).inline(), {"text": text, "hash": hash_})
    return len(rows)


def _rows(source: Connection, target: Connection, table: Table, key: tuple[str, ...]) -> None:
    columns = [table.c[name] for name in key]
    here = {tuple(row) for row in target.execute(select(*columns))}
    missing = [tuple(row) for row in source.execute(select(*columns)) if tuple(row) not in here]
    for some in _slices(missing):
        for row in source.execute(select(table).where(tuple_(*columns).in_(some))).mappings():
            target.execute(insert(table), dict(row))


def _evidence(source: Connection, target: Connection) -> None:
    here = set(target.scalars(select(tables.blob.c.sha256)))
    for row in source.execute(select(tables.blob)).mappings().all():
        if row["sha256"] in here:  # the same bytes lie beside several incidents of a server
            continue
        here.add(row["sha256"])
        target.execute(insert(tables.blob), dict(row))
        place = 1
        while body := reading.chunk_bytes(source, row["blob"], place):
            target.execute(insert(tables.chunk).values(blob=row["blob"], place=place, body=body))
            place += 1


def _replace(source: Connection, target: Connection) -> None:
    for table in _OPEN:
        target.execute(delete(table))
        for row in source.execute(select(table)).mappings():
            target.execute(insert(table), dict(row))


def _trust(target: Connection, keys: list[str]) -> None:
    from ir_app.store.writing import put_secret

    put_secret(target, JOINED_KEYS, " ".join(dict.fromkeys(keys)).encode("ascii"))


def _slices(keys: list[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    for start in range(0, len(keys), _MANY):
        yield keys[start : start + _MANY]


def _another_record() -> Problem:
    return Problem(
        what="The server no longer holds what was copied from it before.",
        safe="The copy on this computer was left as it is.",
        do="Keep the copy: it shows what was there. Ask whoever runs the server whether an older "
        "backup was put back.",
        who="Your IT company can help. Your attorney should know.",
    )
