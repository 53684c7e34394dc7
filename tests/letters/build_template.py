"""Makes the first version of the letter template: python -m tests.letters.build_template.

The shipped file is the Word file itself; an attorney edits that one. This script exists so that the
styles and the window-envelope position can be made again from nothing.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

OUT = Path(__file__).parents[2] / "letters" / "hipaa-individual.docx"
INK = RGBColor(0x1B, 0x1F, 0x24)
QUIET = RGBColor(0x4A, 0x52, 0x5A)
BODY = "Times New Roman"

LINES: tuple[tuple[str, str], ...] = (
    ("Date Line", "{{ letter_date }}"),
    ("Inside Address", "{%p for line in address_lines %}"),
    ("Inside Address", "{{ line }}"),
    ("Inside Address", "{%p endfor %}"),
    ("Letter Title", "Notice of Data Breach"),
    ("Normal", "Dear {{ salutation }}:"),
    ("Normal", "{%p if kind == 'minor' %}"),
    (
        "Normal",
        "We are writing to you as the parent or guardian of {{ patient_name }}, a patient of "
        "{{ sender.name }}. This letter tells you about an incident that involves your child’s "
        "information, what we are doing about it, and what you can do.",
    ),
    ("Normal", "{%p elif kind == 'deceased' %}"),
    (
        "Normal",
        "We are writing to you as next of kin or personal representative of {{ patient_name }}, "
        "who was a patient of {{ sender.name }}. We are sorry for your loss. This letter tells you "
        "about an incident that involves the patient’s information, what we are doing about it, "
        "and what you can do.",
    ),
    ("Normal", "{%p else %}"),
    (
        "Normal",
        "We are writing to tell you about an incident at {{ sender.name }} that involves your "
        "information. This letter says what we are doing about it, and what you can do.",
    ),
    ("Normal", "{%p endif %}"),
    ("Letter Heading", "{%p if say_what_happened %}"),
    ("Letter Heading", "What Happened"),
    ("Normal", "{%p for text in what_happened %}"),
    ("Normal", "{{ text }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{{ when_it_happened }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p if law_enforcement_delayed %}"),
    ("Normal", "This letter was delayed because law enforcement asked us to wait."),
    ("Normal", "{%p endif %}"),
    ("Letter Heading", "What Information Was Involved"),
    ("Keep", "The information may have included {{ whose }}:"),
    ("Letter Bullet", "{%p for category in categories %}"),
    ("Letter Bullet", "{{ category }}"),
    ("Letter Bullet", "{%p endfor %}"),
    ("Letter Heading", "What We Are Doing"),
    ("Normal", "{%p for text in what_we_are_doing %}"),
    ("Normal", "{{ text }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p if monitoring %}"),
    (
        "Normal",
        "We offer credit monitoring by {{ monitoring.provider }} for {{ monitoring.months }} "
        "months at no cost to you. You can sign up {{ monitoring.how }}"
        "{% if monitoring.enroll_by %} until {{ monitoring.enroll_by }}{% endif %}. "
        "No payment card is needed.",
    ),
    ("Normal", "{%p endif %}"),
    ("Letter Heading", "What You Can Do"),
    (
        "Letter Bullet",
        "Look at the statements of your dental or health plan. If they list care that was not "
        "given, call the plan.",
    ),
    (
        "Letter Bullet",
        "Look at bank and card statements, and at your credit reports. You can get them free at "
        "www.annualcreditreport.com or 1-877-322-8228.",
    ),
    ("Letter Bullet", "{%p if identity_numbers %}"),
    (
        "Letter Bullet",
        "Place a security freeze on {{ whose }} credit file at each of the three credit bureaus "
        "below. It is free, and stops others from opening accounts in that name.",
    ),
    (
        "Letter Bullet",
        "Or place a fraud alert with one bureau. It is free, lasts one year, and that bureau tells "
        "the other two.",
    ),
    ("Letter Bullet", "{%p endif %}"),
    (
        "Letter Bullet",
        "If you see signs of identity theft, report it to the police and at www.identitytheft.gov. "
        "You may ask for a copy of the police report.",
    ),
    ("Letter Heading", "For More Information"),
    (
        "Normal",
        "Please call us at {{ sender.toll_free or sender.phone }}"
        "{% if sender.hours %}, {{ sender.hours }}{% endif %}"
        "{% if sender.contact_person %}, and ask for {{ sender.contact_person }}{% endif %}. "
        "{% if sender.email %}You can also write to {{ sender.email }}, or{% else %}You can also "
        "write{% endif %} to {{ sender.name }}, {{ sender.street }}, {{ sender.city_line }}.",
    ),
    ("Normal", "Si necesita ayuda en español, llámenos al mismo número."),
    (
        "Keep",
        "We are sorry that this happened, and we regret the worry it may cause you.",
    ),
    ("Keep", "Sincerely,"),
    ("Signature", "{{ sender.dentist }}"),
    ("Signature Line", "{{ sender.name }}"),
    ("Letter Heading Page", "Where to Get Help"),
    ("Letter Heading", "Credit bureaus"),
    ("Contact", "{%p for bureau in bureaus %}"),
    (
        "Contact",
        "{{ bureau.name }}: {{ bureau.address }}, {{ bureau.phone }}, {{ bureau.website }}",
    ),
    ("Contact", "{%p endfor %}"),
    ("Letter Heading", "Federal Trade Commission"),
    (
        "Contact",
        "600 Pennsylvania Avenue NW, Washington, DC 20580, 1-877-438-4338, www.identitytheft.gov. "
        "The Federal Trade Commission and the credit bureaus can tell you more about fraud alerts "
        "and security freezes.",
    ),
    ("Contact", "{%p for block in state_blocks %}"),
    ("Letter Heading", "{{ block.heading }}"),
    ("Contact", "{%p for text in block.paragraphs %}"),
    ("Contact", "{{ text }}"),
    ("Contact", "{%p endfor %}"),
    ("Contact", "{%p endfor %}"),
)


def build(out: Path = OUT) -> None:
    """Write the template."""
    document = Document()
    _page(document)
    _styles(document)
    for style, text in LINES:
        document.add_paragraph(text, style=style)
    document.core_properties.title = "Notice to patients"
    document.core_properties.author = "Incident Binder"
    document.core_properties.comments = ""
    document.save(str(out))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1.1)
    section.top_margin, section.bottom_margin = Inches(1), Inches(0.9)
    section.header_distance, section.footer_distance = Inches(0.5), Inches(0.45)
    section.different_first_page_header_footer = True
    _letterhead(section.first_page_header)
    _footer(section.first_page_footer)
    _footer(section.footer)


def _letterhead(header: Any) -> None:
    name = header.paragraphs[0]
    run = name.add_run("{{ sender.name }}")
    run.bold, run.font.size, run.font.color.rgb, run.font.name = True, Pt(17), INK, BODY
    name.paragraph_format.space_after = Pt(2)
    line = header.add_paragraph()
    words = line.add_run(
        "{{ sender.street }} · {{ sender.city_line }} · {{ sender.phone }}"
        "{% if sender.website %} · {{ sender.website }}{% endif %}"
    )
    words.font.size, words.font.color.rgb, words.font.name = Pt(9.5), QUIET, BODY
    _rule(line)


def _rule(paragraph: Any) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "6"), ("color", "8A929A")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _footer(footer: Any) -> None:
    line = footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    parts = [line.add_run("{{ letter_id }} · Page ")]
    _field(line, "PAGE")
    parts.append(line.add_run(" of "))
    _field(line, "NUMPAGES")
    for part in parts:
        part.font.size, part.font.color.rgb, part.font.name = Pt(8.5), QUIET, BODY


def _field(paragraph: Any, code: str) -> None:
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb, run.font.name = Pt(8.5), QUIET, BODY
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.text = f" {code} "
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = BODY, Pt(11.5), INK
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    shape = normal.paragraph_format
    shape.space_after, shape.line_spacing, shape.widow_control = Pt(8), 1.12, True
    _style(document, "Date Line", before=26, after=20)
    _style(document, "Inside Address", after=0, line=1.05)
    _style(document, "Letter Title", size=14, bold=True, before=26, after=12, keep=True)
    _style(document, "Letter Heading", size=11.5, bold=True, before=10, after=4, keep=True)
    _style(document, "Letter Heading Page", size=14, bold=True, before=26, after=8, keep=True)
    _style(document, "Keep", after=6, keep=True)
    _style(document, "Contact", size=10, after=4)
    signature = _style(document, "Signature", before=44, after=0, keep=True, bold=True)
    signature.paragraph_format.line_spacing = 1
    _style(document, "Signature Line", after=8)
    bullet = _style(document, "Letter Bullet", after=3, base="List Bullet")
    bullet.paragraph_format.left_indent = Inches(0.25)
    bullet.paragraph_format.first_line_indent = Inches(-0.25)
    bullet.paragraph_format.tab_stops.add_tab_stop(Inches(0.25))


def _style(
    document: Any,
    name: str,
    *,
    size: float = 11.5,
    bold: bool = False,
    before: float = 0,
    after: float = 8,
    line: float = 1.12,
    keep: bool = False,
    base: str = "Normal",
) -> Any:
    known = [style.name for style in document.styles]
    style = document.styles[name] if name in known else document.styles.add_style(name, 1)
    style.base_style = document.styles[base]
    style.font.name, style.font.size, style.font.bold = BODY, Pt(size), bold
    style.font.color.rgb = INK
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing, shape.keep_with_next, shape.widow_control = line, keep, True
    return style


if __name__ == "__main__":
    build()
