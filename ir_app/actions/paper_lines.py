"""Lines written by hand while the computers were down, typed in later with their own times."""

from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.kinds import PaperLine
from ir_app.core.moment import Moment, Precision
from ir_app.problems import Problem

LONGEST = 20_000  # characters


def add(
    desk: Desk,
    incident: str,
    text: str,
    *,
    happened: Moment,
    writer: str,
    learned: Moment | None = None,
    sheet: str = "",
) -> Change:
    """Type in one line from paper; it keeps when it happened, was noticed and was typed in."""
    words, name = text.strip(), writer.strip()
    if not words or len(words) > LONGEST:
        raise _unlike("The words of the line", "Type what stands on the paper, word for word.")
    if not name:
        raise _unlike("The name", "Write who held the pen.")
    _check_times(desk, happened, learned)
    data = PaperLine(text=words, writer=name, sheet=sheet.strip())
    entries = desk.record(incident, [data], happened=happened, learned=learned)
    return Change(tuple(entries), "Line from paper typed in. It is marked as typed in later.")


def _unlike(what: str, do: str) -> Problem:
    return Problem(what=f"{what} can't be kept like this.", safe="Nothing was changed.", do=do)


def _check_times(desk: Desk, happened: Moment, learned: Moment | None) -> None:
    now = desk.clock.now()
    for name, moment in (("happened", happened), ("was noticed", learned)):
        if moment and moment.utc() > now:
            raise Problem(
                what=f"The time it {name} is still to come.",
                safe="Nothing was changed.",
                do="Check the day, and am or pm.",
            )
    if learned and _before(learned, happened):
        raise Problem(
            what="It was noticed before it happened.",
            safe="Nothing was changed.",
            do="Check both times on the paper.",
        )


def _before(learned: Moment, happened: Moment) -> bool:
    if Precision.DAY in (learned.precision, happened.precision):
        return learned.day < happened.day
    exact = Precision.ABOUT not in (learned.precision, happened.precision)
    return exact and learned.utc() < happened.utc()
