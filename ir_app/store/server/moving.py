"""Moving a practice's file into the group's server, with every hash as it was."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, func, insert, select, text

from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store import tables, troubles
from ir_app.store.binder import OWN_KEY, Binder
from ir_app.store.server.binder import ServerBinder
from ir_app.store.server.sealkeys import announce

_BESIDE = {  # whatever lies beside an entry is found by the name that the entry gives it
    tables.people: tables.people.c.roster,
    tables.quarantine: tables.quarantine.c.roster,
    tables.letter: tables.letter.c.batch,
    tables.blob: tables.blob.c.sha256,
}


def move_in(file: Binder, server: ServerBinder) -> dict[str, int]:
    """Copy all of a file into an empty practice; returns the entries of each journal.

    Both are verified, before and after; raises Problem, and keeps nothing, when either fails.
    """
    journals = [PRACTICE, *file.journals()]
    for journal in journals:
        if file.fault(journal):
            raise troubles.damaged()
        if server.head(journal):
            raise _not_empty()
    with (
        troubles.explained(),
        file._engine.connect() as source,
        server._engine.connect() as target,
        target.begin(),
    ):
        for journal in journals:
            _copy(source, target, journal)
            if journal == PRACTICE:
                _open_tables(source, target)
                _list_keys(file, server, target)
    return {journal: _verified(file, server, journal) for journal in journals}


def _copy(source: Connection, target: Connection, journal: str) -> None:
    target.execute(text("SELECT begin_act(:incident)"), {"incident": journal})
    own = select(tables.journal.c.text, tables.journal.c.hash)
    own = own.where(tables.journal.c.incident == journal).order_by(tables.journal.c.seq)
    for row in source.execute(own).mappings():
        target.execute(insert(tables.journal).inline(), dict(row))
    for table, name in _BESIDE.items():
        for wanted in source.scalars(select(name).distinct()).all():
            if _home(source, wanted) == journal:
                _rows(source, target, table, wanted)


def _open_tables(source: Connection, target: Connection) -> None:
    for table in (tables.pin, tables.pin_failure, tables.secret):
        for row in source.execute(select(table)).mappings():
            target.execute(insert(table), dict(row))


def _list_keys(file: Binder, server: ServerBinder, target: Connection) -> None:
    """Let the keys that sealed in the file count on the server too."""
    own = file.secret(OWN_KEY)
    if own:
        _, *joined = file.seal_keys()
        announce(target, server.practice, own, joined)


def _rows(source: Connection, target: Connection, table: Table, wanted: str) -> None:
    for row in source.execute(select(table).where(_BESIDE[table] == wanted)).mappings():
        target.execute(insert(table), dict(row))
        if table is tables.blob:
            for piece in _pieces(source, row["blob"]):
                target.execute(insert(tables.chunk), piece)


def _pieces(source: Connection, blob: str) -> Iterator[dict[str, object]]:
    query = select(tables.chunk).where(tables.chunk.c.blob == blob)
    for row in source.execute(query.execution_options(yield_per=1)).mappings():
        yield dict(row)


def _home(source: Connection, name: str) -> str:
    """Return the incident whose journal names this first; the practice's own when none does."""
    row = tables.journal.c
    query = select(row.incident).where(func.instr(row.text, name) > 0).order_by(row.place).limit(1)
    return source.scalar(query) or PRACTICE


def _verified(file: Binder, server: Binder, journal: str) -> int:
    before, after = list(file.rows(journal)), list(server.rows(journal))
    if server.fault(journal) or before != after:
        raise troubles.damaged()
    return len(after)


def _not_empty() -> Problem:
    return Problem(
        what="This practice on the server already holds entries.",
        safe="The file and the server were left as they are.",
        do="Move the file into a new practice: ir-app group add-practice.",
    )
