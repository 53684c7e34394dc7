"""Which playbooks an incident follows, each pinned by version and digest."""

import msgspec

from ir_app.core.kinds import (
    Kind,
    Opened,
    PlaybookAdded,
    PlaybookChanged,
    PlaybookUpgraded,
)

PLAN_KINDS = (PlaybookChanged, PlaybookAdded, PlaybookUpgraded)


class Pin(msgspec.Struct, frozen=True):
    """One playbook as it was when the incident took it up; ``digest`` names its content."""

    playbook: str
    version: str
    digest: str  # SHA-256 of the canonical content, which lies beside the journal
    incident_type: str


Pins = tuple[Pin, ...]


def first_pins(opened: Opened) -> Pins:
    """Return the one playbook an incident begins with."""
    return (
        Pin(opened.playbook, opened.playbook_version, opened.playbook_digest, opened.incident_type),
    )


def pins_after(pins: Pins, data: Kind) -> Pins:
    """Return the playbooks after an entry; entries of other kinds change nothing."""
    match data:
        case PlaybookChanged():
            new = Pin(data.new, data.new_version, data.new_digest, data.incident_type)
            return _once(tuple(new if p.playbook == data.old else p for p in pins))
        case PlaybookAdded():
            return _once((*pins, Pin(data.playbook, data.version, data.digest, data.incident_type)))
        case PlaybookUpgraded():
            return tuple(
                Pin(p.playbook, data.new_version, data.new_digest, p.incident_type)
                if p.playbook == data.playbook
                else p
                for p in pins
            )
    return pins


def _once(pins: Pins) -> Pins:
    """Keep the first of each playbook: two people may add the same one at the same time."""
    first: dict[str, Pin] = {}
    for pin in pins:
        first.setdefault(pin.playbook, pin)
    return tuple(first.values())
