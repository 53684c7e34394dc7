"""Telling those who must be told, the attorney's own answers, and what if."""

from dataclasses import replace
from datetime import date

from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.incident import Incident
from ir_app.core.kinds import DateOverridden, Told
from ir_app.core.moment import Moment
from ir_app.problems import Problem


def tell(
    desk: Desk,
    incident: str,
    obligation: str,
    *,
    method: str,
    reference: str = "",
    happened: Moment | None = None,
) -> Change:
    """Mark one obligation as met; letters to patients are marked by mailing them instead."""
    duties = {duty.id: duty for duty in desk.situation(incident).obligations}
    if obligation not in duties:
        raise Problem(what="This line is no longer on the list of dates.", do="Look at it again.")
    if duties[obligation].kind == "individual" and not others_mail(desk.incident(incident)):
        raise Problem(
            what="Letters to patients are marked as mailed on the Letters screen.",
            do="Open Letters, and press “Mark as mailed” when they are at the post office.",
        )
    data = Told(
        obligation=obligation,
        title=duties[obligation].title,
        method=method,
        reference=reference.strip(),
    )
    entries = desk.record(incident, [data], happened=happened)
    return Change(tuple(entries), f"Marked as told: {data.title}")


def others_mail(incident: Incident) -> bool:
    """Tell whether a vendor mails the letters: then they are marked as told, not as mailed."""
    return incident.value("vend_mails") == "vendor"


def override(
    desk: Desk, incident: str, obligation: str, *, applies: str, due: str, reason: str
) -> Change:
    """Set the attorney's own answer beside the program's; empty ``applies`` takes it back.

    ``due`` is a day like 2026-12-23, or empty for none.
    """
    if not reason.strip():
        raise Problem(what="A few words are missing.", do="Write why this answer is the right one.")
    duties = {duty.id: duty for duty in desk.situation(incident).obligations}
    if obligation not in duties:
        raise Problem(what="This line is not on the list of dates.", do="Look at it again.")
    data = DateOverridden(
        obligation=obligation,
        title=duties[obligation].title,
        applies=applies,
        due=_day(due) if due.strip() else None,
        reason=reason.strip(),
        by=desk.member.name if desk.member else "",
    )
    return Change(tuple(desk.record(incident, [data])), f"Written down: {data.title}")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise Problem(what=f"“{text}” can't be read as a date.", do="Such as 2026-12-23.") from None


def what_if(desk: Desk, incident: str, fact: str, value: object) -> tuple[str, ...]:
    """Return every line that would move if a fact had another value; nothing is recorded."""
    from ir_app.actions.consequences import moves
    from ir_app.actions.duties import work_out_answers
    from ir_app.core.facts import Fact, Status

    situation = desk.situation(incident)
    declared = desk.library.facts[fact]
    facts = dict(situation.incident.facts)
    if value is None:
        facts[fact] = Fact(name=fact, status=Status.UNKNOWN)
    else:
        facts[fact] = Fact(name=fact, status=Status.KNOWN, value=declared.read(value))
    other = replace(situation.incident, facts=facts)
    return moves(situation.obligations, work_out_answers(desk, other, situation.today))
