"""Telephone calls, written down while they are fresh."""

from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.kinds import Called
from ir_app.problems import Problem


def log(
    desk: Desk,
    incident: str,
    contact: str,
    *,
    number: str = "",
    spoke_with: str = "",
    said: str = "",
    reference: str = "",
    step: str = "",
) -> Change:
    """Write down a call to a contact (its role or a name)."""
    if not contact.strip():
        raise Problem(what="It is not clear who was called.", do="Write a name or pick a contact.")
    known = desk.practice.contacts.get(contact)
    data = Called(
        who=known.name if known and known.name else contact,
        number=number or (known.number if known else ""),
        spoke_with=spoke_with.strip(),
        said=said.strip(),
        reference=reference.strip(),
        step=step,
    )
    return Change(tuple(desk.record(incident, [data])), f"Call written down: {data.who}.")
