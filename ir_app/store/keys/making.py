"""Making slots: the first ones of a new binder and every one that is added later."""

import platform
import unicodedata
from datetime import datetime
from uuid import uuid4

import msgspec

from ir_app.problems import Problem
from ir_app.store.keys import ring, wrapping
from ir_app.store.keys.cost import USUAL, Cost
from ir_app.store.keys.recovery import read_code
from ir_app.store.keys.slots import KeyFile, Slot, SlotKind, marked
from ir_app.store.keys.source import PUBLISHED, KeySource, needs_secret

SHORTEST = 8  # characters of a passphrase
FEWEST = 5  # different ones among them
_TRIED_FIRST = {PUBLISHED, "password", "passw0rd", "password1", "dentist1", "qwertyuiop"}


def new_file(source: KeySource, now: datetime) -> tuple[KeyFile, bytes]:
    """Return slots and data key of a new binder; raises NeedsSecret when nothing can hold it."""
    key = wrapping.new_key()
    slots = []
    if source.passphrase:
        slots.append(passphrase_slot(source.passphrase, key, now, source.cost, demo=source.demo))
    if source.code:
        slots.append(recovery_slot(source.code, key, now))
    if source.keyring and (slot := keyring_slot(key, now)):
        slots.append(slot)
    if not slots:
        raise needs_secret()
    return marked(KeyFile(demo=source.demo, slots=tuple(slots), mark=""), key), key


def passphrase_slot(
    passphrase: str, key: bytes, now: datetime, cost: Cost, *, demo: bool = False
) -> Slot:
    """Return a slot for a passphrase; raises Problem when it is too short or tried first."""
    words = passphrase.strip()  # a space nobody sees must not lock anybody out
    if len(words) < SHORTEST:
        raise Problem(
            what=f"A passphrase needs at least {SHORTEST} characters.",
            safe="Nothing was changed.",
            do="Four words that you can remember are easy to type and hard to guess.",
        )
    if not demo and _is_easy(words):
        raise Problem(
            what="This passphrase is easy to guess.",
            safe="Nothing was changed.",
            do="Use four words that don't belong together. No date, no number, no name.",
        )
    blank = _blank(SlotKind.PASSPHRASE, now, cost=cost)
    return _filled(blank, passphrase_opener(blank, words), key)


def _is_easy(words: str) -> bool:
    plain = words.casefold()
    return plain in _TRIED_FIRST or plain.isdigit() or len(set(plain)) < FEWEST


def recovery_slot(code: str, key: bytes, now: datetime) -> Slot:
    """Return a slot for a recovery code; raises Problem for one with a slip in it."""
    blank = _blank(SlotKind.RECOVERY, now)
    return _filled(blank, random_opener(blank, read_code(code)), key)


def keyring_slot(key: bytes, now: datetime) -> Slot | None:
    """Return a slot for this computer's keyring, or None when there is none to be trusted."""
    blank = _blank(SlotKind.KEYRING, now, device=platform.node())
    secret = wrapping.new_key()
    if not ring.put(blank.id, secret):
        return None
    return _filled(blank, random_opener(blank, secret), key)


def passphrase_opener(slot: Slot, passphrase: str) -> bytes:
    """Return what opens a passphrase slot; the same letters typed another way are the same."""
    words = unicodedata.normalize("NFKC", passphrase)
    cost = slot.cost or USUAL
    return wrapping.from_passphrase(words, bytes.fromhex(slot.salt), cost)


def random_opener(slot: Slot, secret: bytes) -> bytes:
    """Return what opens a keyring's or a recovery code's slot."""
    return wrapping.from_random(secret, bytes.fromhex(slot.salt), slot.kind.value)


def resealed(file: KeyFile, key: bytes) -> KeyFile:
    """Return the same slots holding another data key."""
    slots = tuple(
        msgspec.structs.replace(slot, sealed=wrapping.seal(bytes.fromhex(slot.public), key).hex())
        for slot in file.slots
    )
    return marked(msgspec.structs.replace(file, slots=slots), key)


def _blank(kind: SlotKind, now: datetime, *, cost: Cost | None = None, device: str = "") -> Slot:
    return Slot(
        id=uuid4().hex,
        kind=kind,
        made=now.isoformat(timespec="seconds"),
        device=device,
        salt=wrapping.new_key()[:16].hex(),
        cost=cost,
        private="",
        public="",
        sealed="",
    )


def _filled(blank: Slot, opener: bytes, key: bytes) -> Slot:
    private, public = wrapping.new_pair(opener)
    sealed = wrapping.seal(public, key)
    return msgspec.structs.replace(
        blank, private=private.hex(), public=public.hex(), sealed=sealed.hex()
    )
