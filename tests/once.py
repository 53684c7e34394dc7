"""What came with the program is read once for all tests: none changes it, and reading is slow."""

from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar

from ir_app.actions import desk, laws
from ir_app.cli import cacao
from ir_app.cli import playbook as commands
from ir_app.law import read as law
from ir_app.places import content
from ir_app.playbook import read as playbooks

T = TypeVar("T")


def read_once() -> None:
    """Keep the shipped law and playbooks after the first reading; other folders are read anew."""
    load_law = _once(law.load_law, content("resources", "law"))
    load_library = _once(playbooks.load_library, content("playbooks"))
    for module in (law, laws):
        setattr(module, load_law.__name__, load_law)
    for other in (playbooks, desk, cacao, commands):
        setattr(other, load_library.__name__, load_library)


def _once(read: Callable[[Path], T], shipped: Path) -> Callable[[Path], T]:
    kept = cache(lambda: read(shipped))

    @wraps(read)
    def once(folder: Path) -> T:
        return kept() if folder == shipped else read(folder)

    return once
