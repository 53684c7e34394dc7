"""The ways of the arrows on the map, and the tracks they run on, before there are any pixels."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a step: lanes count from the left, rows from the top."""

    lane: int
    row: int


@dataclass(frozen=True, slots=True)
class Down:
    """A stretch up or down in the gutter left of lane ``gutter``, by one source."""

    gutter: int
    source: str
    top: int  # in half rows: 2 * row is the gap above a row, 2 * row + 1 the row itself
    bottom: int


@dataclass(frozen=True, slots=True)
class Across:
    """A stretch sideways in the gap above ``row``, by one source."""

    row: int
    source: str
    left: int  # gutters
    right: int


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one arrow; ``straight`` is from a box to the one right below it."""

    source: str
    target: str
    straight: bool
    from_right: bool  # it enters the target at its right side
    port: float  # where at that side, 0 to 1
    out: Down
    across: Across | None = None
    last: Down | None = None


@dataclass(frozen=True, slots=True)
class Tracks:
    """How many tracks each gutter and each gap needs, and who runs on which."""

    down: Mapping[int, int]
    across: Mapping[int, int]
    taken: Mapping[tuple[type, int, str], int]

    def track(self, stretch: Down | Across) -> int:
        """Return the track of a stretch."""
        return self.taken[type(stretch), _place(stretch), stretch.source]


def routes(cells: Mapping[str, Cell], after: Mapping[str, Sequence[str]]) -> list[Route]:
    """Return a way for every "after"."""
    pairs = [(before, step) for step, all_ in after.items() for before in all_]
    sides: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for source, target in sorted(pairs, key=lambda p: (cells[p[0]].row, cells[p[0]].lane)):
        if not _straight(cells[source], cells[target]):
            sides[target, _from_right(cells, source, target)].append(source)
    return [_route(cells, source, target, sides) for source, target in pairs]


def _straight(source: Cell, target: Cell) -> bool:
    return source.lane == target.lane and source.row + 1 == target.row


def _from_right(cells: Mapping[str, Cell], source: str, target: str) -> bool:
    return cells[source].lane == cells[target].lane


def _route(
    cells: Mapping[str, Cell],
    source: str,
    target: str,
    sides: Mapping[tuple[str, bool], list[str]],
) -> Route:
    start, end = cells[source], cells[target]
    right = _from_right(cells, source, target)
    out_gutter, row, gap = start.lane + 1, 2 * end.row + 1, 2 * end.row
    here = 2 * start.row + 1
    if _straight(start, end):
        return Route(source, target, True, False, 0.5, Down(out_gutter, source, here, here))
    mates = sides[target, right]
    port = (mates.index(source) + 0.5) / len(mates)
    if out_gutter == (end.lane + 1 if right else end.lane):
        down = Down(out_gutter, source, min(here, row), max(here, row))
        return Route(source, target, False, right, port, down)
    span = sorted((out_gutter, end.lane))
    return Route(
        source,
        target,
        False,
        right,
        port,
        Down(out_gutter, source, min(here, gap), max(here, gap)),
        Across(end.row, source, span[0], span[1]),
        Down(end.lane, source, gap, row),
    )


def tracks_for(ways: Sequence[Route]) -> Tracks:
    """Give every source a track of its own in each gutter and gap it uses."""
    spans: dict[tuple[type, int, str], tuple[int, int]] = {}
    for way in ways:
        for stretch in () if way.straight else (way.out, way.across, way.last):
            if stretch is not None:
                key = (type(stretch), _place(stretch), stretch.source)
                low, high = _span(stretch)
                old = spans.get(key, (low, high))
                spans[key] = (min(low, old[0]), max(high, old[1]))
    taken = _colour(spans)
    return Tracks(
        down=_most(taken, Down),
        across=_most(taken, Across),
        taken=taken,
    )


def _place(stretch: Down | Across) -> int:
    return stretch.gutter if isinstance(stretch, Down) else stretch.row


def _span(stretch: Down | Across) -> tuple[int, int]:
    if isinstance(stretch, Down):
        return stretch.top, stretch.bottom
    return stretch.left, stretch.right


def _colour(
    spans: Mapping[tuple[type, int, str], tuple[int, int]],
) -> dict[tuple[type, int, str], int]:
    """Give spans that meet different tracks, the earliest first."""
    taken: dict[tuple[type, int, str], int] = {}
    busy: dict[tuple[type, int], list[int]] = defaultdict(list)  # where each track is free again
    for key, (low, high) in sorted(spans.items(), key=lambda item: (item[1], item[0][2])):
        ends = busy[key[0], key[1]]
        free = next((track for track, end in enumerate(ends) if end < low), len(ends))
        ends[free:] = [high, *ends[free + 1 :]]
        taken[key] = free
    return taken


def _most(taken: Mapping[tuple[type, int, str], int], kind: type) -> dict[int, int]:
    most: dict[int, int] = {}
    for (what, place, _), track in taken.items():
        if what is kind:
            most[place] = max(most.get(place, 0), track + 1)
    return most
