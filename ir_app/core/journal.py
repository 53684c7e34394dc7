"""The journal: hash-chained entries, their canonical text, and the check of a chain.

The hash of an entry is SHA-256 over the RFC 8785 canonical JSON of all its other fields, with
the hash of the entry before it among them. The canonical text is the entry; nothing else is
stored of it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec
import rfc8785

from ir_app.core.kinds import KINDS, NAMES, Kind
from ir_app.core.moment import Moment
from ir_app.problems import Problem

FORMAT = 1
NO_HASH = "0" * 64


class Track(StrEnum):
    """Which of the two records an entry belongs to."""

    RECORD = "record"
    COUNSEL = "counsel"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, as it was written down; never changed afterwards."""

    incident: str  # UUID
    seq: int  # 1, 2, 3 ... without gaps
    act: int  # seq of the first entry of the same act: what one undo takes back
    data: Kind
    happened: Moment
    learned: Moment | None
    recorded: datetime  # UTC, from the clock
    actor: str
    role: str
    device: str
    app_version: str
    track: Track
    prev: str
    hash: str
    text: str  # canonical JSON, what is stored

    @property
    def kind(self) -> str:
        """Return the name of the entry's kind."""
        return NAMES[type(self.data)]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has a place in the chain."""

    data: Kind
    happened: Moment
    actor: str
    role: str
    device: str
    app_version: str
    learned: Moment | None = None
    track: Track = Track.RECORD


@dataclass(frozen=True, slots=True)
class ChainFault:
    """The first place where a journal does not hold together."""

    seq: int
    what: str  # "changed", "missing", "repeated", "unreadable", "cut off"
    sentence: str


def digest(text: str) -> str:
    """Return the SHA-256 of a canonical text as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def stamp(moment: datetime) -> str:
    """Return a UTC time as text with six decimals and a Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link(drafts: Iterable[Draft], incident: str, head: Entry | None, now: datetime) -> list[Entry]:
    """Give drafts of one act their places behind ``head`` and return them as entries."""
    entries: list[Entry] = []
    for draft in drafts:
        before = entries[-1] if entries else head
        act = entries[0].seq if entries else (head.seq + 1 if head else 1)
        entries.append(_seal(draft, incident, before, act, now))
    return entries


def _seal(draft: Draft, incident: str, before: Entry | None, act: int, now: datetime) -> Entry:
    body = {
        "format": FORMAT,
        "incident": incident,
        "seq": before.seq + 1 if before else 1,
        "act": act,
        "kind": NAMES[type(draft.data)],
        "data": msgspec.to_builtins(draft.data),
        "happened": msgspec.to_builtins(draft.happened),
        "learned": msgspec.to_builtins(draft.learned),
        "recorded": stamp(now),
        "actor": draft.actor,
        "role": draft.role,
        "device": draft.device,
        "app_version": draft.app_version,
        "track": draft.track.value,
        "prev": before.hash if before else NO_HASH,
    }
    return read_entry(rfc8785.dumps(body).decode("utf-8"))


def read_entry(text: str) -> Entry:
    """Read an entry back from its canonical text; raises Problem when it is not one."""
    try:
        body: dict[str, Any] = msgspec.json.decode(text)
        return Entry(
            incident=body["incident"],
            seq=body["seq"],
            act=body["act"],
            data=_read_kind(body["kind"], body["data"]),
            happened=msgspec.convert(body["happened"], Moment),
            learned=msgspec.convert(body["learned"], Moment | None),
            recorded=datetime.fromisoformat(body["recorded"]),
            actor=body["actor"],
            role=body["role"],
            device=body["device"],
            app_version=body["app_version"],
            track=Track(body["track"]),
            prev=body["prev"],
            hash=digest(text),
            text=text,
        )
    except (KeyError, TypeError, ValueError, msgspec.ValidationError) as trouble:
        raise Problem(
            what="A line of the journal can't be read.",
            safe="The file was left as it is. Nothing was changed.",
            do="Open the newest backup, and keep this file for the attorney.",
            who="Your IT company can help.",
            details=f"{type(trouble).__name__}: {trouble}",
        ) from trouble


def _read_kind(name: str, data: object) -> Kind:
    if name not in KINDS:
        raise Problem(
            what=f"The journal holds an entry of a kind this program does not know: “{name}”.",
            safe="Nothing was changed.",
            do="A newer Incident Binder wrote this file. Open it with the newer one.",
        )
    return msgspec.convert(data, KINDS[name])


def verify(rows: Iterable[tuple[str, str]]) -> Iterator[ChainFault]:
    """Check (text, stored hash) rows of one journal in order; yields the first fault, if any."""
    before: Entry | None = None
    for place, (text, stored) in enumerate(rows, start=1):
        fault = _check_row(place, text, stored, before)
        if fault:
            yield fault
            return
        before = read_entry(text)


def _check_row(place: int, text: str, stored: str, before: Entry | None) -> ChainFault | None:
    if digest(text) != stored:
        return ChainFault(place, "changed", f"Entry {place} was changed after it was written.")
    try:
        entry = read_entry(text)
    except Problem as problem:
        return ChainFault(place, "unreadable", f"Entry {place} can't be read: {problem.what}")
    if before and entry.incident != before.incident:
        return ChainFault(place, "changed", f"Entry {place} belongs to another incident.")
    if entry.seq != place:
        what = "missing" if entry.seq > place else "repeated"
        return ChainFault(place, what, f"Entry {place} is {what}: found number {entry.seq} there.")
    if entry.prev != (before.hash if before else NO_HASH):
        sentence = f"Entry {place} does not follow the entry before it: one of them was changed."
        return ChainFault(place, "changed", sentence)
    return None


class _Filed(msgspec.Struct):
    seq: int
    kind: str


def filed_wrong(texts: Sequence[str], filed: Sequence[tuple[object, str]]) -> ChainFault | None:
    """Return the first entry that is looked up by another (number, kind) than its text says."""
    decoder = msgspec.json.Decoder(_Filed)
    for place, (text, known) in enumerate(zip(texts, filed, strict=True), start=1):
        own = decoder.decode(text)
        if known != (own.seq, own.kind):
            sentence = f"Entry {place} is kept under another number or kind than its own."
            return ChainFault(place, "changed", sentence)
    return None
