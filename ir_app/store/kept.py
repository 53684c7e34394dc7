"""What is kept about backups between two starts: the second place, and what went wrong there."""

from pathlib import Path

import msgspec

from ir_app.store import durable, troubles

_FILE = "backups.json"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Where backups are copied to, and the sentence of the last failure, or ""."""

    second: str = ""
    trouble: str = ""


def read_kept(folder: Path) -> Kept:
    """Return what is kept; a missing or damaged file means no second place."""
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=Kept)
    except (OSError, ValueError):
        return Kept()


def write_kept(folder: Path, kept: Kept) -> None:
    """Keep it; raises Problem when the disk refuses."""
    try:
        durable.write(folder / _FILE, msgspec.json.encode(kept))
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble
