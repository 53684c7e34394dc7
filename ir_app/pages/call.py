"""Who to call: big numbers, from anywhere with F1, before any set-up too."""

from dataclasses import dataclass

from ir_app.actions.desk import Desk
from ir_app.actions.situation import Situation
from ir_app.core.kinds import Called, ContactSet
from ir_app.export.words import sentence
from ir_app.pages.words import day_and_time
from ir_app.playbook.contacts import Contact


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


def build(desk: Desk, situation: Situation | None = None) -> CallPage:
    """Return every contact, the practice's own first, the shipped public ones after."""
    return CallPage(
        heading="Who to call",
        lead="Use your own phone, not the office computers. Write down each call: it counts later.",
        rows=tuple(_row(desk, c, situation) for c in desk.library.contacts),
        log_label="Write down a call" if situation else "",
    )


def _row(desk: Desk, contact: Contact, situation: Situation | None) -> ContactRow:
    known = desk.practice.contacts.get(contact.id)
    number = known.number if known else contact.number
    return ContactRow(
        contact=contact.id,
        label=contact.label,
        why=contact.why,
        name=known.name if known else "",
        number=number,
        person=known.person if known else "",
        hours=known.hours if known else contact.hours,
        reference=known.reference if known else "",
        missing=not number,
        missing_text=contact.missing,
        fixed=bool(contact.number),
        say=contact.say,
        calls=_calls(contact, known, situation),
    )


def _calls(
    contact: Contact, known: ContactSet | None, situation: Situation | None
) -> tuple[str, ...]:
    names = {contact.id, contact.label, known.name if known else ""} - {""}
    entries = situation.incident.calls if situation else []
    return tuple(
        f"{day_and_time(entry.happened.wall)}: {sentence(entry)}"
        for entry in entries
        if isinstance(entry.data, Called) and entry.data.who in names
    )
