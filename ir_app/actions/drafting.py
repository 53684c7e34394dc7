"""What the letters say: facts and practice details gathered, and whether they changed since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ir_app.actions.rosters import people_digest
from ir_app.core.facts import known_values
from ir_app.core.incident import Incident
from ir_app.places import content

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.letters import LetterFacts, Template

TEMPLATE = "hipaa-individual"


def template() -> Template:
    """Return the shipped letter template."""
    from ir_app.letters import load_template

    return load_template(content("letters"), TEMPLATE)


def letter_facts(desk: Desk, incident: Incident, on: date) -> LetterFacts:
    """Return everything a letter dated ``on`` may say, from the facts known now."""
    from ir_app.actions.recipients import left_out
    from ir_app.letters import letter_facts as gather

    known = known_values(incident.facts)
    without = left_out(desk, incident, on)
    return gather(known, desk.practice.details, _dentist(desk), on, without, _people(incident))


def _people(incident: Incident) -> int:
    """Return how many people were concerned when a letter has to say it, else 0."""
    from ir_app.letters.writing import states

    roster = incident.roster
    saying = [code for code, state in states().items() if state.says_how_many]
    return roster.people if roster and any(map(roster.by_state.get, saying)) else 0


def _dentist(desk: Desk) -> str:
    return next((member.name for member in desk.practice.approvers), "")


def what_changed(desk: Desk, incident: Incident) -> tuple[str, ...]:
    """Say in sentences what is no longer as it was when the newest letters were written."""
    from ir_app.letters import facts_digest

    batch = incident.batch
    if batch is None:
        return ()
    written = batch.written
    on = incident.entries[batch.seq - 1].happened.day
    now: dict[str, Any] = {
        "What the letters say, or who gets one, has changed.": facts_digest(
            letter_facts(desk, incident, on)
        ),
        "The letter template has changed.": template().sha256,
        "The patient list has changed.": incident.roster.people_sha256 if incident.roster else "",
    }
    then = (written.facts_sha256, written.template_sha256, written.people_sha256)
    return tuple(
        words for (words, value), old in zip(now.items(), then, strict=True) if value != old
    )


def current_people_digest(desk: Desk, incident: Incident) -> str:
    """Return the digest of the people as they lie in the binder now."""
    roster = incident.roster
    return people_digest(desk.binder.people(roster.roster)) if roster else ""
