"""Steps of the playbook: done, could not, later, open again, and the stop lines."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ir_app.core.change import Change
from ir_app.core.kinds import EvidenceAdded, GateAcknowledged, Kind, StepMoved, StepState
from ir_app.core.moment import Moment
from ir_app.playbook.run import Acknowledge, Event
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation
    from ir_app.playbook.model import Step

LATER = timedelta(hours=1)

# What may be chosen under "I cannot do this now", and where it leads.
CANNOT = {
    "later": StepState.WAITING,
    "someone_else": StepState.WAITING,
    "not_applicable": StepState.NOT_APPLICABLE,
    "could_not": StepState.COULD_NOT,
}


def finish(desk: Desk, incident: str, step: str, *, by: str = "", without: str = "") -> Change:
    """Mark a step as done, by whoever is at the desk or by somebody named in ``by``.

    A step that asks for proof is done with it, or with words in ``without`` that say why not.
    """
    situation = desk.situation(incident)
    known = situation.playbook.step(step)
    _check_own_act(situation, known)
    why = without.strip()
    if needs_proof(situation, known) and not why:
        raise Problem(
            what=f"Something is still missing here: {known.evidence.ask if known.evidence else ''}",
            safe="Nothing was lost.",
            do="Keep it here, or write in a few words why there is none.",
        )
    reason = f"Without proof: {why}" if why else ""
    said = f"Marked done by {by.strip()}" if by.strip() else "Marked done"
    return _move(situation, step, StepState.DONE, reason=reason, by=by, said=said)


def needs_proof(situation: Situation, step: Step) -> bool:
    """Tell whether a step must have something kept with it and has nothing yet."""
    if step.evidence is None or not step.evidence.required:
        return False
    kept = (entry.data for entry in situation.incident.evidence.values())
    return not any(isinstance(e, EvidenceAdded) and e.step == step.id for e in kept)


def begin(desk: Desk, incident: str, step: str) -> Change:
    """Say that somebody at the desk is doing a step right now."""
    return _move(desk.situation(incident), step, StepState.DOING, said="Doing now")


def cannot(
    desk: Desk,
    incident: str,
    step: str,
    choice: str,
    reason: str = "",
    *,
    until: datetime | None = None,
) -> Change:
    """Put a step aside for one of the reasons in ``CANNOT`` and go on to the next.

    What is put aside comes back at ``until`` (civil time of the practice), or in an hour.
    """
    if choice not in CANNOT:
        raise Problem(what="That is not one of the reasons.", do="Pick one from the list.")
    words = reason.strip()
    if choice in ("not_applicable", "could_not") and not words:
        raise Problem(
            what="A few words are missing.",
            do="Write in a few words why this step is left out. The attorney may ask.",
        )
    situation = desk.situation(incident)
    to = CANNOT[choice]
    if choice == "someone_else":
        who = words or "someone else"
        return _move(situation, step, to, reason="Later", by=who, until=until, said="Waiting")
    said = "Left out" if to is not StepState.WAITING else "Put aside for later"
    return _move(situation, step, to, reason=words or "Later", until=until, said=said)


def reopen(desk: Desk, incident: str, step: str, reason: str = "") -> Change:
    """Open a finished or left-out step again."""
    situation = desk.situation(incident)
    return _move(situation, step, StepState.TODO, reason=reason.strip(), said="Opened again")


def acknowledge(
    desk: Desk, incident: str, step: str, *, already_happened: bool, words: str = ""
) -> Change:
    """Record that a stop line was read, or that what it forbids had already happened."""
    situation = desk.situation(incident)
    known = situation.playbook.step(step)
    if known.gate is None:
        raise Problem(what="This step has no stop line.", do="Go on with the step.")
    event = Acknowledge(step=step, already_happened=already_happened)
    _refuse(situation.run.may(event))
    data = GateAcknowledged(
        step=step, stop=known.gate.stop, already_happened=already_happened, words=words.strip()
    )
    said = "Written down: it already happened." if already_happened else "Written down."
    return Change(tuple(desk.record(incident, [data])), said)


def finish_doing(desk: Desk, incident: str, act: str) -> list[Kind]:
    """Return the entries that finish the open steps which exist for ``act`` (such as a roster)."""
    situation = desk.situation(incident)
    run = situation.run
    done: list[Kind] = []
    for step in situation.playbook.steps:
        event = Event(step=step.id, to=StepState.DONE)
        if act in step.does and step.id in run.visible and run.may(event) is None:
            done.append(StepMoved(step=step.id, title=step.title, to=StepState.DONE))
    return done


def _move(
    situation: Situation,
    step: str,
    to: StepState,
    *,
    reason: str = "",
    by: str = "",
    until: datetime | None = None,
    said: str,
) -> Change:
    known = situation.playbook.step(step)
    _refuse(situation.run.may(Event(step=step, to=to, reason=reason, by=by)))
    remind = _reminder(situation, until) if to is StepState.WAITING else None
    data = StepMoved(
        step=step, title=known.title, to=to, reason=reason, by=by.strip(), remind_at=remind
    )
    entries = situation.desk.record(situation.id, [data])
    return Change(tuple(entries), f"{said}: {known.title}")


def _reminder(situation: Situation, until: datetime | None) -> Moment:
    if until is None:
        return Moment.of(situation.now + LATER, situation.incident.zone)
    when = until.replace(tzinfo=ZoneInfo(situation.incident.zone))
    if when <= situation.now:
        raise Problem(
            what="That time has passed already.",
            safe="Nothing was changed.",
            do="Type a later one, such as “tomorrow 9 am”.",
        )
    return Moment.of(when, situation.incident.zone)


def _check_own_act(situation: Situation, step: Step) -> None:
    """Refuse ticking off what only the act itself can finish."""
    batch = situation.incident.batch
    if "letters_approve" in step.does and not (batch and batch.standing_approval):
        raise Problem(
            what="The letters are not approved yet.",
            do="Open Letters. The dentist reads them there and approves them with a PIN.",
        )
    if "memo" in step.does and not _memo_signed(situation):
        raise Problem(
            what="The memo is not signed yet.",
            do="Open the assessment. The dentist signs it there with the PIN.",
        )
    if "close" in step.does and not situation.incident.closed:
        raise Problem(
            what="The incident is not closed yet.",
            do="Open the timeline, and press “Close the incident” there.",
        )
    if "letters_mail" in step.does and not (batch and batch.mailed):
        raise Problem(
            what="The letters are not marked as mailed yet.",
            do="Open Letters, and press “Mark as mailed” when they are at the post office.",
        )


def _memo_signed(situation: Situation) -> bool:
    from ir_app.actions.assessment import standing

    signed = standing(situation)
    return signed is not None and signed.result == "not_a_breach"


def _refuse(problem: Problem | None) -> None:
    if problem:
        raise problem
