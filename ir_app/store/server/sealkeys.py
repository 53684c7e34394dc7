"""Which keys may seal on a group's server: a list for all to see, pinned on this computer.

The first key of a practice is taken on trust when this computer first sees it, and kept outside
the server. Every later one must be signed by a key that is trusted already. Whoever runs the server
can add to the list; what he adds has no such signature.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import Connection, text

from ir_app.core import seals

_LISTED = text("SELECT practice, public_key, former, signature FROM seal_key ORDER BY place")
_ADD = text("""INSERT INTO seal_key (practice, public_key, former, signature)
    VALUES (:practice, :key, :former, :signature)""")


class SealKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that seals for a practice, and the key that spoke for it ("" for the first)."""

    practice: str
    key: str  # Ed25519, 64 hex digits
    former: str
    signature: str


def announce(
    connection: Connection, practice: str, private: bytes, others: Iterable[str] = ()
) -> None:
    """List a practice's first key and the ``others`` that it speaks for."""
    key = seals.public_key(private)
    _add(connection, SealKey(practice=practice, key=key, former="", signature=""))
    for other in others:
        _add(connection, _voucher(practice, private, other))


def succeed(connection: Connection, practice: str, private: bytes, new: bytes) -> None:
    """List a new key, signed by the one before it."""
    _add(connection, _voucher(practice, private, seals.public_key(new)))


def _voucher(practice: str, private: bytes, key: str) -> SealKey:
    former, signature = seals.public_key(private), seals.vouch(private, practice, key)
    return SealKey(practice=practice, key=key, former=former, signature=signature)


def _add(connection: Connection, key: SealKey) -> None:
    connection.execute(_ADD, msgspec.structs.asdict(key))


def listed(connection: Connection) -> list[SealKey]:
    """Return the keys of all practices, each behind those before it."""
    rows = connection.execute(_LISTED).all()
    return [SealKey(practice=p, key=k, former=f, signature=s) for p, k, f, s in rows]


@dataclass(frozen=True)
class Pins:
    """What this computer has seen of the keys of one group, kept outside the server."""

    path: Path
    group: str  # the server's address without a login

    def trusted(self, listing: Sequence[SealKey]) -> dict[str, tuple[str, ...]]:
        """Return the keys of each practice that are pinned or that a pinned one speaks for.

        What is seen for the first time is pinned by this.
        """
        pinned = _read(self.path)
        known = pinned.get(self.group, {})
        now = dict(known)
        for key in listing:
            good = now.get(key.practice)
            if good is None:
                now[key.practice] = (key.key,)
            elif key.key not in good and _is_spoken_for(key, good):
                now[key.practice] = (*good, key.key)
        if now != known:
            _write(self.path, pinned | {self.group: now})
        return now


def _is_spoken_for(key: SealKey, good: Sequence[str]) -> bool:
    signed = (key.practice, key.key, key.signature)
    return key.former in good and seals.is_vouched(key.former, *signed)


_Groups = dict[str, dict[str, tuple[str, ...]]]


def _read(path: Path) -> _Groups:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Groups)
    except (OSError, ValueError):
        return {}


def _write(path: Path, groups: _Groups) -> None:
    with suppress(OSError):  # a place that can't be written costs the memory, not the work
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(msgspec.json.encode(groups))
        part.replace(path)
