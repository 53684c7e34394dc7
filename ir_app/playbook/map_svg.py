"""The map as SVG: words and signs beside every colour, light and dark, named for screen readers."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from ir_app.playbook.map import (
    HEAD,
    LEGEND,
    LINE,
    NOTE_SIZE,
    PAD,
    TITLE_SIZE,
    TOP,
    Arrow,
    Box,
    Lane,
    Map,
)

FONTS = "Atkinson Hyperlegible, Segoe UI, Helvetica Neue, Arial, sans-serif"
# The colours of the screens; a test keeps them the same.
LIGHT = {
    "window": "#F5F6F8",
    "surface": "#FFFFFF",
    "ink": "#16191D",
    "quiet": "#454D55",
    "edge": "#6A737D",
    "hairline": "#D3D8DE",
    "stop": "#951712",
    "soon": "#6B4300",
    "soon_tint": "#FFF3D1",
    "done": "#155C31",
    "done_tint": "#E4F3E9",
}
DARK = {
    "window": "#15181B",
    "surface": "#1F2327",
    "ink": "#F2F4F6",
    "quiet": "#BAC2CA",
    "edge": "#8B959F",
    "hairline": "#363C43",
    "stop": "#FFB8B0",
    "soon": "#FFD88A",
    "soon_tint": "#33260A",
    "done": "#93DBAE",
    "done_tint": "#12291B",
}
# tone: ground, edge, words below the title, width of the edge, sign before the word
_TONES = {
    "open": ("surface", "edge", "quiet", 1.5, "\u25cb"),
    "now": ("soon_tint", "soon", "soon", 4.0, "\u25b6"),
    "done": ("done_tint", "done", "done", 1.5, "\u2713"),
    "quiet": ("window", "hairline", "quiet", 1.5, "\u2013"),
}
_LEGEND = "An arrow leads to a step that waits for the other.   STOP: read the stop line first."


def as_svg(map_: Map, colours: Mapping[str, str] | None = None) -> str:
    """Return the map as SVG; without ``colours`` it follows the light or dark of its reader."""
    pen = colours or LIGHT
    wide, high = _n(map_.width), _n(map_.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" aria-labelledby="map-title map-words" '
        f'xml:lang="en" lang="en" font-family="{FONTS}">',
        f'<title id="map-title">{escape(map_.title)}</title>',
        f'<desc id="map-words">{escape(map_.words)}</desc>',
    ]
    if colours is None:
        parts.append(f"<style>{_both()}</style>")
    parts.append(f'<rect class="g-window" width="{wide}" height="{high}" fill="{pen["window"]}"/>')
    parts.append(_text(map_.title, PAD + 4, 30, 20, "ink", pen, bold=True))
    parts += [_lane(lane, map_.height, pen) for lane in map_.lanes]
    parts += [_arrow(arrow, pen) for arrow in map_.arrows]
    parts += [line for box in map_.boxes for line in _box(box, pen)]
    parts.append(_text(_LEGEND, PAD + 4, map_.height - 12, NOTE_SIZE, "quiet", pen))
    return "\n".join([*parts, "</svg>", ""])


def _both() -> str:
    """Return the rules that recolour the picture where the reader's screen is dark."""
    dark = "".join(
        f".g-{name}{{fill:{colour}}}.s-{name}{{stroke:{colour}}}" for name, colour in DARK.items()
    )
    return f"@media (prefers-color-scheme: dark){{{dark}}}"


def _lane(lane: Lane, height: float, pen: Mapping[str, str]) -> str:
    head = _text(lane.title, lane.x, TOP + HEAD - 12, 16, "ink", pen, bold=True)
    end = lane.x + lane.width
    y = TOP + HEAD
    return (
        f'{head}\n<line class="s-edge" x1="{_n(lane.x)}" y1="{_n(y)}" x2="{_n(end)}" '
        f'y2="{_n(y)}" stroke="{pen["edge"]}" stroke-width="2"/>'
        if height > LEGEND
        else head
    )


def _arrow(arrow: Arrow, pen: Mapping[str, str]) -> str:
    *_, before, end = arrow.points
    line = " ".join(f"{_n(x)},{_n(y)}" for x, y in arrow.points)
    down = before[0] == end[0]
    back = -1 if (end[1] > before[1] if down else end[0] > before[0]) else 1
    x, y = end
    tip = (
        f"{_n(x)},{_n(y)} {_n(x - 4)},{_n(y + 8 * back)} {_n(x + 4)},{_n(y + 8 * back)}"
        if down
        else f"{_n(x)},{_n(y)} {_n(x + 8 * back)},{_n(y - 4)} {_n(x + 8 * back)},{_n(y + 4)}"
    )
    return (
        f'<polyline class="s-edge" points="{line}" fill="none" stroke="{pen["edge"]}" '
        f'stroke-width="1.5" stroke-linejoin="round"/>\n'
        f'<polygon class="g-edge" points="{tip}" fill="{pen["edge"]}"/>'
    )


def _box(box: Box, pen: Mapping[str, str]) -> Iterator[str]:
    ground, edge, words, thick, sign = _TONES[box.tone]
    yield f'<g id={quoteattr("step-" + box.step)} role="img" aria-label={quoteattr(spoken(box))}>'
    yield f"<title>{escape(spoken(box))}</title>"
    yield (
        f'<rect class="g-{ground} s-{edge}" x="{_n(box.x)}" y="{_n(box.y)}" '
        f'width="{_n(box.width)}" height="{_n(box.height)}" rx="6" fill="{pen[ground]}" '
        f'stroke="{pen[edge]}" stroke-width="{thick:g}"/>'
    )
    if box.stop:
        yield (
            f'<rect class="g-stop" x="{_n(box.x)}" y="{_n(box.y + 4)}" width="5" '
            f'height="{_n(box.height - 8)}" fill="{pen["stop"]}"/>'
        )
    y = box.y + PAD + TITLE_SIZE
    for place, line in enumerate(box.lines):
        yield _text(line, box.x + PAD, y + LINE * place, TITLE_SIZE, "ink", pen)
    below = box.y + box.height - PAD
    if box.note:
        yield _text(
            f"{sign} {box.note}", box.x + PAD, below, NOTE_SIZE, words, pen, bold=box.tone == "now"
        )
    if box.stop:
        end = box.x + box.width - PAD
        yield _text("STOP", end, below, NOTE_SIZE, "stop", pen, bold=True, anchor="end")
    yield "</g>"


def spoken(box: Box) -> str:
    """Return a box in words: its title, where it stands, its stop line, what comes before."""
    parts = [box.title, box.note, f"Stop line: {box.stop.rstrip('.')}" if box.stop else ""]
    parts.append(f"After: {'; '.join(box.after)}" if box.after else "")
    return ". ".join(part for part in parts if part) + "."


def _text(
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    pen: Mapping[str, str],
    *,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    end = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text class="g-{colour}" x="{_n(x)}" y="{_n(y)}" font-size="{size:g}" '
        f'fill="{pen[colour]}"{weight}{end}>{escape(text)}</text>'
    )


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
