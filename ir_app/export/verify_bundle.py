"""Checks a file pack of Incident Binder with nothing but Python: python3 -I verify_bundle.py FILE.

It reads the manifest, compares every file, follows the journal's chain of hashes, and checks the
seals (Ed25519, RFC 8032). It can be read in a few minutes, so that nobody has to trust it.
"""

import csv
import hashlib
import io
import json
import sys
import zipfile

LARGEST = 8 * 1024**3  # bytes unpacked; a pack that claims more is not one of ours
SEALS = "journal/seals.json"
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
    keys = json.loads(pack.read(SEALS))["keys"] if SEALS in names else []
    entries = 0
    for journal, head in heads.items():
        lines = _lines(pack, journal)
        entries += len(lines)
        faults += _chain(journal, lines, head) or _seals(journal, lines, keys)[1]
    return len(told), entries, faults


def seals_of(path):
    """Return a sentence for each journal of a sound pack: how far it is sealed, with which key."""
    with zipfile.ZipFile(path) as pack:
        heads = json.loads(pack.read("journal/heads.json"))
        keys = json.loads(pack.read(SEALS))["keys"] if SEALS in pack.namelist() else []
        return [_seals(journal, _lines(pack, journal), keys)[0] for journal in heads]


def _lines(pack, journal):
    return pack.read(f"journal/{journal}.jsonl").decode().split("\n")[:-1]


def _seals(journal, lines, keys):
    """Return what is sealed as a sentence, and sentences about seals that do not hold."""
    sealed, faults = None, []
    for place, line in enumerate(lines, start=1):
        body = json.loads(line)
        if body["kind"] != "sealed":
            continue
        data = body["data"]
        told = f"Incident Binder seal 1\n{journal}\n{place - 1}\n{body['prev']}\n"
        same = (data["head_seq"], data["head_hash"]) == (place - 1, body["prev"])
        if not same or data["public_key"] not in keys or not _signed(data, told.encode()):
            faults.append(f"Journal {journal}: the seal in entry {place} does not hold.")
            break
        sealed = data
    if sealed is None:
        return "No entry is sealed.", faults
    behind = len(lines) - sealed["head_seq"] - 1
    rest = f"; the {behind} behind it are not" if behind else ""
    key = fingerprint(sealed["public_key"])
    return f"Sealed up to entry {sealed['head_seq']}{rest}. Fingerprint of the key: {key}", faults


def _signed(data, message):
    key, signature = bytes.fromhex(data["public_key"]), bytes.fromhex(data["signature"])
    return signed(key, message, signature)


def fingerprint(public_key):
    """Return a public key (hex) as people compare it: eight groups of four, of its SHA-256."""
    digits = hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:32]
    return " ".join(digits[i : i + 4] for i in range(0, 32, 4))


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


# --- Ed25519 as in RFC 8032, 5.1; it only checks, so neither speed nor secrecy matters ----------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # a square root of -1


def signed(public_key, message, signature):
    """Tell whether a signature (64 bytes) over a message was made with a public key (32 bytes)."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    point, r = _point(public_key), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if point is None or r is None or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    k = int.from_bytes(digest, "little") % L
    return _same(_times(s, BASE), _plus(r, _times(k, point)))


def _point(data):
    """Return the point that 32 bytes stand for, as (X, Y, Z, T), or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    x = _x(y, sign) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def _x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def _plus(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(number, point):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _plus(total, point)
        point, number = _plus(point, point), number >> 1
    return total


def _same(one, other):
    across = (one[0] * other[2] - other[0] * one[2]) % P
    return across == 0 == (one[1] * other[2] - other[1] * one[2]) % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


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
        for sentence in seals_of(sys.argv[1]):
            sys.stdout.write(f"{sentence}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
