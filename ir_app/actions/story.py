"""Giving the story to somebody outside: the timeline, and the file pack."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ir_app.actions.counsel import ADVICE, BANNER, texts
from ir_app.core.change import Change
from ir_app.core.kinds import Exported
from ir_app.core.progress import Cancelled, Progress
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation
    from ir_app.core.journal import Entry
    from ir_app.export.timeline import TimelineHead


def save_timeline(desk: Desk, incident: str, path: Path, *, for_counsel: bool = False) -> Change:
    """Write the timeline as Word (.docx) or as a table (.csv), by the name's ending.

    The one for counsel holds the notes for counsel too, and needs them unlocked.
    """
    from ir_app.export.timeline import rows, to_csv, to_docx

    desk.need(Exported)  # before the file is made: a refused file must not lie there
    notes = _unlocked(desk, incident) if for_counsel else None
    desk.seal(incident)
    situation = desk.situation(incident)
    told = rows(situation.incident.entries, notes=notes, asked=situation.declared)
    head = timeline_head(situation, for_counsel=for_counsel)
    last = f"{BANNER} {ADVICE}" if for_counsel else left_out(situation.incident.counsel)
    makers = {
        ".docx": lambda: to_docx(head, told),
        ".csv": lambda: to_csv(told, last=last),
    }
    make = makers.get(path.suffix.lower())
    if make is None:
        raise Problem(
            what=f"“{path.name}” is neither a Word file nor a table.",
            do="Give it a name that ends in .docx or .csv.",
        )
    data = make()
    write_whole(path, data)
    what = "timeline for counsel" if for_counsel else "timeline"
    return exported(desk, incident, what, path, hashlib.sha256(data).hexdigest())


def save_bundle(
    desk: Desk,
    incident: str,
    path: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Change:
    """Make the file pack for the attorney: timeline, journal, letters, evidence, manifest."""
    from ir_app.actions.bundling import parts
    from ir_app.export.bundle import write_bundle

    desk.need(Exported)
    desk.seal(incident)
    made = write_bundle(
        path, parts(desk.situation(incident)), progress=progress, cancelled=cancelled
    )
    return exported(desk, incident, "bundle", path, made.sha256)


def left_out(notes: Sequence[Entry]) -> str:
    """Say what a file leaves out for counsel's sake, or "" when there is nothing."""
    if not notes:
        return ""
    number = "1 entry" if len(notes) == 1 else f"{len(notes)} entries"
    return f"Left out: {number} for counsel. The text can be read only by those whom counsel named."


def timeline_head(situation: Situation, *, for_counsel: bool = False) -> TimelineHead:
    """Return what stands above the timeline: whose it is, and what it holds."""
    from ir_app import __version__
    from ir_app.export.timeline import TimelineHead

    incident, member = situation.incident, situation.desk.member
    return TimelineHead(
        practice=situation.practice.name,
        incident=incident.title,
        exported_by=member.name if member else "Incident Binder",
        exported_at=situation.now,
        app_version=__version__,
        zone=incident.zone,
        filter=(
            f"Everything, with the notes for counsel. {ADVICE}"
            if for_counsel
            else left_out(incident.counsel) or "Everything on the record; nothing left out."
        ),
        head_hash=incident.head.hash,
        band=" ".join(filter(None, [situation.desk.band, BANNER if for_counsel else ""])),
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file completely or not at all; raises Problem when the disk refuses."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as trouble:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Problem(
            what=f"“{path.name}” could not be saved there.",
            do="Check that the disk is not full and the folder can be written, or pick another.",
            details=type(trouble).__name__,
        ) from trouble


def _unlocked(desk: Desk, incident: str) -> dict[int, str]:
    notes = texts(desk, incident)
    if notes is None:
        raise Problem(
            what="The notes for counsel are locked.",
            safe="No file was made.",
            do="Unlock them with your passphrase first.",
        )
    return notes


def exported(desk: Desk, incident: str, what: str, path: Path, sha256: str) -> Change:
    """Write down that a file was made, with its SHA-256."""
    data = Exported(what=what, name=path.name, sha256=sha256)
    return Change(tuple(desk.record(incident, [data])), f"Saved: {path}")
