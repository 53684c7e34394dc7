"""The map: nothing overlaps, nothing is missing, no two arrows can be mixed up."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ir_app.places import content
from ir_app.playbook.graph import as_mermaid
from ir_app.playbook.map import Arrow, Box, Map, Mark, lay_out
from ir_app.playbook.map_svg import DARK, LIGHT, as_svg
from ir_app.playbook.map_text import width, wrapped
from ir_app.playbook.model import PHASES, Gate, Playbook, Step
from ir_app.playbook.read import load_library

SVG = "{http://www.w3.org/2000/svg}"
LIBRARY = load_library(content("playbooks"))
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=25)
TITLES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    """Any steps in any lanes with any order that has no circle."""
    count = draw(st.integers(1, 34))
    steps = []
    for number in range(count):
        before = st.lists(st.integers(0, number - 1), max_size=3, unique=True)
        after = draw(before) if number else []
        gate = Gate(stop="Do not wipe <it>.", reason="Proof.", already_happened=("Stop.",))
        steps.append(
            Step(
                id=f"s{number}",
                phase=draw(st.sampled_from(list(PHASES))),
                title=draw(TITLES),
                why="Because.",
                how=("Do it.",),
                gate=gate if draw(st.booleans()) else None,
                after=tuple(f"s{n}" for n in after),
            )
        )
    return Playbook(
        id="any",
        version="1.0",
        title=draw(TITLES),
        incident_type="other",
        summary="Any.",
        sources=(),
        questions=(),
        facts=(),
        steps=tuple(draw(st.permutations(steps))),
        digest="",
    )


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


Stretch = tuple[float, float, float, float]  # left, top, right, bottom


def stretches(arrow: Arrow) -> list[Stretch]:
    pairs = zip(arrow.points, arrow.points[1:], strict=False)
    return [(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairs]


def inside(stretch: Stretch, box: Box) -> bool:
    left, top, right, bottom = stretch
    return (
        left < box.x + box.width - 0.01
        and box.x + 0.01 < right
        and top < box.y + box.height - 0.01
        and box.y + 0.01 < bottom
    )


def on_each_other(one: Stretch, other: Stretch) -> bool:
    """Tell whether two stretches lie on the same line and share more than a point."""
    for across, along in ((0, 1), (1, 0)):
        flat = one[across] == one[across + 2] and other[across] == other[across + 2]
        if flat and abs(one[across] - other[across]) < 1:
            return min(one[along + 2], other[along + 2]) - max(one[along], other[along]) > 0.01
    return False


def check(map_: Map, playbook: Playbook) -> None:
    assert sorted(box.step for box in map_.boxes) == sorted(step.id for step in playbook.steps)
    assert not [(a.step, b.step) for a, b in combinations(map_.boxes, 2) if overlap(a, b)]
    for box in map_.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= map_.width
        assert box.y + box.height <= map_.height
        assert map_.at(box.x + 1, box.y + 1) == box.step
    lines = [(arrow, stretch) for arrow in map_.arrows for stretch in stretches(arrow)]
    for arrow, stretch in lines:
        assert stretch[0] == stretch[2] or stretch[1] == stretch[3], "a slanted line"
        assert 0 <= stretch[0] <= stretch[2] <= map_.width
        assert not [b.step for b in map_.boxes if inside(stretch, b)], (arrow.source, arrow.target)
    for (one, first), (other, second) in combinations(lines, 2):
        if one.source != other.source:
            assert not on_each_other(first, second), (one, other)


@given(playbooks())
@settings(max_examples=60, deadline=None)
def test_any_playbook_becomes_a_map_that_can_be_read(playbook: Playbook) -> None:
    map_ = lay_out(playbook)
    check(map_, playbook)
    wanted = {(before, step.id) for step in playbook.steps for before in step.after}
    assert {(arrow.source, arrow.target) for arrow in map_.arrows} == wanted
    root = etree.fromstring(as_svg(map_).encode())
    groups = {g.get("id"): g for g in root.iter(f"{SVG}g")}
    for step in playbook.steps:
        said = groups[f"step-{step.id}"].get("aria-label")
        assert " ".join(step.title.split()) in " ".join(str(said).split())


@pytest.mark.parametrize("playbook", LIBRARY.playbooks, ids=lambda book: book.id)
def test_every_shipped_playbook_has_a_map_without_faults(playbook: Playbook) -> None:
    map_ = lay_out(playbook)
    check(map_, playbook)
    assert map_ == lay_out(playbook)
    rows = {box.step: box.y for box in map_.boxes}
    for step in playbook.steps:
        for before in step.after:
            if playbook.step(before).phase == step.phase:
                assert rows[before] < rows[step.id]


@pytest.mark.parametrize("colours", [None, LIGHT, DARK])
def test_the_picture_is_lawful_svg_that_says_all_in_words(colours: dict[str, str] | None) -> None:
    book = LIBRARY.playbook("ransomware")
    marks = {"unplug": Mark("Done", "done"), "photo": Mark("Now", "now")}
    root = etree.fromstring(as_svg(lay_out(book, marks), colours).encode())
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    named = [root.find(f"{SVG}{part}") for part in ("title", "desc")]
    ids = " ".join(str(part.get("id")) for part in named if part is not None)
    assert root.get("aria-labelledby") == ids
    every = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(every) == len(set(every))
    texts = ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
    assert "✓ Done" in texts
    assert "▶ Now" in texts
    assert texts.count("STOP") == sum(step.gate is not None for step in book.steps)
    label = {g.get("id"): g.get("aria-label") for g in root.iter(f"{SVG}g")}["step-photo"]
    assert str(label).startswith("Take a photo of the screen. Now")
    assert ("@media" in as_svg(lay_out(book), colours)) is (colours is None)


@given(TITLES, st.floats(60, 300))
def test_a_wrapped_text_keeps_every_letter_and_fits(text: str, room: float) -> None:
    lines = wrapped(text, room, 13)
    assert all(width(line, 13) <= room or len(line) <= 2 for line in lines)
    kept = "".join("".join(line.split()) for line in lines).replace("-", "")
    assert kept == "".join(text.split()).replace("-", "")


def test_mermaid_names_every_step_and_where_it_stands() -> None:
    book = LIBRARY.playbook("ransomware")
    plain = as_mermaid(book)
    assert all(f"    {step.id}" in plain for step in book.steps)
    assert plain.count(" --> ") == sum(len(step.after) for step in book.steps)
    marked = as_mermaid(book, {"unplug": Mark("Done", "done"), "photo": Mark("Now", "now")})
    assert "Take a photo of the screen<br/>Now" in marked
    assert "class unplug done" in marked
