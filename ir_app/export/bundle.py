"""The bundle: one ZIP with everything, a manifest of SHA-256, and a way to check it alone."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ir_app.core.progress import Cancelled, Progress
from ir_app.core.seals import fingerprint
from ir_app.export.timeline import neutral
from ir_app.problems import Problem

STAND_ALONE = Path(__file__).parent / "verify_bundle.py"
README = """\
This file pack was made by Incident Binder.

timeline.docx, timeline.csv   what was done, by whom and when
journal/                      the record itself, one line an entry, exactly as it was stored
letters/                      the letters as Word files, with a list of their fingerprints
evidence/                     the files that were kept as evidence, unchanged
manifest.csv, manifest.json   name, size and SHA-256 of every file in this pack

To check it with the program:      ir-app verify bundle.zip
To check it with Python alone:     python3 -I verify_bundle.py bundle.zip
To check one file by hand:         certutil -hashfile FILE SHA256      (Windows)
                                   shasum -a 256 FILE                  (macOS, Linux)
and compare with its line in manifest.csv.

What this shows: that nothing in this pack was changed since it was made, as long as the
fingerprint of the pack, or of the key that sealed it, is known from somewhere else (a letter, an
e-mail, a note). It can't show that a person told the truth.
"""


@dataclass
class BundleParts:
    """What goes into a bundle."""

    timeline_docx: bytes
    timeline_csv: bytes
    journals: dict[str, list[tuple[str, str]]]  # id -> (canonical text, hash) in order
    letters: Iterable[tuple[str, str, bytes]] = ()  # file name, state, bytes
    letter_count: int = 0
    evidence: Iterable[tuple[str, Iterable[bytes]]] = ()  # file name, pieces
    seal_keys: tuple[str, ...] = ()  # public keys (hex) whose seals count
    left_out: str = ""  # what this pack does not hold, in a sentence


@dataclass(frozen=True, slots=True)
class BundleMade:
    """A finished bundle."""

    path: Path
    files: int
    size: int  # bytes
    sha256: str
    manifest_sha256: str


def write_bundle(
    path: Path,
    parts: BundleParts,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BundleMade:
    """Write a bundle whole or not at all; refuses to overwrite a file; raises Problem."""
    if path.exists():
        raise Problem(
            what=f"There is already a file called “{path.name}” there.",
            safe="It was left as it is.",
            do="Pick another name.",
        )
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        manifest = _write(part, parts, progress, cancelled)
        part.replace(path)
    except OSError as trouble:
        raise Problem(
            what=f"The file pack “{path.name}” could not be saved there.",
            do="Check that the disk is not full and the folder can be written, or pick another.",
            details=type(trouble).__name__,
        ) from trouble
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return BundleMade(
        path=path,
        files=len(manifest),
        size=path.stat().st_size,
        sha256=_file_digest(path),
        manifest_sha256=hashlib.sha256(_manifest_csv(manifest)).hexdigest(),
    )


Line = tuple[str, int, str]  # name, bytes, SHA-256


def _write(
    path: Path, parts: BundleParts, progress: Progress | None, cancelled: Cancelled | None
) -> list[Line]:
    manifest: list[Line] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as out:
        for name, pieces in _members(parts):
            if cancelled and cancelled():
                raise Problem(what="Stopped. No file pack was made.", do="Make it again any time.")
            manifest.append(_put(out, name, pieces))
            if progress:
                progress(len(manifest), 12 + parts.letter_count)
        _put(out, "manifest.csv", [_manifest_csv(manifest)])
        _put(out, "manifest.json", [_manifest_json(manifest)])
    return manifest


def _members(parts: BundleParts) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield "README.txt", [(README + (f"\n{parts.left_out}\n" if parts.left_out else "")).encode()]
    yield "verify_bundle.py", [STAND_ALONE.read_bytes()]
    yield "timeline.docx", [parts.timeline_docx]
    yield "timeline.csv", [parts.timeline_csv]
    heads = {}
    for id_, rows in parts.journals.items():
        yield f"journal/{id_}.jsonl", ((text + "\n").encode() for text, _ in rows)
        heads[id_] = {"entries": len(rows), "head": rows[-1][1] if rows else ""}
    yield "journal/heads.json", [json.dumps(heads, indent=2, sort_keys=True).encode()]
    if parts.seal_keys:
        yield "journal/seals.json", [_seal_keys(parts.seal_keys)]
    index = [("file", "state", "sha256")]
    for name, state, data in parts.letters:
        index.append((name, state, hashlib.sha256(data).hexdigest()))
        yield f"letters/{name}", [data]
    if len(index) > 1:
        yield "letters/index.csv", [_csv(index)]
    for name, pieces in parts.evidence:
        yield f"evidence/{name}", pieces


def _seal_keys(keys: tuple[str, ...]) -> bytes:
    named = {key: fingerprint(key) for key in keys}
    return json.dumps({"keys": keys, "fingerprints": named}, indent=2).encode()


def _put(out: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> Line:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the same input gives the same bytes
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    running, size = hashlib.sha256(), 0
    with out.open(info, "w", force_zip64=name.startswith("evidence/")) as member:
        for piece in pieces:
            running.update(piece)
            size += len(piece)
            member.write(piece)
    return name, size, running.hexdigest()


def _manifest_csv(manifest: list[Line]) -> bytes:
    return _csv([("path", "bytes", "sha256"), *((n, str(s), h) for n, s, h in manifest)])


def _manifest_json(manifest: list[Line]) -> bytes:
    rows = [{"path": name, "bytes": size, "sha256": sha} for name, size, sha in manifest]
    return json.dumps({"format": 1, "files": rows}, indent=1).encode()


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
