"""Where half-written words wait, so that she finds them again after a break."""

from collections.abc import Iterable
from dataclasses import dataclass

from ir_app.actions.desk import Desk
from ir_app.actions.drafts import Place

DROP = "Throw away"
SURE = "Throw away the half-written words? They are kept in no other place."
HEADING = "Half-written words are waiting for you."
_PLACES = {
    "story": "Timeline",
    "now": "Step",
    "call": "Who to call",
    "dates": "Dates",
    "letters": "Letters",
    "assessment": "Was it a breach?",
    "forms": "Forms",
    "pause": "Read aloud",
    "change": "This is something else",
    "counsel": "Note for counsel",
    "question": "Questions",
    "ready": "Get ready",
    "own": "What this practice changed",
    "contracts": "Contracts that ask for notice",
}


@dataclass(frozen=True, slots=True)
class HalfRow:
    """One place with half-written words; the whole row goes there."""

    place: Place
    screen: str
    incident: str  # "" for what belongs to the practice
    rest: str  # the step, or the way of "this is something else"; "" for the other screens
    text: str  # "Timeline: Ransomware, November 23"


def rows(desk: Desk, places: Iterable[Place]) -> tuple[HalfRow, ...]:
    """Return where words wait, those of the practice last."""
    known = {incident.id: incident.title for incident in desk.incidents()}
    made = [_row(place, known) for place in places if place.screen in _PLACES]
    return tuple(sorted(made, key=lambda row: (not row.incident, row.text)))


def _row(place: Place, titles: dict[str, str]) -> HalfRow:
    incident, _, rest = place.paper.partition(" ")
    words = _PLACES[place.screen]
    if incident not in titles:
        return HalfRow(place, place.screen, "", "", words)
    screen = "story" if place.screen == "counsel" else place.screen
    return HalfRow(place, screen, incident, rest, f"{words}: {titles[incident]}")
