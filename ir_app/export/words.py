"""The sentence of every kind of entry: past tense, factual, no blame, no legal conclusion."""

from functools import partial

from ir_app.core.journal import Entry
from ir_app.core.kinds import (
    ApprovalVoided,
    AssessmentSigned,
    BinderJoined,
    Called,
    ClockDiffers,
    ClockSetBack,
    Closed,
    ContactSet,
    ContractEnded,
    ContractKept,
    Corrected,
    CounselNoted,
    CounselOpened,
    DateOverridden,
    DatesMoved,
    EvidenceAdded,
    Exported,
    FactSet,
    GateAcknowledged,
    HandedOver,
    KeysChanged,
    Kind,
    LawInstalled,
    LawReviewSeen,
    LawTaken,
    LettersApproved,
    LettersMailed,
    LettersWritten,
    Locked,
    MemberAdded,
    MemberLeft,
    MergedFrom,
    MergedInto,
    Noted,
    OlderCopyFound,
    Opened,
    OwnNoteSet,
    OwnStepAdded,
    OwnStepRemoved,
    OwnStepRestored,
    PaperLine,
    PausePassed,
    PinRefused,
    PinSet,
    PlaybookAdded,
    PlaybookChanged,
    PlaybookUpgraded,
    PracticeSet,
    Renamed,
    Reopened,
    RosterLoaded,
    Sealed,
    SealKeyChanged,
    SignedIn,
    SignedOut,
    SplitFrom,
    SplitOff,
    StepMoved,
    Told,
    Undone,
)
from ir_app.export.details import DETAILS, NOTHING, RELATIONS, Asked, merged, with_journal
from ir_app.export.sentences import SENTENCES, answered


def sentence(entry: Entry, asked: Asked = NOTHING) -> str:
    """Return what an entry says, in one plain sentence without patient data.

    Answers are told with their question where ``asked`` knows it, otherwise by their short name.
    """
    data = entry.data
    if isinstance(data, FactSet) and data.fact in asked:
        return answered(data, asked[data.fact])
    return SENTENCES[type(data)](data)


def detail(entry: Entry, asked: Asked = NOTHING) -> str:
    """Return what else belongs to it: reasons, words, reference numbers; often nothing."""
    if isinstance(entry.data, MergedFrom):
        return with_journal(partial(merged, asked=asked))(entry.data)
    tell = DETAILS.get(type(entry.data))
    return tell(entry.data) if tell else ""


def relation(entry: Entry, asked: Asked = NOTHING) -> str:
    """Return how another incident belongs to this one, with both days it was noticed."""
    data = entry.data
    told = merged(data, asked) if isinstance(data, MergedFrom) else RELATIONS[type(data)](data)
    return f"{sentence(entry)} {told}"


def label(entry: Entry) -> str:
    """Return what sort of entry it is: fact, decision, action, communication, evidence ..."""
    return _LABELS[type(entry.data)]


_LABELS: dict[type[Kind], str] = {
    Opened: "action",
    Renamed: "action",
    FactSet: "fact",
    StepMoved: "action",
    GateAcknowledged: "decision",
    Noted: "note",
    PaperLine: "note",
    Called: "communication",
    EvidenceAdded: "evidence",
    RosterLoaded: "evidence",
    DatesMoved: "system",
    LawInstalled: "system",
    LawTaken: "decision",
    LawReviewSeen: "decision",
    Told: "notice",
    AssessmentSigned: "decision",
    DateOverridden: "decision",
    ContractKept: "action",
    ContractEnded: "action",
    LettersWritten: "action",
    LettersApproved: "decision",
    ApprovalVoided: "system",
    LettersMailed: "notice",
    Corrected: "correction",
    Undone: "correction",
    HandedOver: "action",
    ClockSetBack: "system",
    ClockDiffers: "system",
    Exported: "action",
    Closed: "decision",
    Reopened: "decision",
    PlaybookChanged: "decision",
    PlaybookAdded: "decision",
    PlaybookUpgraded: "decision",
    PausePassed: "action",
    SplitOff: "decision",
    SplitFrom: "decision",
    MergedInto: "decision",
    MergedFrom: "decision",
    OwnStepAdded: "action",
    OwnStepRemoved: "decision",
    OwnStepRestored: "decision",
    OwnNoteSet: "note",
    PracticeSet: "action",
    ContactSet: "action",
    MemberAdded: "action",
    MemberLeft: "action",
    PinSet: "action",
    PinRefused: "system",
    SignedIn: "action",
    SignedOut: "action",
    Locked: "system",
    KeysChanged: "decision",
    BinderJoined: "decision",
    Sealed: "system",
    SealKeyChanged: "decision",
    OlderCopyFound: "system",
    CounselOpened: "decision",
    CounselNoted: "note",
}
