"""Checks bundles and journals, and says in sentences what was changed."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from ir_app.core.journal import ChainFault, Entry, read_entry
from ir_app.core.journal import verify as verify_chain
from ir_app.core.kinds import EvidenceAdded
from ir_app.core.seals import check as check_seals
from ir_app.export.verify_bundle import faults_of, seals_of
from ir_app.problems import Problem


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a check: sentences to show, and the faults among them."""

    ok: bool
    lines: list[str]
    faults: list[str]


def verify_bundle(path: Path) -> Verdict:
    """Check a bundle against its manifest and its journal; raises Problem when it is not there."""
    if not path.is_file():
        raise Problem(
            what=f"There is no file “{path}”.", safe="", do="Check its name and its folder."
        )
    check: Callable[[str], tuple[int, int, list[str]]] = faults_of
    told: Callable[[str], list[str]] = seals_of
    files, entries, faults = check(str(path))
    if not faults:
        faults = _evidence_faults(path)
    if faults:
        return Verdict(ok=False, lines=list(faults), faults=list(faults))
    with path.open("rb") as file:
        fingerprint = hashlib.file_digest(file, "sha256").hexdigest()
    lines = [
        f"All {files} files and {entries} entries are as they were when the bundle was made.",
        *told(str(path)),
        f"Fingerprint of the bundle (SHA-256): {fingerprint}",
    ]
    return Verdict(ok=True, lines=lines, faults=[])


def _evidence_faults(path: Path) -> list[str]:
    """Compare the kept files with what the journal says of them."""
    with zipfile.ZipFile(path) as pack:
        kept = {f["path"]: f["sha256"] for f in json.loads(pack.read("manifest.json"))["files"]}
        journals = [n for n in kept if n.startswith("journal/") and n.endswith(".jsonl")]
        entries = [read_entry(line) for n in journals for line in _lines(pack, n)]
    return [fault for entry in entries for fault in _evidence_fault(entry, kept)]


def _lines(pack: zipfile.ZipFile, name: str) -> list[str]:
    return pack.read(name).decode().split("\n")[:-1]


def _evidence_fault(entry: Entry, kept: dict[str, str]) -> list[str]:
    data = entry.data
    if not isinstance(data, EvidenceAdded) or data.kept_at:
        return []
    shas = [sha for name, sha in kept.items() if name.startswith(f"evidence/{data.evidence} ")]
    if not shas:
        return [f"{data.evidence} is in the journal but not in the bundle."]
    return [] if shas == [data.sha256] else [f"{data.evidence} is not the file that was kept."]


def verify_entries(
    rows: Iterable[tuple[str, str]],
    fault: ChainFault | None = None,
    keys: Collection[str] = (),
) -> Verdict:
    """Check the rows of one journal and its seals.

    ``fault`` is what the store itself has found, if anything; ``keys`` are the public keys whose
    seals count (none: any).
    """
    listed = list(rows)
    found = fault or next(verify_chain(listed), None)
    seals = None if found else check_seals([text for text, _ in listed], keys or None)
    found = found or (seals.fault if seals else None)
    if found or seals is None:
        sentence = found.sentence if found else ""
        return Verdict(ok=False, lines=[sentence], faults=[sentence])
    line = f"All {len(listed)} entries fit together. {seals.sentence}"
    return Verdict(ok=True, lines=[line], faults=[])
