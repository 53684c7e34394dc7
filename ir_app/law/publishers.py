"""Who may sign law packs: public keys in ``resources/publishers/law.toml``, and since when."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ir_app.places import content
from ir_app.problems import Problem


class Publisher(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One key, and the days on which what it signed may have been made."""

    key: str  # Ed25519, 64 hex digits
    name: str
    since: date
    until: date | None = None  # the last day, once a newer key has taken its place
    withdrawn: bool = False  # lost or stolen: nothing it ever signed is taken

    def may_sign(self, made: date) -> bool:
        """Tell whether a pack made on a day may be signed with this key."""
        in_time = self.since <= made and (self.until is None or made <= self.until)
        return in_time and not self.withdrawn

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Tell whether a signature over a message was made with this key."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key)).verify(signature, message)
        except (ValueError, InvalidSignature):
            return False
        return True


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    publisher: tuple[Publisher, ...]


@dataclass(frozen=True, slots=True)
class Publishers:
    """Every key that is trusted here."""

    keys: tuple[Publisher, ...]

    def find(self, key: str) -> Publisher | None:
        """Return the publisher of a public key in hex, or None."""
        return next((one for one in self.keys if one.key == key), None)


def shipped() -> Publishers:
    """Return the keys that came with the program; raises Problem when their file is damaged."""
    return read_publishers(content("resources", "publishers", "law.toml"))


def read_publishers(path: Path) -> Publishers:
    """Read a file of keys; raises Problem naming it."""
    try:
        return Publishers(msgspec.toml.decode(path.read_bytes(), type=_File).publisher)
    except (OSError, ValueError) as trouble:
        raise Problem(
            what=f"The file “{path.name}”, which says who may sign law files, can't be read.",
            safe="Nothing was changed. The law that came with the program is used.",
            do="Install the program again.",
            details=str(trouble),
        ) from trouble
