"""Opening the slots: the keyring by itself, then what was typed, with waits that grow."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

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


class Unlocked(NamedTuple):
    """What opened: the keys file, the data key, and whether nobody had to type anything."""

    file: KeyFile
    key: bytes
    by_itself: bool


def unlock(folder: Path, source: KeySource, clock: Clock) -> Unlocked:
    """Return the keys file and the data key; raises Locked when nothing that was given opens it."""
    files = slots.read(folder)
    if not files:
        raise troubles.no_keys()
    # The spare is asked, too: one flipped byte must not cost the binder.
    found = [(file, key) for file in files for key in _by_itself(file, source)]
    if good := _first_marked(found):
        return Unlocked(*good, by_itself=True)
    if not source.typed:
        raise _locked(files[0], "This binder is locked.")
    return _by_typed(folder, files, source, clock)


def prove(folder: Path, source: KeySource, clock: Clock) -> None:
    """Raise Locked unless what was typed opens the binder, whatever else would open it too."""
    files = slots.read(folder)
    if not files:
        raise troubles.no_keys()
    _by_typed(folder, files, source, clock)


def _by_typed(folder: Path, files: Sequence[KeyFile], source: KeySource, clock: Clock) -> Unlocked:
    now = clock.now()
    secret = _read_code(files[0], source.code)
    _refuse_haste(folder, files, now)
    found = [(file, key) for file in files for key in _by_typing(file, source, secret)]
    if good := _first_marked(found):
        return Unlocked(_forgiven(folder, good[0]), good[1], by_itself=False)
    if found:
        raise _changed()
    _keep_count(folder, Wrong(count=_worst(files).count + 1, last=_stamp(now)))
    raise _locked(files[0], "That did not open the binder.")


def _first_marked(found: list[tuple[KeyFile, bytes]]) -> tuple[KeyFile, bytes] | None:
    return next(((file, key) for file, key in found if slots.is_marked(file, key)), None)


def wait_left(wrong: Wrong, now: datetime) -> float:
    """Return how many seconds must pass before the next try."""
    if wrong.count < FREE:
        return 0.0
    passed = (now - datetime.fromisoformat(wrong.last)).total_seconds()
    wait = min(LONGEST, 5.0 * 2.0 ** min(wrong.count - FREE, 12))
    # Before the last try: the clock went back. The whole wait, but not the time it went back by.
    return wait if passed < 0 else max(0.0, wait - passed)


def _by_itself(file: KeyFile, source: KeySource) -> Iterator[bytes]:
    for slot in file.slots:
        if slot.kind is SlotKind.KEYRING and source.keyring and (secret := ring.get(slot.id)):
            yield from _opened(slot, random_opener(slot, secret))
        elif slot.kind is SlotKind.PASSPHRASE and file.demo:
            yield from _opened(slot, passphrase_opener(slot, PUBLISHED))


def _by_typing(file: KeyFile, source: KeySource, secret: bytes) -> Iterator[bytes]:
    for slot in file.slots:
        if slot.kind is SlotKind.PASSPHRASE:
            for words in _spellings(source.passphrase):
                yield from _opened(slot, passphrase_opener(slot, words))
        elif slot.kind is SlotKind.RECOVERY and secret:
            yield from _opened(slot, random_opener(slot, secret))


def _spellings(passphrase: str) -> list[str]:
    """Return what was typed, without the spaces around it first; earlier versions kept them."""
    return [words for words in dict.fromkeys([passphrase.strip(), passphrase]) if words]


def _read_code(file: KeyFile, code: str) -> bytes:
    """Return the bytes of a typed code; a slip is said like a wrong one: type it again."""
    try:
        return read_code(code) if code else b""
    except Problem as slip:
        locked = _locked(file, slip.what)
        locked.do = slip.do
        raise locked from None


def _opened(slot: Slot, opener: bytes) -> Iterator[bytes]:
    key = wrapping.unseal(opener, bytes.fromhex(slot.private), bytes.fromhex(slot.sealed))
    if key is not None:
        yield key


def _worst(files: Sequence[KeyFile]) -> Wrong:
    """Return the higher of the counts: it lies there twice, too."""
    return max((file.wrong for file in files), key=lambda wrong: (wrong.count, wrong.last))


def _refuse_haste(folder: Path, files: Sequence[KeyFile], now: datetime) -> None:
    wrong = _worst(files)
    left = wait_left(wrong, now)
    if left:
        if (
            datetime.fromisoformat(wrong.last) > now
        ):  # the clock went back: from here on it counts anew
            _keep_count(folder, msgspec.structs.replace(wrong, last=_stamp(now)))
        locked = _locked(files[0], "There were too many wrong tries.")
        locked.do, locked.wait = f"Wait {left:.0f} seconds, then try again.", left
        raise locked


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat()


def _keep_count(folder: Path, wrong: Wrong) -> None:
    with contextlib.suppress(OSError):  # a folder that can only be read keeps no count
        slots.count(folder, wrong)


def _forgiven(folder: Path, file: KeyFile) -> KeyFile:
    _keep_count(folder, Wrong())
    return msgspec.structs.replace(file, wrong=Wrong())


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
