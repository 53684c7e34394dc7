"""What is said for counsel alone."""

from ir_app.core.kinds.base import Kind


class CounselOpened(Kind, frozen=True, kw_only=True):
    """A person may read the notes for counsel, with a passphrase of their own."""

    member: str
    name: str
    track_key: str  # X25519, 64 hex digits: anyone may write to it, few can read


class CounselNoted(Kind, frozen=True, kw_only=True):
    """A note that only those whom counsel named can read."""

    track_key: str
    sender_key: str  # X25519, made for this note alone, 64 hex digits
    nonce: str  # 24 hex digits
    ciphertext: str  # AES-256-GCM, base64
