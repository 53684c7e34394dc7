"""From the bytes of a file to rows of text: encoding, delimiter, half rows, stray bytes."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ir_app.core.progress import Cancelled, Progress
from ir_app.problems import Problem

LARGEST = 256 * 1024 * 1024  # bytes; a million patients fit well below this
LONGEST_FIELD = 1_000_000  # characters
DELIMITERS = (",", "\t", ";", "|")

_AGAIN = "Export the list again from the practice software, as CSV."


@dataclass(frozen=True)
class FileText:
    """A file's text with how it was read."""

    text: str
    encoding: str
    delimiter: str
    sha256: str
    notes: tuple[str, ...]


def read_text(
    path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> FileText:
    """Read a patient list's text; raises Problem for everything that is not one."""
    data = _bytes(path, progress, cancelled)
    _refuse_other_kinds(path, data)
    text, encoding, notes = _decode(data)
    if "\x00" in text:
        text = text.replace("\x00", "")
        notes = [*notes, "Empty bytes (NUL) between the letters were left out."]
    return FileText(
        text=text,
        encoding=encoding,
        delimiter=_delimiter(text),
        sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(notes),
    )


def _bytes(path: Path, progress: Progress | None, cancelled: Cancelled | None) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Problem(what=f"“{path.name}” is a folder.", do="Pick the file inside it.")
        if size > LARGEST:
            raise Problem(
                what=f"“{path.name}” is {size / 1e6:,.0f} MB. A patient list is much smaller.",
                do=_AGAIN + " Only the patient list, without notes or images.",
            )
        parts: list[bytes] = []
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                if cancelled and cancelled():
                    raise Problem(what="Stopped. The list was not loaded.", do="Load it any time.")
                parts.append(piece)
                if progress:
                    progress(min(len(parts) << 20, size) // 2, size)
    except OSError as trouble:
        raise Problem(
            what=f"The file “{path.name}” can't be read.",
            do="Check that it is still there and that no other program holds it open.",
        ) from trouble
    return b"".join(parts)


_PICTURE = "a picture"
_SAVE_AS = "Open it and save it as “CSV UTF-8”. Then load that file."
_OTHER_KINDS = (
    (b"PK\x03\x04", "an Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"{\\rtf", "a Word text"),
)


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    if not data.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise Problem(what=f"“{path.name}” is empty.", do=_AGAIN)
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise Problem(
                what=f"“{path.name}” is {kind}, not a CSV list.",
                do=_AGAIN if kind == _PICTURE else _SAVE_AS,
            )
    head = data[:4096].lstrip().lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise Problem(
            what=f"“{path.name}” is a web page, not a CSV list.",
            do="Open it in Excel and save it as “CSV UTF-8”. Then load that file.",
        )


def _decode(data: bytes) -> tuple[str, str, list[str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(data, "utf-16")
    zeros = data[:2000].count(0)
    if zeros > len(data[:2000]) // 4:
        little = data[1:2000:2].count(0) >= data[0:2000:2].count(0)
        return _utf16(data, "utf-16-le" if little else "utf-16-be")
    try:
        return data.decode("utf-8-sig"), "UTF-8", []
    except UnicodeDecodeError as trouble:
        if trouble.reason == "unexpected end of data" and trouble.end == len(data):
            return data[: trouble.start].decode("utf-8-sig"), "UTF-8", _cut(1)
    control = sum(data[:8192].count(bytes([c])) for c in range(1, 32) if c not in (9, 10, 12, 13))
    if control > len(data[:8192]) // 100:
        raise Problem(what="This file is not a list of text: it holds machine data.", do=_AGAIN)
    return _one_byte(data)


def _utf16(data: bytes, encoding: str) -> tuple[str, str, list[str]]:
    even = data if len(data) % 2 == 0 else data[:-1]
    try:
        return even.decode(encoding), "UTF-16", _cut(len(data) - len(even))
    except UnicodeDecodeError as trouble:
        raise Problem(what="The file breaks off in the middle of a letter.", do=_AGAIN) from trouble


def _cut(octets: int) -> list[str]:
    return ["The file breaks off in the middle of a letter."] if octets else []


def _one_byte(data: bytes) -> tuple[str, str, list[str]]:
    """Read Windows or DOS text; accented letters of old DOS lists lie where Windows has none."""
    high = [c for c in data if c >= 0x80]
    dos = sum(c in _DOS_LETTERS for c in high)
    if high and dos > len(high) * 0.6:
        return data.decode("cp437"), "DOS (cp437)", ["Read as DOS text: look at accented names."]
    text = data.decode("cp1252", errors="replace")
    notes = ["Read as Windows text: look at accented names."]
    if lost := text.count("\ufffd"):
        notes.append(f"{lost} letters could not be read and show as \ufffd.")
    return text, "Windows (cp1252)", notes


# In cp437 these are the usual accented letters; in cp1252 they are punctuation or nothing.
_DOS_LETTERS = frozenset([0x81, 0x82, 0x83, 0x84, 0x85, 0x87, 0x88, 0x89, 0x8A, 0x90, 0x94, 0xA4])


def _delimiter(text: str) -> str:
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    best = max(
        DELIMITERS,
        key=lambda mark: (sum(line.count(mark) > 0 for line in lines), lines[0].count(mark)),
    )
    if lines[0].count(best) == 0:
        raise Problem(
            what="This file has no columns: the first line is not a row of headings.",
            do=_AGAIN + " The first line must name the columns.",
        )
    return best


def read_rows(source: FileText) -> Iterator[tuple[int, list[str], str]]:
    """Yield (line number, cells, fault) for every row; ``fault`` is "" or a reason in words.

    A row with a stray quotation mark costs its own line only: reading starts afresh on the next
    one, for a guess at where its columns end would move the columns of everybody below it.
    """
    csv.field_size_limit(LONGEST_FIELD)
    lines = list(io.StringIO(source.text, newline=""))  # ends lines exactly where csv does
    start = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=source.delimiter, strict=True)
        done = 0
        try:
            for cells in reader:
                yield start + done + 1, cells, ""
                done = reader.line_num
        except csv.Error:
            yield start + done + 1, [lines[start + done].rstrip("\r\n")], _STRAY_QUOTE
            done += 1
        start += done


_STRAY_QUOTE = (
    "A quotation mark in this row stands alone, or the row is cut off: its columns are not sure."
)
