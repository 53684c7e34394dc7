"""Rows that only the store keeps: what it knows of a letter without its bytes."""

import msgspec


class LetterRow(msgspec.Struct, frozen=True, kw_only=True):
    """One letter of a batch as the list shows it; the Word file itself is read separately."""

    batch: str
    letter: str
    person: str  # person id
    sha256: str  # of the Word file
    text_sha256: str  # of the words in it
    state: str  # two letters, or "" when unknown
    addressee: str
    file_name: str
    pages: int | None = None  # None until somebody counted
