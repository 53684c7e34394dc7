"""What is kept about backups between two starts: the second place, and what went wrong there."""

from pathlib import Path
from uuid import uuid4

import msgspec

from ir_app.store import backup, durable, troubles

_FILE = "backups.json"
_SIGN = "incident-binder-backups.txt"  # lies in the second place: a drive's letter can change hands


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Where backups are copied to, and the sentence of the last failure, or ""."""

    second: str = ""
    sign: str = ""  # what lies in the second place to know it by; "" in one chosen long ago
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


def put_sign(place: Path) -> str:
    """Write into a second place what to know it by and return it; raises Problem."""
    sign = f"Incident Binder copies its backups to this folder. {uuid4().hex}\n"
    try:
        place.mkdir(parents=True, exist_ok=True)
        durable.write(place / _SIGN, sign.encode())
    except OSError as trouble:
        raise backup.refused(trouble, "Nothing was changed.") from trouble
    return sign


def is_same_place(kept: Kept) -> bool:
    """Tell whether the second place is there and is the one that was chosen."""
    if not kept.sign:
        return True
    try:
        return (Path(kept.second) / _SIGN).read_text(encoding="utf-8") == kept.sign
    except (OSError, ValueError):
        return False
