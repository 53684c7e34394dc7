"""The tables, the same for every database: one MetaData, no dialect but in the text look-up."""

from typing import Any

from sqlalchemy import (
    Column,
    Computed,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ColumnElement
from sqlalchemy.types import TypeEngine

SCHEMA = 3  # user_version; a higher one in a file was written by a newer program
APPLICATION = 0x49424452  # "IBDR": says at byte 68 of the file whose it is

# PostgreSQL can't unescape a NUL anywhere in a text; only look-ups read this, the text stays.
JSON = r"replace({}, '\u0000', '\ufffd')::json"

metadata = MetaData()


class FromText(ColumnElement[Any]):
    """A field of the canonical JSON text of the same row, as the database reads it."""

    inherit_cache = True

    def __init__(self, field: str, kind: TypeEngine[Any]) -> None:
        self.field = field
        self.type = kind


@compiles(FromText)
def _by_path(element: FromText, compiler: SQLCompiler, **_: object) -> str:
    return f"json_extract(text, '$.{element.field}')"


@compiles(FromText, "postgresql")
def _by_operator(element: FromText, compiler: SQLCompiler, **_: object) -> str:
    kind = compiler.dialect.type_compiler_instance.process(element.type)
    return f"(({JSON.format('text')} ->> '{element.field}')::{kind})"


class AsBytes(ColumnElement[bytes]):
    """A text column as the bytes that lie in the database, also when they are no text any more."""

    inherit_cache = True
    type = LargeBinary()

    def __init__(self, name: str) -> None:
        self.name = name


@compiles(AsBytes)
def _by_cast(element: AsBytes, compiler: SQLCompiler, **_: object) -> str:
    return f"CAST({element.name} AS BLOB)"


@compiles(AsBytes, "postgresql")
def _by_conversion(element: AsBytes, compiler: SQLCompiler, **_: object) -> str:
    # A cast would read backslashes as escapes, and convert_to() fails on what is no text any more.
    return f"textsend({element.name})"


def _from_text(field: str, kind: TypeEngine[Any]) -> "Column[Any]":
    # Stored, not worked out on reading: damage in a text must not hide its row from the check.
    return Column(field, kind, Computed(FromText(field, kind), persisted=True), nullable=False)


journal = Table(
    "journal",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("hash", Text, nullable=False),
    _from_text("incident", Text()),
    _from_text("seq", Integer()),
    _from_text("kind", Text()),
    UniqueConstraint("incident", "seq"),
    sqlite_strict=True,
)

# Where each journal ends. The guards keep it; it shows when the end of a journal is cut off.
tip = Table(
    "tip",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("incident", Text, nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    sqlite_strict=True,
)

people = Table(
    "people",
    metadata,
    Column("roster", Text, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    sqlite_strict=True,
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("roster", Text, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    sqlite_strict=True,
)

letter = Table(
    "letter",
    metadata,
    Column("batch", Text, primary_key=True),
    Column("letter", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),  # last: the list is read without touching it
    UniqueConstraint("batch", "place"),
    sqlite_strict=True,
)

blob = Table(
    "blob",
    metadata,
    Column("blob", Text, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("size", Integer, nullable=False),  # bytes
    sqlite_strict=True,
)

chunk = Table(
    "chunk",
    metadata,
    Column("blob", Text, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
)

pin = Table(
    "pin",
    metadata,
    Column("member", Text, primary_key=True),
    Column("verifier", Text, nullable=False),
    sqlite_strict=True,
)

pin_failure = Table(
    "pin_failure",
    metadata,
    Column("member", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last", Text, nullable=False),  # UTC, ISO 8601
    sqlite_strict=True,
)

# Keys that the binder keeps for itself, such as the one that seals.
secret = Table(
    "secret",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
)

# Letters that are being written and what is left of them to do; gone once they are written.
batch = Table(
    "batch",
    metadata,
    Column("batch", Text, primary_key=True),
    Column("incident", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    sqlite_strict=True,
)

batch_left = Table(
    "batch_left",
    metadata,
    Column("batch", Text, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("incident", Text, nullable=False),
    Column("letter", Text, nullable=False),
    Column("person", Text, nullable=False),
    sqlite_strict=True,
)

# What is written once and never again. PINs, secrets and work are no part of the record.
KEPT = (journal, people, quarantine, letter, blob, chunk)
