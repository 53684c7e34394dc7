"""What is said of an incident: facts, steps, notes, calls, evidence, its end."""

from typing import Any

from ir_app.core.facts import Status
from ir_app.core.kinds.base import Kind, StepState
from ir_app.core.moment import Moment


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


class HandedOver(Kind, frozen=True, kw_only=True):
    """Somebody else took over."""

    to: str
    words: str = ""


class Closed(Kind, frozen=True, kw_only=True):
    """The incident was closed."""

    words: str


class Reopened(Kind, frozen=True, kw_only=True):
    """A closed incident was opened again."""

    reason: str
