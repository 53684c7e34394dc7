"""Keys for tests: a keyring that lives in memory, and passphrases that cost little to try."""

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend

from ir_app.store.keys import ring
from ir_app.store.keys.cost import Cost
from ir_app.store.keys.source import KeySource

CHEAP = Cost(memory=64, passes=1, lanes=1)
WORDS = "correct horse battery"
KEY = KeySource(passphrase=WORDS, keyring=False, cost=CHEAP)
PLAIN = KeySource(plain=True)
ALONE = KeySource(keyring=False)  # nothing typed and no keyring


class Memory(KeyringBackend):
    """A keyring that works and forgets at the end of the process."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@contextmanager
def memory_keyring() -> Iterator[Memory]:
    """Put a keyring in memory in the place of this computer's."""
    before, backend = keyring.get_keyring(), Memory()
    ring.TRUSTED.add(__name__)
    keyring.set_keyring(backend)
    try:
        yield backend
    finally:
        keyring.set_keyring(before)
        ring.TRUSTED.discard(__name__)
