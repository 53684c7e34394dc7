"""This computer's own name among the computers of a group: random, made once, kept outside."""

import platform
from uuid import uuid4

from ir_app.places import state_folder


def machine_id() -> str:
    """Return the same name at each call; the host's where none can be kept."""
    path = state_folder() / "machine"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            made = path.with_name(f"{path.name}.{uuid4().hex}")
            made.write_text(uuid4().hex, encoding="ascii")
            made.replace(path)
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return platform.node()
