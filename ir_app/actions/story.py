"""Giving the story to somebody outside: the timeline, and the file pack."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ir_app.core.change import Change
from ir_app.core.kinds import Exported
from ir_app.core.progress import Cancelled, Progress
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation
    from ir_app.export.timeline import TimelineHead


def save_timeline(desk: Desk, incident: str, path: Path) -> Change:
    """Write the timeline as Word (.docx) or as a table (.csv), by the name's ending."""
    from ir_app.export.timeline import rows, to_csv, to_docx

    situation = desk.situation(incident)
    told = rows(situation.incident.entries)
    makers = {
        ".docx": lambda: to_docx(timeline_head(situation), told),
        ".csv": lambda: to_csv(told),
    }
    make = makers.get(path.suffix.lower())
    if make is None:
        raise Problem(
            what=f"“{path.name}” is neither a Word file nor a table.",
            do="Give it a name that ends in .docx or .csv.",
        )
    data = make()
    write_whole(path, data)
    return exported(desk, incident, "timeline", path, hashlib.sha256(data).hexdigest())


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

    made = write_bundle(
        path, parts(desk.situation(incident)), progress=progress, cancelled=cancelled
    )
    return exported(desk, incident, "bundle", path, made.sha256)


def timeline_head(situation: Situation) -> TimelineHead:
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
        filter="Everything on the record; nothing left out.",
        head_hash=incident.head.hash,
        band=situation.desk.band,
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


def exported(desk: Desk, incident: str, what: str, path: Path, sha256: str) -> Change:
    """Write down that a file was made, with its SHA-256."""
    data = Exported(what=what, name=path.name, sha256=sha256)
    return Change(tuple(desk.record(incident, [data])), f"Saved: {path}")
