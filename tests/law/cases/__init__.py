"""Real, public incidents: what is known, what is assumed, and the answer worked out by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the facts stand."""

    title: str
    publisher: str
    url: str
    read: date


class Expect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the answer; without ``due`` there is no fixed last day."""

    id: str
    applies: str
    due: date | None = None
    did: date | None = None  # the day it was done, as far as it is known
    on_time: bool | None = None
    absent: bool = False  # the law had no such office then
    why: str
    cite: str


class Otherwise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What another reading of the facts would do to one line."""

    if_: str = msgspec.field(name="if")
    facts: dict[str, Any]
    id: str
    due: date | None = None
    why: str


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One incident."""

    title: str
    lesson: str
    as_of: date  # the law in force on this day is asked
    known: tuple[str, ...]
    did: tuple[str, ...]
    assumed: tuple[str, ...]
    facts: dict[str, Any]
    source: tuple[Source, ...]
    expect: tuple[Expect, ...]
    otherwise: tuple[Otherwise, ...] = ()


def cases() -> dict[str, Case]:
    """Return every case by the name of its file, the oldest law first."""
    files = Path(__file__).parent.glob("*.toml")
    read = {path.stem: msgspec.toml.decode(path.read_bytes(), type=Case) for path in files}
    return dict(sorted(read.items(), key=lambda item: (item[1].as_of, item[0])))
