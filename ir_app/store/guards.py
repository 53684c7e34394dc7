"""The guards: triggers by which the database itself refuses to change what was written.

They hold for every program that opens the file with SQL. Somebody who removes them first can
still change rows; that is what the hash chain is for.
"""

from collections.abc import Iterator

from sqlalchemy import Table, UniqueConstraint

from ir_app.store.tables import KEPT


def sqlite_guards() -> Iterator[tuple[str, str]]:
    """Yield (name, CREATE TRIGGER statement) of every guard of a SQLite file."""
    for table in KEPT:
        yield _refuse(table.name, "UPDATE", "never changed")
        yield _refuse(table.name, "DELETE", "never removed")
        yield _refuse_replace(table)
    yield from _CHAIN.items()


def _refuse(table: str, verb: str, why: str) -> tuple[str, str]:
    name = f"{table}_no_{verb.lower()}"
    action = f"SELECT RAISE(ABORT, 'what was written is {why}');"
    return name, f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN {action} END"


def _refuse_replace(table: Table) -> tuple[str, str]:
    # INSERT OR REPLACE removes rows without asking the DELETE guard (recursive_triggers is the
    # choice of whoever opens the file), so a taken place is refused before it comes to that.
    taken = " OR ".join([f"{table.name}.rowid = NEW.rowid", *_keys(table)])
    name = f"{table.name}_no_replace"
    found = f"EXISTS (SELECT 1 FROM {table.name} WHERE {taken})"  # noqa: S608 - our own names
    action = f"SELECT RAISE(ABORT, 'this place is taken') WHERE {found};"
    return name, f"CREATE TRIGGER {name} BEFORE INSERT ON {table.name} BEGIN {action} END"


def _keys(table: Table) -> Iterator[str]:
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    for key in (table.primary_key, *unique):
        same = (f"{table.name}.{column.name} = NEW.{column.name}" for column in key.columns)
        yield "(" + " AND ".join(same) + ")"


_CHAIN = {
    "journal_in_order": """
        CREATE TRIGGER journal_in_order BEFORE INSERT ON journal BEGIN
          SELECT RAISE(ABORT, 'entries follow each other without gaps')
          WHERE NEW.seq IS NOT 1 + coalesce(
            (SELECT seq FROM tip WHERE incident = NEW.incident), 0);
          SELECT RAISE(ABORT, 'an entry names the hash of the entry before it')
          WHERE json_extract(NEW.text, '$.prev') IS NOT coalesce(
            (SELECT hash FROM tip WHERE incident = NEW.incident),
            '0000000000000000000000000000000000000000000000000000000000000000');
          SELECT RAISE(ABORT, 'a hash is 64 hex digits')
          WHERE length(NEW.hash) <> 64 OR NEW.hash GLOB '*[^0-9a-f]*';
        END""",
    "journal_moves_tip": """
        CREATE TRIGGER journal_moves_tip AFTER INSERT ON journal BEGIN
          UPDATE tip SET seq = NEW.seq, hash = NEW.hash WHERE incident = NEW.incident;
          INSERT INTO tip (incident, seq, hash)
          SELECT NEW.incident, NEW.seq, NEW.hash WHERE NEW.seq = 1;
        END""",
    "tip_no_delete": """
        CREATE TRIGGER tip_no_delete BEFORE DELETE ON tip BEGIN
          SELECT RAISE(ABORT, 'the end of a journal is never forgotten');
        END""",
    "tip_only_forward": """
        CREATE TRIGGER tip_only_forward BEFORE UPDATE ON tip BEGIN
          SELECT RAISE(ABORT, 'the end of a journal only moves on')
          WHERE NEW.place <> OLD.place OR NEW.incident <> OLD.incident
            OR NEW.seq <> OLD.seq + 1 OR NOT EXISTS (
              SELECT 1 FROM journal
              WHERE incident = NEW.incident AND seq = NEW.seq AND hash = NEW.hash);
        END""",
    "tip_no_replace": """
        CREATE TRIGGER tip_no_replace BEFORE INSERT ON tip BEGIN
          SELECT RAISE(ABORT, 'the end of a journal only moves on')
          WHERE NEW.seq <> 1
            OR EXISTS (SELECT 1 FROM tip WHERE place = NEW.place OR incident = NEW.incident)
            OR NOT EXISTS (
              SELECT 1 FROM journal
              WHERE incident = NEW.incident AND seq = NEW.seq AND hash = NEW.hash);
        END""",
}
