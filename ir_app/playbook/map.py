"""A playbook as a map: five lanes side by side, steps from top to bottom, an arrow for "after".

Lanes are columns. Every step has a cell of its own (lane, row), so boxes can't overlap. Arrows
run only in the room between the cells: up and down in the gutters beside the lanes, across in
the gaps between the rows, each source on a track of its own, so that two arrows never lie on
each other unless they leave the same step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ir_app.playbook.map_routes import Cell, Route, Tracks, routes, tracks_for
from ir_app.playbook.map_text import wrapped
from ir_app.playbook.model import Playbook, Step

LANE = 176.0  # width of a box
PAD, LINE, TRACK = 10.0, 17.0, 7.0
GUTTER, GAP = 14.0, 18.0  # least room beside a lane and between rows
TITLE_SIZE, NOTE_SIZE = 13.0, 11.5
TOP, HEAD = 46.0, 34.0  # the title of the map, the heads of the lanes
LEGEND = 34.0

# Where arrows touch a box, as parts of its height; the three ranges never meet.
IN_LEFT, OUT, IN_RIGHT = (0.12, 0.42), 0.5, (0.58, 0.88)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a step stands: the word in its box and the tone it is coloured with."""

    word: str
    tone: str = "open"  # open, now, done, quiet


@dataclass(frozen=True, slots=True)
class Box:
    """One step on the map; all numbers in pixels of the picture."""

    step: str
    title: str
    lines: tuple[str, ...]
    note: str  # "Now", "Done", "If it applies"
    tone: str
    stop: str  # "" or its stop line
    after: tuple[str, ...]  # titles
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Lane:
    """One phase: its title and the column it takes."""

    title: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """One "after": the corners of its line, from the earlier step to the later one."""

    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """A playbook laid out; the same playbook always gives the same map."""

    title: str
    words: str  # the whole map in a sentence, for those who can't see it
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: float
    height: float

    def at(self, x: float, y: float) -> str:
        """Return the step whose box is at a point, or ""."""
        for box in self.boxes:
            if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height:
                return box.step
        return ""


def lay_out(playbook: Playbook, marks: Mapping[str, Mark] | None = None, title: str = "") -> Map:
    """Lay out a playbook; ``marks`` say where each step stands in an incident."""
    cells = _cells(playbook)
    ways = routes(cells, {step.id: step.after for step in playbook.steps})
    grid = _Grid(playbook, cells, tracks_for(ways))
    name = title or playbook.title
    return Map(
        title=name,
        words=_in_words(playbook, marks or {}),
        lanes=tuple(
            Lane(phase.title, grid.x(lane), LANE) for lane, phase in enumerate(playbook.phases)
        ),
        boxes=tuple(_box(playbook, step, grid, marks or {}) for step in playbook.steps),
        arrows=tuple(Arrow(way.source, way.target, grid.points(way)) for way in ways),
        width=grid.x(len(playbook.phases) - 1) + LANE + grid.gutter(len(playbook.phases)) + PAD,
        height=grid.bottom + LEGEND,
    )


def _cells(playbook: Playbook) -> dict[str, Cell]:
    """Give every step its lane and row: the order of the file, but never before what it awaits."""
    cells: dict[str, Cell] = {}
    for lane, phase in enumerate(playbook.phases):
        steps = [step for step in playbook.steps if step.phase == phase.id]
        for row, step in enumerate(_ordered(steps)):
            cells[step.id] = Cell(lane, row)
    return cells


def _ordered(steps: Sequence[Step]) -> list[Step]:
    left, done = list(steps), []
    while left:
        waiting = {step.id for step in left}
        ready = next((s for s in left if not waiting.intersection(s.after)), left[0])
        left.remove(ready)
        done.append(ready)
    return done


class _Grid:
    """Turns lanes, rows and tracks into pixels."""

    def __init__(self, playbook: Playbook, cells: Mapping[str, Cell], tracks: Tracks) -> None:
        self.cells, self.tracks = cells, tracks
        rows = max(cell.row for cell in cells.values()) + 1
        heights = [0.0] * rows
        for step in playbook.steps:
            row = cells[step.id].row
            heights[row] = max(heights[row], _height(step))
        self.heights = heights
        self.tops = self._tops()
        self.bottom = self.tops[-1] + heights[-1] + GAP

    def _tops(self) -> list[float]:
        tops, y = [], TOP + HEAD
        for row, height in enumerate(self.heights):
            y += GAP + TRACK * self.tracks.across.get(row, 0)
            tops.append(y)
            y += height
        return tops

    def gutter(self, number: int) -> float:
        """Return the width of the gutter left of lane ``number``."""
        return GUTTER + TRACK * self.tracks.down.get(number, 0)

    def x(self, lane: int) -> float:
        """Return the left edge of the boxes of a lane."""
        return PAD + sum(self.gutter(number) for number in range(lane + 1)) + LANE * lane

    def down(self, gutter: int, track: int) -> float:
        """Return where a track of a gutter runs."""
        start = self.x(gutter) - self.gutter(gutter)
        if gutter:
            start = self.x(gutter - 1) + LANE
        return start + GUTTER / 2 + TRACK * (track + 0.5)

    def across(self, row: int, track: int) -> float:
        """Return how high a track of the gap above a row runs."""
        room = GAP + TRACK * self.tracks.across.get(row, 0)
        return self.tops[row] - room + GAP / 2 + TRACK * (track + 0.5)

    def points(self, way: Route) -> tuple[Point, ...]:
        """Return the corners of an arrow."""
        source, target = self.cells[way.source], self.cells[way.target]
        if way.straight:
            x = self.x(source.lane) + LANE / 2
            return (
                (x, self.tops[source.row] + self.heights[source.row]),
                (x, self.tops[target.row]),
            )
        out = self._port(source.row, OUT)
        into = self._port(target.row, _between(IN_RIGHT if way.from_right else IN_LEFT, way.port))
        first = self.down(way.out.gutter, self.tracks.track(way.out))
        corners = [(self.x(source.lane) + LANE, out), (first, out)]
        if way.across and way.last:
            last = self.down(way.last.gutter, self.tracks.track(way.last))
            y = self.across(way.across.row, self.tracks.track(way.across))
            corners += [(first, y), (last, y), (last, into)]
        else:
            corners += [(first, into)]
        edge = self.x(target.lane) + (LANE if way.from_right else 0)
        return (*corners, (edge, into))

    def _port(self, row: int, part: float) -> float:
        return self.tops[row] + self.heights[row] * part


def _between(span: tuple[float, float], part: float) -> float:
    return span[0] + (span[1] - span[0]) * part


def _title_lines(step: Step) -> tuple[str, ...]:
    return wrapped(step.title, LANE - 2 * PAD, TITLE_SIZE)


def _height(step: Step) -> float:
    return 2 * PAD + LINE * (len(_title_lines(step)) + 1)


def _box(playbook: Playbook, step: Step, grid: _Grid, marks: Mapping[str, Mark]) -> Box:
    cell = grid.cells[step.id]
    mark = marks.get(step.id) or Mark("If it applies" if step.when else "")
    return Box(
        step=step.id,
        title=step.title,
        lines=_title_lines(step),
        note=mark.word,
        tone=mark.tone,
        stop=step.gate.stop if step.gate else "",
        after=tuple(playbook.step(before).title for before in step.after),
        x=grid.x(cell.lane),
        y=grid.tops[cell.row],
        width=LANE,
        height=grid.heights[cell.row],
    )


def _in_words(playbook: Playbook, marks: Mapping[str, Mark]) -> str:
    counts = ", ".join(
        f"{phase.title}: {sum(step.phase == phase.id for step in playbook.steps)}"
        for phase in playbook.phases
    )
    here = [s.title for s in playbook.steps if s.id in marks and marks[s.id].tone == "now"]
    now = f" Now: {here[0]}." if here else ""
    return f"{len(playbook.steps)} steps in {len(playbook.phases)} lanes. {counts}.{now}"
