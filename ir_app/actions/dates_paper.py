"""The list of dates for the attorney: every answer with its reasons, citations and doubts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ir_app.actions.forms import spoken_day
from ir_app.actions.reviews import late, listed
from ir_app.core.kinds import DateOverridden, Told
from ir_app.export.sheet import Heading, Paper, Part, Rows, Text, joined, paper_document, spoken
from ir_app.law.engine import Answer, Obligation

if TYPE_CHECKING:
    from pathlib import Path

    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation
    from ir_app.core.change import Change
    from ir_app.law.rules import Penalty

WHAT = "list of dates for the attorney"
NAME = "dates-for-the-attorney.docx"
_HEADS, _WIDTHS = ("Who, and what", "By", "Why, and where it is written"), (1.5, 1.1, 3.9)
_GROUPS = (
    (Answer.YES, "Must be told"),
    (Answer.UNKNOWN, "Not sure yet: planned for like a must"),
    (Answer.NO, "Not needed, and why"),
)


def save(desk: Desk, incident: str, path: Path) -> Change:
    """Save the list as a Word file; the journal keeps its name and its SHA-256."""
    from ir_app.actions import papers

    return papers.save(desk, incident, WHAT, path, paper_document(paper(desk.situation(incident))))


def paper(situation: Situation) -> Paper:
    """Return the list as it stands; nothing of the derivation is left out."""
    member, law = situation.desk.member, situation.law
    return Paper(
        title="Who must be told, by when, and why",
        practice=situation.practice.name,
        made_at=situation.now,
        made_by=member.name if member else "Incident Binder",
        head=(
            ("Practice", situation.practice.name),
            ("Incident", situation.incident.title),
            ("Made", spoken(situation.now)),
            (
                "Law",
                f"As of {spoken_day(situation.today)}; files {law.version}, {_pack(situation)}",
            ),
        ),
        parts=(
            *_review(situation),
            Text("Worked out by a program from the facts written down so far. Not legal advice."),
            *(part for group in _GROUPS for part in _group(situation, *group)),
            *_doubts(situation),
            *_penalties(situation),
        ),
        band=situation.desk.band,
    )


def _pack(situation: Situation) -> str:
    now = situation.desk.law_in_use
    if now.law.digest != situation.law.digest:
        return "the law this incident was opened under or put under since."
    return f"law file {now.pack_version}." if now.pack else "as it came with the program."


def _review(situation: Situation) -> list[Part]:
    # What the office put away is still said here: this paper is for somebody else.
    found = late(situation)
    return (
        [Text(f"Review overdue. {listed(found)} Please check them.", strong=True)] if found else []
    )


def _group(situation: Situation, answer: Answer, heading: str) -> list[Part]:
    duties = [duty for duty in situation.obligations if duty.applies is answer]
    ordered = sorted(duties, key=lambda duty: (duty.due or date.max, duty.id))
    if not ordered:
        return []
    rows = tuple(_row(situation, duty) for duty in ordered)
    return [Heading(f"{heading} ({len(rows)})"), Rows(_HEADS, _WIDTHS, rows)]


def _row(situation: Situation, duty: Obligation) -> tuple[str, str, str]:
    why = [" ".join(duty.why)]
    for name, texts in (("Would change it", duty.flips_if), ("Cited", duty.cite)):
        why += [f"{name}: {' '.join(texts)}"] if texts else []
    who = joined((duty.recipient, duty.title, _told(situation, duty), _own(situation, duty)))
    return who, _by(duty), joined(why)


def _doubts(situation: Situation) -> list[Part]:
    """Say every doubt once: those of a law hold for all of its lines."""
    doubts = dict.fromkeys(
        (duty.jurisdiction, doubt) for duty in situation.obligations for doubt in duty.doubts
    )
    if not doubts:
        return []
    rows = tuple((code, doubt) for code, doubt in doubts)
    return [Heading("In doubt"), Rows(("Law", "Doubt"), (0.6, 5.9), rows)]


def _penalties(situation: Situation) -> list[Part]:
    """Say what the law threatens, with the day of the amounts; no word of it is a forecast."""
    rows = [
        (f"US, {one.tier}", _amounts(one))
        for one in situation.law.federal.penalty
        if one.in_force(situation.today)
    ]
    for code in sorted({duty.jurisdiction for duty in situation.obligations}):
        rules = situation.law.states.get(code)
        words = " ".join(filter(None, (rules.penalties, rules.private_action))) if rules else ""
        if words:
            rows.append((code, words))
    if not rows:
        return []
    return [
        Heading("Penalties and private actions"),
        Rows(("Law", "Says"), (1.5, 5.0), tuple(rows)),
    ]


def _amounts(one: Penalty) -> str:
    since = f"{one.effective:%B} {one.effective.day}, {one.effective.year}"
    practice = (
        f" HHS said in 2019 that it applies ${one.practice_cap:,} (adjusted), which binds nobody."
        if one.practice_cap and one.practice_cap != one.year_cap
        else ""
    )
    return (
        f"${one.least:,} to ${one.most:,} for one violation, at most ${one.year_cap:,} a year for "
        f"one provision. Amounts since {since}.{practice} {one.cite}."
    )


def _by(duty: Obligation) -> str:
    if duty.applies is Answer.NO:
        return "-"
    if duty.due is None:
        return (duty.standard or "no date yet").capitalize()
    latest = duty.due_latest
    later = f"or as late as {spoken_day(latest)}" if latest and latest != duty.due else ""
    open_ = "may still move" if duty.provisional else ""
    return joined((spoken_day(duty.due), later, open_))


def _told(situation: Situation, duty: Obligation) -> str:
    entry = situation.incident.told.get(duty.id)
    if entry is None or not isinstance(entry.data, Told):
        return ""
    reference = f", reference {entry.data.reference}" if entry.data.reference else ""
    return f"Told on {spoken_day(entry.happened.day)} by {entry.actor}{reference}."


def _own(situation: Situation, duty: Obligation) -> str:
    entry = situation.incident.overrides.get(duty.id)
    if entry is None or not isinstance(entry.data, DateOverridden):
        return ""
    own = entry.data
    answer = "must be told" if own.applies == "yes" else "need not be told"
    by = f" by {spoken_day(date.fromisoformat(own.due))}" if own.due else ""
    return f"The attorney {own.by} decided: {answer}{by}. {own.reason}"
