"""A small office to act in: people with PINs, a list, and an incident on its way."""

from pathlib import Path

from ir_app.actions import facts, incidents, letters, practice, rosters, seat, steps
from ir_app.actions.desk import Desk
from ir_app.core.kinds import MemberAdded, StepState
from ir_app.playbook.run import Event
from tests.roster.generate import generate

PIN = "482915"
LEAD_PIN = "775533"
ANSWERS: dict[str, object] = {
    "discovered": "2026-11-23T07:50",
    "covered_entity": True,
    "data_elements": ["ssn", "medical"],
    "encrypted": False,
    "low_probability_of_compromise": False,
    "what_happened": "Someone got in.",
    "what_we_are_doing": "We called experts.",
    "monitoring_offer": "none",
    "ma_what_happened": "keep",
}


def add(desk: Desk, name: str, role: str) -> str:
    entries = practice.add_member(desk, name, role).entries
    return next(e.data.member for e in entries if isinstance(e.data, MemberAdded))


def furnish(desk: Desk) -> dict[str, str]:
    """Write down the practice and return the members by role."""
    practice.set_details(
        desk,
        {
            "name": "Maple Street Family Dentistry",
            "street": "418 Maple Street",
            "city": "Fort Wayne",
            "state": "IN",
            "zip": "46802",
            "phone": "(260) 555-0110",
            "zone": "America/Indiana/Indianapolis",
        },
    )
    members = {
        "lead": add(desk, "Dana Reyes", "lead"),
        "approver": add(desk, "Alan Whitfield, DDS", "approver"),
    }
    practice.set_pin(desk, members["approver"], PIN)
    practice.set_pin(desk, members["lead"], LEAD_PIN)
    seat.sign_in(desk, members["lead"], LEAD_PIN)
    return members


def begin(desk: Desk) -> str:
    return incidents.start(desk, "locked").entries[0].incident


def answer_all(desk: Desk, incident: str) -> None:
    for name, value in ANSWERS.items():
        facts.answer(desk, incident, name, value)


def load(desk: Desk, incident: str, folder: Path, patients: int = 40, seed: int = 12) -> None:
    path = folder / f"patients-{patients}-{seed}.csv"
    generate("open-dental", patients, seed, path)
    rosters.load(desk, incident, path)


def settle_before(desk: Desk, incident: str, step: str) -> None:
    """Finish whatever comes before a step, so that its own act can be tried."""
    situation = desk.situation(incident)
    for earlier in situation.playbook.step(step).after:
        settle_before(desk, incident, earlier)
        run = desk.situation(incident).run
        known = situation.playbook.step(earlier)
        if known.gate and earlier not in run.acknowledged and earlier in run.visible:
            steps.acknowledge(desk, incident, earlier, already_happened=False)
            run = desk.situation(incident).run
        if run.may(Event(earlier, StepState.DONE)) is None and not known.does:
            steps.finish(desk, incident, earlier)


def known(desk: Desk, folder: Path) -> tuple[str, dict[str, str]]:
    """Return an incident whose questions are answered and whose list is loaded, and the members."""
    members = furnish(desk)
    incident = begin(desk)
    answer_all(desk, incident)
    load(desk, incident, folder)
    return incident, members


def written(desk: Desk, folder: Path) -> tuple[str, dict[str, str]]:
    """Return an incident whose letters are written, and the members."""
    incident, members = known(desk, folder)
    letters.write(desk, incident)
    return incident, members


def approve(desk: Desk, incident: str, member: str, pin: str = PIN) -> None:
    read = letters.to_read(desk.situation(incident))
    letters.approve(desk, incident, member, pin, "Read and approved.", read)
