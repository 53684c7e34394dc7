"""``ir-app playbook export --cacao`` and ``import``."""

import argparse
import re
from pathlib import Path
from typing import Any

import msgspec

from ir_app.cli.line import Answer
from ir_app.clock import SystemClock
from ir_app.places import content
from ir_app.playbook.cacao.export import as_json, document
from ir_app.playbook.cacao.judge import judged
from ir_app.playbook.cacao.load import load
from ir_app.playbook.cacao.strict import SIZE, refused
from ir_app.playbook.model import Playbook
from ir_app.playbook.pin import sealed
from ir_app.playbook.read import NOT_PLAYBOOKS, load_library, read_playbook, read_shared
from ir_app.playbook.write import as_toml
from ir_app.problems import Problem

# Names that Windows keeps for devices can't be the name of a file.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))]
)


def exported(asked: argparse.Namespace) -> Answer:
    """Answer with CACAO documents, or with the files they were written to."""
    library = load_library(content("playbooks"))
    books = [library.playbook(asked.name)] if asked.name else list(library.playbooks)
    contacts = {contact.id: contact.label for contact in library.contacts}
    now = SystemClock().now()
    made = {book.id: document(book, library.facts, contacts, now) for book in books}
    if asked.out is None:
        whole: Any = next(iter(made.values())) if asked.name else list(made.values())
        return Answer(as_json(whole).decode().rstrip(), whole)
    paths = [_saved(asked.out / f"{_file_name(id_)}.json", as_json(d)) for id_, d in made.items()]
    return Answer("\n".join(paths), {"files": paths})


def imported(asked: argparse.Namespace) -> Answer:
    """Answer with what was loaded, what was not kept and what the check found wrong."""
    loaded = load(_read(asked.file))
    path = _write(loaded.playbook, asked.out)
    library = load_library(content("playbooks"))
    wrong = judged(loaded.playbook, library)
    lines = [
        str(path),
        *(f"note: {note}" for note in loaded.notes),
        *(f"wrong: {w}" for w in wrong),
    ]
    data = {
        "file": str(path),
        "id": loaded.playbook.id,
        "steps": len(loaded.playbook.steps),
        "notes": list(loaded.notes),
        "wrong": wrong,
    }
    return Answer("\n".join(lines), data, code=1 if wrong else 0)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(SIZE + 1)  # one more than is taken, so that more is noticed
    except OSError as trouble:
        raise refused("it can't be opened", str(trouble)) from None


def _write(book: Playbook, folder: Path) -> Path:
    """Write the playbook as TOML and read it back before anyone relies on it."""
    shared = read_shared(content("playbooks") / "shared.toml")
    path: Path = folder / f"{_file_name(book.id)}.toml"
    _saved(path, as_toml(book, shared).encode())
    try:
        # What it asks for is declared elsewhere; the file itself holds all the rest.
        reread = msgspec.structs.replace(read_playbook(path, shared), asks=book.asks)
        same = sealed(reread, {}) == sealed(book, {})
    except Problem:
        same = False
    if not same:
        path.unlink()
        raise refused("it can't be written as a playbook of this program without changing it")
    return path


def _file_name(id_: str) -> str:
    """Return the id when it can name a file on any computer."""
    plain = re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", id_)
    if not plain or id_ in NOT_PLAYBOOKS or id_ in _DEVICES:
        raise refused("its short name can't be the name of a file")
    return id_


def _saved(path: Path, text: bytes) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(text)
    except FileExistsError:
        raise Problem(
            what=f"There is a file called “{path.name}” in that folder already.",
            safe="It was not touched.",
            do="Choose another folder, or move the file away.",
        ) from None
    except OSError as trouble:
        raise Problem(
            what=f"“{path.name}” can't be written there.",
            safe="Nothing was changed.",
            do="Choose a folder that you can write to.",
            details=str(trouble),
        ) from None
    return str(path)
