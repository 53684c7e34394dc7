"""The incident: what the entries of its journal add up to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ir_app.core.facts import Fact
from ir_app.core.journal import Entry
from ir_app.core.kinds import (
    ApprovalVoided,
    AssessmentSigned,
    Called,
    Closed,
    Corrected,
    CounselNoted,
    CounselOpened,
    DateOverridden,
    DatesMoved,
    EvidenceAdded,
    FactSet,
    GateAcknowledged,
    Kind,
    LawInstalled,
    LawReviewSeen,
    LawTaken,
    LettersApproved,
    LettersMailed,
    LettersWritten,
    MergedFrom,
    MergedInto,
    Noted,
    Opened,
    PaperLine,
    PausePassed,
    PlaybookAdded,
    PlaybookChanged,
    PlaybookUpgraded,
    Renamed,
    Reopened,
    RosterLoaded,
    Sealed,
    SplitFrom,
    SplitOff,
    StepMoved,
    Told,
    Undone,
)
from ir_app.core.plan import Pins, first_pins, pins_after

K = TypeVar("K", bound=Kind)


@dataclass(frozen=True, slots=True)
class Batch:
    """One set of letters on its way from written to mailed."""

    written: LettersWritten
    seq: int
    approved: LettersApproved | None = None
    approved_seq: int = 0
    voided: ApprovalVoided | None = None
    mailed: LettersMailed | None = None
    mailed_seq: int = 0

    @property
    def standing_approval(self) -> bool:
        """Tell whether the newest approval still stands for what was written."""
        return self.approved is not None and self.approved.digest == self.written.digest


@dataclass(slots=True)
class Incident:
    """One incident as it stands after folding its journal; never stored, always folded."""

    id: str
    opened: Opened
    opened_entry: Entry
    title: str
    pins: Pins = ()  # the playbooks it follows, the leading one first
    entries: list[Entry] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    progress: list[Entry] = field(default_factory=list)  # steps, gates, plan changes, in order
    gates: dict[str, GateAcknowledged] = field(default_factory=dict)
    calls: list[Entry] = field(default_factory=list)
    said: list[Entry] = field(default_factory=list)  # notes and lines from paper, in own words
    evidence: dict[str, Entry] = field(default_factory=dict)
    roster: RosterLoaded | None = None
    roster_seq: int = 0
    dates: DatesMoved | None = None
    law: str = ""  # SHA-256 of the law it is worked out under; "" in records from before
    law_offered: LawInstalled | None = None  # the newest law that came in since it was opened
    laws_seen: set[str] = field(default_factory=set)  # SHA-256 of every law that came in
    reviews_seen: set[str] = field(default_factory=set)  # notices that were put away
    told: dict[str, Entry] = field(default_factory=dict)
    assessment: AssessmentSigned | None = None
    overrides: dict[str, Entry] = field(default_factory=dict)
    batches: dict[str, Batch] = field(default_factory=dict)
    corrections: dict[int, list[Entry]] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    pauses: dict[str, Entry] = field(default_factory=dict)  # by phase
    related: list[Entry] = field(default_factory=list)  # splits and merges
    closed: Entry | None = None
    sealed: int = 0  # the newest seal's own number
    counsel: list[Entry] = field(default_factory=list)  # notes only counsel's readers can open
    counsel_readers: dict[str, CounselOpened] = field(default_factory=dict)

    @property
    def incident_type(self) -> str:
        """Return what sort of incident it is, by its leading playbook."""
        return self.pins[0].incident_type

    @property
    def head(self) -> Entry:
        """Return the newest entry."""
        return self.entries[-1]

    @property
    def zone(self) -> str:
        """Return the IANA zone of the practice when the incident was opened."""
        return self.opened.zone

    @property
    def batch(self) -> Batch | None:
        """Return the newest set of letters."""
        return next(reversed(self.batches.values()), None)

    def value(self, fact: str, default: object = None) -> object:
        """Return the value of a known fact, or ``default``."""
        found = self.facts.get(fact)
        return found.value if found and found.known else default


# What can be taken back. Approvals, mailings and what was told to others happened in the world:
# they are corrected by a further entry, never undone.
UNDOABLE: frozenset[type[Kind]] = frozenset(
    {
        FactSet,
        StepMoved,
        GateAcknowledged,
        DatesMoved,
        Noted,
        PaperLine,
        Called,
        Renamed,
        ApprovalVoided,
        PlaybookChanged,
        PlaybookAdded,
        PlaybookUpgraded,
        PausePassed,
        LawTaken,
        LawReviewSeen,
    }
)


def undone_by(entries: Iterable[Entry]) -> set[int]:
    """Return the numbers of all entries that a later entry takes back."""
    return {seq for e in entries if isinstance(e.data, Undone) for seq in e.data.seqs}


def fold(entries: Iterable[Entry]) -> Incident:
    """Fold a journal, in order, into the incident it describes; the first entry must open it."""
    rows = list(entries)
    first = rows[0]
    assert isinstance(first.data, Opened)  # noqa: S101 - the store never hands out another first entry
    incident = Incident(first.incident, first.data, first, first.data.title)
    incident.entries = rows
    incident.undone = undone_by(rows)
    incident.pins = first_pins(first.data)
    incident.law = first.data.law
    for entry in rows[1:]:
        take = _TAKE.get(type(entry.data))
        if take and entry.seq not in incident.undone:
            take(incident, entry)
    return incident


def _fact(incident: Incident, entry: Entry) -> None:
    data = _as(FactSet, entry)
    incident.facts[data.fact] = Fact(
        name=data.fact,
        status=data.status,
        value=data.value,
        reason=data.reason,
        source=data.source,
        seq=entry.seq,
    )


def _step(incident: Incident, entry: Entry) -> None:
    incident.progress.append(entry)


def _gate(incident: Incident, entry: Entry) -> None:
    data = _as(GateAcknowledged, entry)
    incident.gates[data.step] = data
    incident.progress.append(entry)


def _plan(incident: Incident, entry: Entry) -> None:
    incident.pins = pins_after(incident.pins, entry.data)
    incident.progress.append(entry)


def _pause(incident: Incident, entry: Entry) -> None:
    incident.pauses[_as(PausePassed, entry).phase] = entry


def _relate(incident: Incident, entry: Entry) -> None:
    incident.related.append(entry)


def _merged(incident: Incident, entry: Entry) -> None:
    incident.related.append(entry)
    incident.closed = entry


def _rename(incident: Incident, entry: Entry) -> None:
    incident.title = _as(Renamed, entry).title


def _call(incident: Incident, entry: Entry) -> None:
    incident.calls.append(entry)


def _say(incident: Incident, entry: Entry) -> None:
    incident.said.append(entry)


def _evidence(incident: Incident, entry: Entry) -> None:
    incident.evidence[_as(EvidenceAdded, entry).evidence] = entry


def _roster(incident: Incident, entry: Entry) -> None:
    incident.roster, incident.roster_seq = _as(RosterLoaded, entry), entry.seq


def _dates(incident: Incident, entry: Entry) -> None:
    incident.dates = _as(DatesMoved, entry)


def _law_came(incident: Incident, entry: Entry) -> None:
    data = _as(LawInstalled, entry)
    incident.law_offered = data
    incident.laws_seen.add(data.law)


def _law_taken(incident: Incident, entry: Entry) -> None:
    incident.law = _as(LawTaken, entry).law


def _review_seen(incident: Incident, entry: Entry) -> None:
    incident.reviews_seen.update(_as(LawReviewSeen, entry).laws)


def _told(incident: Incident, entry: Entry) -> None:
    incident.told[_as(Told, entry).obligation] = entry


def _signed(incident: Incident, entry: Entry) -> None:
    incident.assessment = _as(AssessmentSigned, entry)


def _overridden(incident: Incident, entry: Entry) -> None:
    data = _as(DateOverridden, entry)
    if data.applies:
        incident.overrides[data.obligation] = entry
    else:
        incident.overrides.pop(data.obligation, None)


def _written(incident: Incident, entry: Entry) -> None:
    data = _as(LettersWritten, entry)
    incident.batches[data.batch] = Batch(data, entry.seq)


def _approved(incident: Incident, entry: Entry) -> None:
    data = _as(LettersApproved, entry)
    old = incident.batches[data.batch]
    incident.batches[data.batch] = Batch(old.written, old.seq, data, entry.seq)


def _voided(incident: Incident, entry: Entry) -> None:
    data = _as(ApprovalVoided, entry)
    old = incident.batches[data.batch]
    incident.batches[data.batch] = Batch(old.written, old.seq, None, 0, data)


def _mailed(incident: Incident, entry: Entry) -> None:
    data = _as(LettersMailed, entry)
    old = incident.batches[data.batch]
    incident.batches[data.batch] = Batch(
        old.written, old.seq, old.approved, old.approved_seq, None, data, entry.seq
    )


def _correct(incident: Incident, entry: Entry) -> None:
    incident.corrections.setdefault(_as(Corrected, entry).seq, []).append(entry)


def _close(incident: Incident, entry: Entry) -> None:
    incident.closed = entry


def _reopen(incident: Incident, entry: Entry) -> None:
    del entry
    incident.closed = None


def _sealed(incident: Incident, entry: Entry) -> None:
    incident.sealed = entry.seq


def _counsel(incident: Incident, entry: Entry) -> None:
    incident.counsel.append(entry)


def _reader(incident: Incident, entry: Entry) -> None:
    data = _as(CounselOpened, entry)
    incident.counsel_readers[data.member] = data


def _as(kind: type[K], entry: Entry) -> K:
    assert isinstance(entry.data, kind)  # noqa: S101 - the dispatch table below guarantees it
    return entry.data


_TAKE: Mapping[type[Kind], Callable[[Incident, Entry], None]] = {
    FactSet: _fact,
    StepMoved: _step,
    GateAcknowledged: _gate,
    Renamed: _rename,
    Called: _call,
    Noted: _say,
    PaperLine: _say,
    EvidenceAdded: _evidence,
    RosterLoaded: _roster,
    DatesMoved: _dates,
    LawInstalled: _law_came,
    LawTaken: _law_taken,
    LawReviewSeen: _review_seen,
    AssessmentSigned: _signed,
    DateOverridden: _overridden,
    Told: _told,
    LettersWritten: _written,
    LettersApproved: _approved,
    ApprovalVoided: _voided,
    LettersMailed: _mailed,
    Corrected: _correct,
    Closed: _close,
    Reopened: _reopen,
    Sealed: _sealed,
    CounselNoted: _counsel,
    CounselOpened: _reader,
    PlaybookChanged: _plan,
    PlaybookAdded: _plan,
    PlaybookUpgraded: _plan,
    PausePassed: _pause,
    SplitOff: _relate,
    SplitFrom: _relate,
    MergedFrom: _relate,
    MergedInto: _merged,
}
