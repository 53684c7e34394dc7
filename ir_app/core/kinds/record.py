"""What is said of the record itself: corrections, clocks, seals, keys, copies that left."""

from enum import StrEnum

from ir_app.core.kinds.base import Kind


class Corrected(Kind, frozen=True, kw_only=True):
    """An earlier entry was corrected; the entry itself stays as it was."""

    seq: int
    text: str


class Undone(Kind, frozen=True, kw_only=True):
    """An act was taken back; its entries stay but no longer count."""

    seqs: tuple[int, ...]
    what: str


class ClockSetBack(Kind, frozen=True, kw_only=True):
    """The computer's clock ran backwards since the entry before."""

    before: str
    now: str


class ClockDiffers(Kind, frozen=True, kw_only=True):
    """A computer's clock and the group's server differ, by another size than was last written."""

    machine: str  # which computer, as the server knows it
    ahead: int  # seconds before the server's clock; negative when behind, near 0 when they agree


class Exported(Kind, frozen=True, kw_only=True):
    """A file was made for somebody outside."""

    what: str
    name: str
    sha256: str


class KeyChange(StrEnum):
    """What was changed about who can open the binder, or where its copies go."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the change, not one of them
    RECOVERY_CODE = "recovery_code"
    REMEMBERED = "remembered"
    REVOKED = "revoked"
    REKEYED = "rekeyed"
    SECOND_PLACE = "second_place"


class KeysChanged(Kind, frozen=True, kw_only=True):
    """What opens the binder was changed, or where its backups are copied to."""

    change: KeyChange
    words: str = ""  # which way was removed, or which place


class BinderJoined(Kind, frozen=True, kw_only=True):
    """Incidents of another binder were taken in, entries unchanged."""

    incidents: tuple[str, ...]


class Sealed(Kind, frozen=True, kw_only=True):
    """Everything up to the entry before this one was signed with the binder's own key."""

    head_seq: int
    head_hash: str
    public_key: str  # Ed25519, 64 hex digits
    signature: str  # 128 hex digits, over core.seals.message


class SealKeyChanged(Kind, frozen=True, kw_only=True):
    """The practice seals with a new key from here on; the former one signed it."""

    former: str  # public key, hex
    key: str
    signature: str  # Ed25519 by the former key, hex


class OlderCopyFound(Kind, frozen=True, kw_only=True):
    """The binder that was opened ends earlier, or elsewhere, than this computer has seen it end."""

    journal: str  # which record; its own, or one that this copy does not hold at all
    known_seq: int
    known_hash: str
    known_at: str  # UTC, when it was last seen
    found_seq: int  # 0 when the record is missing
