"""Clocks of a group: when this computer's is far from the server's, and whether that is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ir_app.core.kinds import ClockDiffers

if TYPE_CHECKING:
    from ir_app.store.binder import Binder

LIMIT = 120  # seconds that two clocks may differ without a word


def to_note(binder: Binder, journal: str, noted: dict[str, int]) -> ClockDiffers | None:
    """Return what a journal must say of this computer's clock now, None when it says it already.

    ``noted`` remembers what it says (seconds), so that the journal is looked through only once.
    """
    if binder.ahead is None:
        return None
    ahead = round(binder.ahead)
    if journal not in noted:
        noted[journal] = _last(binder, journal)
    if abs(ahead - noted[journal]) <= LIMIT:
        return None
    return ClockDiffers(machine=binder.machine, ahead=ahead)


def _last(binder: Binder, journal: str) -> int:
    for entry in reversed(binder.entries(journal)):
        if isinstance(entry.data, ClockDiffers) and entry.data.machine == binder.machine:
            return entry.data.ahead
    return 0
