"""Somebody means harm, or a frightened hand slips: the keys give nothing away and lose nothing."""

import shutil
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store import staging
from ir_app.store.binder import Binder
from ir_app.store.keys import making, recovery, slots, unlocking
from ir_app.store.keys.cost import Cost
from ir_app.store.keys.slots import Slot, SlotKind, Wrong
from ir_app.store.keys.source import KeySource, Locked
from ir_app.store.opening import FILE
from ir_app.store.restoring import restore
from tests.keys import CHEAP, KEY, PLAIN, WORDS, Memory
from tests.store.drafts import MONDAY, OPENED, opened, texts, write

RUNS_ON = ("sqlcipher",)
WHY = "keys are of an encrypted file"
WRONG = KeySource(passphrase="not the words", keyring=False)


def still() -> SteppedClock:
    return SteppedClock(MONDAY, tick=timedelta(0))


def rewrite(folder: Path, **changes: object) -> None:
    """Change both keys files as somebody without the data key would."""
    for name in (slots.FILE, slots.SPARE):
        file = slots.decode((folder / name).read_bytes())
        assert file is not None
        (folder / name).write_bytes(slots.encode(msgspec.structs.replace(file, **changes)))


# --- the code as people type it -----------------------------------------------------------------


@pytest.mark.parametrize("dash", ["‐", "‑", "–", "—", "−", " - ", "\r\n", "\u00a0", "\u200b", ""])
def test_a_code_pasted_from_a_letter_or_an_email_opens(dash: str) -> None:
    secret = bytes(range(20))
    groups = recovery.write_code(secret).lower().split("-")
    assert recovery.read_code(f" {dash.join(groups)}\n") == secret


def test_a_slip_of_the_pen_can_be_typed_again_at_once(folder: Path) -> None:
    """It was a dead end: any other problem closes the way to type once more."""
    with opened(folder) as binder:
        assert binder.keys is not None
        code = binder.keys.new_recovery_code()
    slip = ("8" if code[0] != "8" else "7") + code[1:]
    with pytest.raises(Locked, match="first group") as caught:
        Binder.open(folder, still(), key=KeySource(code=slip, keyring=False))
    assert caught.value.ways == ("passphrase", "recovery code")
    assert slots.read(folder)[0].wrong == Wrong()  # a slip is no guess


@pytest.mark.parametrize("typed", ["  four good words", "four good words ", "four good words"])
def test_spaces_around_a_passphrase_lock_nobody_out(folder: Path, typed: str) -> None:
    source = KeySource(passphrase=typed, keyring=False, cost=CHEAP)
    Binder.open(folder, still(), key=source).close()
    for again in (typed, typed.strip()):
        Binder.open(folder, still(), key=KeySource(passphrase=again, keyring=False)).close()


@pytest.mark.parametrize(
    "easy", ["12345678", "20011231", "aaaaaaaa", "abababab", "practice", "Password", " " * 12]
)
def test_a_passphrase_that_everybody_tries_first_is_refused(folder: Path, easy: str) -> None:
    with pytest.raises(Problem, match=r"easy to guess|at least 8"):
        Binder.open(folder, still(), key=KeySource(passphrase=easy, keyring=False, cost=CHEAP))
    assert not (folder / FILE).exists()


# --- slots that somebody changed ----------------------------------------------------------------


def slot_of(folder: Path) -> Slot:
    return slots.read(folder)[0].slots[0]


@pytest.mark.parametrize(
    "cost",
    [
        Cost(memory=8, passes=1, lanes=1),
        Cost(memory=64, passes=1, lanes=16),
        Cost(memory=1 << 20, passes=1, lanes=1),
    ],
)
def test_another_cost_of_guessing_opens_nothing(folder: Path, cost: Cost) -> None:
    """Cheaper, impossible for the algorithm, or a gigabyte: a sentence each, never a fault."""
    Binder.open(folder, still(), key=KEY).close()
    rewrite(folder, slots=(msgspec.structs.replace(slot_of(folder), cost=cost),))
    with pytest.raises(Problem):
        Binder.open(folder, still(), key=KEY)


def test_too_little_memory_is_said_and_is_no_wrong_try(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argon2.exceptions import HashingError

    from ir_app.store.keys import wrapping

    Binder.open(folder, still(), key=KEY).close()

    def fail(*_: object) -> bytes:
        raise HashingError("Memory allocation error")

    monkeypatch.setattr(wrapping, "hash_secret_raw", fail)
    with pytest.raises(Problem, match="memory"):
        Binder.open(folder, still(), key=KEY)
    assert slots.read(folder)[0].wrong == Wrong()


def test_a_slot_of_another_binder_opens_nothing_here(folder: Path, tmp_path: Path) -> None:
    theirs = KeySource(passphrase="the thief's own words", keyring=False, cost=CHEAP)
    Binder.open(folder, still(), key=KEY).close()
    Binder.open(tmp_path / "theirs", still(), key=theirs).close()
    rewrite(folder, slots=(slot_of(tmp_path / "theirs"), slot_of(folder)))
    with pytest.raises(Problem):
        Binder.open(folder, still(), key=theirs)
    with pytest.raises(Problem, match="changed from outside"):
        Binder.open(folder, still(), key=KEY)


def test_a_plain_file_in_the_place_of_the_encrypted_one_is_refused(
    folder: Path, tmp_path: Path
) -> None:
    """It was taken in, encrypted, and given new keys in the place of the old."""
    with Binder.open(folder, still(), key=KEY) as binder:
        write(binder, "i1", OPENED)
    with Binder.open(tmp_path / "forged", still(), key=PLAIN) as forged:
        write(forged, "i1", OPENED, "forged")
    keys = (folder / slots.FILE).read_bytes()
    for path in folder.glob(f"{FILE}*"):
        path.unlink()
    shutil.copyfile(tmp_path / "forged" / FILE, folder / FILE)
    with pytest.raises(Problem, match="not encrypted"):
        Binder.open(folder, still(), key=KEY)
    assert (folder / slots.FILE).read_bytes() == keys


def test_neither_keys_nor_what_was_typed_show_up_in_a_text_of_the_program(folder: Path) -> None:
    with Binder.open(folder, still(), key=KEY) as binder:
        assert binder.keys is not None
        said = f"{binder.keys!r} {KEY!r} {binder!r}"
        assert repr(binder.keys.key)[2:-1] not in said
        assert binder.keys.key.hex() not in said
        assert WORDS not in said


# --- waits --------------------------------------------------------------------------------------


def test_a_clock_set_back_skips_no_wait_and_locks_nobody_out_for_long(folder: Path) -> None:
    clock = still()
    Binder.open(folder, clock, key=KEY).close()
    for _ in range(5):
        with pytest.raises(Locked):
            Binder.open(folder, clock, key=WRONG)
        clock.forward(seconds=unlocking.wait_left(slots.read(folder)[0].wrong, clock.now()))
    with pytest.raises(Locked, match="did not open"):
        Binder.open(folder, clock, key=WRONG)
    clock.forward(days=-400)
    for _ in range(3):  # however often it is tried
        with pytest.raises(Locked, match="too many") as caught:
            Binder.open(folder, clock, key=WRONG)
        assert 0 < caught.value.wait <= unlocking.LONGEST
    clock.forward(seconds=caught.value.wait)
    Binder.open(folder, clock, key=KEY).close()


@pytest.mark.parametrize("last", ["", "yesterday", "2026-11-23T13:05:00"])
def test_a_count_that_somebody_spoiled_is_no_fault_of_the_program(folder: Path, last: str) -> None:
    Binder.open(folder, still(), key=KEY).close()
    rewrite(folder, wrong=Wrong(count=9, last=last))
    with pytest.raises(Problem, match=r"binder\.keys"):
        Binder.open(folder, still(), key=KEY)


def test_taking_the_count_out_of_one_file_forgets_nothing(folder: Path) -> None:
    clock = still()
    Binder.open(folder, clock, key=KEY).close()
    clean = (folder / slots.FILE).read_bytes()
    for _ in range(3):
        with pytest.raises(Locked):
            Binder.open(folder, clock, key=WRONG)
    (folder / slots.FILE).write_bytes(clean)
    with pytest.raises(Locked, match="too many"):
        Binder.open(folder, clock, key=KEY)


def test_a_wrong_try_beside_an_open_window_takes_no_new_slot_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While Argon2 runs in one process, the window may make a code or a new data key."""
    real, codes = making.passphrase_opener, list[str]()
    with Binder.open(folder, still(), key=KEY) as binder:
        kept = texts(write(binder, "i1", OPENED))

        def meanwhile(slot: Slot, words: str) -> bytes:
            if not codes:
                assert binder.keys is not None
                codes.append(binder.keys.new_recovery_code())
                binder.rekey()
            return real(slot, words)

        monkeypatch.setattr(unlocking, "passphrase_opener", meanwhile)
        with pytest.raises(Locked):
            Binder.open(folder, still(), key=WRONG, read_only=True)
    for key in (KEY, KeySource(code=codes[0], keyring=False)):
        with Binder.open(folder, still(), key=key) as binder:
            assert texts(binder.entries("i1")) == kept


# --- a new data key that stops half-way ---------------------------------------------------------


def test_a_swap_of_keys_that_the_disk_stops_loses_nothing_written_after_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virus scanner holds the file: what was written next went into a file about to go."""
    real = staging._take_place

    def held(new: Path, within: Path, aside: Path | None) -> None:
        if new.name == FILE:
            raise PermissionError(13, "held by another program")
        real(new, within, aside)

    with Binder.open(folder, still(), key=KEY) as binder:
        kept = texts(write(binder, "i1", OPENED))
        assert binder.keys is not None
        monkeypatch.setattr(staging, "_take_place", held)
        with pytest.raises(Problem, match="half-way"):
            binder.rekey()
        monkeypatch.setattr(staging, "_take_place", real)
        with pytest.raises(Problem):
            write(binder, "i1", "into which file?")
        with pytest.raises(Problem):
            binder.keys.set_passphrase("other words entirely", CHEAP)
    with Binder.open(folder, still(), key=KEY) as binder:
        assert texts(binder.entries("i1")) == kept
        write(binder, "i1", "goes on")


# --- what revoking can and can't do -------------------------------------------------------------


def test_a_revoked_way_opens_neither_the_binder_nor_a_backup_made_after(
    folder: Path, tmp_path: Path
) -> None:
    with Binder.open(folder, still(), key=KEY) as binder:
        write(binder, "i1", OPENED)
        assert binder.keys is not None
        code = binder.keys.new_recovery_code()
        before = binder.back_up("before")
        binder.keys.revoke(binder.keys.slots[0].id)
        binder.rekey()
        after = binder.back_up("after")
    with pytest.raises(Locked):
        restore(after, tmp_path / "after", still(), KEY)
    restore(after, tmp_path / "after", still(), KeySource(code=code, keyring=False))
    # The limit that is said on the screen: a copy of an earlier day opens by the keys of its day.
    restore(before, tmp_path / "before", still(), KEY)


# --- this computer's keyring --------------------------------------------------------------------


def test_a_computer_whose_keyring_was_emptied_can_be_remembered_again(
    folder: Path, memory: Memory
) -> None:
    source = KeySource(passphrase=WORDS, cost=CHEAP)
    with Binder.open(folder, still(), key=source) as binder:
        assert binder.keys is not None
        assert binder.keys.by_itself
        binder.keys.remember_here()  # a second time adds no second way
        assert [s.kind for s in binder.keys.slots].count(SlotKind.KEYRING) == 1
        assert len(memory.kept) == 1
    memory.kept.clear()
    with Binder.open(folder, still(), key=source) as binder:
        assert binder.keys is not None
        assert not binder.keys.by_itself
        binder.keys.remember_here()
    Binder.open(folder, still()).close()
