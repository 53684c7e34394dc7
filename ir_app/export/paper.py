"""A sheet of paper in Word: US Letter, upright, large type, deterministic bytes.

The go-kit, the plan, the hand-over page and the printed playbooks are all written with it, so
that whoever has read one of them can find the way in the others.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from ir_app.export.word import FONT, INK, QUIET, field, keep_together, printable, same_bytes

WIDTH = 7.0  # inches between the margins
BODY = 12  # points; nothing on paper that is read in a hurry is smaller
HELD = 12  # paragraphs that stay together at the beginning of a long part
RED = RGBColor(0x95, 0x17, 0x12)
EMPTY_BOX, TICKED_BOX = "\u2610", "\u2611"


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every sheet of a paper carries: whose it is, what it is, when it was made."""

    title: str
    practice: str
    made: datetime  # aware, in the zone of the practice
    band: str = ""  # words for a practice run or the sample practice


class Paper:
    """A Word document under construction; every method adds below what is there."""

    def __init__(self, head: PaperHead) -> None:
        self._document: Any = Document()
        self._page()
        self._styles()
        self._footer(head)
        self._properties(head)
        if head.band:
            self.words(head.band, bold=True)
        self._add(head.title, "Heading 1")

    # --- what a paper is written with -----------------------------------------------------------

    def heading(self, text: str, *, new_page: bool = False) -> None:
        """Add a heading, at the top of a new page when asked."""
        made = self._add(text, "Heading 2")
        made.paragraph_format.page_break_before = new_page

    def part(self, text: str) -> None:
        """Add a small heading that stays with what follows."""
        self._add(text, "Heading 3")

    def words(self, text: str, *, bold: bool = False, keep: bool = False) -> None:
        """Add a paragraph; ``keep`` holds it on the page of the next one."""
        made = self._add("", "Normal")
        made.add_run(printable(text)).bold = bold
        made.paragraph_format.keep_with_next = keep

    def named(self, name: str, text: str) -> None:
        """Add a line with a bold name in front: "Now  Call the IT company"."""
        made = self._add("", "Named")
        made.add_run(printable(name)).bold = True
        made.add_run(f"\t{printable(text)}")

    def box(
        self,
        text: str,
        note: str = "",
        *,
        ticked: bool = False,
        bold: bool = False,
        stay: bool = False,
    ) -> None:
        """Add a line with a box to tick, and a quiet note; ``stay`` holds it by the next line."""
        made = self._add("", "Box")
        made.add_run(TICKED_BOX if ticked else EMPTY_BOX).font.name = "Segoe UI Symbol"
        made.add_run(f"\t{printable(text)}").bold = bold
        if note:
            made.add_run(f"  {printable(note)}").font.color.rgb = QUIET
        made.paragraph_format.keep_with_next = stay

    def line(self, text: str, *, name: str = "", style: str = "Inset", keep: bool = False) -> None:
        """Add a line set in under the one above, with a bold name in front when there is one."""
        made = self._add("", style)
        if name:
            made.add_run(f"{printable(name)}  ").bold = True
        made.add_run(printable(text))
        made.paragraph_format.keep_with_next = keep

    def stop(self, text: str, reason: str = "", *, keep: bool = True) -> None:
        """Add a stop line: the word STOP, a bar at the left, and the reason."""
        made = self._add("", "Stop line")
        made.paragraph_format.keep_with_next = keep
        made.add_run(f"STOP  {printable(text)}").bold = True
        if reason:
            made.add_run(f" {printable(reason)}")

    def blank(self, label: str, *, half: bool = False) -> None:
        """Add a label with a line to write on by hand."""
        made = self._add("", "Blank")
        end = Inches(WIDTH / 2 if half else WIDTH - 0.1)
        made.paragraph_format.tab_stops.add_tab_stop(
            end, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES
        )
        made.add_run(f"{printable(label)} \t")

    def blank_pair(self, text: str) -> None:
        """Add a line with places for a time and a name to be written by hand."""
        made = self._add("", "Inset")
        made.paragraph_format.keep_with_next = True
        made.add_run(printable(text)).font.color.rgb = QUIET
        made.add_run("\tTime \t  Name \t")
        stops = made.paragraph_format.tab_stops
        stops.add_tab_stop(Inches(4.0))  # the longest words in front end before it
        for end in (5.2, WIDTH - 0.1):  # at the very margin the line would wrap
            stops.add_tab_stop(Inches(end), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Hold what is added meanwhile on one page: all of a short one, both ends of a long one."""
        before = len(self._document.paragraphs)
        yield
        chain = self._document.paragraphs[before:-1]
        # Word processors give up on longer chains, and then leave a heading alone at the bottom.
        for made in {*range(min(HELD, len(chain))), *range(max(len(chain) - 3, 0), len(chain))}:
            chain[made].paragraph_format.keep_with_next = True

    def quiet(self, text: str) -> None:
        """Add a remark set in, in a lighter color."""
        self._add("", "Inset").add_run(printable(text)).font.color.rgb = QUIET

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        height: float = 0,
        strong: int = -1,
    ) -> None:
        """Add a table; widths and the least height of its rows in inches, one column bold."""
        made = self._document.add_table(rows=1, cols=len(heads))
        made.style, made.autofit = "Table Grid", False
        for cell, text in zip(made.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for texts in rows:
            self._row(made.add_row(), texts, height, strong)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Inches(width)
        for line in made.rows:
            keep_together(line)
            for cell, width in zip(line.cells, widths, strict=True):
                cell.width = Inches(width)

    def finished(self) -> bytes:
        """Return the document; the same contents give the same bytes."""
        return same_bytes(self._document)

    # --- how it is made -------------------------------------------------------------------------

    def _add(self, text: str, style: str) -> Any:  # noqa: ANN401 - python-docx has no types
        return self._document.add_paragraph(printable(text), style=style)

    def _row(self, line: Any, texts: Sequence[str], height: float, strong: int) -> None:  # noqa: ANN401
        if height:
            line.height = Inches(height)
        for place, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
            first, *more = printable(text).split("\n")
            cell.paragraphs[0].add_run(first).bold = place == strong
            for words in more:
                cell.add_paragraph().add_run(words).font.color.rgb = QUIET
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)
                paragraph.paragraph_format.line_spacing = 1.0

    def _page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = Inches(0.75)
        section.top_margin, section.bottom_margin = Inches(0.6), Inches(0.6)
        section.footer_distance = Inches(0.3)

    def _styles(self) -> None:
        styles = self._document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(BODY), INK
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(4), 1.0
        for level, size, before in ((1, 24, 0), (2, 17, 12), (3, 13.5, 9)):
            _heading(styles[f"Heading {level}"], size, before)
        _inset(styles, "Named", hanging=1.35, left=1.35)
        _inset(styles, "Box", hanging=0.3, left=0.3)
        _inset(styles, "Inset", hanging=0, left=0.3)
        _inset(styles, "Numbered", hanging=0.25, left=0.55)
        _inset(styles, "Blank", hanging=0, left=0).paragraph_format.space_before = Pt(8)
        _barred(_inset(styles, "Stop line", hanging=0, left=0.3))

    def _footer(self, head: PaperHead) -> None:
        line = self._document.sections[0].footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        made = f"{head.made:%B} {head.made.day}, {head.made.year}"
        words = " ".join(part for part in (head.band, f"{head.practice}. {head.title}.") if part)
        line.add_run(printable(f"{words} Made {made}. Confidential. Page "))
        field(line, "PAGE")
        line.add_run(" of ")
        field(line, "NUMPAGES")
        for run in line.runs:
            run.font.size, run.font.color.rgb = Pt(8), QUIET

    def _properties(self, head: PaperHead) -> None:
        made = head.made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        properties = self._document.core_properties
        properties.title, properties.author = printable(head.title), printable(head.practice)
        properties.created = properties.modified = made
        properties.language, properties.comments = "en-US", ""


def _heading(style: Any, size: float, before: float) -> None:  # noqa: ANN401
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    style.font.bold, style.font.italic = True, False
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{kind}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
    style.paragraph_format.keep_with_next = True


def _inset(styles: Any, name: str, *, hanging: float, left: float) -> Any:  # noqa: ANN401
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    form = style.paragraph_format
    form.left_indent, form.first_line_indent = Inches(left), Inches(-hanging)
    form.space_after, form.keep_together = Pt(2), True
    if hanging:
        form.tab_stops.add_tab_stop(Inches(left))
    return style


def _barred(style: Any) -> None:  # noqa: ANN401
    border, bar = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "36"), ("space", "6"), ("color", "951712")):
        bar.set(qn(f"w:{key}"), value)
    border.append(bar)
    # The schema wants the border behind the keep flags and before tabs, spacing and indents.
    style.element.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    style.font.color.rgb = RED
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(4)


def read_back(data: bytes) -> str:
    """Return all words of a finished paper, line by line, as a person reads them."""
    from docx.table import Table

    lines: list[str] = []
    for part in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            lines.append(part.text)
    return "\n".join(lines)
