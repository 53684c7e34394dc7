"""The timeline as a Word document: US Letter, landscape, page numbers, deterministic bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

if TYPE_CHECKING:
    from ir_app.export.timeline import Row, TimelineHead

LONG = 600  # characters; a row of more may go on on the next page
WIDTHS = (0.6, 1.95, 1.95, 1.3, 3.7)  # inches; together the width between the margins
HEADS = ("No.", "Happened", "Written down", "Who", "What")
QUIET = RGBColor(0x45, 0x4D, 0x55)
INK = RGBColor(0x16, 0x19, 0x1D)
FONT = "Calibri"

HOW_TO_READ = (
    "Each line was written down at the time shown under “Written down”; the computer's clock set "
    "that time and nobody can edit it. “Happened” is the time the person gave. A line that was "
    "taken back is struck through and stays. A correction stands under the line it corrects. "
    "The numbers have no gaps."
)


def timeline_document(head: "TimelineHead", told: Sequence["Row"]) -> bytes:
    """Return the finished document as bytes."""
    document = Document()
    _page(document)
    styles(document)
    _title(document, head, told)
    _table(document, told)
    footer(document, head.practice)
    _properties(document, head)
    return same_bytes(document)


def _page(document: Any) -> None:  # noqa: ANN401 - python-docx has no types
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Inches(11), Inches(8.5)
    section.left_margin = section.right_margin = Inches(0.75)
    section.top_margin, section.bottom_margin = Inches(0.8), Inches(0.75)


def styles(document: Any) -> None:  # noqa: ANN401
    """Set the plain look that all our papers share."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(10), INK
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(4)
    heading = document.styles["Heading 1"]
    heading.font.name, heading.font.size, heading.font.color.rgb = FONT, Pt(20), INK
    heading.element.rPr.rFonts.set(qn("w:asciiTheme"), FONT)
    heading.paragraph_format.space_before = Pt(0)


def _title(document: Any, head: "TimelineHead", told: Sequence["Row"]) -> None:  # noqa: ANN401
    if head.band:
        band = document.add_paragraph()
        run = band.add_run(head.band)
        run.bold = True
    document.add_heading("Timeline of the incident", level=1)
    facts = [
        ("Practice", head.practice),
        ("Incident", head.incident),
        ("Period", f"{told[0].happened_local} to {told[-1].happened_local}" if told else "none"),
        ("Entries", f"{len(told):,}. {head.filter}"),
        ("Times", f"Local times are in the zone {head.zone}."),
        (
            "Made",
            f"{head.exported_at:%B} {head.exported_at.day}, {head.exported_at:%Y, %H:%M %Z}"
            f" by {head.exported_by}, Incident Binder {head.app_version}",
        ),
        ("Fingerprint", f"{head.head_hash} (SHA-256 of the last entry)"),
    ]
    for name, words in facts:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        line.paragraph_format.tab_stops.add_tab_stop(Inches(1.1))
        line.paragraph_format.left_indent = Inches(1.1)
        line.paragraph_format.first_line_indent = Inches(-1.1)
        line.add_run(name).bold = True
        line.add_run(f"\t{words}")
    note = document.add_paragraph()
    note.paragraph_format.space_before = Pt(8)
    note.paragraph_format.space_after = Pt(10)
    quiet = note.add_run(HOW_TO_READ)
    quiet.font.color.rgb, quiet.font.size = QUIET, Pt(9)


def _table(document: Any, told: Sequence["Row"]) -> None:  # noqa: ANN401
    table = document.add_table(rows=1, cols=len(HEADS))
    table.style = "Table Grid"
    table.autofit = False
    fill_head(table.rows[0])
    for row in told:
        cells = table.add_row().cells
        texts = (row.event, row.happened_local, row.recorded_local, _who(row))
        for cell, text in zip(cells, texts, strict=False):
            _write(cell.paragraphs[0], text, struck=False, quiet=cell is not cells[1])
        _what(cells[4], row)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Inches(width)
    for line in table.rows:
        if len(line.cells[-1].text) < LONG:
            keep_together(line)
        for cell, width in zip(line.cells, WIDTHS, strict=True):
            cell.width = Inches(width)


def _who(row: "Row") -> str:
    return f"{row.actor}, {row.role}" if row.role else row.actor


def fill_head(line: Any, heads: Sequence[str] = HEADS) -> None:  # noqa: ANN401
    """Fill a table's first row, shade it, and repeat it on every page."""
    for cell, words in zip(line.cells, heads, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "E9ECEF")
        cell._tc.get_or_add_tcPr().append(shade)
    repeat = OxmlElement("w:tblHeader")
    line._tr.get_or_add_trPr().append(repeat)


def keep_together(line: Any) -> None:  # noqa: ANN401
    """Keep a row on one page."""
    line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _what(cell: Any, row: "Row") -> None:  # noqa: ANN401
    _write(cell.paragraphs[0], row.sentence, struck=row.undone, quiet=False)
    noticed = f"Noticed {row.learned_local}" if row.learned_local else ""
    extra = [
        *row.detail.split("\n"),
        noticed,
        row.late,
        "Taken back." if row.undone else "",
        *row.corrected,
    ]
    for text in extra:
        if text:
            _write(cell.add_paragraph(), text, struck=False, quiet=True)


def _write(paragraph: Any, text: str, *, struck: bool, quiet: bool) -> None:  # noqa: ANN401
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(printable(text))
    run.font.strike = struck
    run.font.size = Pt(9)
    if quiet:
        run.font.color.rgb = QUIET


def printable(text: str) -> str:
    """Replace what XML can't hold by a visible mark, so that nothing vanishes silently."""
    return "".join(
        c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text
    )


def footer(document: Any, practice: str) -> None:  # noqa: ANN401
    """Put the practice, "Confidential" and the page numbers under every page."""
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(f"{practice}. Confidential. Page ")
    field(line, "PAGE")
    line.add_run(" of ")
    field(line, "NUMPAGES")
    for part in (run, *line.runs):
        part.font.size, part.font.color.rgb = Pt(8), QUIET


def field(paragraph: Any, code: str) -> None:  # noqa: ANN401
    """Add a field that Word fills in, such as PAGE."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shape = OxmlElement("w:rPr")
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), "16")  # half points
    shape.append(size)
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(shape)
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _properties(document: Any, head: "TimelineHead") -> None:  # noqa: ANN401
    made = head.exported_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = document.core_properties
    properties.title, properties.author = f"Timeline: {head.incident}", head.practice
    properties.created = properties.modified = made
    properties.last_modified_by, properties.comments = head.exported_by, ""


def same_bytes(document: Any) -> bytes:  # noqa: ANN401
    """Return a document's file without the times a zip keeps: same input, same bytes."""
    raw, clean = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, source.read(name))
    return clean.getvalue()
