"""A backup is one file, ``binder-YYYYMMDD-HHMMSS.ibk``: the encrypted binder, its keys, a list.

A zip archive that stores and does not compress: encrypted bytes don't shrink.
"""

import hashlib
import shutil
import zipfile
from pathlib import Path
from typing import Literal

import msgspec

from ir_app.problems import Problem
from ir_app.store.keys import slots

ENDING = ".ibk"
BODY = "binder.sqlite"
_LIST = "manifest.json"
_LARGEST_LIST = 16 << 20  # bytes
_BROKEN = (OSError, KeyError, ValueError, EOFError, NotImplementedError, zipfile.BadZipFile)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself, without a word of what is in the binder."""

    format: Literal[1] = 1
    made: str  # UTC, ISO 8601
    why: str
    version: str  # of the program
    schema: int
    size: int  # bytes of the encrypted file
    sha256: str
    heads: dict[str, tuple[int, str]]  # journal: number and hash of its last entry


def pack(path: Path, body: Path, keys: slots.KeyFile, manifest: Manifest) -> None:
    """Write the archive; the caller writes beside and renames."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_LIST, msgspec.json.format(msgspec.json.encode(manifest)))
        archive.writestr(slots.FILE, slots.encode(keys))
        archive.write(body, BODY)


def read_manifest(path: Path) -> Manifest:
    """Return what a backup says of itself; raises Problem for a file that is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_LIST).file_size > _LARGEST_LIST:
                raise no_backup(path)
            return msgspec.json.decode(archive.read(_LIST), type=Manifest)
    except _BROKEN:
        raise no_backup(path) from None


def read_keys(path: Path) -> slots.KeyFile:
    """Return the keys in a backup; raises Problem for a file that is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(slots.FILE).file_size <= _LARGEST_LIST:
                file = slots.decode(archive.read(slots.FILE))
                if file is not None:
                    return file
    except _BROKEN:
        pass
    raise no_backup(path)


def check(path: Path) -> Manifest:
    """Check every byte of a backup where it lies; raises Problem when one is off."""
    manifest = read_manifest(path)
    read_keys(path)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(BODY) as body:
            running = hashlib.sha256()
            while piece := body.read(1 << 20):
                running.update(piece)
    except _BROKEN:
        raise no_backup(path) from None
    if running.hexdigest() != manifest.sha256:
        raise no_backup(path)
    return manifest


def unpack(path: Path, folder: Path) -> Manifest:
    """Take a backup apart into ``folder`` and check every byte; raises Problem when one is off."""
    manifest = read_manifest(path)
    try:
        with zipfile.ZipFile(path) as archive:
            for name, to in ((BODY, BODY), (slots.FILE, slots.FILE), (slots.FILE, slots.SPARE)):
                with archive.open(name) as source, (folder / to).open("wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
                (folder / to).chmod(0o600)
    except (KeyError, ValueError, EOFError, NotImplementedError, zipfile.BadZipFile):
        raise no_backup(path) from None
    if fingerprint(folder / BODY) != manifest.sha256:
        raise no_backup(path)
    return manifest


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def no_backup(path: Path) -> Problem:
    """Say that a file is not a whole backup."""
    return Problem(
        what=f"“{path.name}” is not a backup of a binder, or it is damaged.",
        safe="Nothing was changed.",
        do="Take another backup from the list, or the copy in your second place.",
    )
