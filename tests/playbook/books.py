"""A second and a newer playbook for tests: the shipped folder with a file or a line more."""

from pathlib import Path

from ir_app.places import content
from ir_app.playbook.read import Library, load_library

THEFT = """
id = "lost-device"
version = "1.0"
title = "Missing device"
incident_type = "lost_device"
summary = "A computer, phone or drive is gone."
sources = ["A test."]

[[question]]
id = "when"
text = "When did anyone in the office first notice it?"
fact = "discovered"

[[pause]]
phase = "stop"
read = ["Was the device looked for?", "Was its login taken away?", "Was the police called?"]

[[step]]
id = "lock-login"
phase = "stop"
title = "Stop the logins of the missing device"
why = "Whoever has it can't get in any more."
who = "it"
how = ["Call {it.name} at {it.number}."]
gate = { stop = "Do not erase it from afar yet.", reason = "It may be proof.", already_happened = [
  "Write down when.",
] }

[[step]]
id = "call-police"
phase = "stop"
title = "Call the police"
why = "A report counts."
how = ["Ask for the number of the report."]
sets = ["police_report"]

"""

SHARED = (
    "call-insurer",
    "call-attorney",
    "discovery-day",
    "kinds-of-information",
    "count-people",
    "assess",
    "see-dates",
    "letter-words",
    "monitoring",
    "write-letters",
    "approve-letters",
    "mail-letters",
    "tell-others",
    "returned-mail",
    "no-letters-memo",
    "accounting",
    "review",
    "keep-papers",
    "close",
)

FIX = """
[[step]]
id = "replace"
phase = "fix"
title = "Set up another device"
why = "Work goes on."
how = ["Use disk encryption."]
duties = ["contract"]
after = ["lock-login"]
"""


def folder(where: Path, *, newer: bool = False) -> Path:
    """Copy the shipped playbooks, add one about a lost device, and maybe change ransomware."""
    where.mkdir(parents=True, exist_ok=True)
    for path in content("playbooks").glob("*.toml"):
        (where / path.name).write_text(path.read_text("utf-8"), "utf-8")
    steps = "".join(f'[[step]]\nuse = "{name}"\n\n' for name in SHARED)
    (where / "lost-device.toml").write_text(THEFT + steps + FIX, "utf-8")
    if newer:
        _newer(where / "ransomware.toml")
    return where


def _newer(path: Path) -> None:
    text = path.read_text("utf-8").replace('version = "1.0"', 'version = "1.1"')
    head, _, rest = text.partition('[[step]]\nid = "patients-ask"')
    _, _, tail = rest.partition("[[step]]")
    new = """
[[retired]]
id = "patients-ask"
why = "It is part of another step now."

[[step]]
id = "listen"
phase = "stop"
title = "Ask the team what they saw"
why = "Everyone saw a part."
how = ["Ask one by one."]

"""
    path.write_text(f"{head}{new}[[step]]{tail}", "utf-8")


def library(where: Path, *, newer: bool = False) -> Library:
    """Return the library of such a folder."""
    return load_library(folder(where, newer=newer))
