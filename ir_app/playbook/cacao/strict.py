"""Reads JSON that somebody else made: small, flat, printable, each key once, or not at all."""

import json
from typing import Any, NoReturn

from ir_app.problems import Problem

SIZE = 5_000_000  # bytes; the longest of our own playbooks takes a thirtieth of it
DEPTH = 30
TEXT = 20_000  # characters in one text
VALUES = 100_000
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def read_strictly(content: bytes) -> dict[str, Any]:
    """Return a JSON object; raises Problem with one sentence for anything that looks wrong."""
    if len(content) > SIZE:
        raise refused(f"it is larger than {SIZE // 1_000_000} MB")
    try:
        found = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except RecursionError:
        raise refused("it is nested too deep") from None
    except ValueError as trouble:
        raise refused("it is not JSON that can be read", str(trouble)) from None
    if not isinstance(found, dict):
        raise refused("it does not hold one playbook")
    _look_through(found)
    return found


def refused(why: str, details: str = "") -> Problem:
    """Return the problem of a file that is not taken in, with the reason."""
    return Problem(
        what=f"This file can't be loaded as a playbook: {why}.",
        safe="Nothing was changed, and nothing in the file was run.",
        do="Ask whoever sent the file for another one.",
        details=details,
    )


def one_line(text: str) -> str:
    """Return a text from a file on one line, with nothing in it that can't be seen."""
    return "".join(c if c.isprintable() else " " for c in text)


def shown(text: str) -> str:
    """Return a text from a file so that it can stand in a sentence: short, one line, printable."""
    plain = one_line(text)
    return plain if len(plain) <= 60 else plain[:59] + "…"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise refused(f"“{shown(twice)}” stands twice in one place")
    return made


def _no_constant(name: str) -> NoReturn:
    raise refused(f"{name} is no number")


def _look_through(found: object) -> None:
    level, seen = [found], 0
    for _ in range(DEPTH):
        seen += len(level)
        if seen > VALUES:
            raise refused(f"it holds more than {VALUES:,} values")
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return
    raise refused("it is nested too deep")


def _inside(value: object) -> list[Any]:
    if isinstance(value, str):
        check_text(value)
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []


def check_text(text: str) -> None:
    """Raise Problem when a text is too long or holds signs that can't be seen."""
    if len(text) > TEXT:
        raise refused(f"one text in it is longer than {TEXT:,} characters")
    if any(not (c.isprintable() or c.isspace()) or c in _TURNING for c in text):
        for c in text:
            _character(c)


def _character(c: str) -> None:
    # Control characters can rewrite a terminal, turning marks can hide words, half of a
    # surrogate pair can't be written to a file.
    if c in _TURNING or (ord(c) < 0x20 and c not in "\t\n\r") or 0x7F <= ord(c) < 0xA0:
        raise refused(f"it holds a hidden sign (U+{ord(c):04X})")
    if 0xD800 <= ord(c) < 0xE000:
        raise refused("it holds half a letter")
