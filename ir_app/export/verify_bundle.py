"""Checks a file pack of Incident Binder with nothing but Python: python3 -I verify_bundle.py FILE.

It reads the manifest, compares every file, and follows the journal's chain of hashes. It can be
read in two minutes, so that nobody has to trust it.
"""

import csv
import hashlib
import io
import json
import sys
import zipfile

LARGEST = 8 * 1024**3  # bytes unpacked; a pack that claims more is not one of ours
OUTSIDE = ("manifest.csv", "manifest.json")


def faults_of(path):
    """Return (number of files, number of entries, sentences about faults) of a pack."""
    try:
        with zipfile.ZipFile(path) as pack:
            return _faults(pack)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as trouble:
        return 0, 0, [f"The file pack can't be read: {trouble}."]
    except (ValueError, KeyError, TypeError, StopIteration) as trouble:
        return 0, 0, [f"The file pack is damaged: {trouble}."]


def _faults(pack):
    names = pack.namelist()
    bad = [n for n in names if n.startswith("/") or ".." in n.split("/") or "\\" in n]
    if bad:
        return 0, 0, [f"“{bad[0]}” is not a name a file pack may hold."]
    if sum(info.file_size for info in pack.infolist()) > LARGEST:
        return 0, 0, ["The file pack claims to hold more than 8 GB. It was not unpacked."]
    if "manifest.csv" not in names:
        return 0, 0, ["The manifest is missing."]
    rows = list(csv.reader(io.StringIO(pack.read("manifest.csv").decode())))[1:]
    told = {row[0]: row[2] for row in rows}
    faults = [f"“{n}” is missing." for n in told if n not in names]
    faults += [f"“{n}” was added." for n in names if n not in told and n not in OUTSIDE]
    faults += [f"“{n}” is there twice." for n in sorted({n for n in names if names.count(n) > 1})]
    same = {f["path"]: f["sha256"] for f in json.loads(pack.read("manifest.json"))["files"]}
    if same != told:
        faults.append("The two manifests do not say the same.")
    for name, want in told.items():
        if name in names and _digest(pack, name) != want:
            faults.append(f"“{name}” was changed.")
    heads = json.loads(pack.read("journal/heads.json"))
    entries = 0
    for journal, head in heads.items():
        lines = pack.read(f"journal/{journal}.jsonl").decode().split("\n")[:-1]
        entries += len(lines)
        faults += _chain(journal, lines, head)
    return len(told), entries, faults


def _digest(pack, name):
    running = hashlib.sha256()
    with pack.open(name) as member:
        while piece := member.read(1 << 20):
            running.update(piece)
    return running.hexdigest()


def _chain(journal, lines, head):
    before = "0" * 64
    for place, line in enumerate(lines, start=1):
        body = json.loads(line)
        if body["seq"] != place or body["prev"] != before or body["incident"] != journal:
            return [f"Journal {journal}: entry {place} does not follow the one before it."]
        before = hashlib.sha256(line.encode()).hexdigest()
    if len(lines) != head["entries"] or (lines and before != head["head"]):
        return [f"Journal {journal}: it does not end where it ended when the pack was made."]
    return []


def main():
    """Check the pack named on the command line; exit code 1 when something was changed."""
    if len(sys.argv) != 2:
        sys.stderr.write("Usage: python3 -I verify_bundle.py bundle.zip\n")
        return 2
    files, entries, faults = faults_of(sys.argv[1])
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    if not faults:
        sys.stdout.write(f"All {files} files and {entries} entries are as they were made.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
