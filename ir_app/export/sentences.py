"""What every kind of entry says, in one sentence: past tense, factual, no blame."""

from collections.abc import Callable
from typing import Any

from ir_app.core.facts import Status
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
    KeyChange,
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
    StepState,
    Told,
    Undone,
)
from ir_app.core.seals import fingerprint
from ir_app.export.spoken import day, value
from ir_app.playbook.model import FactDeclaration

Words = Callable[[Any], str]


_MOVED = {
    StepState.TODO: "Opened again",
    StepState.DOING: "Begun",
    StepState.WAITING: "Put aside for later",
    StepState.DONE: "Done",
    StepState.COULD_NOT: "Could not be done",
    StepState.NOT_APPLICABLE: "Left out, does not apply",
}


def _step(data: StepMoved) -> str:
    if data.to is StepState.WAITING and data.by:
        return f"Waiting for {data.by}: {data.title}."
    by = f" (by {data.by})" if data.by else ""
    return f"{_MOVED[data.to]}{by}: {data.title}."


def _fact(data: FactSet) -> str:
    name = data.fact.replace("_", " ").capitalize()
    if data.status is Status.UNKNOWN:
        return f"{name}: not known yet."
    if data.status is Status.NOT_APPLICABLE:
        return f"{name}: does not apply."
    return f"{name}: {value(data.value)}"


def answered(data: FactSet, asked: FactDeclaration) -> str:
    """Tell an answer as it was picked: "Was it locked with a key? No."."""
    question = asked.label if asked.label.endswith("?") else f"{asked.label}:"
    if data.status is Status.UNKNOWN:
        return f"{question} Not known yet."
    if data.status is Status.NOT_APPLICABLE:
        return f"{question} Does not apply."
    # A question may have changed since: an answer that it does not know is shown as it is kept.
    spoken = asked.spoken(data.value) if asked.fits(data.value) else data.value
    return f"{question} {value(spoken)}"


def _gate(data: GateAcknowledged) -> str:
    if data.already_happened:
        return f"Said that it had already happened: {data.stop}"
    return f"Read and confirmed: {data.stop}"


def _roster(data: RosterLoaded) -> str:
    return (
        f"Loaded the patient list {data.file_name}: {data.rows:,} rows, {data.people:,} people, "
        f"{data.quarantined:,} rows could not be read."
    )


def _written(data: LettersWritten) -> str:
    rest = f"; {data.not_written:,} people without a letter" if data.not_written else ""
    return f"Wrote {data.count:,} letters{rest}."


def _override(data: DateOverridden) -> str:
    if not data.applies:
        return f"Took back the attorney's own answer: {data.title}."
    words = {"yes": "must be told", "no": "need not be told"}.get(data.applies, data.applies)
    by = f" by {day(data.due)}" if data.due else ""
    return f"The attorney {data.by} decided: {words}{by}. {data.title}."


def _law(data: LawInstalled | LawTaken) -> str:
    return (
        f"law file {data.pack} ({data.law_version})" if data.pack else f"files {data.law_version}"
    )


def clock_differs(data: ClockDiffers) -> str:
    """Return how far a computer's clock is from the group's server, in a sentence."""
    minutes = round(abs(data.ahead) / 60)
    if not minutes:
        return "This computer's clock and the group's server agree again."
    where = "ahead of" if data.ahead > 0 else "behind"
    count, unit = _largest(minutes)
    return f"This computer's clock is {count} {unit} {where} the group's server."


def _largest(minutes: int) -> tuple[int, str]:
    sizes = ((1440, "day"), (60, "hour"), (1, "minute"))
    size, unit = next((size, unit) for size, unit in sizes if minutes >= 2 * size or size == 1)
    count = round(minutes / size)
    return count, unit if count == 1 else f"{unit}s"


_KEYS = {
    KeyChange.PASSPHRASE: "Set a new passphrase that opens the binder.",
    KeyChange.RECOVERY_CODE: "Made a new recovery code that opens the binder.",
    KeyChange.REMEMBERED: "Let this computer open the binder by itself.",
    KeyChange.REVOKED: "Removed a way to open the binder.",
    KeyChange.REKEYED: "Encrypted the binder with a new key.",
    KeyChange.SECOND_PLACE: "Changed where backups are copied to.",
}


def difference(data: OlderCopyFound) -> str:
    """Return what a copy lacks of what was seen of it, in a sentence."""
    if data.found_seq >= data.known_seq:
        return (
            f"This is another copy of the record: its entry {data.known_seq} is not the one that "
            "was last seen on this computer."
        )
    if data.found_seq == 0:
        return f"This is an older copy: the record {data.journal} is not in it."
    return (
        f"This is an older copy: the record ended at entry {data.found_seq}. "
        f"On this computer it was last seen ending at entry {data.known_seq}."
    )


SENTENCES: dict[type[Kind], Words] = {
    Opened: lambda d: f"Opened the incident. What was seen: {d.symptom}.",
    Renamed: lambda d: f"Gave the incident another title: {d.title}.",
    FactSet: _fact,
    StepMoved: _step,
    GateAcknowledged: _gate,
    Noted: lambda d: f"Note: {d.text}",
    PaperLine: lambda d: f"Written by hand by {d.writer}: {d.text}",
    Called: lambda d: f"Phone call: {d.who}.",
    EvidenceAdded: lambda d: f"Kept as evidence {d.evidence}: {d.name}.",
    RosterLoaded: _roster,
    DatesMoved: lambda d: f"The list of who must be told changed: {len(d.moved)} lines.",
    LawInstalled: lambda d: f"Other law came into the program: {_law(d)}, before {d.old_version}.",
    LawTaken: lambda d: f"Worked out under other law from now on: {_law(d)}.",
    LawReviewSeen: lambda _: "Read that a law should be looked at again, and put the notice away.",
    Told: lambda d: f"Told: {d.title}.",
    AssessmentSigned: lambda d: f"{d.name} signed the assessment: {d.result.replace('_', ' ')}.",
    DateOverridden: _override,
    LettersWritten: _written,
    LettersApproved: lambda d: f"{d.name} approved the letters.",
    ApprovalVoided: lambda _: "The approval of the letters no longer stands.",
    LettersMailed: lambda d: f"Mailed {d.count:,} letters.",
    Corrected: lambda d: f"Correction of entry {d.seq}: {d.text}",
    Undone: lambda d: f"Taken back: {d.what}",
    HandedOver: lambda d: f"Handed over to {d.to}.",
    ClockSetBack: lambda _: "The computer's clock went backwards.",
    ClockDiffers: clock_differs,
    Exported: lambda d: f"Made a file for somebody outside: {d.what}.",
    Closed: lambda _: "Closed the incident.",
    Reopened: lambda d: f"Opened the incident again: {d.reason}",
    PlaybookChanged: lambda d: (
        f"It was something else: “{d.new_title}” is followed instead of “{d.old_title}”."
    ),
    PlaybookAdded: lambda d: f"Also followed from now on: “{d.title}”.",
    PlaybookUpgraded: lambda d: (
        f"Took up version {d.new_version} of “{d.title}”, before {d.old_version}."
    ),
    PausePassed: lambda d: f"Stopped at the end of “{d.title}” and read the check aloud.",
    SplitOff: lambda d: f"Split off as an incident of its own: {d.title}.",
    SplitFrom: lambda d: f"Split off from another incident: {d.title}.",
    MergedInto: lambda d: f"Goes on as part of another incident: {d.title}.",
    MergedFrom: lambda d: f"Another incident became part of this one: {d.title}.",
    OwnStepAdded: lambda d: f"Added a step of our own: {d.title}.",
    OwnStepRemoved: lambda d: f"Took a step out of our plan: {d.title}.",
    OwnStepRestored: lambda d: f"Put a step back into our plan: {d.title}.",
    OwnNoteSet: lambda d: (
        f"Wrote a note of our own beside “{d.title}”: {d.text}"
        if d.text
        else f"Took away the note beside “{d.title}”."
    ),
    PracticeSet: lambda d: f"Wrote down about the practice: {', '.join(d.details)}.",
    ContactSet: lambda d: f"Wrote down a contact: {d.name or d.contact}.",
    ContractKept: lambda d: f"Wrote down a contract that asks for notice: {d.party}.",
    ContractEnded: lambda d: (
        f"A contract no longer holds: {d.party}." if d.party else "A contract no longer holds."
    ),
    MemberAdded: lambda d: f"Added to the office: {d.name}.",
    MemberLeft: lambda _: "A person left the office.",
    PinSet: lambda _: "A PIN was set.",
    PinRefused: lambda _: "A wrong PIN was typed.",
    SignedIn: lambda d: f"{d.name} took the desk.",
    SignedOut: lambda d: f"{d.name} left the desk.",
    Locked: lambda d: f"The desk of {d.name} was locked: nobody was at it for {d.minutes} minutes.",
    KeysChanged: lambda d: _KEYS[d.change],
    BinderJoined: lambda d: f"Took in {len(d.incidents)} incidents of another binder.",
    Sealed: lambda d: f"Sealed the record up to entry {d.head_seq}.",
    SealKeyChanged: lambda d: f"The record is sealed with a new key: {fingerprint(d.key)}.",
    OlderCopyFound: difference,
    CounselOpened: lambda d: f"{d.name} may read the notes for counsel.",
    CounselNoted: lambda _: "A note for counsel. Only those whom counsel named can read it.",
}
