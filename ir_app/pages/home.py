"""Home: what is going on, and the one big button."""

from collections.abc import Iterable
from dataclasses import dataclass

from ir_app import __version__
from ir_app.actions.desk import Desk
from ir_app.actions.drafts import Place
from ir_app.actions.situation import Situation
from ir_app.core.journal import Entry
from ir_app.core.kinds import MergedInto
from ir_app.pages import frame, gokit, half, waiting
from ir_app.pages.half import HalfRow
from ir_app.pages.parts import Button, Tone
from ir_app.pages.progress import progress
from ir_app.pages.waiting import DueRow
from ir_app.pages.words import day_and_time


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
    gokit: Button
    due: tuple[DueRow, ...]  # reminders that have come
    half_heading: str
    half: tuple[HalfRow, ...]  # where half-written words wait
    footer: str  # version, where things are kept, not legal advice


READY = (
    ("practice", "Write down the practice's name, address and phone"),
    ("contacts", "Write down whom to call: IT company, insurance, attorney"),
    ("people", "Add the people of the office"),
    ("pin", "Let the dentist set a PIN for approving letters"),
)


def build(desk: Desk, half_written: Iterable[Place] = ()) -> HomePage:
    """Return what is going on, newest incident first, and how ready the office is."""
    situations = [desk.situation(i.id) for i in reversed(desk.incidents())]
    running = [s for s in situations if s.incident.closed is None]
    now = running[0] if running else None
    return HomePage(
        heading="What is going on?",
        lead="Press the button. You will get one step at a time. Nothing needs to be set up first.",
        start_label="Something is wrong",
        incidents=tuple(_row(s) for s in situations),
        ready_heading="On a quiet day",
        ready=tuple(ReadyRow(id_, text, _is_ready(desk, id_)) for id_, text in READY),
        welcome_back=_welcome(now),
        resume=now.id if now else "",
        due=waiting.rows(desk),
        half_heading=half.HEADING,
        half=half.rows(desk, half_written),
        gokit=gokit.SAVE,
        footer=f"Incident Binder {__version__}. Not legal advice. Kept in {desk.binder.place}",
    )


def _row(situation: Situation) -> IncidentRow:
    incident, strip = situation.incident, frame.build(situation)
    done = incident.closed
    return IncidentRow(
        incident=incident.id,
        title=incident.title,
        since=strip.since,
        progress=_ended(done) if done else progress(situation),
        next_date=strip.next_date.text if strip.next_date and not done else "",
        tone=strip.next_date.tone if strip.next_date and not done else Tone.PLAIN,
        closed=done is not None,
    )


def _ended(done: Entry) -> str:
    when = day_and_time(done.happened.wall)
    if isinstance(done.data, MergedInto):
        return f"part of “{done.data.title}” since {when}"
    return f"closed {when}"


def _welcome(situation: Situation | None) -> str:
    if situation is None or situation.run.current is None:
        return ""
    return f"You were on: {situation.playbook.step(situation.run.current).title}"


def _is_ready(desk: Desk, id_: str) -> bool:
    practice = desk.practice
    return {
        "practice": bool(practice.details.get("name") and practice.details.get("phone")),
        "contacts": all(c in practice.contacts for c in ("it", "insurer")),
        "people": bool(practice.members),
        "pin": any(member.has_pin for member in practice.approvers),
    }[id_]
