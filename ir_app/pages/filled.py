"""Lines of a playbook with the practice's own names and numbers in their places."""

from collections.abc import Iterable

from ir_app.actions.desk import Desk
from ir_app.playbook.places import fill

# What stands where nobody has written it down yet; a line must read well on the worst morning.
_PRACTICE = {
    "name": "our office",
    "phone": "our phone number",
    "street": "our street",
    "city": "our town",
    "contact_person": "the office manager",
}
_CONTACT = {
    "number": "the number under “Who to call”",
    "person": "whoever answers",
    "hours": "office hours",
    "reference": "(look it up first)",
}


def filled(desk: Desk, lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines with every place filled, by plain words where nothing is written down."""
    return tuple(fill(line, lambda role, name: _look(desk, role, name)) for line in lines)


def _look(desk: Desk, role: str, name: str) -> str:
    if role == "practice":
        return desk.practice.details.get(name, "") or _PRACTICE[name]
    known = desk.practice.contacts.get(role)
    found = str(getattr(known, name)) if known else ""
    return found or _shipped(desk, role, name)


def _shipped(desk: Desk, role: str, name: str) -> str:
    contact = next((c for c in desk.library.contacts if c.id == role), None)
    label = contact.label if contact else role
    if name == "name":
        first, *rest = label.split()
        return " ".join(["the", first if first.isupper() else first.lower(), *rest])
    public = {"number": contact.number, "hours": contact.hours} if contact else {}
    return public.get(name, "") or _CONTACT[name]
