"""``ir-app law pack``: law files, from their making to their installing."""

import argparse
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from ir_app.actions import law_packs, laws
from ir_app.actions.law_packs import IncidentMoves
from ir_app.actions.story import write_whole
from ir_app.cli.law import FOLDER
from ir_app.cli.line import Answer
from ir_app.cli.sheets import open_known
from ir_app.core.change import Change
from ir_app.core.seals import fingerprint
from ir_app.law import pack as packs
from ir_app.law.pack import Pack
from ir_app.law.read import law_files
from ir_app.problems import Problem


def new_key(asked: argparse.Namespace) -> Answer:
    """Make a private key for a publisher; the public one belongs into the program."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    try:
        handle = os.open(asked.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as trouble:
        raise Problem(
            what=f"The key can't be written to “{asked.file}”.",
            safe="Nothing was changed.",
            do="Pick a name that is not taken yet, in a folder that can be written.",
        ) from trouble
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{key.private_bytes_raw().hex()}\n")
    public = key.public_key().public_bytes_raw().hex()
    words = "Keep the file offline. The public key goes into resources/publishers/law.toml."
    return Answer(f"{public}\n{words}", {"key": public, "file": str(asked.file)})


def make(asked: argparse.Namespace) -> Answer:
    """Make a signed law file from a folder of law files and the words on what changed."""
    about = _about(asked.about)
    body = packs.make(law_files(asked.files or FOLDER), about, _private(asked.key))
    write_whole(asked.out, body)
    return Answer(f"Made: {asked.out}, {len(body):,} bytes.", {"file": str(asked.out)} | about)


def inspect(asked: argparse.Namespace) -> Answer:
    """Answer with what a law file says of itself, after checking every byte of it."""
    pack = law_packs.read_file(asked.file)
    about = pack.manifest
    lines = [
        f"Law file {about.version}, made {about.made}, good until {about.review_due}.",
        f"Signed by {pack.publisher.name}, key {fingerprint(pack.publisher.key)}.",
        f"{len(about.files)} files, law version {pack.law.version}. Nothing in it was changed.",
    ]
    lines += [f"{code}: {words}" for code, said in about.changes.items() for words in said]
    return Answer("\n".join(lines), _data(pack))


def preview(asked: argparse.Namespace) -> Answer:
    """Answer with what a law file would move in every open incident; nothing is written down."""
    with closing(open_known(asked.data)) as desk:
        pack = law_packs.read_file(asked.file, desk.publishers)
        problem = law_packs.why_not(desk.law_in_use, pack)
        found = law_packs.preview(desk, pack.law)
    lines = [line for one in found for line in _lines(one)] or ["No incident is open."]
    if problem:
        lines.append(str(problem))
    data = {"incidents": [msgspec.to_builtins(one) for one in found]}
    return Answer("\n".join(lines), data | {"why_not": str(problem) if problem else ""})


def install(asked: argparse.Namespace) -> Answer:
    """Install a law file; open incidents keep their law until somebody decides."""
    return _act(asked, lambda desk: law_packs.install(desk, asked.file, older=asked.roll_back))


def remove(asked: argparse.Namespace) -> Answer:
    """Go back to the law that came with the program."""
    return _act(asked, law_packs.remove)


def use(asked: argparse.Namespace) -> Answer:
    """Let an open incident be worked out under the law in use."""
    return _act(asked, lambda desk: laws.take(desk, asked.incident))


def _act(asked: argparse.Namespace, action: Callable[[Any], Change]) -> Answer:
    with closing(open_known(asked.data)) as desk:
        said = action(desk).said
        now = desk.law_in_use
    data = {"said": said, "law_version": now.law.version, "pack": now.pack_version}
    return Answer(said, data)


def _lines(one: IncidentMoves) -> list[str]:
    lines = [f"{one.title}:"]
    for move in one.moves:
        lines += [f"  {move.sentence}", *(f"      {why}" for why in move.why)]
    return lines if one.moves else [f"{one.title}: nothing would move."]


def _data(pack: Pack) -> dict[str, Any]:
    about: dict[str, Any] = msgspec.to_builtins(pack.manifest)
    signed = {"publisher": pack.publisher.name, "key": pack.publisher.key}
    return about | signed | {"sha256": pack.sha256, "law_version": pack.law.version}


def _about(path: Path) -> dict[str, Any]:
    try:
        about: dict[str, Any] = msgspec.toml.decode(path.read_bytes(), type=dict[str, Any])
    except (OSError, ValueError) as trouble:
        raise Problem(
            what=f"“{path.name}” can't be read: {trouble}.",
            safe="Nothing was made.",
            do="docs/law/packs.md shows how it is written.",
        ) from trouble
    return about


def _private(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != 32:
        raise Problem(
            what=f"“{path.name}” is not a private key of 64 hex digits.",
            safe="Nothing was made.",
            do="Make one with: ir-app law pack key FILE",
        )
    return key
