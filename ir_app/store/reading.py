"""Reading: every query the program asks of a binder, each on an open connection."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import (
    Connection,
    LargeBinary,
    Row,
    Table,
    bindparam,
    cast,
    func,
    inspect,
    select,
)

from ir_app.core.journal import Entry, read_entry
from ir_app.core.person import Person, QuarantinedRow
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store import troubles
from ir_app.store.records import LetterRow
from ir_app.store.tables import (
    AsBytes,
    blob,
    chunk,
    journal,
    letter,
    people,
    pin,
    pin_failure,
    quarantine,
)
from ir_app.store.tables import secret as secrets
from ir_app.store.tables import tip as tips

# The two that every act and every click ask, built once.
_TIP = select(tips.c.seq, tips.c.hash).where(tips.c.incident == bindparam("incident"))
_HEAD = (
    select(journal.c.text)
    .where(journal.c.incident == bindparam("incident"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)

T = TypeVar("T", bound=msgspec.Struct)


def journals(connection: Connection) -> list[str]:
    """Return the ids of all incidents, oldest first, without the practice's own journal."""
    query = select(tips.c.incident).where(tips.c.incident != PRACTICE).order_by(tips.c.place)
    return list(connection.scalars(query))


def lost(connection: Connection) -> list[str]:
    """Return the journals that have entries and no known end; the guards never let that happen."""
    ends = select(tips.c.incident)
    query = select(journal.c.incident).where(journal.c.incident.not_in(ends)).distinct()
    return sorted(connection.scalars(query))


def entries(connection: Connection, incident: str, after: int) -> list[Entry]:
    """Return the entries behind number ``after``, in order; raises Problem when one is missing."""
    query = (
        select(journal.c.text)
        .where(journal.c.incident == incident, journal.c.seq > after)
        .order_by(journal.c.seq)
    )
    found = [read_entry(text) for text in connection.scalars(query)]
    if any(entry.seq != seq for seq, entry in enumerate(found, start=after + 1)):
        raise troubles.damaged()
    return found


def tip(connection: Connection, incident: str) -> tuple[int, str]:
    """Return number and hash of the last entry of a journal, (0, "") for one never begun."""
    row = connection.execute(_TIP, {"incident": incident}).one_or_none()
    return (0, "") if row is None else (row.seq, row.hash)


def heads(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return number and hash of the last entry of every journal."""
    query = select(tips.c.incident, tips.c.seq, tips.c.hash).order_by(tips.c.place)
    return {row.incident: (row.seq, row.hash) for row in connection.execute(query)}


def head(connection: Connection, incident: str) -> Entry | None:
    """Return the last entry of a journal."""
    text = connection.scalar(_HEAD, {"incident": incident})
    return None if text is None else read_entry(text)


def rows(connection: Connection, incident: str) -> Iterator[tuple[str, str]]:
    """Yield the rows (text, stored hash) of a journal in order, damaged ones too."""
    # As bytes: a damaged text may not be text any more, and the check must still see it.
    query = (
        select(AsBytes("text"), AsBytes("hash"))
        .select_from(journal)
        .where(journal.c.incident == incident)
        .order_by(journal.c.seq)
        .execution_options(yield_per=1000)
    )
    for text, stored in connection.execute(query):
        yield _words(text), _words(stored)


def row_at(connection: Connection, incident: str, seq: int) -> tuple[str, str] | None:
    """Return one row (text, stored hash) of a journal, or None when there is none."""
    query = (
        select(AsBytes("text"), AsBytes("hash"))
        .select_from(journal)
        .where(journal.c.incident == incident, journal.c.seq == seq)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (_words(row[0]), _words(row[1]))


def filed_as(connection: Connection, incident: str) -> list[tuple[object, str]]:
    """Return under which number and kind every row of a journal is looked up, in order."""
    query = (
        select(journal.c.seq, AsBytes("kind").label("kind"))
        .where(journal.c.incident == incident)
        .order_by(journal.c.seq)
    )
    return [(row.seq, _words(row.kind)) for row in connection.execute(query)]


def displaced(connection: Connection, incident: str) -> int:
    """Return the number of the first entry whose row was moved in the table, 0 when none was.

    A file's rows are numbered from 1 without gaps, and the entries of a journal in their order.
    """
    # Rows of another journal that somebody removed are counted by what its end still says.
    ends = select(func.coalesce(func.sum(tips.c.seq), 0)).scalar_subquery()
    rows_there = select(func.count()).select_from(journal).scalar_subquery()
    before = func.lag(journal.c.place, 1, 0).over(order_by=journal.c.seq)
    rows = select(journal.c.seq, journal.c.place, before.label("before")).where(
        journal.c.incident == incident
    )
    row = rows.subquery().c
    too_far = (row.place > rows_there) & (row.place > ends)
    wrong = (row.place <= row.before) | too_far
    return connection.scalar(select(func.min(row.seq)).where(wrong)) or 0


def people_of(connection: Connection, roster: str) -> list[Person]:
    """Return the people of a roster in the order of the list."""
    return _structs(connection, people, roster, Person)


def quarantine_of(connection: Connection, roster: str) -> list[QuarantinedRow]:
    """Return the rows of a roster that could not be read as people."""
    return _structs(connection, quarantine, roster, QuarantinedRow)


def letters(connection: Connection, batch: str) -> list[LetterRow]:
    """Return the letters of a batch in the order they were written, without their bytes."""
    query = select(letter.c.text).where(letter.c.batch == batch).order_by(letter.c.place)
    return _decoded(connection.scalars(query).all(), LetterRow)


def letter_bytes(connection: Connection, batch: str, name: str) -> bytes:
    """Return one letter's Word file; raises Problem when it is missing or was changed."""
    query = select(letter.c.text, cast(letter.c.body, LargeBinary).label("body"))
    row = connection.execute(
        query.where(letter.c.batch == batch, letter.c.letter == name)
    ).one_or_none()
    if row is None:
        raise _not_here("letter")
    (known,) = _decoded([row.text], LetterRow)
    if hashlib.sha256(row.body).hexdigest() != known.sha256:
        raise troubles.damaged()
    return bytes(row.body)


def blob_row(connection: Connection, sha256: str) -> Row[str, int]:
    """Return (blob, size in bytes) of evidence; raises Problem when the binder has none such."""
    row = connection.execute(
        select(blob.c.blob, blob.c.size).where(blob.c.sha256 == sha256).limit(1)
    ).one_or_none()
    if row is None:
        raise _not_here("file")
    return row


def has_blob(connection: Connection, sha256: str) -> bool:
    """Tell whether the binder keeps these bytes."""
    return connection.scalar(select(blob.c.blob).where(blob.c.sha256 == sha256)) is not None


def chunk_bytes(connection: Connection, name: str, place: int) -> bytes | None:
    """Return one piece of a blob, or None behind the last."""
    query = select(cast(chunk.c.body, LargeBinary)).where(
        chunk.c.blob == name, chunk.c.place == place
    )
    return connection.scalar(query)


def pin_verifier(connection: Connection, member: str) -> str | None:
    """Return what proves a member's PIN, or None when no PIN was set."""
    return connection.scalar(select(pin.c.verifier).where(pin.c.member == member))


def pin_failures(connection: Connection, member: str) -> tuple[int, datetime | None]:
    """Return how many wrong PINs in a row were typed and when the last was (UTC)."""
    query = select(pin_failure.c.count.label("failures"), pin_failure.c.last).where(
        pin_failure.c.member == member
    )
    row = connection.execute(query).one_or_none()
    return (0, None) if row is None else (row.failures, datetime.fromisoformat(row.last))


def secret(connection: Connection, name: str) -> bytes | None:
    """Return what is kept under a name, or None; a file of schema 1 has no place for it."""
    if not inspect(connection).has_table(secrets.name):
        return None
    return connection.scalar(
        select(cast(secrets.c.body, LargeBinary)).where(secrets.c.name == name)
    )


def _structs(connection: Connection, table: Table, roster: str, kind: type[T]) -> list[T]:
    query = select(table.c.text).where(table.c.roster == roster).order_by(table.c.place)
    return _decoded(connection.scalars(query).all(), kind)


def _decoded(texts: Sequence[str], kind: type[T]) -> list[T]:
    decoder = msgspec.json.Decoder(kind)
    try:
        return [decoder.decode(text) for text in texts]
    except (msgspec.DecodeError, UnicodeDecodeError, TypeError):
        raise troubles.damaged() from None


def _words(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", errors="replace")


def _not_here(what: str) -> Problem:
    return Problem(
        what=f"This {what} is not in the binder.",
        safe="Nothing was changed.",
        do="Go back to the list and pick it again.",
    )
