"""Law packs for tests, signed with a key that is made here and trusted nowhere else."""

from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ir_app.law.pack import make
from ir_app.law.publishers import Publisher, Publishers
from ir_app.law.read import law_files
from ir_app.places import content

KEY = Ed25519PrivateKey.generate().private_bytes_raw()
MADE = date(2026, 12, 1)


def public(private: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def publisher(**named: Any) -> Publisher:
    return Publisher(key=public(KEY), name="Test desk", since=date(2026, 1, 1), **named)


TRUSTED = Publishers((publisher(),))


def about(**named: Any) -> dict[str, Any]:
    return {
        "version": "2026.2",
        "made": MADE,
        "review_due": date(2027, 6, 1),
        "needs": "0.1.0",
        "changes": {"IN": ("Letters within 30 days now, 45 before.",)},
    } | named


def shipped() -> dict[str, bytes]:
    return law_files(content("resources", "law"))


def small() -> dict[str, bytes]:
    """The federal files and one short state."""
    files = shipped()
    return {name: files[name] for name in ("us-hipaa.toml", "us-private.toml", "us-as.toml")}


def changed(name: str, *pairs: tuple[str, str]) -> dict[str, bytes]:
    """The shipped law with some words of one file put in the place of others."""
    files = shipped()
    text = files[name].decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return files | {name: text.encode()}


def write(path: Path, files: dict[str, bytes] | None = None, **named: Any) -> Path:
    """Write a signed pack of these files, or of a law in which Indiana gives 30 days, not 45."""
    path.write_bytes(make(files or indiana(), about(**named), KEY))
    return path


def indiana() -> dict[str, bytes]:
    return changed("us-in.toml", ("days = 45", "days = 30"))
