"""What a campaign has seen so far: a line for every kill, so that it can go on where it stopped."""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from tests.store.kills.one import Seen

STORES = {"file": "SQLCipher file", "server": "PostgreSQL"}


class Row(msgspec.Struct, kw_only=True, frozen=True):
    """One kill of a campaign."""

    way: str
    store: str
    who: str  # is killed
    control: bool
    seed: int
    seen: Seen


Cell = tuple[str, str, str, bool]


def read(path: Path) -> list[Row]:
    """Return every whole line; one that a kill of the campaign itself cut off does not count."""
    if not path.exists():
        return []
    return [row for line in path.read_bytes().split(b"\n") for row in _whole(line)]


def _whole(line: bytes) -> Iterator[Row]:
    with suppress(msgspec.DecodeError):
        yield msgspec.json.decode(line, type=Row)


def add(path: Path, row: Row) -> None:
    """Append one kill durably, on a line of its own."""
    cut = path.exists() and not path.read_bytes().endswith(b"\n")
    with path.open("ab") as file:
        file.write(b"\n" * cut + msgspec.json.encode(row) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def cells(rows: list[Row]) -> dict[Cell, list[Seen]]:
    """Group what was seen by way, store and who was killed, in the order of their first kill."""
    found: dict[Cell, list[Seen]] = defaultdict(list)
    for row in rows:
        found[row.way, row.store, row.who, row.control].append(row.seen)
    return found


HEAD = (
    "way to write", "store", "killed", "kills", "acknowledged", "kept unheard", "lost", "corrupt",
    "half", "doubled",
)  # fmt: skip


def markdown(rows: list[Row], *, control: bool) -> str:
    """Return the table of a campaign, or of its control."""
    lines = [" | ".join(HEAD), " | ".join("---" for _ in HEAD)]
    total = [0] * (len(HEAD) - 3)
    for (way, store, who, early), seen in sorted(cells(rows).items()):
        if early == control:
            numbers = _numbers(seen)
            total = [a + b for a, b in zip(total, numbers, strict=True)]
            lines.append(" | ".join([way, STORES[store], who, *(f"{n:,}" for n in numbers)]))
    lines.append(" | ".join(["**all**", "", "", *(f"**{n:,}**" for n in total)]))
    return "\n".join(f"| {line} |" for line in lines)


def _numbers(seen: list[Seen]) -> list[int]:
    return [
        len(seen),
        sum(one.acknowledged for one in seen),
        sum(one.unsaid for one in seen),
        sum(one.lost for one in seen),
        sum(bool(one.corrupt) for one in seen),
        sum(bool(one.half) for one in seen),
        sum(one.doubled for one in seen),
    ]


def faults(rows: list[Row]) -> list[Row]:
    """Return every kill that left something wrong, the controls left out."""
    wrong = (r for r in rows if not r.control)
    return [r for r in wrong if r.seen.lost or r.seen.corrupt or r.seen.half or r.seen.doubled]
