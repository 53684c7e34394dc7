"""Nothing half-written: all that the record names lies beside it, and nothing else does."""

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import Column, Connection, func, select

from ir_app.actions.rosters import people_digest
from ir_app.core.kinds import (
    CounselOpened,
    EvidenceAdded,
    Kind,
    LettersWritten,
    Opened,
    PinSet,
    RosterLoaded,
)
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store import tables
from ir_app.store.binder import OWN_KEY, Binder
from ir_app.store.records import Job

read_job = msgspec.json.Decoder(Job).decode
_SOME = 12  # letters of a batch whose bytes are read


def complaints(binder: Binder) -> list[str]:
    """Return in words what is half there in a binder; an empty list is what it should be."""
    told = [e.data for j in [PRACTICE, *binder.journals()] for e in binder.entries(j)]
    found = [*_missing(binder, told), *_left_over(binder, told)]
    if told and binder.secret(OWN_KEY) is None:
        found.append("the key that seals is missing")
    return found


def _missing(binder: Binder, told: list[Kind]) -> Iterator[str]:
    for data in told:
        try:
            if not _is_there(binder, data):
                yield f"what {data.__struct_config__.tag} names is not all there"
        except Problem as problem:
            yield f"{data.__struct_config__.tag}: {problem.what}"


def _is_there(binder: Binder, data: Kind) -> bool:
    if isinstance(data, RosterLoaded):
        people = binder.people(data.roster)
        bad = len(binder.quarantine(data.roster))
        return people_digest(people) == data.people_sha256 and bad == data.quarantined
    if isinstance(data, LettersWritten):
        rows = binder.letters(data.batch)
        for row in rows[:: max(1, len(rows) // _SOME)]:
            binder.letter_bytes(row.batch, row.letter)  # checks them by itself
        return len(rows) == data.count
    if isinstance(data, EvidenceAdded):
        return _fingerprint(binder, data.sha256) == data.sha256
    if isinstance(data, Opened):
        digest = data.playbook_digest
        return set(digest) == {"0"} or _fingerprint(binder, digest) == digest
    if isinstance(data, PinSet):
        return binder.pin_verifier(data.member) is not None
    return True


def _fingerprint(binder: Binder, sha256: str) -> str:
    running = hashlib.sha256()
    for piece in binder.blob(sha256):
        running.update(piece)
    return running.hexdigest()


def _left_over(binder: Binder, told: list[Kind]) -> Iterator[str]:
    rosters = {data.roster for data in told if isinstance(data, RosterLoaded)}
    batches = {data.batch for data in told if isinstance(data, LettersWritten)}
    pins = {data.member for data in told if isinstance(data, PinSet)}
    readers = {data.member for data in told if isinstance(data, CounselOpened)}
    with binder._reading() as connection:
        # Letters in the making are named by their batch, and the next "Write" goes on with them.
        jobs = [read_job(text) for text in connection.scalars(select(tables.batch.c.text))]
        under_way = {job.batch for job in jobs}
        yield from (complaint for job in jobs for complaint in _short(connection, job))
        yield from _unnamed(connection, tables.batch_left.c.batch, under_way)
        yield from _unnamed(connection, tables.people.c.roster, rosters)
        yield from _unnamed(connection, tables.quarantine.c.roster, rosters)
        yield from _unnamed(connection, tables.letter.c.batch, batches | under_way)
        yield from _unnamed(connection, tables.pin.c.member, pins)
        blobs = set(connection.scalars(select(tables.blob.c.blob)))
        yield from _unnamed(connection, tables.chunk.c.blob, blobs)
        yield from _blobs(connection)
        secrets = connection.scalars(select(tables.secret.c.name))
        locks = {name.rsplit("/", 1)[1] for name in secrets if name.startswith("counsel/")}
        yield from (f"a lock for {who} that nobody was given" for who in locks - readers)


def _short(connection: Connection, job: Job) -> Iterator[str]:
    """Each letter of a batch is written or left to write, and none is both."""
    tried = (tables.letter, tables.batch_left)
    counts = [
        connection.scalar(select(func.count()).where(table.c.batch == job.batch)) or 0
        for table in tried
    ]
    if sum(counts) != job.count:
        yield f"of {job.count} letters {counts[0]} are written and {counts[1]} are left"


def _unnamed(connection: Connection, column: Column[str], known: set[str]) -> Iterator[str]:
    for name in set(connection.scalars(select(column).distinct())) - known:
        yield f"{column.table.name} {name} is named by no entry"


def _blobs(connection: Connection) -> Iterator[str]:
    for sha256 in connection.scalars(select(tables.blob.c.sha256)).all():
        row = tables.journal.c
        named = select(func.count()).where(row.text.contains(sha256))
        if not connection.scalar(named):
            yield f"a file {sha256[:8]} is named by no entry"
