"""The operating system's keyring, when there is one that keeps its secrets from other people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Incident Binder"
# By name and nothing else: other packages bring keyrings that write in the clear.
TRUSTED = {
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
}


def put(name: str, secret: bytes) -> bool:
    """Keep a secret under a name and tell whether it can be read back."""
    from keyring.errors import KeyringError

    for backend in _backends():
        try:
            backend.set_password(SERVICE, name, secret.hex())
            return backend.get_password(SERVICE, name) == secret.hex()
        except (KeyringError, OSError, RuntimeError):  # none, locked, or the person said no
            continue
    return False


def get(name: str) -> bytes | None:
    """Return a secret, or None when this computer or this account does not have it."""
    from keyring.errors import KeyringError

    for backend in _backends():
        try:
            if found := backend.get_password(SERVICE, name):
                return bytes.fromhex(found)
        except (KeyringError, OSError, RuntimeError, ValueError):
            continue
    return None


def forget(name: str) -> None:
    """Remove a secret; one that is not there is no trouble."""
    from keyring.errors import KeyringError

    for backend in _backends():
        try:
            backend.delete_password(SERVICE, name)
        except (KeyringError, OSError, RuntimeError):
            continue


def _backends() -> Iterator["KeyringBackend"]:
    import keyring

    chosen = keyring.get_keyring()
    for backend in getattr(chosen, "backends", None) or [chosen]:  # one, or a chain of several
        if type(backend).__module__ in TRUSTED:
            yield backend
