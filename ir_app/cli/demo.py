"""``ir-app demo``: a whole ransomware incident, headless, by the actions of the window."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from ir_app.actions import incidents, letters, practice, seat, story
from ir_app.actions.desk import Desk, open_desk
from ir_app.cli.line import Answer
from ir_app.cli.player import Player, Tale
from ir_app.cli.where import server_of
from ir_app.clock import SteppedClock
from ir_app.core.kinds import Role
from ir_app.core.practice import PRACTICE
from ir_app.export.verify import verify_bundle
from ir_app.places import content
from ir_app.problems import Problem
from ir_app.store.keys.source import DEMO

SAMPLE = content("resources", "sample")
ROSTER = SAMPLE / "patients-open-dental.csv"
BAND = "SAMPLE PRACTICE - nothing here is real"


def demo(asked: argparse.Namespace) -> Answer:
    """Play the incident into ``--out`` and answer what was made."""
    out: Path = asked.out
    if (out / "binder").exists() or (out / "bundle.zip").exists():
        raise Problem(
            what=f"The folder “{out}” already holds a demo.",
            safe="It was left as it is.",
            do="Pick a new folder after --out.",
        )
    tale = msgspec.toml.decode((SAMPLE / "story.toml").read_bytes(), type=Tale)
    sample: dict[str, Any] = msgspec.toml.decode((SAMPLE / "practice.toml").read_bytes())
    clock = SteppedClock(_start(tale, sample))
    desk = open_desk(out / "binder", clock, band=BAND, key=DEMO, server=server_of(asked))
    try:
        _need_empty(desk)
        return _play(desk, clock, tale, sample, asked)
    finally:
        desk.close()


def _need_empty(desk: Desk) -> None:
    if desk.binder.head(PRACTICE) or desk.binder.journals():
        raise Problem(
            what="The practice on this server is not empty.",
            safe="It was left as it is.",
            do="Play the demo in a practice of its own, or without --store.",
        )


def _start(tale: Tale, sample: dict[str, Any]) -> datetime:
    return tale.starts.replace(tzinfo=ZoneInfo(sample["practice"]["zone"]))


def _play(
    desk: Desk,
    clock: SteppedClock,
    tale: Tale,
    sample: dict[str, Any],
    asked: argparse.Namespace,
) -> Answer:
    members = set_up(desk, sample, tale.pin)
    seat.sign_in(desk, members[Role.LEAD])
    incident = incidents.start(desk, tale.symptom).entries[0].incident
    player = Player(desk, clock, tale, incident, members, asked.roster or ROSTER, SAMPLE)
    player.walk()
    return _hand_out(desk, incident, asked.out)


def set_up(desk: Desk, sample: dict[str, Any], pin: str) -> dict[Role, str]:
    """Write down the sample practice and return the member id of each role."""
    practice.set_details(desk, sample["practice"])
    for contact, details in sample["contacts"].items():
        practice.set_contact(desk, contact, **details)
    for one in sample["members"]:
        practice.add_member(desk, one["name"], one["role"])
    members = {member.role: member.id for member in desk.practice.members.values()}
    practice.set_pin(desk, members[Role.APPROVER], pin)
    return members


def _hand_out(desk: Desk, incident: str, out: Path) -> Answer:
    made = letters.save(desk, incident, out / "letters")
    story.save_timeline(desk, incident, out / "timeline.docx")
    story.save_timeline(desk, incident, out / "timeline.csv")
    story.save_bundle(desk, incident, out / "bundle.zip")
    verdict = verify_bundle(out / "bundle.zip")
    data = _counts(desk, incident, out) | {"bundle_verifies": verdict.ok}
    lines = [made.said, f"{data['duties']} duties, {data['entries']} entries in the timeline."]
    lines += [f"{name}: {path}" for name, path in data["paths"].items()]
    lines.append("The bundle verifies." if verdict.ok else "The bundle does not verify.")
    return Answer("\n".join(lines), data, code=0 if verdict.ok else 1)


def _counts(desk: Desk, incident: str, out: Path) -> dict[str, Any]:
    situation = desk.situation(incident)
    roster, batch = situation.incident.roster, situation.incident.batch
    assert roster is not None and batch is not None  # noqa: S101, PT018 - the walk loaded and wrote
    names = ("binder", "letters", "timeline.docx", "timeline.csv", "bundle.zip")
    return {
        "incident": incident,
        "people": roster.people,
        "quarantined": roster.quarantined,
        "residents": roster.by_state,
        "letters": batch.written.count,
        "not_written": batch.written.not_written,
        "mailed": batch.mailed is not None,
        "duties": sum(duty.applies == "yes" for duty in situation.obligations),
        "entries": len(situation.incident.entries),
        "paths": {name: str(out / name) for name in names},
    }
