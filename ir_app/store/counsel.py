"""The locks of counsel's track: anyone may write to it, only those whom counsel named can read.

A note is sealed for the track's X25519 key with a key pair made for that note alone. The track's
private key lies in the binder only wrapped, once for each reader, by the reader's own passphrase.
"""

import base64
import os

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ir_app.core.kinds import CounselNoted

_NONCE = 12  # bytes


class Wrapped(msgspec.Struct, frozen=True, kw_only=True):
    """A track's private key in one reader's lock; kept among the binder's secrets."""

    salt: str  # hex
    nonce: str  # hex
    key: str  # hex, AES-256-GCM
    passes: int = 3  # Argon2id
    memory: int = 65_536  # KiB
    lanes: int = 4


def new_key() -> bytes:
    """Return a fresh private key of a track (32 bytes)."""
    return X25519PrivateKey.generate().private_bytes_raw()


def track_key(private: bytes) -> str:
    """Return the public key of a track as 64 hex digits."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def wrap(private: bytes, passphrase: str, where: str) -> Wrapped:
    """Lock a track's key with a passphrase; ``where`` names incident and reader and is bound in."""
    empty = Wrapped(salt=os.urandom(16).hex(), nonce=os.urandom(_NONCE).hex(), key="")
    box = AESGCM(_stretched(passphrase, empty))
    locked = box.encrypt(bytes.fromhex(empty.nonce), private, where.encode())
    return msgspec.structs.replace(empty, key=locked.hex())


def unwrap(wrapped: Wrapped, passphrase: str, where: str) -> bytes | None:
    """Return the track's key, or None when the passphrase is not the right one."""
    box = AESGCM(_stretched(passphrase, wrapped))
    try:
        nonce = bytes.fromhex(wrapped.nonce)
        return box.decrypt(nonce, bytes.fromhex(wrapped.key), where.encode())
    except InvalidTag:
        return None


def lock_note(track: str, incident: str, text: str) -> CounselNoted:
    """Return a note that only the holder of the track's private key can read."""
    sender, nonce = X25519PrivateKey.generate(), os.urandom(_NONCE)
    sender_key = sender.public_key().public_bytes_raw().hex()
    shared = sender.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(track)))
    box = AESGCM(_note_key(shared, track, sender_key))
    locked = box.encrypt(nonce, text.encode(), incident.encode())
    return CounselNoted(
        track_key=track,
        sender_key=sender_key,
        nonce=nonce.hex(),
        ciphertext=base64.b64encode(locked).decode("ascii"),
    )


def open_note(private: bytes, incident: str, note: CounselNoted) -> str | None:
    """Return what a note says, or None when it is not for this key or was changed."""
    try:
        sender = X25519PublicKey.from_public_bytes(bytes.fromhex(note.sender_key))
        shared = X25519PrivateKey.from_private_bytes(private).exchange(sender)
        box = AESGCM(_note_key(shared, note.track_key, note.sender_key))
        locked = base64.b64decode(note.ciphertext, validate=True)
        return box.decrypt(bytes.fromhex(note.nonce), locked, incident.encode()).decode("utf-8")
    except (InvalidTag, ValueError):
        return None


def _note_key(shared: bytes, track: str, sender: str) -> bytes:
    both = bytes.fromhex(sender) + bytes.fromhex(track)
    return HKDF(SHA256(), 32, salt=both, info=b"Incident Binder note for counsel 1").derive(shared)


def _stretched(passphrase: str, lock: Wrapped) -> bytes:
    return hash_secret_raw(
        passphrase.encode(),
        bytes.fromhex(lock.salt),
        time_cost=lock.passes,
        memory_cost=lock.memory,
        parallelism=lock.lanes,
        hash_len=32,
        type=Type.ID,
    )
