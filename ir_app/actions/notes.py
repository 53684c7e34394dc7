"""Notes in somebody's own words, and corrections that stand beside what they correct."""

from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.kinds import Corrected, Noted
from ir_app.core.moment import Moment
from ir_app.problems import Problem


def add(
    desk: Desk, incident: str, text: str, basis: str = "saw", happened: Moment | None = None
) -> Change:
    """Write down a note; ``basis`` is saw, told, log or inferred."""
    words = _words(text)
    entries = desk.record(incident, [Noted(text=words, basis=basis)], happened=happened)
    return Change(tuple(entries), "Note written down.")


def correct(desk: Desk, incident: str, seq: int, text: str) -> Change:
    """Put a correction beside entry ``seq``; the entry itself stays as it was."""
    words = _words(text)
    if not 1 <= seq <= desk.incident(incident).head.seq:
        raise Problem(
            what=f"There is no entry {seq} to correct.", do="Pick a line of the timeline."
        )
    entries = desk.record(incident, [Corrected(seq=seq, text=words)])
    return Change(tuple(entries), "Correction written down beside the entry.")


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise Problem(what="The note is empty.", do="Write a few words first.")
    if len(words) > 20_000:
        raise Problem(
            what="The note is too long for one entry.",
            do="Split it, or add it as a file under “Keep a photo or file”.",
        )
    return words
