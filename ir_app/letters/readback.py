"""Reads the words of a finished Word file back, as a person would see them."""

import zipfile
from io import BytesIO

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
PARTS = ("word/header", "word/document", "word/footer")


def read_back(data: bytes) -> str:
    """Return all text of a .docx, a line for each paragraph: header, body, footer."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        names = file.namelist()
        ordered = [n for start in PARTS for n in sorted(names) if n.startswith(start)]
        return "\n".join(_text(file.read(name)) for name in ordered if name.endswith(".xml"))


def _text(xml: bytes) -> str:
    return "\n".join(paragraphs(xml))


def paragraphs(xml: bytes) -> list[str]:
    """Return the text of every paragraph of one part of a .docx."""
    root = etree.fromstring(xml, _PARSER)
    return ["".join(map(_word, p.iter())) for p in root.iter(f"{_W}p")]


def _word(node: etree._Element) -> str:
    if node.tag == f"{_W}t":
        return node.text or ""
    return {f"{_W}tab": "\t", f"{_W}br": "\n"}.get(str(node.tag), "")
