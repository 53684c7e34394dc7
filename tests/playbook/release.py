"""Writes ``playbooks/released.toml`` anew: ``python -m tests.playbook.release``.

Run it when a version goes out. Earlier versions stay on the list; the one that is named in the
file now takes the place of its own entry.
"""

from pathlib import Path

from ir_app.playbook.model import Playbook
from ir_app.playbook.read import Library, load_library
from ir_app.playbook.released import Release

FOLDER = Path(__file__).parents[2] / "playbooks"
HEAD = """\
# Every version of a playbook that went out: its content's digest, and the ids of its steps.
# A step that is on this list is never renamed, and never dropped without a [[retired]] line;
# one under `stops` keeps its stop line.
# Written by `python -m tests.playbook.release`.
"""


def released(library: Library) -> str:
    """Return the list with each playbook as it is now."""
    now = {(book.id, book.version): _release(book) for book in library.playbooks}
    before = {(one.playbook, one.version): one for one in library.releases}
    rows = sorted((before | now).items())
    return HEAD + "".join(_toml(one) for _, one in rows)


def _release(book: Playbook) -> Release:
    ids = tuple(step.id for step in book.steps)
    stops = tuple(step.id for step in book.steps if step.gate)
    return Release(
        playbook=book.id, version=book.version, digest=book.digest, steps=ids, stops=stops
    )


def _toml(one: Release) -> str:
    steps, stops = ("".join(f'  "{id_}",\n' for id_ in ids) for ids in (one.steps, one.stops))
    return (
        f'\n[[release]]\nplaybook = "{one.playbook}"\nversion = "{one.version}"\n'
        f'digest = "{one.digest}"\nsteps = [\n{steps}]\nstops = [\n{stops}]\n'
    )


if __name__ == "__main__":
    text = released(load_library(FOLDER))
    (FOLDER / "released.toml").write_text(text, "utf-8")
