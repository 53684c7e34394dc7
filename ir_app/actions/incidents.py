"""Incidents: start one, name it, hand it over, close it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from ir_app.core.change import Change
from ir_app.core.kinds import Closed, HandedOver, Opened, Renamed, Reopened
from ir_app.core.moment import Moment
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk


def start(desk: Desk, symptom: str) -> Change:
    """Open an incident for what was seen; needs no set-up, no name and no password."""
    seen = desk.library.symptom(symptom)
    book = desk.library.playbook(seen.playbook)
    zone = desk.zone
    day = Moment.of(desk.clock.now(), zone).wall
    data = Opened(
        title=f"{book.title}, {day:%B} {day.day}",
        symptom=seen.label,
        incident_type=book.incident_type,
        playbook=book.id,
        playbook_version=book.version,
        playbook_digest=book.digest,
        zone=zone,
    )
    entries = desk.record(str(uuid.uuid4()), [data])
    return Change(tuple(entries), "Started. We wrote down the time for you.")


def rename(desk: Desk, incident: str, title: str) -> Change:
    """Give an incident another title."""
    words = title.strip()
    if not words:
        raise Problem(what="The title is empty.", do="Write a few words, such as “Front desk PC”.")
    return Change(tuple(desk.record(incident, [Renamed(title=words)])), f"Now called: {words}")


def hand_over(desk: Desk, incident: str, to: str, words: str = "") -> Change:
    """Write down that somebody else takes over."""
    if not to.strip():
        raise Problem(what="It is not clear who takes over.", do="Write the person's name.")
    data = HandedOver(to=to.strip(), words=words.strip())
    return Change(tuple(desk.record(incident, [data])), f"Handed over to {data.to}.")


def close(desk: Desk, incident: str, words: str) -> Change:
    """Close an incident; refused while steps are open or somebody must still be told."""
    situation = desk.situation(incident)
    left = [s.title for s in situation.playbook.steps if s.id in situation.run.open_musts]
    if left:
        raise Problem(
            what=f"{len(left)} steps that must not be left out are still open: {left[0]}.",
            do="Finish them first, or write down why they do not apply.",
        )
    entries = desk.record(incident, [Closed(words=words.strip())])
    return Change(tuple(entries), "Closed. You can open it again at any time.")


def reopen(desk: Desk, incident: str, reason: str) -> Change:
    """Open a closed incident again."""
    if not reason.strip():
        raise Problem(what="A few words are missing.", do="Write why it is opened again.")
    entries = desk.record(incident, [Reopened(reason=reason.strip())])
    return Change(tuple(entries), "Open again.")
