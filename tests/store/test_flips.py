"""One flipped byte anywhere in a journal of 200 entries is found and named.

Every position of every entry through the check itself, and a sample of them in the file on disk.
"""

import random
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.core.journal import _check_row, read_entry
from ir_app.store.binder import Binder
from ir_app.store.opening import FILE
from ir_app.store.reading import _words
from tests.store.drafts import MONDAY, OPENED, opened, write

LENGTH = 200


@pytest.fixture
def written(folder: Path) -> list[tuple[str, str]]:
    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        for number in range(2, LENGTH + 1, 3):
            notes = [f"entry {n} — the back room, 8:05 am" for n in range(number, number + 3)]
            write(binder, "i1", *notes[: LENGTH + 1 - number])
        rows = list(binder.rows("i1"))
    assert len(rows) == LENGTH
    return rows


def flips(raw: bytes, bit: int) -> list[bytes]:
    return [raw[:n] + bytes([raw[n] ^ 1 << bit]) + raw[n + 1 :] for n in range(len(raw))]


def test_every_single_byte_of_every_text_and_hash(written: list[tuple[str, str]]) -> None:
    chance, before, tried = random.Random(7), None, 0
    for place, (text, stored) in enumerate(written, start=1):
        bit = chance.randrange(8)
        for flipped in flips(text.encode(), bit):
            fault = _check_row(place, _words(flipped), stored, before)
            assert fault is not None
            assert fault.seq == place
            tried += 1
        for flipped in flips(stored.encode(), bit):
            assert _check_row(place, text, _words(flipped), before) is not None
            tried += 1
        before = read_entry(text)
    assert tried > 100_000


KINDS = ["plain"]  # flips the bytes of rows; damage under encryption is test_troubles' part


def test_a_sample_of_them_in_the_file_itself(folder: Path, written: list[tuple[str, str]]) -> None:
    path, chance = folder / FILE, random.Random(11)
    stored = path.read_bytes()
    for _ in range(120):
        place = chance.randrange(LENGTH)
        text, row_hash = (part.encode() for part in written[place])
        start = stored.index(text + row_hash)
        spot = start + chance.randrange(len(text) + len(row_hash))
        flipped = bytearray(stored)
        flipped[spot] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        with Binder.open(folder, SteppedClock(MONDAY), read_only=True) as binder:
            fault = binder.fault("i1")
        assert fault is not None
        assert fault.seq == place + 1
