"""A paper for people outside: memo or worksheet, as a Word document of the same bytes each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.shared import Inches, Pt

from ir_app.export.word import (
    QUIET,
    fill_head,
    footer,
    keep_together,
    printable,
    same_bytes,
    styles,
)

BODY = Pt(11)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; quiet ones are remarks."""

    text: str
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; widths in inches, together at most 6.5."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on, with what stands under it."""

    name: str
    words: str


Part = Heading | Text | Rows | Signature


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything on a paper, top to bottom."""

    title: str
    practice: str
    made_at: datetime
    made_by: str
    head: tuple[tuple[str, str], ...]  # name, value
    parts: tuple[Part, ...]
    band: str = ""  # words for a practice run or the sample practice


def paper_document(paper: Paper) -> bytes:
    """Return the finished Word document; the same paper gives the same bytes."""
    document = Document()
    _page(document)
    styles(document)
    _head(document, paper)
    for part in paper.parts:
        _MAKERS[type(part)](document, part)
    footer(document, paper.practice)
    _properties(document, paper)
    return same_bytes(document)


def _page(document: Any) -> None:  # noqa: ANN401 - python-docx has no types
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    section.top_margin = section.bottom_margin = Inches(0.9)


def _head(document: Any, paper: Paper) -> None:  # noqa: ANN401
    if paper.band:
        document.add_paragraph().add_run(paper.band).bold = True
    document.add_heading(printable(paper.title), level=1)
    for name, value in paper.head:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        line.paragraph_format.left_indent = Inches(1.4)
        line.paragraph_format.first_line_indent = Inches(-1.4)
        line.paragraph_format.tab_stops.add_tab_stop(Inches(1.4))
        line.add_run(name).bold = True
        line.add_run(f"\t{printable(value)}")


def _heading(document: Any, part: Heading) -> None:  # noqa: ANN401
    line = document.add_paragraph()
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(14), Pt(4)
    line.paragraph_format.keep_with_next = True
    run = line.add_run(printable(part.text))
    run.bold, run.font.size = True, Pt(13)


def _text(document: Any, part: Text) -> None:  # noqa: ANN401
    run = document.add_paragraph().add_run(printable(part.text))
    run.bold, run.font.size = part.strong, BODY
    if part.quiet:
        run.font.color.rgb, run.font.size = QUIET, Pt(9.5)


def _rows(document: Any, part: Rows) -> None:  # noqa: ANN401
    table = document.add_table(rows=1, cols=len(part.heads))
    table.style, table.autofit = "Table Grid", False
    fill_head(table.rows[0], part.heads)
    for row in part.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.paragraphs[0].add_run(printable(text)).font.size = Pt(10)
    for column, width in zip(table.columns, part.widths, strict=True):
        column.width = Inches(width)
    for line in table.rows:
        keep_together(line)
        for cell, width in zip(line.cells, part.widths, strict=True):
            cell.width = Inches(width)
    document.add_paragraph()


def _signature(document: Any, part: Signature) -> None:  # noqa: ANN401
    line = document.add_paragraph()
    line.paragraph_format.space_before = Pt(34)
    line.paragraph_format.keep_with_next = True
    line.add_run("_" * 44 + "      " + "_" * 18)
    under = document.add_paragraph()
    under.paragraph_format.tab_stops.add_tab_stop(Inches(4.1))
    under.add_run(f"{printable(part.name)}\tDate").font.size = BODY
    if part.words:
        _text(document, Text(part.words, quiet=True))


_MAKERS: dict[type[Part], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Text: _text,
    Rows: _rows,
    Signature: _signature,
}


def _properties(document: Any, paper: Paper) -> None:  # noqa: ANN401
    made = paper.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = document.core_properties
    properties.title, properties.author = paper.title, paper.practice
    properties.created = properties.modified = made
    properties.last_modified_by, properties.comments = paper.made_by, ""


def spoken(moment: datetime) -> str:
    """Write a moment as papers do: "November 24, 2026, 8:05 am EST"."""
    half = "am" if moment.hour < 12 else "pm"
    hour = moment.hour % 12 or 12
    return f"{moment:%B} {moment.day}, {moment.year}, {hour}:{moment:%M} {half} {moment:%Z}"


def joined(lines: Sequence[str]) -> str:
    """Join lines for one cell of a table."""
    return "\n".join(line for line in lines if line)
