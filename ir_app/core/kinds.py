"""The closed set of things a journal entry can say.

Every kind is a small frozen struct; its class docstring is the sentence the timeline is made
from. A kind is never changed once released: a new one is added beside it.
"""

from enum import StrEnum
from typing import Any

import msgspec

from ir_app.core.facts import Status
from ir_app.core.moment import Moment


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all kinds of journal entries."""


class StepState(StrEnum):
    """Where a playbook step stands."""

    TODO = "todo"
    DOING = "doing"
    WAITING = "waiting"
    DONE = "done"
    COULD_NOT = "could_not"
    NOT_APPLICABLE = "not_applicable"


class Role(StrEnum):
    """What a member of the office may do in the program."""

    LEAD = "lead"
    APPROVER = "approver"
    SCRIBE = "scribe"
    READER = "reader"
    COUNSEL = "counsel"


# --- the incident ---------------------------------------------------------------------------


class Opened(Kind, frozen=True, kw_only=True):
    """An incident was opened."""

    title: str
    symptom: str
    incident_type: str
    playbook: str
    playbook_version: str
    playbook_digest: str
    zone: str
    law: str = ""  # SHA-256 of the law it is worked out under, kept beside; "" in older records


class Renamed(Kind, frozen=True, kw_only=True):
    """The incident was given another title."""

    title: str


class FactSet(Kind, frozen=True, kw_only=True):
    """A question about the incident was answered, or answered anew."""

    fact: str
    status: Status
    value: Any = None
    reason: str = ""
    source: str = ""
    step: str = ""


class StepMoved(Kind, frozen=True, kw_only=True):
    """A step of the playbook moved to another state."""

    step: str
    title: str  # as it read then: the timeline must not change with a newer playbook
    to: StepState
    reason: str = ""
    by: str = ""
    remind_at: Moment | None = None


class GateAcknowledged(Kind, frozen=True, kw_only=True):
    """Somebody read a stop line, or said that it had already happened."""

    step: str
    stop: str
    already_happened: bool
    words: str = ""


class Noted(Kind, frozen=True, kw_only=True):
    """A note in somebody's own words."""

    text: str
    basis: str = "saw"  # saw, told, log, inferred


class PaperLine(Kind, frozen=True, kw_only=True):
    """A line that somebody wrote by hand was typed in later; its times are the paper's."""

    text: str
    writer: str  # who held the pen
    sheet: str = ""  # where it stands on paper: "Sheet L-1, line 4"


class Called(Kind, frozen=True, kw_only=True):
    """A telephone call was made or taken."""

    who: str
    number: str = ""
    spoke_with: str = ""
    said: str = ""
    reference: str = ""  # claim or case number
    step: str = ""


class EvidenceAdded(Kind, frozen=True, kw_only=True):
    """A photo or file was kept as evidence; its bytes lie beside the journal."""

    evidence: str  # "EV-0001"
    name: str
    sha256: str
    size: int  # bytes
    media_type: str
    description: str = ""
    kept_at: str = ""  # "" is in the binder; else where the office keeps it itself
    step: str = ""


class RosterLoaded(Kind, frozen=True, kw_only=True):
    """A patient list was loaded; the people lie beside the journal."""

    roster: str
    file_name: str
    file_sha256: str
    people_sha256: str
    shape: str
    rows: int
    people: int
    quarantined: int
    by_state: dict[str, int]
    unknown_state: int
    minors: int
    deceased: int
    no_usable_address: dict[str, int]
    notes: tuple[str, ...] = ()


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


class LettersWritten(Kind, frozen=True, kw_only=True):
    """The patient letters were written."""

    batch: str
    template: str
    template_sha256: str
    facts_sha256: str
    people_sha256: str
    law_version: str
    count: int
    not_written: int  # people for whom no letter could be written, listed on the screen
    digest: str  # what an approval signs


class LettersApproved(Kind, frozen=True, kw_only=True):
    """The dentist read the letters and approved exactly these."""

    batch: str
    digest: str
    member: str
    name: str
    words: str
    read: tuple[str, ...]  # ids of the letters that were opened for reading


class ApprovalVoided(Kind, frozen=True, kw_only=True):
    """An approval no longer stands, because what it approved has changed."""

    batch: str
    digest: str
    changed: tuple[str, ...]


class LettersMailed(Kind, frozen=True, kw_only=True):
    """The approved letters were handed to the post."""

    batch: str
    digest: str
    count: int
    method: str


class Corrected(Kind, frozen=True, kw_only=True):
    """An earlier entry was corrected; the entry itself stays as it was."""

    seq: int
    text: str


class Undone(Kind, frozen=True, kw_only=True):
    """An act was taken back; its entries stay but no longer count."""

    seqs: tuple[int, ...]
    what: str


class HandedOver(Kind, frozen=True, kw_only=True):
    """Somebody else took over."""

    to: str
    words: str = ""


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


class Closed(Kind, frozen=True, kw_only=True):
    """The incident was closed."""

    words: str


class Reopened(Kind, frozen=True, kw_only=True):
    """A closed incident was opened again."""

    reason: str


# --- the plan of an incident --------------------------------------------------------------------


class PlaybookChanged(Kind, frozen=True, kw_only=True):
    """The incident was something else: another playbook took the place of one."""

    old: str
    old_title: str
    old_version: str
    old_digest: str
    new: str
    new_title: str
    new_version: str
    new_digest: str
    incident_type: str
    reason: str


class PlaybookAdded(Kind, frozen=True, kw_only=True):
    """A second thing happened at once: its playbook is walked beside the first."""

    playbook: str
    title: str
    version: str
    digest: str
    incident_type: str
    reason: str


class PlaybookUpgraded(Kind, frozen=True, kw_only=True):
    """The incident took up another version of its playbook."""

    playbook: str
    title: str
    old_version: str
    old_digest: str
    new_version: str
    new_digest: str
    added: tuple[str, ...]  # titles of steps
    retired: tuple[str, ...]  # "title: why"


class PausePassed(Kind, frozen=True, kw_only=True):
    """The team stopped at the end of a phase and read the short check aloud."""

    phase: str
    title: str
    read: tuple[str, ...]  # as it read then
    present: str
    words: str = ""


class SplitOff(Kind, frozen=True, kw_only=True):
    """Part of this incident became an incident of its own."""

    other: str  # id of the new incident
    title: str
    reason: str
    discovered: str = ""  # as known here when it was split


class SplitFrom(Kind, frozen=True, kw_only=True):
    """This incident was part of another one before."""

    other: str
    title: str
    reason: str
    discovered: str = ""  # as known there when it was split


class MergedInto(Kind, frozen=True, kw_only=True):
    """This incident goes on as part of another one; its own journal stays."""

    other: str
    title: str
    reason: str
    discovered: str = ""  # as known here


class MergedFrom(Kind, frozen=True, kw_only=True):
    """Another incident became part of this one."""

    other: str
    title: str
    reason: str
    discovered_here: str = ""
    discovered_there: str = ""
    taken: tuple[str, ...] = ()  # facts that were open here and known there
    differs: tuple[str, ...] = ()  # facts known in both with different answers; ours stay


# --- the practice (its own journal in the same binder) ----------------------------------------


class PracticeSet(Kind, frozen=True, kw_only=True):
    """Details of the practice were written down."""

    details: dict[str, str]


class ContactSet(Kind, frozen=True, kw_only=True):
    """A telephone contact was written down or changed."""

    contact: str  # role: it, insurer, counsel, police_fbi, bank, vendor, approver ...
    name: str
    number: str = ""
    person: str = ""
    hours: str = ""
    reference: str = ""  # policy or account number


class ContractKept(Kind, frozen=True, kw_only=True):
    """A contract that asks for notice was written down or changed."""

    contract: str
    party: str
    clause: str = ""
    unit: str = "none"  # calendar_days, business_days, hours or none
    count: int | None = None
    trigger: str = "suspected"  # suspected or confirmed
    notify: str = ""  # where the notice goes: an address, an e-mail, a number
    reference: str = ""  # policy, account or contract number


class ContractEnded(Kind, frozen=True, kw_only=True):
    """A contract no longer holds."""

    contract: str
    party: str = ""


class MemberAdded(Kind, frozen=True, kw_only=True):
    """A person of the office was added."""

    member: str
    name: str
    role: Role


class MemberLeft(Kind, frozen=True, kw_only=True):
    """A person of the office left."""

    member: str


class PinSet(Kind, frozen=True, kw_only=True):
    """A person set a PIN; the PIN itself is kept nowhere, its verifier beside the journal."""

    member: str


class PinRefused(Kind, frozen=True, kw_only=True):
    """A wrong PIN was typed."""

    member: str


class SignedIn(Kind, frozen=True, kw_only=True):
    """A person took the desk; entries carry this name from now on."""

    member: str
    name: str


class SignedOut(Kind, frozen=True, kw_only=True):
    """A person left the desk: another came, or somebody went on without a name."""

    member: str
    name: str


class Locked(Kind, frozen=True, kw_only=True):
    """Nobody touched the computer for a while, and the desk was locked."""

    member: str
    name: str
    minutes: int


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


# --- what the program does for the record itself ----------------------------------------------


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


# --- for counsel --------------------------------------------------------------------------------


class CounselOpened(Kind, frozen=True, kw_only=True):
    """A person may read the notes for counsel, with a passphrase of their own."""

    member: str
    name: str
    track_key: str  # X25519, 64 hex digits: anyone may write to it, few can read


class CounselNoted(Kind, frozen=True, kw_only=True):
    """A note that only those whom counsel named can read."""

    track_key: str
    sender_key: str  # X25519, made for this note alone, 64 hex digits
    nonce: str  # 24 hex digits
    ciphertext: str  # AES-256-GCM, base64


class OwnStepAdded(Kind, frozen=True, kw_only=True):
    """The practice added a step of its own to a playbook, or changed it."""

    step: str  # "own-..."
    playbook: str  # "" is every playbook
    phase: str
    after: str  # the step it is placed behind, or ""
    title: str
    how: tuple[str, ...]
    why: str = ""


class OwnStepRemoved(Kind, frozen=True, kw_only=True):
    """The practice took out a step of its own, or a shipped one that is not a legal step."""

    step: str
    title: str
    reason: str = ""


class OwnStepRestored(Kind, frozen=True, kw_only=True):
    """A shipped step the practice had taken out came back."""

    step: str
    title: str


class OwnNoteSet(Kind, frozen=True, kw_only=True):
    """The practice wrote a note of its own on a step's card; an empty text takes it away."""

    step: str
    title: str
    text: str


KINDS: dict[str, type[Kind]] = {
    "opened": Opened,
    "renamed": Renamed,
    "fact_set": FactSet,
    "step_moved": StepMoved,
    "gate_acknowledged": GateAcknowledged,
    "noted": Noted,
    "paper_line": PaperLine,
    "called": Called,
    "evidence_added": EvidenceAdded,
    "roster_loaded": RosterLoaded,
    "dates_moved": DatesMoved,
    "law_installed": LawInstalled,
    "law_taken": LawTaken,
    "law_review_seen": LawReviewSeen,
    "assessment_signed": AssessmentSigned,
    "date_overridden": DateOverridden,
    "told": Told,
    "letters_written": LettersWritten,
    "letters_approved": LettersApproved,
    "approval_voided": ApprovalVoided,
    "letters_mailed": LettersMailed,
    "corrected": Corrected,
    "undone": Undone,
    "handed_over": HandedOver,
    "clock_set_back": ClockSetBack,
    "clock_differs": ClockDiffers,
    "exported": Exported,
    "closed": Closed,
    "reopened": Reopened,
    "playbook_changed": PlaybookChanged,
    "playbook_added": PlaybookAdded,
    "playbook_upgraded": PlaybookUpgraded,
    "pause_passed": PausePassed,
    "split_off": SplitOff,
    "split_from": SplitFrom,
    "merged_into": MergedInto,
    "merged_from": MergedFrom,
    "own_step_added": OwnStepAdded,
    "own_step_removed": OwnStepRemoved,
    "own_step_restored": OwnStepRestored,
    "own_note_set": OwnNoteSet,
    "practice_set": PracticeSet,
    "contact_set": ContactSet,
    "contract_kept": ContractKept,
    "contract_ended": ContractEnded,
    "member_added": MemberAdded,
    "member_left": MemberLeft,
    "pin_set": PinSet,
    "pin_refused": PinRefused,
    "signed_in": SignedIn,
    "signed_out": SignedOut,
    "locked": Locked,
    "keys_changed": KeysChanged,
    "binder_joined": BinderJoined,
    "sealed": Sealed,
    "seal_key_changed": SealKeyChanged,
    "older_copy_found": OlderCopyFound,
    "counsel_opened": CounselOpened,
    "counsel_noted": CounselNoted,
}

NAMES: dict[type[Kind], str] = {kind: name for name, kind in KINDS.items()}
