"""The operating system's keyring, when there is one that keeps its secrets from other people."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

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

    def keep(backend: "KeyringBackend") -> bool:
        backend.set_password(SERVICE, name, secret.hex())
        return backend.get_password(SERVICE, name) == secret.hex()

    return bool(_first(keep))


def get(name: str) -> bytes | None:
    """Return a secret, or None when this computer or this account does not have it."""

    def find(backend: "KeyringBackend") -> bytes | None:
        found = backend.get_password(SERVICE, name)
        return bytes.fromhex(found) if found else None

    return _first(find)


def forget(name: str) -> None:
    """Remove a secret; one that is not there is no trouble."""
    _first(lambda backend: backend.delete_password(SERVICE, name))


def _first(ask: "Callable[[KeyringBackend], T | None]") -> "T | None":
    for backend in _backends():
        # An edge: there is none, it is locked, the person said no, or its bus broke down. Each
        # system raises its own kind, and each means the same: this keyring does not help.
        with contextlib.suppress(Exception):
            if answer := ask(backend):
                return answer
    return None


def _backends() -> Iterator["KeyringBackend"]:
    import keyring

    chosen = keyring.get_keyring()
    for backend in getattr(chosen, "backends", None) or [chosen]:  # one, or a chain of several
        if type(backend).__module__ in TRUSTED:
            yield backend
