"""The sentence of every kind of entry: past tense, factual, no blame, no legal conclusion."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from ir_app.core.facts import Status
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
from ir_app.playbook.model import FactDeclaration

Words = Callable[[Any], str]
Asked = Mapping[str, FactDeclaration]  # what is asked for, by the names of the facts
NOTHING: Asked = MappingProxyType({})


def sentence(entry: Entry, asked: Asked = NOTHING) -> str:
    """Return what an entry says, in one plain sentence without patient data.

    Answers are told with their question where ``asked`` knows it, otherwise by their short name.
    """
    data = entry.data
    if isinstance(data, FactSet) and data.fact in asked:
        return _answered(data, asked[data.fact])
    return _SENTENCES[type(data)](data)


def detail(entry: Entry, asked: Asked = NOTHING) -> str:
    """Return what else belongs to it: reasons, words, reference numbers; often nothing."""
    if isinstance(entry.data, MergedFrom):
        return _with_journal(partial(_merged, asked=asked))(entry.data)
    tell = _DETAILS.get(type(entry.data))
    return tell(entry.data) if tell else ""


def relation(entry: Entry, asked: Asked = NOTHING) -> str:
    """Return how another incident belongs to this one, with both days it was noticed."""
    data = entry.data
    told = _merged(data, asked) if isinstance(data, MergedFrom) else _RELATIONS[type(data)](data)
    return f"{sentence(entry)} {told}"


def label(entry: Entry) -> str:
    """Return what sort of entry it is: fact, decision, action, communication, evidence ..."""
    return _LABELS[type(entry.data)]


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
    return f"{name}: {_value(data.value)}"


def _answered(data: FactSet, asked: FactDeclaration) -> str:
    """Tell an answer as it was picked: "Was it locked with a key? No."."""
    question = asked.label if asked.label.endswith("?") else f"{asked.label}:"
    if data.status is Status.UNKNOWN:
        return f"{question} Not known yet."
    if data.status is Status.NOT_APPLICABLE:
        return f"{question} Does not apply."
    # A question may have changed since: an answer that it does not know is shown as it is kept.
    spoken = asked.spoken(data.value) if asked.fits(data.value) else data.value
    return f"{question} {_value(spoken)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes." if value else "no."
    if isinstance(value, list):
        return ", ".join(str(part).replace("_", " ") for part in value) + "."
    text = _day(str(value).strip())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _day(text: str) -> str:
    """Write a stored date as people do; anything else stays as it is."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = f"{when:%A, %B} {when.day}, {when.year}"
    half = "am" if when.hour < 12 else "pm"
    return f"{day}, {when.hour % 12 or 12}:{when.minute:02d} {half}" if "T" in text else day


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
    by = f" by {_day(data.due)}" if data.due else ""
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


_SENTENCES: dict[type[Kind], Words] = {
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


def _moved_detail(data: StepMoved) -> str:
    reason = data.reason if data.reason != "Later" else ""
    remind = f"Reminder: {_day(data.remind_at.local[:16])}." if data.remind_at else ""
    return " ".join(part for part in (reason, remind) if part)


def _discovered(day: str, where: str) -> str:
    return f"First noticed {where}: {_value(day) if day else 'not known.'}"


def _merged(data: MergedFrom, asked: Asked = NOTHING) -> str:
    taken, differs = _names(data.taken, asked), _names(data.differs, asked)
    parts = (
        data.reason,
        _discovered(data.discovered_here, "here"),
        _discovered(data.discovered_there, "there"),
        f"Taken over: {taken}." if taken else "",
        f"Answered differently there, ours stay: {differs}." if differs else "",
    )
    return " ".join(part for part in parts if part)


def _split_off(data: SplitOff | MergedInto) -> str:
    return f"{data.reason} {_discovered(data.discovered, 'here')}"


def _split_from(data: SplitFrom) -> str:
    return f"{data.reason} {_discovered(data.discovered, 'there')}"


def _with_journal(tell: Words) -> Words:
    return lambda data: f"{tell(data)} Its journal is {data.other}."


def _names(facts: tuple[str, ...], asked: Asked) -> str:
    known = (f"“{asked[fact].label}”" if fact in asked else "" for fact in facts)
    return ", ".join(
        words or fact.replace("_", " ") for fact, words in zip(facts, known, strict=True)
    )


def _upgraded(data: PlaybookUpgraded) -> str:
    parts = (
        f"New steps: {'; '.join(data.added)}." if data.added else "",
        f"No longer there: {' '.join(data.retired)}" if data.retired else "",
    )
    return " ".join(part for part in parts if part)


def _called(data: Called) -> str:
    parts = (
        f"Number {data.number}." if data.number else "",
        f"Spoke with {data.spoke_with}." if data.spoke_with else "",
        f"Said: “{data.said}”" if data.said else "",
        f"Reference {data.reference}." if data.reference else "",
    )
    return " ".join(part for part in parts if part)


def _evidence(data: EvidenceAdded) -> str:
    where = f" Kept at: {data.kept_at}." if data.kept_at else ""
    return f"{data.description} {data.size:,} bytes, SHA-256 {data.sha256}.{where}".strip()


def _contract(data: ContractKept) -> str:
    clock = f"{data.count} {data.unit}".replace("_", " ") if data.count is not None else "at once"
    parts = (
        data.clause,
        f"Notice when {data.trigger}: {clock}.",
        f"To: {data.notify}." if data.notify else "",
        f"No. {data.reference}." if data.reference else "",
    )
    return " ".join(part for part in parts if part)


def _law_file(data: LawInstalled) -> str:
    file = f"The law file was made on {_day(data.made)}, SHA-256 {data.pack_sha256}. "
    moves = "It would move:" if data.would_move else "It would move nothing here."
    return f"{file if data.pack else ''}SHA-256 of the law {data.law}. {moves}"


def _counts(data: RosterLoaded) -> str:
    states = ", ".join(f"{state} {number:,}" for state, number in data.by_state.items())
    return (
        f"By state of residence: {states}; not known {data.unknown_state:,}. Under 18: "
        f"{data.minors:,}. Deceased: {data.deceased:,}. SHA-256 of the file {data.file_sha256}."
    )


# How two incidents belong together; on the screen without the number of the other journal.
_RELATIONS: dict[type[Kind], Words] = {
    SplitOff: _split_off,
    SplitFrom: _split_from,
    MergedInto: _split_off,
    MergedFrom: _merged,
}

_DETAILS: dict[type[Kind], Words] = {
    Opened: lambda d: f"Playbook {d.playbook} {d.playbook_version}.",
    FactSet: lambda d: d.reason,
    StepMoved: _moved_detail,
    GateAcknowledged: lambda d: d.words,
    PaperLine: lambda d: f"On paper: {d.sheet}." if d.sheet else "",
    Called: _called,
    EvidenceAdded: _evidence,
    RosterLoaded: _counts,
    DatesMoved: lambda d: "\n".join(d.moved),
    LawInstalled: lambda d: "\n".join((_law_file(d), *d.would_move)),
    LawTaken: lambda d: "\n".join((f"Before: {d.old_version}. SHA-256 {d.law}.", *d.moved)),
    LawReviewSeen: lambda d: "; ".join(d.laws),
    Told: lambda d: f"How: {d.method}. Reference: {d.reference or 'none'}.",
    AssessmentSigned: lambda d: (
        f"Ground: {d.ground.replace('_', ' ') or 'a breach is presumed'}. "
        f"Fingerprint {d.digest}. {d.words}".strip()
    ),
    DateOverridden: lambda d: d.reason,
    ContractKept: _contract,
    LettersWritten: lambda d: f"Digest {d.digest}. Law {d.law_version}.",
    LettersApproved: lambda d: (
        f"Digest {d.digest}. Letters opened for reading: {', '.join(d.read)}. {d.words}".strip()
    ),
    ApprovalVoided: lambda d: " ".join(d.changed),
    LettersMailed: lambda d: f"How: {d.method.replace('_', ' ')}. Digest {d.digest}.",
    HandedOver: lambda d: d.words,
    ClockDiffers: lambda d: f"Times are kept as this computer told them ({d.ahead:+} seconds).",
    ClockSetBack: lambda d: f"From {d.before} to {d.now}.",
    Exported: lambda d: f"{d.name}, SHA-256 {d.sha256}.",
    Closed: lambda d: d.words,
    PlaybookChanged: lambda d: (
        f"{d.reason} Version {d.new_version} instead of {d.old_version}; steps done stay done."
    ),
    PlaybookAdded: lambda d: f"{d.reason} Version {d.version}.",
    PlaybookUpgraded: _upgraded,
    PausePassed: lambda d: f"Present: {d.present}. Read: {' '.join(d.read)} {d.words}".strip(),
    **{kind: _with_journal(tell) for kind, tell in _RELATIONS.items()},
    OwnStepAdded: lambda d: " ".join((d.why, *d.how)).strip(),
    OwnStepRemoved: lambda d: d.reason,
    PracticeSet: lambda d: "; ".join(f"{k}: {v}" for k, v in d.details.items()),
    KeysChanged: lambda d: d.words,
    BinderJoined: lambda d: ", ".join(d.incidents),
    Sealed: lambda d: f"SHA-256 {d.head_hash}. Ed25519 key {d.public_key}.",
    SealKeyChanged: lambda d: f"Signed by the key before it: {fingerprint(d.former)}.",
    OlderCopyFound: lambda d: f"Last seen {d.known_at}, SHA-256 {d.known_hash}.",
}

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
