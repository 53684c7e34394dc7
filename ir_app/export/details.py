"""What else belongs to an entry: reasons, words, reference numbers, the other incident."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ir_app.core.kinds import (
    ApprovalVoided,
    AssessmentSigned,
    BinderJoined,
    Called,
    ClockDiffers,
    ClockSetBack,
    Closed,
    ContractKept,
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
    MergedFrom,
    MergedInto,
    OlderCopyFound,
    Opened,
    OwnStepAdded,
    OwnStepRemoved,
    PaperLine,
    PausePassed,
    PlaybookAdded,
    PlaybookChanged,
    PlaybookUpgraded,
    PracticeSet,
    RosterLoaded,
    Sealed,
    SealKeyChanged,
    SplitFrom,
    SplitOff,
    StepMoved,
    Told,
)
from ir_app.core.seals import fingerprint
from ir_app.export.spoken import day, value
from ir_app.playbook.model import FactDeclaration

Words = Callable[[Any], str]
Asked = Mapping[str, FactDeclaration]  # what is asked for, by the names of the facts
NOTHING: Asked = MappingProxyType({})


def _moved_detail(data: StepMoved) -> str:
    reason = data.reason if data.reason != "Later" else ""
    remind = f"Reminder: {day(data.remind_at.local[:16])}." if data.remind_at else ""
    return " ".join(part for part in (reason, remind) if part)


def _discovered(day: str, where: str) -> str:
    return f"First noticed {where}: {value(day) if day else 'not known.'}"


def merged(data: MergedFrom, asked: Asked = NOTHING) -> str:
    """Return what was taken over from another incident, and what differs there."""
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


def with_journal(tell: Words) -> Words:
    """Return what tells the same and the number of the other journal."""
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
    file = f"The law file was made on {day(data.made)}, SHA-256 {data.pack_sha256}. "
    moves = "It would move:" if data.would_move else "It would move nothing here."
    return f"{file if data.pack else ''}SHA-256 of the law {data.law}. {moves}"


def _counts(data: RosterLoaded) -> str:
    states = ", ".join(f"{state} {number:,}" for state, number in data.by_state.items())
    return (
        f"By state of residence: {states}; not known {data.unknown_state:,}. Under 18: "
        f"{data.minors:,}. Deceased: {data.deceased:,}. SHA-256 of the file {data.file_sha256}."
    )


# How two incidents belong together; on the screen without the number of the other journal.
RELATIONS: dict[type[Kind], Words] = {
    SplitOff: _split_off,
    SplitFrom: _split_from,
    MergedInto: _split_off,
    MergedFrom: merged,
}

DETAILS: dict[type[Kind], Words] = {
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
    **{kind: with_journal(tell) for kind, tell in RELATIONS.items()},
    OwnStepAdded: lambda d: " ".join((d.why, *d.how)).strip(),
    OwnStepRemoved: lambda d: d.reason,
    PracticeSet: lambda d: "; ".join(f"{k}: {v}" for k, v in d.details.items()),
    KeysChanged: lambda d: d.words,
    BinderJoined: lambda d: ", ".join(d.incidents),
    Sealed: lambda d: f"SHA-256 {d.head_hash}. Ed25519 key {d.public_key}.",
    SealKeyChanged: lambda d: f"Signed by the key before it: {fingerprint(d.former)}.",
    OlderCopyFound: lambda d: f"Last seen {d.known_at}, SHA-256 {d.known_hash}.",
}
