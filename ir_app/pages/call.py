"""Who to call: big numbers, from anywhere with F1, before any set-up too."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact; ``missing`` when the practice has not written it down."""

    contact: str
    label: str  # "IT company"
    why: str  # "Stops the harm and keeps proof"
    name: str
    number: str
    person: str
    hours: str
    reference: str  # policy number
    missing: bool
    missing_text: str  # where to look: "On the first page of the policy"
    fixed: bool  # public numbers that ship with the program
    say: tuple[str, ...]
    calls: tuple[str, ...]  # calls already logged to this contact


@dataclass(frozen=True, slots=True)
class CallPage:
    """Everything the Who to call screen says."""

    heading: str
    lead: str
    rows: tuple[ContactRow, ...]
    log_label: str  # "Write down a call"; "" without an incident
