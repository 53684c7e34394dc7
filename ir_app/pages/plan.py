"""The plan as it stands now, in finished text; Word and the printer get the same."""

from ir_app.actions.situation import Situation
from ir_app.core.journal import Entry
from ir_app.core.kinds import StepMoved, StepState
from ir_app.export.paper import PaperHead
from ir_app.export.plan import Call, Plan, PlanStep
from ir_app.pages import call, contracts, frame, steps
from ir_app.pages.dates import must_rows
from ir_app.pages.words import day, day_and_time, days_left

SHOWN_DATES = 8
TITLE = "The plan as it stands"
NOTHING_LEFT = "No step is left to do."


def build(situation: Situation) -> Plan:
    """Return what was done and by whom, what is open, the next dates and the numbers."""
    page, strip = steps.build(situation), frame.build(situation)
    moves = _moves(situation)
    return Plan(
        incident=situation.incident.title,
        since=strip.since,
        summary=page.summary,
        doing=strip.doing if situation.desk.member else "Nobody has signed in yet.",
        now=now(situation),
        dates=dates(situation, SHOWN_DATES),
        phases=tuple(
            (block.title, tuple(_step(row, moves.get(row.step)) for row in block.rows))
            for block in page.phases
        ),
        calls=calls(situation),
        contracts=contracts.lines(situation.practice),
    )


def head(situation: Situation, title: str) -> PaperHead:
    """Return what every sheet of a paper about this incident carries."""
    return PaperHead(title, situation.practice.name, situation.now, situation.desk.band)


def now(situation: Situation) -> str:
    """Return the title of the one step to do now, or that nothing is left."""
    current = situation.run.current
    return situation.playbook.step(current).title if current else NOTHING_LEFT


def dates(situation: Situation, most: int) -> tuple[str, ...]:
    """Return the next dates, nearest first: "Friday, January 22, 2027 (60 days left): ..."."""
    dated = [(duty.due, duty.title, duty.applies) for duty in must_rows(situation) if duty.due]
    return tuple(
        f"{day(due)} ({days_left(due, situation.today)}): {title}"
        f"{' (not sure yet)' if applies == 'unknown' else ''}"
        for due, title, applies in sorted(dated)[:most]
    )


def calls(situation: Situation, only: tuple[str, ...] = ()) -> tuple[Call, ...]:
    """Return whom to call with the numbers that are known; ``only`` picks contacts by id."""
    rows = call.build(situation.desk, situation).rows
    picked = [row for row in rows if row.contact in only or not only]
    return tuple(
        Call(", ".join(part for part in (row.label, row.name, row.person) if part), row.number)
        for row in picked
    )


def _moves(situation: Situation) -> dict[str, Entry]:
    """Return the newest move of every step that was moved."""
    progress = situation.incident.progress
    return {e.data.step: e for e in progress if isinstance(e.data, StepMoved)}


def _step(row: steps.StepRow, entry: Entry | None) -> PlanStep:
    if entry is None or not isinstance(entry.data, StepMoved) or entry.data.to is StepState.TODO:
        return PlanStep(row.title, row.hint, settled=False)
    by = entry.data.by or entry.actor
    words = f"{steps.TAGS[entry.data.to]} {day_and_time(entry.happened.wall)}, by {by}."
    return PlanStep(row.title, f"{words} {entry.data.reason}".strip(), settled=row.done)
