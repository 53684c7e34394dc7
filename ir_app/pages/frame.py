"""The strip at the top of every screen of an incident."""

from ir_app.actions.desk import Desk
from ir_app.actions.situation import Situation
from ir_app.actions.undo import last_act
from ir_app.export.words import sentence
from ir_app.pages.dates import must_rows
from ir_app.pages.parts import Frame, NextDate, Tone
from ir_app.pages.words import day, day_and_time, days_left, short_moment, time_of_day


def build(situation: Situation) -> Frame:
    """Return the strip: what it is, what is saved, the nearest date, who is doing it."""
    incident = situation.incident
    act = last_act(incident)
    return Frame(
        band=situation.desk.band,
        title=incident.title,
        since=f"started {day_and_time(incident.opened_entry.happened.wall)}",
        began=f"since {short_moment(incident.opened_entry.happened.wall)}",
        saved=f"Saved {time_of_day(incident.head.recorded.astimezone(situation.now.tzinfo))}",
        next_date=_next(situation),
        dates_label=f"All dates ({len(must_rows(situation))})",
        doing=doing(situation.desk),
        undo=sentence(act[0], situation.declared) if act else "",
    )


def doing(desk: Desk) -> str:
    """Say who is at the desk."""
    if desk.locked:
        return "Locked"
    return f"{desk.member.name} is doing this" if desk.member else "Who is doing this?"


def _next(situation: Situation) -> NextDate | None:
    dated = [duty for duty in must_rows(situation) if duty.due]
    if not dated:
        return None
    first = min(dated, key=lambda duty: duty.due or situation.today)
    assert first.due is not None  # noqa: S101 - filtered above
    left = (first.due - situation.today).days
    tone = Tone.LATE if left < 0 else Tone.SOON if left <= 10 else Tone.PLAIN
    when = f"{day(first.due)} ({days_left(first.due, situation.today)})"
    return NextDate(f"{first.title} by {when}", when, tone)
