"""A binder that ends earlier than it was last seen to end: found out, and written down."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ir_app.core.kinds import OlderCopyFound
from ir_app.core.practice import PRACTICE
from ir_app.places import state_folder
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.marks import Marks

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk


def differences(binder: Binder, marks: Marks) -> list[OlderCopyFound]:
    """Return every journal that does not hold what was last seen of it.

    Damaged ones are left to the check, which names them better.
    """
    found = []
    for journal in marks.known:
        with suppress(Problem):
            difference = _difference(binder, marks, journal)
            found += [difference] if difference else []
    return found


def _difference(binder: Binder, marks: Marks, journal: str) -> OlderCopyFound | None:
    mark, head = marks.known[journal], binder.head(journal)
    if head and head.seq >= mark.seq:
        (then, *_) = binder.entries(journal, after=mark.seq - 1)
        if then.hash == mark.hash:
            return None
    return OlderCopyFound(
        journal=journal,
        known_seq=mark.seq,
        known_hash=mark.hash,
        known_at=mark.at,
        found_seq=head.seq if head else 0,
    )


def write_down(desk: Desk, marks: Marks) -> list[OlderCopyFound]:
    """Record what ``differences`` found, each once, and go on from what is there."""
    found = differences(desk.binder, marks)
    new = [d for d in found if d.known_hash not in _known_to(desk.binder, d)]
    for difference in found:
        missing = difference.found_seq == 0
        if difference in new:
            desk.record_by_program(PRACTICE if missing else difference.journal, [difference])
        if missing:
            marks.forget(difference.journal)
    return new


def marks_of(binder: Binder) -> Marks | None:
    """Return the marks of a binder, or None before its first entry."""
    key = binder.identity
    return Marks.of(key, binder.folder, state_folder()) if key else None


def not_written_down(binder: Binder) -> list[str]:
    """Return, in sentences, what this copy lacks of what was seen here and nobody wrote down."""
    from ir_app.export.sentences import difference as words

    marks = marks_of(binder)
    if marks is None:
        return []
    found = differences(binder, marks)
    return [words(d) for d in found if d.known_hash not in _known_to(binder, d)]


def _known_to(binder: Binder, difference: OlderCopyFound) -> set[str]:
    journal = PRACTICE if difference.found_seq == 0 else difference.journal
    written = (entry.data for entry in binder.entries(journal))
    return {data.known_hash for data in written if isinstance(data, OlderCopyFound)}
