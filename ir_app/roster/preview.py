"""The first rows of a patient list, for choosing by hand what each column means."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ir_app.problems import Problem
from ir_app.roster.cells import hide_numbers
from ir_app.roster.columns import find_columns, guess, shape_of
from ir_app.roster.reading import find_headings
from ir_app.roster.text import read_rows, read_text

SHOWN = 20  # rows


@dataclass(frozen=True)
class Preview:
    """What a list looks like before it is read; ``ready`` says that no choice is needed."""

    shape: str
    columns: tuple[str, ...]
    mapping: Mapping[str, str]  # heading -> meaning, as far as it can be guessed
    rows: tuple[tuple[str, ...], ...]  # the first 20, with long numbers hidden
    ready: bool


def preview(path: Path) -> Preview:
    """Show the start of a list; raises Problem when the file is none or has no headings."""
    rows = [row for row in read_rows(read_text(path)) if any(cell.strip() for cell in row[1])]
    head, headings = find_headings(rows, path)
    place = guess(headings)
    return Preview(
        shape=shape_of(headings),
        columns=tuple(headings),
        mapping={headings[number]: meaning for meaning, number in place.items()},
        rows=tuple(
            tuple(hide_numbers(cell) for cell in cells)
            for _, cells, _ in rows[head + 1 : head + 1 + SHOWN]
        ),
        ready=_is_ready(headings),
    )


def _is_ready(headings: list[str]) -> bool:
    try:
        find_columns(headings)
    except Problem:
        return False
    return True
