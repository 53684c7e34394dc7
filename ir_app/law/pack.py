"""A law pack: every law file in one signed file, with what changed in plain words.

The file is one canonical JSON text (RFC 8785): one set of values has one spelling, so nothing can
hide in it, nothing is unpacked, and no name in it ever becomes a path.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ir_app import __version__
from ir_app.law.check import check_files
from ir_app.law.publishers import Publisher, Publishers
from ir_app.law.read import Law, read_law
from ir_app.problems import Problem

FORMAT = 1
ENDING = ".lawpack"
LARGEST = 8 << 20  # bytes of a pack
LARGEST_FILE = 512 << 10  # bytes of one law file
MOST_FILES = 100
_NAME = re.compile(r"us-[a-z]{2,7}\.toml")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")  # one spelling only
_VERSION = re.compile(r"[0-9]{4}\.[0-9]{1,3}")
_NEEDS = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,2}")


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is signed: what the pack is, what changed, and the digest of every file."""

    format: int = FORMAT
    version: str  # "2027.1": the year and a running number
    made: date
    review_due: date
    needs: str  # the oldest program that reads it rightly
    changes: dict[str, tuple[str, ...]]  # two letters or US: sentences in plain words
    files: dict[str, str]  # name: SHA-256


class Container(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    manifest: Manifest
    key: str  # public key, 64 hex digits
    signature: str  # Ed25519 over message(), 128 hex digits
    files: dict[str, str]  # name: text


class _Format(msgspec.Struct):
    format: int


class _Start(msgspec.Struct):
    manifest: _Format


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack in which every byte was checked."""

    manifest: Manifest
    publisher: Publisher
    law: Law
    sha256: str  # of the file
    body: bytes = field(repr=False)

    @property
    def number(self) -> tuple[int, ...]:
        """Return the version as numbers, for comparing."""
        return numbers(self.manifest.version)


def numbers(version: str) -> tuple[int, ...]:
    """Return a version like "2027.1" as numbers."""
    return tuple(int(part) for part in version.split("."))


def message(manifest: Manifest) -> bytes:
    """Return the bytes a publisher signs."""
    return b"Incident Binder law pack 1\n" + rfc8785.dumps(msgspec.to_builtins(manifest))


# --- making -------------------------------------------------------------------------------------


def make(files: Mapping[str, bytes], about: dict[str, Any], private: bytes) -> bytes:
    """Return a signed pack; ``about`` is the manifest without its files. Raises Problem."""
    digests = {name: hashlib.sha256(body).hexdigest() for name, body in files.items()}
    try:
        manifest = msgspec.convert({**about, "files": digests}, Manifest)
    except msgspec.ValidationError as trouble:
        raise Problem(
            what=f"The pack can't be made: {trouble}.", safe="", do="Correct it."
        ) from None
    key = Ed25519PrivateKey.from_private_bytes(private)
    whole = Container(
        manifest=manifest,
        key=key.public_key().public_bytes_raw().hex(),
        signature=key.sign(message(manifest)).hex(),
        files={name: body.decode("utf-8") for name, body in files.items()},
    )
    body = _spelled(whole)
    own = Publisher(key=whole.key, name="", since=date.min)
    read_pack(body, Publishers((own,)))  # never hand out what would be refused
    return body


def _spelled(whole: Container) -> bytes:
    return rfc8785.dumps(msgspec.to_builtins(whole))


# --- reading ------------------------------------------------------------------------------------


def read_pack(body: bytes, publishers: Publishers) -> Pack:
    """Check a pack to its last byte and return it; raises Problem with the reason if it is off."""
    whole = _decoded(body)
    publisher = _signed(whole, publishers)
    files = _files(whole)
    _likely(whole.manifest)
    # The computer's clock may be wrong on a bad day: the pack's own day is what counts.
    findings = check_files(files, whole.manifest.made)
    if findings:
        raise refusal(f"A law file in it has a mistake. {findings[0].file}: {findings[0].sentence}")
    law = read_law(files)
    return Pack(whole.manifest, publisher, law, hashlib.sha256(body).hexdigest(), body)


def _decoded(body: bytes) -> Container:
    if len(body) > LARGEST:
        raise refusal("It is far too large for a law file.")
    try:
        found = msgspec.json.decode(body, type=_Start).manifest.format
    except (ValueError, RecursionError):
        raise refusal("It is not a law file, or not whole.") from None
    if found > FORMAT:
        raise refusal("It was made for a newer version of this program.", "Update the program.")
    try:
        whole = msgspec.json.decode(body, type=Container)
        same = _spelled(whole) == body
    except (ValueError, RecursionError):
        raise refusal("It is damaged, or was changed.") from None
    if not same:
        raise refusal("It is damaged, or was changed.")
    return whole


def _signed(whole: Container, publishers: Publishers) -> Publisher:
    if not whole.signature:
        raise refusal("Nobody signed it.")
    publisher = publishers.find(whole.key)
    if publisher is None:
        raise refusal(
            "It is signed with a key that this program does not know.",
            "If it comes from the makers of this program, update the program first.",
        )
    if not _SIGNATURE.fullmatch(whole.signature):
        raise refusal("It is damaged, or was changed.")
    if not publisher.signed(bytes.fromhex(whole.signature), message(whole.manifest)):
        raise refusal("It was changed after it was signed.")
    if not publisher.may_sign(whole.manifest.made):
        raise refusal("The key it is signed with was no longer good, or not yet.")
    return publisher


def _files(whole: Container) -> dict[str, bytes]:
    files = {name: text.encode("utf-8") for name, text in whole.files.items()}
    if whole.manifest.files.keys() != files.keys():
        raise refusal("Its list of files and its files do not fit together.")
    if len(files) > MOST_FILES or any(len(body) > LARGEST_FILE for body in files.values()):
        raise refusal("It is far too large for a law file.")
    for name, body in files.items():
        if not _NAME.fullmatch(name):
            raise refusal("A file in it has a name that no law file has.")
        if hashlib.sha256(body).hexdigest() != whole.manifest.files[name]:
            raise refusal("It was changed after it was signed.")
    return files


def _likely(manifest: Manifest) -> None:
    if not _VERSION.fullmatch(manifest.version) or not _NEEDS.fullmatch(manifest.needs):
        raise refusal("Its version is not written as this program writes versions.")
    if manifest.review_due <= manifest.made:
        raise refusal("The day it should be looked at again comes before the day it was made.")
    if numbers(manifest.needs) > numbers(__version__):
        raise refusal("It was made for a newer version of this program.", "Update the program.")


def refusal(why: str, do: str = "Get it again from where it came, or ask the attorney.") -> Problem:
    """Say calmly that a law file is not taken, and why."""
    return Problem(
        what=f"This law file can't be used. {why}",
        safe="Nothing was changed: the dates are worked out as before.",
        do=do,
    )
