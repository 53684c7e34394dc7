"""Slots, codes and waits: any one opens, a wrong one harms nothing, a slip is named."""

import json
import random
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.keys import recovery, slots, unlocking
from ir_app.store.keys.slots import SlotKind, Wrong
from ir_app.store.keys.source import DEMO, KeySource, Locked, NeedsSecret
from ir_app.store.opening import FILE
from tests.keys import ALONE, CHEAP, KEY, WORDS, Memory
from tests.store.drafts import MONDAY, OPENED, at_the_file, texts, write

RUNS_ON = ("sqlcipher",)
WHY = "a plain file has no keys, and a server keeps none of ours"


def code_key(code: str) -> KeySource:
    return KeySource(code=code, keyring=False)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in folder.iterdir() if f.name.startswith("binder.sqlite")}


@given(st.binary(min_size=20, max_size=20))
def test_a_code_reads_back_as_it_was_written(secret: bytes) -> None:
    code = recovery.write_code(secret)
    assert [len(group) for group in code.split("-")] == [5] * 8
    assert recovery.read_code(code) == secret
    assert recovery.read_code(code.lower().replace("-", "  ")) == secret
    assert recovery.read_code(code.replace("0", "O").replace("1", "l")) == secret


@given(st.binary(min_size=20, max_size=20), st.integers(0, 39), st.integers(1, 31))
def test_one_wrong_sign_names_its_group(secret: bytes, place: int, shift: int) -> None:
    signs = recovery.write_code(secret).replace("-", "")
    known = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    other = known[(known.index(signs[place]) + shift) % 32]
    with pytest.raises(Problem) as caught:
        recovery.read_code(signs[:place] + other + signs[place + 1 :])
    assert f"The {recovery._PLACES[place // 5]} group" in caught.value.what


@given(st.binary(min_size=20, max_size=20), st.integers(0, 38))
def test_two_swapped_signs_of_a_group_and_two_swapped_groups_are_found(
    secret: bytes, place: int
) -> None:
    code = recovery.write_code(secret)
    signs = list(code.replace("-", ""))
    if place % 5 < 4 and signs[place] != signs[place + 1]:
        signs[place], signs[place + 1] = signs[place + 1], signs[place]
        with pytest.raises(Problem, match="slip"):
            recovery.read_code("".join(signs))
    groups = code.split("-")
    first = place % 7
    groups[first], groups[first + 1] = groups[first + 1], groups[first]
    with pytest.raises(Problem, match="slip"):  # even when both groups hold the same 20 bits
        recovery.read_code("-".join(groups))


def test_every_slot_opens_and_the_last_one_stays(folder: Path, clock: SteppedClock) -> None:
    with Binder.open(folder, clock, key=KeySource(passphrase=WORDS, cost=CHEAP)) as binder:
        kept = texts(write(binder, "i1", OPENED))
        assert binder.keys is not None
        code = binder.keys.new_recovery_code()
        assert [s.kind for s in binder.keys.slots] == ["passphrase", "keyring", "recovery"]
    for key in (None, KEY, code_key(code)):
        with Binder.open(folder, clock, key=key) as binder:
            assert texts(binder.entries("i1")) == kept
    with Binder.open(folder, clock) as binder:
        assert binder.keys is not None
        for slot in binder.keys.slots[1:]:
            binder.keys.revoke(slot.id)
        with pytest.raises(Problem, match="only way"):
            binder.keys.revoke(binder.keys.slots[0].id)
    for key in (ALONE, code_key(code)):
        with pytest.raises(Locked) as caught:
            Binder.open(folder, clock, key=key)
        assert caught.value.ways == ("passphrase",)
    with Binder.open(folder, clock, key=KEY) as binder:
        assert texts(binder.entries("i1")) == kept


def test_a_new_code_or_passphrase_takes_the_place_of_the_old(
    folder: Path, clock: SteppedClock
) -> None:
    with Binder.open(folder, clock, key=KEY) as binder:
        assert binder.keys is not None
        old, new = binder.keys.new_recovery_code(), binder.keys.new_recovery_code()
        binder.keys.set_passphrase("another passphrase", CHEAP)
    for wrong in (KEY, code_key(old)):
        with pytest.raises(Locked):
            Binder.open(folder, clock, key=wrong)
    for right in (code_key(new), KeySource(passphrase="another passphrase", keyring=False)):
        Binder.open(folder, clock, key=right).close()


def test_without_a_keyring_a_new_binder_asks_and_writes_nothing(
    folder: Path, clock: SteppedClock
) -> None:
    with pytest.raises(NeedsSecret):
        Binder.open(folder, clock, key=ALONE)
    assert not (folder / FILE).exists()
    assert not (folder / slots.FILE).exists()
    with pytest.raises(Problem, match="at least 8"):
        Binder.open(folder, clock, key=KeySource(passphrase="short", keyring=False))
    code = recovery.new_code()
    Binder.open(folder, clock, key=code_key(code)).close()
    Binder.open(folder, clock, key=code_key(code)).close()


def test_with_a_keyring_nobody_is_asked_and_nothing_lies_in_the_clear(
    folder: Path, clock: SteppedClock, memory: Memory
) -> None:
    with Binder.open(folder, clock) as binder:
        write(binder, "i1", OPENED)
        assert binder.keys is not None
        key = binder.keys.key
    (secret,) = memory.kept.values()
    everything = b"".join(f.read_bytes() for f in folder.iterdir())
    for hidden in (key, key.hex().encode(), bytes.fromhex(secret), secret.encode()):
        assert hidden not in everything
    memory.kept.clear()
    with pytest.raises(Locked, match="computer and account it was made on"):
        Binder.open(folder, clock)


def test_a_wrong_key_leaves_the_file_as_it_is_and_waits_grow(folder: Path) -> None:
    clock = SteppedClock(MONDAY, tick=timedelta(0))
    with Binder.open(folder, clock, key=KEY) as binder:
        write(binder, "i1", OPENED)
    before = bytes_of(folder)
    wrong = KeySource(passphrase="not the words", keyring=False)
    waits = []
    for _ in range(7):
        with pytest.raises(Locked, match="did not open"):
            Binder.open(folder, clock, key=wrong)
        waits.append(unlocking.wait_left(slots.read(folder)[0].wrong, clock.now()))
        if waits[-1]:
            with pytest.raises(Locked, match="too many") as caught:
                Binder.open(folder, clock, key=KEY)  # even the right one waits
            assert caught.value.wait == waits[-1]
        clock.forward(seconds=waits[-1])
    assert waits == [0, 0, 5, 10, 20, 40, 80]
    assert bytes_of(folder) == before
    Binder.open(folder, clock, key=KEY).close()
    assert slots.read(folder)[0].wrong == Wrong()


def test_no_wait_is_longer_than_a_quarter_of_an_hour_whatever_the_clock_does() -> None:
    wrong = Wrong(count=10**6, last=MONDAY.isoformat())
    assert unlocking.wait_left(wrong, MONDAY) == 15 * 60
    assert unlocking.wait_left(wrong, MONDAY - timedelta(days=400)) == 15 * 60


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_one_flipped_bit_of_the_keys_file_costs_nothing(data: st.DataObject) -> None:
    from tests.store.drafts import fresh_folder

    with fresh_folder() as folder:
        clock = SteppedClock(MONDAY)
        Binder.open(folder, clock, key=KEY).close()
        path = folder / slots.FILE
        good = path.read_bytes()
        raw = bytearray(good)
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(raw)
        Binder.open(folder, clock, key=KEY).close()
        assert slots.decode(path.read_bytes()) is not None


def test_keys_that_somebody_changed_are_refused(folder: Path, clock: SteppedClock) -> None:
    """Such as a slot of his own that waits for the next data key."""
    with Binder.open(folder, clock, key=KEY) as binder:
        assert binder.keys is not None
        binder.keys.new_recovery_code()
    for name in (slots.FILE, slots.SPARE):
        content = json.loads((folder / name).read_bytes())
        content["slots"][1]["public"] = "11" * 32
        (folder / name).write_text(json.dumps(content))
    with pytest.raises(Problem, match="changed from outside"):
        Binder.open(folder, clock, key=KEY)


def test_missing_keys_and_keys_of_another_binder_are_said(
    folder: Path, tmp_path: Path, clock: SteppedClock
) -> None:
    Binder.open(folder, clock, key=KEY).close()
    Binder.open(tmp_path / "other", clock, key=KEY).close()
    for name in (slots.FILE, slots.SPARE):
        (folder / name).write_bytes((tmp_path / "other" / name).read_bytes())
    with pytest.raises(Problem, match="belongs to another binder"):
        Binder.open(folder, clock, key=KEY)
    for name in (slots.FILE, slots.SPARE):
        (folder / name).write_bytes(b"{}")
    with pytest.raises(Problem, match=r"binder\.keys.*missing or damaged"):
        Binder.open(folder, clock, key=KEY)


def test_a_new_data_key_locks_out_whoever_kept_the_old_one(
    folder: Path, clock: SteppedClock
) -> None:
    with Binder.open(folder, clock, key=KeySource(passphrase=WORDS, cost=CHEAP)) as binder:
        kept = texts(write(binder, "i1", OPENED))
        assert binder.keys is not None
        code = binder.keys.new_recovery_code()
        old_keys, old_key = (folder / slots.FILE).read_bytes(), binder.keys.key
        gone = next(s for s in binder.keys.slots if s.kind is SlotKind.RECOVERY)
        binder.keys.revoke(gone.id)
        binder.rekey()
        assert binder.keys.key != old_key
        kept += texts(write(binder, "i1", "goes on"))
    for key in (None, KEY):  # nobody was asked, and both still open
        with Binder.open(folder, clock, key=key) as binder:
            assert texts(binder.entries("i1")) == kept
            assert binder.fault("i1") is None
    for name in (slots.FILE, slots.SPARE):
        (folder / name).write_bytes(old_keys)
    with pytest.raises(Problem, match="belongs to another binder"):
        Binder.open(folder, clock, key=code_key(code))


def test_the_demo_opens_by_itself(folder: Path, clock: SteppedClock) -> None:
    Binder.open(folder, clock, key=DEMO).close()
    assert json.loads((folder / slots.FILE).read_bytes())["demo"] is True
    with Binder.open(folder, clock, key=ALONE) as binder:
        assert binder.keys is not None
        binder.keys.set_passphrase("now it is a real one", CHEAP)
    with pytest.raises(Locked):
        Binder.open(folder, clock, key=ALONE)


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_harmless_found_or_a_sentence(folder: Path, seed: int) -> None:
    clock, chance = SteppedClock(MONDAY), random.Random(seed)
    with Binder.open(folder, clock, key=KEY) as binder:
        kept = texts(write(binder, "i1", OPENED, *(f"entry {n} " * 40 for n in range(40))))
    with closing(at_the_file(folder)) as raw:
        raw.execute("pragma wal_checkpoint(truncate)")
    path = folder / FILE
    stored = bytearray(path.read_bytes())
    if seed % 2:
        stored[chance.randrange(len(stored))] ^= 1 << chance.randrange(8)
    else:
        del stored[chance.randrange(len(stored)) :]
    path.write_bytes(stored)
    try:
        with Binder.open(folder, clock, key=KEY) as binder:
            assert binder.fault("i1") is not None or texts(binder.entries("i1")) == kept
    except Problem as problem:
        for part in (problem.what, problem.safe, problem.do):
            assert part.endswith(".")
