"""Seals: a signature over the end of a journal, and the check of every seal in it.

A seal is the entry behind the one it signs. Who rewrites a sealed journal needs the key as well.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ir_app.core.journal import ChainFault, Entry, read_entry
from ir_app.core.kinds import Sealed

EVERY = 50  # entries that may stand unsealed before the program seals by itself


@dataclass(frozen=True, slots=True)
class SealReport:
    """What the seals of one journal show."""

    sealed_to: int  # the last entry that a good seal covers; 0 when there is none
    entries: int
    keys: tuple[str, ...]  # public keys in the order they first signed, hex
    fault: ChainFault | None  # the first seal that does not hold

    @property
    def sentence(self) -> str:
        """Say how far the seals reach; what stands behind the last seal is said to be unsealed."""
        if not self.sealed_to:
            return "Nothing in it is sealed yet."
        behind = self.entries - self.sealed_to - 1  # the seal itself is no news
        rest = f"; the {behind} behind it are not sealed yet" if behind > 0 else ""
        return f"Sealed up to entry {self.sealed_to}{rest}. Key: {fingerprint(self.keys[-1])}."


def message(incident: str, seq: int, digest: str) -> bytes:
    """Return the bytes that a seal signs: which journal, where it ended, and its hash there."""
    return f"Incident Binder seal 1\n{incident}\n{seq}\n{digest}\n".encode()


def fingerprint(public_key: str) -> str:
    """Return a public key (hex) as people compare it: eight groups of four, of its SHA-256.

    What is no key is returned as it is: a record that was spoiled must still be readable.
    """
    try:
        digits = hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:32]
    except ValueError:
        return public_key or "none"
    return " ".join(digits[i : i + 4] for i in range(0, 32, 4))


def public_key(private: bytes) -> str:
    """Return the public key of a private one (32 bytes) as 64 hex digits."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def seal(private: bytes, head: Entry) -> Sealed:
    """Return the seal over everything up to ``head``."""
    signed = message(head.incident, head.seq, head.hash)
    return Sealed(
        head_seq=head.seq,
        head_hash=head.hash,
        public_key=public_key(private),
        signature=Ed25519PrivateKey.from_private_bytes(private).sign(signed).hex(),
    )


def vouch(private: bytes, practice: str, key: str) -> str:
    """Return the signature (hex) by which a key speaks for another one of the same practice."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(_voucher(practice, key)).hex()


def is_vouched(former: str, practice: str, key: str, signature: str) -> bool:
    """Tell whether the key ``former`` (hex) speaks for ``key``."""
    try:
        by = Ed25519PublicKey.from_public_bytes(bytes.fromhex(former))
        by.verify(bytes.fromhex(signature), _voucher(practice, key))
    except (ValueError, InvalidSignature):
        return False
    return True


def _voucher(practice: str, key: str) -> bytes:
    return f"Incident Binder seal key 1\n{practice}\n{key}\n".encode()


def is_good(entry: Entry) -> bool:
    """Tell whether a seal signs exactly the entry before it, with the key it names."""
    data = entry.data
    assert isinstance(data, Sealed)  # noqa: S101 - callers pass seals only
    if (data.head_seq, data.head_hash) != (entry.seq - 1, entry.prev):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(data.public_key))
        key.verify(
            bytes.fromhex(data.signature), message(entry.incident, data.head_seq, data.head_hash)
        )
    except (ValueError, InvalidSignature):
        return False
    return True


def check(texts: Sequence[str], trusted: Collection[str] | None = None) -> SealReport:
    """Check every seal in the canonical texts of one whole journal whose chain holds.

    With ``trusted`` (public keys in hex) a seal by any other key is a fault.
    """
    sealed_to, keys = 0, dict[str, None]()
    for entry in seals_in(texts):
        assert isinstance(entry.data, Sealed)  # noqa: S101 - seals_in yields nothing else
        key = entry.data.public_key
        fault = _fault(entry, trusted)
        if fault:
            return SealReport(sealed_to, len(texts), tuple(keys), fault)
        keys[key] = None
        sealed_to = entry.data.head_seq
    return SealReport(sealed_to, len(texts), tuple(keys), None)


def seals_in(texts: Iterable[str]) -> Iterator[Entry]:
    """Yield the seals among canonical texts."""
    for text in texts:
        if '"kind":"sealed"' in text:  # far cheaper than reading all; a quoted look-alike is read
            entry = read_entry(text)
            if isinstance(entry.data, Sealed):
                yield entry


def _fault(entry: Entry, trusted: Collection[str] | None) -> ChainFault | None:
    assert isinstance(entry.data, Sealed)  # noqa: S101 - callers pass seals only
    if not is_good(entry):
        sentence = f"The seal in entry {entry.seq} does not fit: something before it was changed."
        return ChainFault(entry.seq, "seal", sentence)
    if trusted is not None and entry.data.public_key not in trusted:
        key = fingerprint(entry.data.public_key)
        sentence = f"The seal in entry {entry.seq} was made with a key not known here: {key}."
        return ChainFault(entry.seq, "seal", sentence)
    return None
