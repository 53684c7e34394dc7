"""Writing: every row the program adds to a binder, each inside an open transaction."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO, TypeVar
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, Table, delete, insert

from ir_app.core.journal import Entry
from ir_app.problems import Problem
from ir_app.store.reading import pin_failures
from ir_app.store.records import LetterRow
from ir_app.store.tables import blob, chunk, journal, letter, pin, pin_failure, secret

CHUNK = 1 << 20  # bytes of evidence in one row
_SLICE = 200  # letters in one statement: the memory of a batch stays flat

_ENTRY = insert(journal).inline()  # nobody asks which place it got

T = TypeVar("T")


def put_entries(connection: Connection, linked: Sequence[Entry]) -> None:
    """Append entries that are already linked; the guards check their places once more."""
    rows = [{"text": entry.text, "hash": entry.hash} for entry in linked]
    connection.execute(_ENTRY, rows if len(rows) > 1 else rows[0])


def put_structs(
    connection: Connection, table: Table, roster: str, structs: Iterable[msgspec.Struct]
) -> None:
    """Insert people or quarantined rows of a roster as JSON text, in their order."""
    encode = msgspec.json.Encoder().encode
    rows = [
        {"roster": roster, "place": place, "text": encode(struct).decode("utf-8")}
        for place, struct in enumerate(structs, start=1)
    ]
    if rows:
        connection.execute(insert(table), rows)


def put_letters(
    connection: Connection, batch: str, placed: Iterable[tuple[int, tuple[LetterRow, bytes]]]
) -> None:
    """Insert letters of a batch at their places, holding only a few in memory."""
    for some in _slices(placed, _SLICE):
        rows = [
            {
                "batch": batch,
                "letter": row.letter,
                "place": place,
                "text": msgspec.json.encode(row).decode("utf-8"),
                "body": body,
            }
            for place, (row, body) in some
        ]
        connection.execute(insert(letter), rows)


def put_chunks(connection: Connection, source: BinaryIO, limit: int) -> tuple[str, str, int]:
    """Store a stream in pieces; returns (blob, SHA-256, bytes), raises Problem over ``limit``."""
    name, running, size, place = uuid4().hex, hashlib.sha256(), 0, 0
    while piece := source.read(CHUNK):
        place += 1
        running.update(piece)
        size += len(piece)
        if size > limit:
            raise _too_large(limit)
        connection.execute(insert(chunk).values(blob=name, place=place, body=piece))
    return name, running.hexdigest(), size


def put_blob(connection: Connection, name: str, sha256: str, size: int) -> None:
    """Name finished pieces by their fingerprint."""
    connection.execute(insert(blob).values(blob=name, sha256=sha256, size=size))


def put_pin(connection: Connection, member: str, verifier: str) -> None:
    """Set what proves a member's PIN, in place of an earlier one."""
    connection.execute(delete(pin).where(pin.c.member == member))
    connection.execute(insert(pin).values(member=member, verifier=verifier))
    clear_pin_failures(connection, member)


def put_secret(connection: Connection, name: str, body: bytes) -> None:
    """Keep bytes under a name, in place of earlier ones."""
    connection.execute(delete(secret).where(secret.c.name == name))
    connection.execute(insert(secret).values(name=name, body=body))


def note_pin_failure(connection: Connection, member: str, at: datetime) -> None:
    """Count one more wrong PIN."""
    count, _ = pin_failures(connection, member)
    clear_pin_failures(connection, member)
    row = {"member": member, "count": count + 1, "last": at.astimezone(UTC).isoformat()}
    connection.execute(insert(pin_failure).values(**row))


def clear_pin_failures(connection: Connection, member: str) -> None:
    """Forget the wrong PINs after a right one."""
    connection.execute(delete(pin_failure).where(pin_failure.c.member == member))


def _slices(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _too_large(limit: int) -> Problem:
    return Problem(
        what=f"This file is larger than {limit // 1024**2} MB. That is too large for the binder.",
        safe="The file was left as it is. Everything you entered is safe.",
        do="Copy it to a clean drive, label the drive, and write down where you keep it.",
    )
