"""Gathers what goes into a bundle, piece by piece, without holding it all in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ir_app.actions.story import left_out, timeline_head
from ir_app.core.kinds import EvidenceAdded
from ir_app.export.bundle import BundleParts
from ir_app.export.timeline import rows, to_csv, to_docx

if TYPE_CHECKING:
    from ir_app.actions.situation import Situation


def parts(situation: Situation) -> BundleParts:
    """Return the parts of an incident's bundle."""
    told = rows(situation.incident.entries, asked=situation.declared)
    entries = situation.incident.entries
    return BundleParts(
        timeline_docx=to_docx(timeline_head(situation), told),
        timeline_csv=to_csv(told, last=left_out(situation.incident.counsel)),
        journals={situation.id: [(entry.text, entry.hash) for entry in entries]},
        letters=_letters(situation),
        letter_count=len(situation.letters),
        seal_keys=situation.desk.binder.seal_keys(situation.id),
        left_out=left_out(situation.incident.counsel),
        evidence=_evidence(situation),
    )


def _letters(situation: Situation) -> Iterator[tuple[str, str, bytes]]:
    for row in situation.letters:
        data = situation.desk.binder.letter_bytes(row.batch, row.letter)
        yield row.file_name, row.state, data


def _evidence(situation: Situation) -> Iterator[tuple[str, Iterator[bytes]]]:
    for entry in situation.incident.evidence.values():
        if isinstance(entry.data, EvidenceAdded) and not entry.data.kept_at:
            name = re.sub(r"[^\w. -]", "_", entry.data.name)
            pieces = situation.desk.binder.blob(entry.data.sha256)
            yield f"{entry.data.evidence} {name}", pieces
