"""Joining: incidents of one binder into another, with everything that lies beside them."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, insert, select

from ir_app.problems import Problem
from ir_app.store.tables import blob, chunk, journal, letter, people, quarantine, secret

# What lies beside the journals, and by which columns a row is the same row in both binders.
_BESIDE = (
    (people, ("roster", "place")),
    (quarantine, ("roster", "place")),
    (letter, ("batch", "letter")),
    (blob, ("sha256",)),
    (chunk, ("blob", "place")),
)


def join(source: Connection, target: Connection, incidents: Sequence[str]) -> list[str]:
    """Copy these journals and all rows beside them; all inside the target's open transaction."""
    new = [incident for incident in incidents if _copy_journal(source, target, incident)]
    if new:
        skipped = _known_blobs(source, target)
        for table, key in _BESIDE:
            _copy_rows(source, target, table, key, skipped)
        for incident in new:
            _copy_locks(source, target, incident)
    return new


def _copy_locks(source: Connection, target: Connection, incident: str) -> None:
    """Copy the locks of counsel's notes: without them nobody could read the notes again."""
    rows = source.execute(
        select(secret).where(secret.c.name.startswith(f"counsel/{incident}/", autoescape=True))
    )
    here = set(target.scalars(select(secret.c.name)))
    for row in rows.mappings():
        if row["name"] not in here:
            target.execute(insert(secret).values(**row))


def _copy_journal(source: Connection, target: Connection, incident: str) -> bool:
    """Copy one journal, or what was written behind the part that is here; False when all is."""
    theirs, ours = _rows(source, incident), _rows(target, incident)
    if ours == theirs or ours[: len(theirs)] == theirs:
        return False
    if theirs[: len(ours)] != ours:
        raise Problem(
            what="An incident of that binder is in this one already, with other entries.",
            safe="Nothing was joined. Both binders are as they were.",
            do="Go on in the binder that has what you need, and keep the other one.",
        )
    # The guards check every place and every hash once more.
    target.execute(
        insert(journal).inline(),
        [{"text": text, "hash": digest} for text, digest in theirs[len(ours) :]],
    )
    return True


def _rows(connection: Connection, incident: str) -> list[tuple[str, str]]:
    query = select(journal.c.text, journal.c.hash).where(journal.c.incident == incident)
    return [(row.text, row.hash) for row in connection.execute(query.order_by(journal.c.seq))]


def _known_blobs(source: Connection, target: Connection) -> set[str]:
    """Return the source's names of evidence that the target keeps already."""
    here = set(target.scalars(select(blob.c.sha256)))
    return {
        row.blob for row in source.execute(select(blob.c.blob, blob.c.sha256)) if row.sha256 in here
    }


def _copy_rows(
    source: Connection, target: Connection, table: Table, key: tuple[str, ...], skipped: set[str]
) -> None:
    columns = [table.c[name] for name in key]
    here = {tuple(row) for row in target.execute(select(*columns))}
    rows = source.execution_options(yield_per=50).execute(select(table))
    for row in rows.mappings():
        if tuple(row[name] for name in key) in here or row.get("blob") in skipped:
            continue
        target.execute(insert(table).values(**row))
