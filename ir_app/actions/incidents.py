"""Incidents: start one, name it, hand it over, close it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from ir_app.actions import laws, plans
from ir_app.actions.steps import finish_doing
from ir_app.core.change import Change
from ir_app.core.kinds import (
    Closed,
    DateOverridden,
    HandedOver,
    Opened,
    Renamed,
    Reopened,
    StepMoved,
    StepState,
)
from ir_app.core.moment import Moment
from ir_app.playbook.run import Event
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation
    from ir_app.core.incident import Incident
    from ir_app.law.read import Law
    from ir_app.playbook.model import Playbook
    from ir_app.store.act import Act


def start(desk: Desk, symptom: str) -> Change:
    """Open an incident for what was seen; needs no set-up, no name and no password."""
    seen = desk.library.symptom(symptom)
    book = plans.book(desk, seen.playbook)
    entries = desk.record(
        str(uuid.uuid4()),
        [opened(desk, seen.label, book, desk.law)],
        beside=lambda act: keep(act, book, desk.law),
    )
    return Change(tuple(entries), "Started. We wrote down the time for you.")


def keep(act: Act, book: Playbook, law: Law) -> None:
    """Keep beside the journal what a new incident is pinned to."""
    plans.keep_beside(act, [book])
    laws.keep_beside(act, law)


def opened(desk: Desk, symptom: str, book: Playbook, law: Law) -> Opened:
    """Return the entry that opens an incident which follows ``book`` under ``law``."""
    day = Moment.of(desk.clock.now(), desk.zone).wall
    return Opened(
        title=f"{book.title}, {day:%B} {day.day}",
        symptom=symptom,
        incident_type=book.incident_type,
        playbook=book.id,
        playbook_version=book.version,
        playbook_digest=book.digest,
        zone=desk.zone,
        law=law.digest,
    )


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
    """Close an incident; refused while a step that comes before closing is open."""
    refused = why_not_close(desk.situation(incident))
    if refused:
        raise refused
    done = finish_doing(desk, incident, "close")
    entries = desk.record(incident, [*done, Closed(words=words.strip())])
    return Change(tuple(entries), "Closed. You can open it again at any time.")


def why_not_close(situation: Situation) -> Problem | None:
    """Return why an incident can't be closed now, or None when it can."""
    if situation.incident.closed:
        return Problem(what="This incident is closed already.", do="You can open it again.")
    run = situation.run
    closing = [step.id for step in situation.playbook.steps if "close" in step.does]
    tried = (run.may(Event(s, StepState.DONE)) for s in closing if run.is_open(s))
    return next((problem for problem in tried if problem), None) or _untold(situation)


def _untold(situation: Situation) -> Problem | None:
    """Return the first duty that surely applies and nobody has met or the attorney taken away.

    A finding of "not a breach" under HIPAA ends the letters of the steps, but not every state
    knows that exception.
    """
    incident = situation.incident
    mailed = any(batch.mailed for batch in incident.batches.values())
    for duty in situation.obligations:
        met = duty.id in incident.told or (duty.kind == "individual" and mailed)
        if duty.kind not in _TO_PEOPLE or duty.applies != "yes" or met:
            continue
        if not _taken_away(incident, duty.id):
            return Problem(
                what=f"This must still be done: {duty.title}.",
                do="Open Dates for the reasons. Write letters under Letters, mark offices as told.",
                who="The attorney can decide otherwise, on Dates.",
            )
    return None


def _taken_away(incident: Incident, obligation: str) -> bool:
    own = incident.overrides.get(obligation)
    return own is not None and isinstance(own.data, DateOverridden) and own.data.applies == "no"


_TO_PEOPLE = ("individual", "regulator", "hhs")


def reopen(desk: Desk, incident: str, reason: str) -> Change:
    """Open a closed incident again."""
    if not reason.strip():
        raise Problem(what="A few words are missing.", do="Write why it is opened again.")
    again = _open_closing(desk.situation(incident), reason.strip())
    entries = desk.record(incident, [Reopened(reason=reason.strip()), *again])
    return Change(tuple(entries), "Open again.")


def _open_closing(situation: Situation, reason: str) -> list[StepMoved]:
    # Left as done, the closing step would let the next closing pass without any check.
    run = situation.run
    return [
        StepMoved(step=step.id, title=step.title, to=StepState.TODO, reason=reason)
        for step in situation.playbook.steps
        if "close" in step.does and not run.is_open(step.id)
    ]
