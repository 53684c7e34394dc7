"""Opening the slots: the keyring by itself, then what was typed, with waits that grow."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ir_app.clock import Clock
from ir_app.problems import Problem
from ir_app.store import troubles
from ir_app.store.keys import ring, slots, wrapping
from ir_app.store.keys.making import passphrase_opener, random_opener
from ir_app.store.keys.recovery import read_code
from ir_app.store.keys.slots import KeyFile, Slot, SlotKind, Wrong
from ir_app.store.keys.source import PUBLISHED, KeySource, Locked

FREE = 3  # wrong tries before the first wait
LONGEST = 15 * 60.0  # seconds
_WAYS = {SlotKind.PASSPHRASE: "passphrase", SlotKind.RECOVERY: "recovery code"}


def unlock(folder: Path, source: KeySource, clock: Clock) -> tuple[KeyFile, bytes]:
    """Return the keys file and the data key; raises Locked when nothing that was given opens it."""
    files = slots.read(folder)
    if not files:
        raise troubles.no_keys()
    # The spare is asked, too: one flipped byte must not cost the binder.
    found = [(file, key) for file in files for key in _by_itself(file, source)]
    if good := _first_marked(found):
        return good
    if not source.typed:
        raise _locked(files[0], "This binder is locked.")
    now = clock.now()
    _refuse_haste(files[0], now)
    found = [(file, key) for file in files for key in _by_typing(file, source)]
    if good := _first_marked(found):
        return _forgiven(folder, good[0]), good[1]
    if found:
        raise _changed()
    _count(folder, files[0], now)
    raise _locked(files[0], "That did not open the binder.")


def _first_marked(found: list[tuple[KeyFile, bytes]]) -> tuple[KeyFile, bytes] | None:
    return next(((file, key) for file, key in found if slots.is_marked(file, key)), None)


def wait_left(wrong: Wrong, now: datetime) -> float:
    """Return how many seconds must pass before the next try."""
    if wrong.count < FREE:
        return 0.0
    passed = (now - datetime.fromisoformat(wrong.last)).total_seconds()
    if passed < 0:  # the clock went back: nobody waits for a year
        return 0.0
    return max(0.0, min(LONGEST, 5.0 * 2.0 ** min(wrong.count - FREE, 12)) - passed)


def _by_itself(file: KeyFile, source: KeySource) -> Iterator[bytes]:
    for slot in file.slots:
        if slot.kind is SlotKind.KEYRING and source.keyring and (secret := ring.get(slot.id)):
            yield from _opened(slot, random_opener(slot, secret))
        elif slot.kind is SlotKind.PASSPHRASE and file.demo:
            yield from _opened(slot, passphrase_opener(slot, PUBLISHED))


def _by_typing(file: KeyFile, source: KeySource) -> Iterator[bytes]:
    secret = read_code(source.code) if source.code else b""
    for slot in file.slots:
        if slot.kind is SlotKind.PASSPHRASE and source.passphrase:
            yield from _opened(slot, passphrase_opener(slot, source.passphrase))
        elif slot.kind is SlotKind.RECOVERY and secret:
            yield from _opened(slot, random_opener(slot, secret))


def _opened(slot: Slot, opener: bytes) -> Iterator[bytes]:
    key = wrapping.unseal(opener, bytes.fromhex(slot.private), bytes.fromhex(slot.sealed))
    if key is not None:
        yield key


def _refuse_haste(file: KeyFile, now: datetime) -> None:
    left = wait_left(file.wrong, now)
    if left:
        locked = _locked(file, "There were too many wrong tries.")
        locked.do, locked.wait = f"Wait {left:.0f} seconds, then try again.", left
        raise locked


def _count(folder: Path, file: KeyFile, now: datetime) -> None:
    wrong = Wrong(count=file.wrong.count + 1, last=now.astimezone(UTC).isoformat())
    with contextlib.suppress(OSError):  # a folder that can only be read keeps no count
        slots.write(folder, msgspec.structs.replace(file, wrong=wrong))


def _forgiven(folder: Path, file: KeyFile) -> KeyFile:
    if not file.wrong.count:
        return file
    clean = msgspec.structs.replace(file, wrong=Wrong())
    with contextlib.suppress(OSError):
        slots.write(folder, clean)
    return clean


def _locked(file: KeyFile, what: str) -> Locked:
    ways = tuple(words for kind, words in _WAYS.items() if any(s.kind is kind for s in file.slots))
    if ways:
        do = f"Type its {' or its '.join(ways)}."
    else:
        do = "Open it on the computer and account it was made on, or use a backup with a code."
    problem = Locked(what=what, safe="Nothing was changed. Everything in it is safe.", do=do)
    problem.ways = ways
    return problem


def _changed() -> Problem:
    return Problem(
        what="The file “binder.keys” was changed from outside this program.",
        safe="The program left the binder as it is.",
        do="Bring the file back from your last backup. Every backup has a copy of it inside.",
        who="Your IT company can help.",
    )
