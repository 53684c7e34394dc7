"""A Word template: checked, compiled once, and filled fast.

Only the parts that hold tags are rendered for each letter; all others are copied into the new
file as they lie deflated in the template. Dates inside the ZIP are fixed, so that the same facts
give the same bytes. The tags are docxtpl's (``{{ }}``, ``{% %}``, ``{%p %}``), so an attorney can
edit the file in Word.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2 import Template as JinjaTemplate
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from ir_app.letters.readback import paragraphs
from ir_app.problems import Problem

FIELDS = frozenset(
    {
        "sender", "letter_date", "letter_id", "address_lines", "salutation", "patient_name", "kind",
        "whose", "say_what_happened", "what_happened", "when_it_happened", "categories",
        "what_we_are_doing", "monitoring", "law_enforcement_delayed", "identity_numbers",
        "state_blocks", "bureaus",
    }
)  # fmt: skip
_MAY_HOLD_TAGS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_FIXED = (0, 0x21)  # time and date fields: 1980-01-01 00:00


@dataclass(frozen=True)
class _Part:
    name: bytes
    crc: int
    size: int
    deflated: bytes


@dataclass(frozen=True)
class Template:
    """A compiled template."""

    name: str
    sha256: str
    constant: tuple[_Part, ...]
    changing: tuple[tuple[str, JinjaTemplate], ...]
    fields: frozenset[str]

    def fill(self, values: dict[str, Any]) -> bytes:
        """Return a finished .docx; raises Problem naming a field that has no value."""
        try:
            made = [(name, part.render(values)) for name, part in self.changing]
        except TemplateError as trouble:
            raise Problem(
                what=f"The letter asks for something it can't have: {trouble.message}.",
                safe="No letter was written. Nothing you entered was touched.",
                do="Correct the template in Word, or put back the one that came with the program.",
            ) from trouble
        return _zip([*self.constant, *(_part(name, text.encode()) for name, text in made)])


def load_template(folder: Path, name: str) -> Template:
    """Read ``name``.docx, compile it if it is new; raises Problem naming the tag that is wrong."""
    path = folder / f"{name}.docx"
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise _no_word_file(path.name) from trouble
    return _compiled(name, data)


@lru_cache(maxsize=4)  # every look at the letters asks whether the template has changed
def _compiled(name: str, data: bytes) -> Template:
    file_name = f"{name}.docx"
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    changing, constant, fields = [], [], set()
    for part_name, content in _unzip(file_name, data):
        _check_braces(file_name, part_name, content)
        text = _tagged(part_name, content)
        if text is None:
            constant.append(_part(part_name, content))
            continue
        used = _check(file_name, environment, text)
        fields |= used
        changing.append((part_name, environment.from_string(text)))
    sha256 = hashlib.sha256(data).hexdigest()
    return Template(name, sha256, tuple(constant), tuple(changing), frozenset(fields))


def _unzip(file_name: str, data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            return [(name, file.read(name)) for name in file.namelist()]
    except (OSError, zipfile.BadZipFile, KeyError, zlib.error) as trouble:
        raise _no_word_file(file_name) from trouble


def _no_word_file(file_name: str) -> Problem:
    return Problem(
        what=f"The letter template “{file_name}” can't be read as a Word file.",
        safe="No letter was written. Nothing you entered was touched.",
        do="Put back the file that came with the program.",
    )


def _tagged(name: str, content: bytes) -> str | None:
    """Return a part's text with its tags put together, or None when it has none."""
    if not _MAY_HOLD_TAGS.fullmatch(name):
        return None
    # patch_xml does not use its object; a template object would read the file once more.
    patch: Any = DocxTemplate.patch_xml
    text: str = patch(None, content.decode("utf-8"))
    return text if "{{" in text or "{%" in text else None


def _check_braces(file_name: str, name: str, content: bytes) -> None:
    """Refuse a tag that is not closed in its paragraph: it would swallow what follows."""
    if not _MAY_HOLD_TAGS.fullmatch(name):
        return
    for paragraph in paragraphs(content):
        for opened, closed in (("{{", "}}"), ("{%", "%}")):
            if paragraph.count(opened) != paragraph.count(closed):
                raise _wrong_tag(file_name, f"“{paragraph.strip()[:60]}” is not closed")


def _check(file_name: str, environment: SandboxedEnvironment, text: str) -> set[str]:
    try:
        used = find_undeclared_variables(environment.parse(text))
    except TemplateError as trouble:
        raise _wrong_tag(file_name, str(trouble)) from trouble
    unknown = sorted(used - FIELDS)
    if unknown:
        raise _wrong_tag(file_name, f"there is nothing called “{unknown[0]}”")
    return used


def _wrong_tag(file_name: str, what: str) -> Problem:
    return Problem(
        what=f"A tag in the letter template “{file_name}” is wrong: {what}.",
        safe="No letter was written. Nothing you entered was touched.",
        do="Correct the tag in Word, or put back the template that came with the program.",
    )


def _part(name: str, content: bytes) -> _Part:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    deflated = squeeze.compress(content) + squeeze.flush()
    return _Part(name.encode(), zlib.crc32(content), len(content), deflated)


def _zip(parts: list[_Part]) -> bytes:
    body, directory, place = [], [], 0
    for part in parts:
        sizes = (part.crc, len(part.deflated), part.size, len(part.name), 0)
        head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0x800, 8, *_FIXED, *sizes) + part.name
        line = struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0x800, 8, *_FIXED, *sizes, 0, 0, 0, 0, place
        )
        body += [head, part.deflated]
        directory.append(line + part.name)
        place += len(head) + len(part.deflated)
    listed = b"".join(directory)
    count = len(parts)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(listed), place, 0)
    return b"".join([*body, listed, end])
