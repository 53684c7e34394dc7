"""What an approval signs: one digest over template, facts, people and every letter."""

import hashlib
from collections.abc import Sequence
from typing import Protocol

import msgspec

from ir_app.letters.facts import LetterFacts


class Fingerprints(Protocol):
    """A letter, or its line in the register: what an approval needs to know of it."""

    @property
    def letter(self) -> str:
        """Return its number."""
        ...

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the Word file."""
        ...

    @property
    def text_sha256(self) -> str:
        """Return the SHA-256 of the words in it."""
        ...


def facts_digest(facts: LetterFacts) -> str:
    """Return SHA-256 over everything the letters say about what happened and who sends them."""
    return hashlib.sha256(msgspec.json.encode(facts, order="deterministic")).hexdigest()


def batch_digest(
    template_sha256: str, facts_sha256: str, people_sha256: str, letters: Sequence[Fingerprints]
) -> str:
    """Return SHA-256 over template, facts, people and the text and bytes of every letter."""
    running = hashlib.sha256()
    for part in (template_sha256, facts_sha256, people_sha256):
        running.update(part.encode())
    for letter in letters:
        running.update(f"{letter.letter} {letter.text_sha256} {letter.sha256}\n".encode())
    return running.hexdigest()
