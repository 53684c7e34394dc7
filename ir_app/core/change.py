"""What an action changed: the window repaints only what it shows of this."""

from dataclasses import dataclass
from enum import Flag, auto

from ir_app.core.journal import Entry
from ir_app.core.kinds import (
    ApprovalVoided,
    AssessmentSigned,
    BinderJoined,
    Called,
    Closed,
    ContactSet,
    ContractEnded,
    ContractKept,
    DateOverridden,
    DatesMoved,
    EvidenceAdded,
    FactSet,
    GateAcknowledged,
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
    Opened,
    OwnNoteSet,
    OwnStepAdded,
    OwnStepRemoved,
    OwnStepRestored,
    PausePassed,
    PinSet,
    PlaybookAdded,
    PlaybookChanged,
    PlaybookUpgraded,
    PracticeSet,
    Renamed,
    Reopened,
    RosterLoaded,
    SignedIn,
    SignedOut,
    SplitFrom,
    SplitOff,
    StepMoved,
    Told,
    Undone,
)


class Touched(Flag):
    """The parts of the program an action may have changed."""

    NOTHING = 0
    INCIDENTS = auto()
    STEPS = auto()
    FACTS = auto()
    DATES = auto()
    ROSTER = auto()
    LETTERS = auto()
    EVIDENCE = auto()
    STORY = auto()
    PRACTICE = auto()
    ALL = INCIDENTS | STEPS | FACTS | DATES | ROSTER | LETTERS | EVIDENCE | STORY | PRACTICE


_TOUCHES: dict[type[Kind], Touched] = {
    Opened: Touched.ALL,
    Renamed: Touched.INCIDENTS,
    Closed: Touched.INCIDENTS | Touched.STEPS,
    Reopened: Touched.INCIDENTS | Touched.STEPS,
    FactSet: Touched.FACTS | Touched.STEPS | Touched.DATES | Touched.LETTERS,
    StepMoved: Touched.STEPS,
    GateAcknowledged: Touched.STEPS,
    Called: Touched.STEPS,
    EvidenceAdded: Touched.EVIDENCE | Touched.STEPS,
    RosterLoaded: Touched.ROSTER | Touched.DATES | Touched.LETTERS,
    DatesMoved: Touched.DATES,
    LawInstalled: Touched.PRACTICE | Touched.DATES,
    LawTaken: Touched.DATES,
    LawReviewSeen: Touched.DATES,
    Told: Touched.DATES,
    AssessmentSigned: Touched.FACTS | Touched.STEPS | Touched.DATES,
    DateOverridden: Touched.DATES,
    ContractKept: Touched.PRACTICE | Touched.DATES,
    ContractEnded: Touched.PRACTICE | Touched.DATES,
    LettersWritten: Touched.LETTERS,
    LettersApproved: Touched.LETTERS,
    ApprovalVoided: Touched.LETTERS,
    LettersMailed: Touched.LETTERS | Touched.DATES,
    Undone: Touched.ALL,
    PlaybookChanged: Touched.ALL,
    PlaybookAdded: Touched.ALL,
    PlaybookUpgraded: Touched.ALL,
    PausePassed: Touched.STEPS,
    SplitOff: Touched.INCIDENTS,
    SplitFrom: Touched.ALL,
    MergedInto: Touched.ALL,
    MergedFrom: Touched.ALL,
    OwnStepAdded: Touched.PRACTICE | Touched.STEPS,
    OwnStepRemoved: Touched.PRACTICE | Touched.STEPS,
    OwnStepRestored: Touched.PRACTICE | Touched.STEPS,
    OwnNoteSet: Touched.PRACTICE | Touched.STEPS,
    PracticeSet: Touched.PRACTICE | Touched.LETTERS,
    ContactSet: Touched.PRACTICE | Touched.STEPS,
    MemberAdded: Touched.PRACTICE,
    MemberLeft: Touched.PRACTICE,
    PinSet: Touched.PRACTICE,
    SignedIn: Touched.PRACTICE,
    SignedOut: Touched.PRACTICE,
    Locked: Touched.PRACTICE,
    KeysChanged: Touched.PRACTICE,
    BinderJoined: Touched.PRACTICE | Touched.INCIDENTS,
}


@dataclass(frozen=True, slots=True)
class Change:
    """The outcome of one action: what to repaint and what to say about it."""

    entries: tuple[Entry, ...]
    said: str  # "Marked done: Take a photo of the screen."

    @property
    def touched(self) -> Touched:
        """Return every part of the program that may look different now."""
        touched = Touched.STORY if self.entries else Touched.NOTHING
        for entry in self.entries:
            touched |= _TOUCHES.get(type(entry.data), Touched.NOTHING)
        return touched
