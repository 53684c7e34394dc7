"""Rows that only the store keeps: a letter without its bytes, and letters in the making."""

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


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A batch of letters that is being written, and what it is written from."""

    batch: str
    plan: str  # the same for all computers that would write the very same letters
    count: int  # letters in all
    held: int  # people for whom none can be written


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One letter to be: its place in the batch, its number and the person's id."""

    place: int
    letter: str
    person: str


class WorkEnded(Exception):  # noqa: N818 - no error: another computer was first
    """The batch is not being written any more: it is done, or was begun anew."""
