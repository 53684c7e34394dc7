"""The file ``binder.keys``: which slots open the binder, and how often somebody tried in vain.

It holds nothing that opens anything by itself. It lies there twice, because without it the binder
is lost; a mark that only a holder of the data key can write shows whether somebody changed it.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

import msgspec

from ir_app.store import durable
from ir_app.store.keys import wrapping
from ir_app.store.keys.cost import Cost

FILE = "binder.keys"
SPARE = "binder.keys.spare"
LARGEST = Cost(memory=1 << 20, passes=20, lanes=16)  # more than this no program of ours wrote


class SlotKind(StrEnum):
    """What opens a slot."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the kind, not one of them
    RECOVERY = "recovery"


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One way to open the binder."""

    id: str
    kind: SlotKind
    made: str  # UTC, ISO 8601
    device: str = ""  # of a keyring: the computer's name
    salt: str  # hex, as all below
    cost: Cost | None = None  # of a passphrase only
    private: str
    public: str
    sealed: str


class Wrong(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong passphrases and codes in a row."""

    count: int = 0
    last: str = ""  # UTC, ISO 8601


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything in ``binder.keys``."""

    format: Literal[1] = 1
    demo: bool = False  # the sample practice: opened by a word everybody may know
    slots: tuple[Slot, ...]
    mark: str  # over the slots; not over the count, which is written without a key
    wrong: Wrong = Wrong()


def marked(file: KeyFile, key: bytes) -> KeyFile:
    """Return the file with the mark of the data key's holder."""
    return msgspec.structs.replace(file, mark=_mark(file, key))


def is_marked(file: KeyFile, key: bytes) -> bool:
    """Tell whether the slots are as a holder of the data key left them."""
    return file.mark == _mark(file, key)


def _mark(file: KeyFile, key: bytes) -> str:
    return wrapping.mark(key, msgspec.json.encode((file.format, file.demo, file.slots)))


def encode(file: KeyFile) -> bytes:
    """Return the bytes of the file, readable by people."""
    return msgspec.json.format(msgspec.json.encode(file), indent=2)


def decode(body: bytes) -> KeyFile | None:
    """Return what the bytes say, or None when they are no keys file of ours."""
    try:
        file = msgspec.json.decode(body, type=KeyFile)
        whole = all(_is_whole(slot) for slot in file.slots) and _is_count(file.wrong)
    except (msgspec.MsgspecError, ValueError):
        return None
    return file if whole else None


def _is_whole(slot: Slot) -> bool:
    for text in (slot.salt, slot.private, slot.public, slot.sealed):
        bytes.fromhex(text)
    cost = slot.cost or Cost(memory=8, passes=1, lanes=1)
    known = all(0 < getattr(cost, p) <= getattr(LARGEST, p) for p in cost.__struct_fields__)
    # What Argon2id itself asks for: 8 KiB a lane, 8 bytes of salt.
    return known and cost.memory >= 8 * cost.lanes and len(slot.salt) >= 16


def _is_count(wrong: Wrong) -> bool:
    if not wrong.count:
        return True
    return datetime.fromisoformat(wrong.last).tzinfo is not None


def read(folder: Path) -> list[KeyFile]:
    """Return what can be read of the file and its spare, the file first; [] when neither can."""
    return list(_readable(folder))


def _readable(folder: Path) -> Iterator[KeyFile]:
    for name in (FILE, SPARE):
        if (folder / name).is_file() and (file := decode((folder / name).read_bytes())):
            yield file


def write(folder: Path, file: KeyFile) -> None:
    """Write the file, then its spare, each durably; raises OSError."""
    for name in (FILE, SPARE):
        durable.write(folder / name, encode(file))


def count(folder: Path, wrong: Wrong) -> None:
    """Write the count of wrong tries and nothing else; raises OSError.

    The files are read anew: another process may have changed the slots meanwhile.
    """
    for name in (FILE, SPARE):
        path = folder / name
        file = decode(path.read_bytes()) if path.is_file() else None
        if file is not None and file.wrong != wrong:
            durable.write(path, encode(msgspec.structs.replace(file, wrong=wrong)))


def mend(folder: Path, file: KeyFile) -> None:
    """Bring both files to ``file`` when one of them is missing, damaged or older."""
    body = encode(file)
    for name in (FILE, SPARE):
        path = folder / name
        if not path.is_file() or path.read_bytes() != body:
            durable.write(path, body)
