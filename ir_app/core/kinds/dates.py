"""What is said of the law and its dates: moved, overridden, assessed, told."""

import msgspec

from ir_app.core.kinds.base import Kind


class DateShown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the list of dates as it stood."""

    id: str
    title: str
    applies: str
    due: str | None


class DatesMoved(Kind, frozen=True, kw_only=True):
    """The list of who must be told by when changed, because of what was just recorded."""

    law_version: str
    as_of: str
    moved: tuple[str, ...]  # sentences
    shown: tuple[DateShown, ...]


class LawInstalled(Kind, frozen=True, kw_only=True):
    """Other law came into the program; an open incident keeps its own until somebody decides."""

    law: str  # SHA-256 of its content
    law_version: str
    old_version: str  # what was used before
    pack: str  # the law file's own version, or "" for the law that came with the program
    pack_sha256: str
    made: str  # the day the law file was made, or ""
    would_move: tuple[str, ...] = ()  # sentences; what it would change in this incident


class LawTaken(Kind, frozen=True, kw_only=True):
    """Somebody decided that the incident is worked out under other law from now on."""

    law: str
    law_version: str
    old_law: str
    old_version: str
    pack: str
    moved: tuple[str, ...]  # sentences, as they were read before deciding


class LawReviewSeen(Kind, frozen=True, kw_only=True):
    """Somebody read which law should be looked at again, and put the notice away."""

    laws: tuple[str, ...]  # name and day of checking


class AssessmentSigned(Kind, frozen=True, kw_only=True):
    """The dentist signed whether it was a breach, and on what ground."""

    result: str  # "breach" or "not_a_breach"
    ground: str  # "" for a breach, else secured, exception or low_probability
    digest: str  # SHA-256 of every answer the signature covers
    member: str
    name: str
    words: str = ""


class DateOverridden(Kind, frozen=True, kw_only=True):
    """The attorney set an answer beside the program's; an empty ``applies`` takes it back."""

    obligation: str
    title: str
    applies: str  # yes, no, or ""
    due: str | None
    reason: str
    by: str  # the attorney's name


class Told(Kind, frozen=True, kw_only=True):
    """Somebody who must be told was told."""

    obligation: str
    title: str
    method: str
    reference: str = ""
