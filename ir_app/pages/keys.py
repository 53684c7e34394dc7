"""Keys and backups, as the Get ready screen says it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ir_app.actions import keeping
from ir_app.actions.desk import Desk
from ir_app.places import emergency_binder, is_on_network
from ir_app.store.kept import read_kept
from ir_app.store.keys.slots import Slot, SlotKind

_KINDS = {
    SlotKind.KEYRING: "This computer account opens it by itself",
    SlotKind.PASSPHRASE: "Passphrase",
    SlotKind.RECOVERY: "Recovery code on paper",
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One way to open the binder."""

    slot: str
    words: str
    can_be_removed: bool


@dataclass(frozen=True, slots=True)
class KeysPage:
    """What opens the binder and where its copies lie."""

    lead: str
    warning: str  # "" or what is missing before a bad day
    rows: tuple[KeyRow, ...]
    last_backup: str
    second: str
    code_label: str
    can_remember: bool  # this computer does not open it by itself yet
    emergency: str  # a binder that was started beside this one in a hurry, or ""


def build(desk: Desk) -> KeysPage:
    """Return the section; a binder without keys (tests only) has no rows."""
    slots = slots_of(desk)
    kinds = {slot.kind for slot in slots}
    kept = read_kept(desk.binder.folder)
    return KeysPage(
        lead="The binder is encrypted. Any one of these opens it:" if slots else "",
        warning=kept.trouble or _missing(kinds) or _far(desk),
        rows=tuple(KeyRow(slot.id, _words(slot), len(slots) > 1) for slot in slots),
        last_backup=_last(desk),
        second=f"Copied to {kept.second} too" if kept.second else "No second place chosen yet",
        code_label="Make a new recovery code"
        if SlotKind.RECOVERY in kinds
        else "Make a recovery code",
        can_remember=desk.binder.keys is not None and not desk.binder.keys.by_itself,
        emergency=_emergency(desk),
    )


def _emergency(desk: Desk) -> str:
    beside = emergency_binder(desk.binder.folder)
    return str(beside) if beside and (beside / "binder.sqlite").exists() else ""


def _missing(kinds: set[SlotKind]) -> str:
    if kinds == {SlotKind.KEYRING}:
        return "If this computer is lost, the binder is lost. Make a recovery code and print it."
    return ""


def _far(desk: Desk) -> str:
    if slots_of(desk) and is_on_network(desk.binder.folder):
        return (
            "The binder lies on a network drive. Open it on one computer at a time, and move it to "
            "a drive of this computer when you can."
        )
    return ""


def slots_of(desk: Desk) -> tuple[Slot, ...]:
    """Return every way to open the binder; none for a group's server."""
    return desk.binder.keys.slots if desk.binder.keys else ()


def _words(slot: Slot) -> str:
    made = datetime.fromisoformat(slot.made)
    where = f" ({slot.device})" if slot.device else ""
    return f"{_KINDS[slot.kind]}{where}, since {made:%B} {made.day}, {made.year}"


def _last(desk: Desk) -> str:
    last = keeping.last_backup(desk.binder.folder)
    if last is None:
        return "No backup yet. One is made each day and when the program closes."
    made = datetime.fromisoformat(last[1].made).astimezone(ZoneInfo(desk.zone))
    return f"Last backup: {made:%A, %B} {made.day}, {made:%I:%M %p}, checked"
