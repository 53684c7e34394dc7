"""Wrapping: from what a person or a keyring knows to a slot's own key, and from there to the data.

Each slot has a key pair. Its private half is wrapped (AES key wrap) under what opens the slot; the
data key is sealed to its public half. So a new data key can be given to every slot that stays
without asking anybody for a passphrase, and a slot that was revoked can't follow.
"""

import hashlib
import hmac
import secrets

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from ir_app.problems import Problem
from ir_app.store.keys.cost import Cost

KEY = 32  # bytes of every key


def from_passphrase(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 32-byte key of a passphrase; raises Problem without the memory it takes."""
    words = passphrase.encode("utf-8")
    try:
        return hash_secret_raw(words, salt, cost.passes, cost.memory, cost.lanes, KEY, Type.ID)
    except HashingError as trouble:
        raise Problem(
            what="This computer has not enough free memory to check the passphrase.",
            safe="Nothing was changed. Everything in the binder is safe.",
            do="Close other programs and try again, or use the recovery code.",
        ) from trouble


def from_random(secret: bytes, salt: bytes, use: str) -> bytes:
    """Return the 32-byte key of a secret that is random already."""
    return HKDF(SHA256(), KEY, salt, use.encode()).derive(secret)


def new_pair(opener: bytes) -> tuple[bytes, bytes]:
    """Return (private half wrapped under ``opener``, public half) of a fresh pair."""
    private = X25519PrivateKey.generate()
    wrapped = aes_key_wrap(opener, private.private_bytes_raw())
    return wrapped, private.public_key().public_bytes_raw()


def seal(public: bytes, key: bytes) -> bytes:
    """Return the data key sealed to a slot's public half (32 + 40 bytes)."""
    once = X25519PrivateKey.generate()
    ours = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return ours + aes_key_wrap(from_random(shared, ours + public, "data key"), key)


def unseal(opener: bytes, wrapped: bytes, sealed: bytes) -> bytes | None:
    """Return the data key, or None when ``opener`` is not what the slot was made with."""
    try:
        private = X25519PrivateKey.from_private_bytes(aes_key_unwrap(opener, wrapped))
        public, ours = private.public_key().public_bytes_raw(), sealed[:KEY]
        shared = private.exchange(X25519PublicKey.from_public_bytes(ours))
        return aes_key_unwrap(from_random(shared, ours + public, "data key"), sealed[KEY:])
    except (InvalidUnwrap, ValueError):  # ValueError: bytes that no slot of ours ever had
        return None


def mark(key: bytes, what: bytes) -> str:
    """Return what only a holder of the data key can write beside ``what`` (hex)."""
    return hmac.new(from_random(key, b"", "slots"), what, hashlib.sha256).hexdigest()


def new_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY)
