"""The tables on the server: the file's tables, with whose rows they are."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from ir_app.store import tables

SCHEMA = "incident_binder"
VERSION = 4  # of the server's tables; that of a file's is ``ir_app.store.tables.SCHEMA``
OPEN = ("pin", "pin_failure", "secret")  # not part of the record: a writer may replace them
WORK = ("batch", "batch_left")  # nor are these, and all who see an incident share its work
_CHAINED = ("journal", "tip")  # these name their incident themselves


def server_tables() -> MetaData:
    """Return the tables of ``ir_app.store.tables`` with the columns that keep practices apart."""
    made = MetaData()
    for table in tables.metadata.sorted_tables:
        _widen(table, made)
    return made


def _widen(table: Table, made: MetaData) -> None:
    columns = [column._copy() for column in table.columns]
    for column in columns:
        column.unique, column.primary_key = None, False
        if column.name == "size":
            column.type = BigInteger()
    keyed = [c.name for c in table.primary_key.columns]
    chained = table.name in _CHAINED
    Table(
        table.name,
        made,
        *columns,
        *_whose(table.name),
        PrimaryKeyConstraint(*keyed, *([] if chained else ["practice"])),
        *(UniqueConstraint(*names, "practice") for names in _unique(table)),
    )


def _unique(table: Table) -> list[list[str]]:
    found = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    names = sorted([column.name for column in one.columns] for one in found)
    return [[*one, "incident"] if table.name == "blob" else one for one in names]


def _whose(name: str) -> list["Column[Any]"]:
    here = "current_setting('ir_app.incident', true)"
    # An office's own PINs and keys stay its own while it works on another's shared incident.
    home = f"{SCHEMA}.my_practice()" if name in OPEN else f"{SCHEMA}.home_of({here})"
    columns: list[Column[Any]] = [
        Column("practice", Text, nullable=False, server_default=text(home))
    ]
    if name not in (*_CHAINED, *OPEN, *WORK):
        columns.append(Column("incident", Text, nullable=False, server_default=text(here)))
    if name == "journal":  # the guard writes these: which login the server saw, when, from where
        columns.append(Column("written_by", Text, nullable=False, server_default=text("''")))
        columns.append(Column("written_at", DateTime(timezone=True)))
        columns.append(Column("machine", Text, nullable=False, server_default=text("''")))
        columns.append(Column("stamp", Text, nullable=False, server_default=text("''")))
    return columns
