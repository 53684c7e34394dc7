"""High-water marks: where each journal of a binder was last seen to end, kept outside its file.

They lie in two places, the computer's own state folder and the binder's folder. Whoever brings an
old copy back seldom brings both. A mark that can't be written costs nothing but itself.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from ir_app.core.journal import Entry, stamp

BESIDE = "binder.marks"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Where one journal was last seen to end, and when that entry was recorded (UTC)."""

    seq: int
    hash: str
    at: str


class _File(msgspec.Struct, frozen=True, kw_only=True):
    key: str  # public sealing key of the binder, hex
    journals: dict[str, Mark]


class Marks:
    """The marks of one binder, known by its sealing key."""

    def __init__(self, key: str, places: Sequence[Path]) -> None:
        self._key, self._places = key, places
        self.known: dict[str, Mark] = {}
        for place in places:
            for journal, mark in _read(place, key).items():
                if journal not in self.known or mark.seq > self.known[journal].seq:
                    self.known[journal] = mark

    @classmethod
    def of(cls, key: str, folder: Path, state: Path) -> "Marks":
        """Return the marks of the binder in ``folder`` whose sealing key is ``key`` (hex)."""
        return cls(key, (state / "marks" / f"{key[:32]}.json", folder / BESIDE))

    def note(self, journal: str, head: Entry) -> None:
        """Remember where a journal ends now; it counts once ``save`` was called."""
        self.known[journal] = Mark(seq=head.seq, hash=head.hash, at=stamp(head.recorded))

    def forget(self, journal: str) -> None:
        """Let go of a journal that this copy does not hold, once that was written down."""
        self.known.pop(journal, None)

    def save(self) -> None:
        """Write the marks to both places; a place that can't be written is left out."""
        data = msgspec.json.encode(_File(key=self._key, journals=self.known))
        for place in self._places:
            with suppress(OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                part = place.with_name(f"{place.name}.part")
                part.write_bytes(data)
                part.replace(place)


def _read(place: Path, key: str) -> dict[str, Mark]:
    try:
        kept = msgspec.json.decode(place.read_bytes(), type=_File)
    except (OSError, ValueError):
        return {}
    return kept.journals if kept.key == key else {}
