"""Looking for a patient list in raw bytes: as text of any width, encoded, and packed."""

import base64
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick

_SHORTEST = 6  # bytes worth looking into
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_DEEP = 4  # packages within packages
_LARGEST = 64 << 20  # bytes unpacked from one place


def words_of(roster: Path) -> set[str]:
    """Names, addresses, numbers, birth dates and e-mails of a list, each in its usual spellings."""
    with roster.open(encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file))
    found = {word for person in people for word in _of_one(person)}
    return {word for word in found if len(word) >= 8}


def _of_one(person: dict[str, str]) -> Iterator[str]:
    first, last, born = person["FName"], person["LName"], person["Birthdate"]
    yield from (f"{first} {last}", f"{last}, {first}", person["Address"], person["Email"])
    if not born.startswith("0001"):
        year, month, day = born.split("-")
        yield from (born, f"{month}/{day}/{year}", f"{int(month)}/{int(day)}/{year}")
    number = re.sub(r"\D", "", person["SSN"])
    if len(number) == 9:
        yield from (number, f"{number[:3]}-{number[3:5]}-{number[5:]}")
    phone = re.sub(r"\D", "", person["HmPhone"])
    if len(phone) == 10:
        yield from (person["HmPhone"], phone, f"{phone[:3]}-{phone[3:6]}-{phone[6:]}")


@dataclass(frozen=True)
class Needles:
    """What is looked for, in one pass over the bytes."""

    words: tuple[str, ...]  # one for each spelling, in the order of the search
    search: BytesAhoCorasick

    @classmethod
    def of(cls, words: set[str]) -> "Needles":
        """Spell every word in every encoding in which it might lie in a file."""
        spelled = [(some, word) for word in sorted(words) for some in _spellings(word)]
        return cls(tuple(word for _, word in spelled), BytesAhoCorasick([s for s, _ in spelled]))

    def in_bytes(self, content: bytes) -> set[str]:
        """Return the words that lie in the bytes as they are."""
        found = self.search.find_matches_as_indexes(content, overlapping=True)
        return {self.words[which] for which, _, _ in found}

    def found(self, content: bytes) -> set[str]:
        """Return the words that lie in the bytes or in anything packed inside them."""
        return {word for layer in layers(content, _DEEP) for word in self.in_bytes(layer)}


def _spellings(word: str) -> Iterator[bytes]:
    for raw in {word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")}:
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        yield from _in_base64(raw)


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """The three ways in which bytes look within base64, without the signs that others share."""
    for before in range(3):
        coded = base64.b64encode(bytes(before) + raw)
        yield coded[(0, 2, 3)[before] : len(coded) - (4 if (before + len(raw)) % 3 else 0)]


def layers(content: bytes, deep: int) -> Iterator[bytes]:
    """Yield the bytes, the members of every zip in them, and what every deflated stream holds."""
    yield content
    if not deep:
        return
    for inner in (*_members(content), *_streams(content)):
        yield from layers(inner, deep - 1)


def _members(content: bytes) -> Iterator[bytes]:
    if not content.startswith(b"PK\x03\x04"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.infolist():
                if member.file_size <= _LARGEST:
                    yield packed.read(member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        return  # half a package: what of it is not packed is searched as it is


def _streams(content: bytes) -> Iterator[bytes]:
    whole = memoryview(content)
    for match in _ZLIB.finditer(content):
        unpacking = zlib.decompressobj(wbits=47)  # zlib or gzip, by its first bytes
        try:
            inner = unpacking.decompress(whole[match.start() : match.start() + _LARGEST], _LARGEST)
        except zlib.error:
            continue
        if len(inner) > _SHORTEST:
            yield inner
