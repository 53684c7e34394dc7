"""Papers to print, saved as Word files: the plan, the hand-over page, the go-kit."""

import hashlib
from pathlib import Path

from ir_app.actions.desk import Desk
from ir_app.actions.story import exported, write_whole
from ir_app.core.change import Change
from ir_app.core.kinds import Exported
from ir_app.problems import Problem


def save(desk: Desk, incident: str, what: str, path: Path, data: bytes) -> Change:
    """Save a paper of an incident; the journal keeps its name and its SHA-256."""
    desk.need(Exported)  # before the file is made
    save_loose(path, data)
    return exported(desk, incident, what, path, hashlib.sha256(data).hexdigest())


def save_loose(path: Path, data: bytes) -> Change:
    """Save a paper that belongs to no incident; raises Problem unless it is a Word file."""
    if path.suffix.lower() != ".docx":
        raise Problem(
            what=f"“{path.name}” is not the name of a Word file.",
            safe="Nothing was changed.",
            do="Give it a name that ends in .docx.",
        )
    write_whole(path, data)
    return Change((), f"Saved: {path}")
