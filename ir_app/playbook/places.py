"""Places in a playbook's lines that a practice's own names and numbers fill: ``{it.name}``."""

import re
from collections.abc import Callable, Iterator

from ir_app.playbook.model import Playbook, Step

PRACTICE = ("name", "phone", "street", "city", "contact_person")
CONTACT = ("name", "number", "person", "hours", "reference")
_PLACE = re.compile(r"\{([^{}]*)\}")

Look = Callable[[str, str], str]  # role or "practice", field -> words; never empty


def fill(line: str, look: Look) -> str:
    """Return a line with every place filled."""
    return _PLACE.sub(lambda found: look(*_parts(found[1])), line)


def _parts(place: str) -> tuple[str, str]:
    role, _, field = place.partition(".")
    return role, field


def wrong_places(book: Playbook, contacts: set[str]) -> list[str]:
    """Return a sentence for each place in how and say lines that nothing can fill."""
    return [
        f"step “{step.id}” has {{{place}}}, and nothing fills that"
        for step in book.steps
        for place in _places(step)
        if not _can_fill(*_parts(place), contacts)
    ] + [
        f"step “{step.id}” has a brace that does not close"
        for step in book.steps
        for line in (*step.how, *step.say)
        if set("{}") & set(_PLACE.sub("", line))
    ]


def _places(step: Step) -> Iterator[str]:
    for line in (*step.how, *step.say):
        yield from _PLACE.findall(line)


def _can_fill(role: str, field: str, contacts: set[str]) -> bool:
    return field in PRACTICE if role == "practice" else role in contacts and field in CONTACT


def blanks(line: str) -> str:
    """Return a line for paper, where every place is a blank to write in."""
    return fill(line, lambda _role, _field: "____________")
