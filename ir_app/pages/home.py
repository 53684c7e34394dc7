"""Home: what is going on, and the one big button."""

from dataclasses import dataclass

from ir_app.pages.parts import Tone


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in the list; the whole row opens it."""

    incident: str
    title: str
    since: str
    progress: str  # "3 done · 11 to go"
    next_date: str
    tone: Tone
    closed: bool


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """One thing that is better prepared on a quiet day."""

    id: str  # practice, contacts, people, pin
    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything the Home screen says."""

    heading: str
    lead: str
    start_label: str  # "Something is wrong"
    incidents: tuple[IncidentRow, ...]
    ready_heading: str
    ready: tuple[ReadyRow, ...]
    welcome_back: str  # "" or "You were on: Call the IT company"
    resume: str  # incident id that welcome_back opens, or ""
    footer: str  # version, where things are kept, not legal advice
