"""Evidence: a photo or file is copied into the binder and its fingerprint written down."""

import hashlib
import mimetypes
from pathlib import Path

from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.kinds import EvidenceAdded
from ir_app.core.moment import Moment
from ir_app.core.progress import Cancelled, Progress
from ir_app.problems import Problem
from ir_app.store.binder import Act

LIMIT = (
    512 * 1024 * 1024
)  # bytes; larger files stay on a drive and only their place is written down


def keep(
    desk: Desk,
    incident: str,
    path: Path,
    *,
    description: str = "",
    step: str = "",
    happened: Moment | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Change:
    """Copy a file into the binder with its SHA-256; the file itself is left as it was."""
    size = _size(path)
    if size > LIMIT:
        raise Problem(
            what=f"This file is {size / 1024**3:.1f} GB. That is too large for the binder.",
            safe="The file was left as it is. Everything you entered is safe.",
            do="Copy it to a clean drive, label the drive, and write down where you keep it.",
        )
    number = len(desk.incident(incident).evidence) + 1
    sha256, counted = fingerprint(path, progress, cancelled)

    def copy(act: Act) -> None:
        if act.put_blob(path, LIMIT)[0] != sha256:
            raise Problem(
                what="The file changed while it was copied.",
                do="Close the program that writes to it and add it again.",
            )

    data = EvidenceAdded(
        evidence=f"EV-{number:04d}",
        name=path.name,
        sha256=sha256,
        size=counted,
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        description=description.strip(),
        step=step,
    )
    entries = desk.record(incident, [data], happened=happened, beside=copy)
    return Change(tuple(entries), f"Kept as {data.evidence}: {path.name}")


def fingerprint(
    path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> tuple[str, int]:
    """Return SHA-256 (hex) and size in bytes of a file, read in pieces."""
    running, size, whole = hashlib.sha256(), 0, _size(path)
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                running.update(piece)
                size += len(piece)
                _report(size, whole, progress, cancelled)
    except OSError as trouble:
        raise _unreadable(path) from trouble
    return running.hexdigest(), size


def _report(done: int, whole: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
    if cancelled and cancelled():
        raise Problem(what="Stopped. The file was not added.", do="Add it again when you want.")
    if progress:
        progress(done, whole)


def _size(path: Path) -> int:
    try:
        if not path.is_file():
            raise _unreadable(path)
        return path.stat().st_size
    except OSError as trouble:
        raise _unreadable(path) from trouble


def _unreadable(path: Path) -> Problem:
    return Problem(
        what=f"The file “{path.name}” can't be read.",
        do="Check that it is still there and that no other program holds it open.",
    )
