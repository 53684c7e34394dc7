"""Who may do what: the whole table, and every action tried by somebody who may not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ir_app.actions import (
    calls,
    contracts,
    dates,
    evidence,
    facts,
    incidents,
    letters,
    notes,
    practice,
    rights,
    rosters,
    seat,
    steps,
    story,
    undo,
)
from ir_app.actions.desk import Desk
from ir_app.core.kinds import KINDS, Closed, Kind, Role
from ir_app.problems import Problem
from tests.actions.office import PIN, add, answer_all, approve, begin, furnish, load, written
from tests.roster.generate import generate

WORK = "lead approver scribe emergency"
LEADS = "lead approver emergency"
TABLE = {
    "letters_approved": "approver",
    "assessment_signed": "approver",
    "keys_changed": LEADS,
    "binder_joined": LEADS,
    "letters_mailed": LEADS,
    "told": LEADS,
    "closed": LEADS,
    "reopened": LEADS,
    "member_added": LEADS,
    "member_left": LEADS,
    "pin_set": LEADS,
    "exported": f"{WORK} counsel",
    "counsel_opened": "counsel",
    "counsel_noted": f"{LEADS} counsel",
    "date_overridden": "counsel",
    "law_installed": f"{LEADS} counsel",
    "law_taken": f"{LEADS} counsel",
    "signed_in": f"{WORK} reader counsel",
    "signed_out": f"{WORK} reader counsel",
    "pin_refused": f"{WORK} reader counsel",
    "approval_voided": f"{WORK} reader counsel",
    "seal_key_changed": LEADS,
    "sealed": "",
    "clock_differs": "",
    "older_copy_found": "",
    "locked": "",
}
ROLES = [role.value for role in Role] + [rights.EMERGENCY]


@pytest.mark.parametrize("role", ROLES)
def test_every_kind_of_entry_for_every_role(role: str) -> None:
    may = {name for name, kind in KINDS.items() if rights.may(role, kind)}
    assert may == {name for name in KINDS if role in TABLE.get(name, WORK).split()}


Act = Callable[[Desk, str, Path], object]
ACTS: dict[str, Act] = {
    "start": lambda d, i, p: incidents.start(d, "locked"),
    "rename": lambda d, i, p: incidents.rename(d, i, "Another title"),
    "hand over": lambda d, i, p: incidents.hand_over(d, i, "Tina"),
    "close": lambda d, i, p: d.record(i, [Closed(words="")]),
    "reopen": lambda d, i, p: incidents.reopen(d, i, "More came up."),
    "acknowledge": lambda d, i, p: steps.acknowledge(d, i, "unplug", already_happened=False),
    "cannot": lambda d, i, p: steps.cannot(d, i, "photo", "later"),
    "answer": lambda d, i, p: facts.answer(d, i, "who_noticed", "Somebody else"),
    "unknown": lambda d, i, p: facts.unknown(d, i, "form"),
    "note": lambda d, i, p: notes.add(d, i, "Phones are ringing."),
    "correct": lambda d, i, p: notes.correct(d, i, 1, "Earlier."),
    "undo": lambda d, i, p: undo.last(d, i),
    "call": lambda d, i, p: calls.log(d, i, "it"),
    "contract": lambda d, i, p: contracts.keep(d, "Bank"),
    "keep": evidence.keep,
    "load": rosters.load,
    "write": lambda d, i, p: letters.write(d, i),
    "mail": lambda d, i, p: letters.mail(d, i),
    "tell": lambda d, i, p: dates.tell(d, i, "us-hhs", method="web"),
    "timeline": lambda d, i, p: story.save_timeline(d, i, p.with_name("out.csv")),
    "bundle": lambda d, i, p: story.save_bundle(d, i, p.with_name("out.zip")),
    "details": lambda d, i, p: practice.set_details(d, {"name": "Other"}),
    "contact": lambda d, i, p: practice.set_contact(d, "it", name="Other"),
    "add": lambda d, i, p: practice.add_member(d, "Somebody", "approver"),
    "remove": lambda d, i, p: practice.remove_member(d, next(iter(d.practice.members))),
    "pin": lambda d, i, p: practice.set_pin(d, list(d.practice.members)[-1], "246813"),
    "counsel's note": lambda d, i, p: d.record(i, [_counsel_note()]),
    "counsel's date": lambda d, i, p: dates.override(
        d, i, "us-hhs", applies="yes", due="2026-12-01", reason="Earlier."
    ),
}


def _counsel_note() -> Kind:
    from ir_app.store.counsel import lock_note, new_key, track_key

    return lock_note(track_key(new_key()), "i", "text")


def ready(desk: Desk, folder: Path) -> tuple[str, dict[str, str], Path]:
    """An incident on which everything could be done by those who may."""
    incident, members = written(desk, folder)
    approve(desk, incident, members["approver"])
    notes.add(desk, incident, "To be taken back.")
    roster = folder / "list.csv"
    generate("open-dental", 5, 12, roster)
    return incident, members, roster


@pytest.mark.parametrize("name", ACTS)
def test_a_reader_looks_and_writes_nothing(desk: Desk, tmp_path: Path, name: str) -> None:
    incident, _, path = ready(desk, tmp_path)
    seat.sign_in(desk, add(desk, "Ivy of the insurance company", "reader"))
    heads = [desk.binder.head(journal) for journal in ("practice", incident)]
    with pytest.raises(Problem, match="Ivy of the insurance company is here as a reader"):
        ACTS[name](desk, incident, path)
    assert [desk.binder.head(journal) for journal in ("practice", incident)] == heads
    assert not list(tmp_path.glob("out.*"))


@pytest.mark.parametrize("role", ["lead", "scribe", "counsel", "reader"])
def test_nobody_but_the_dentist_approves(desk: Desk, tmp_path: Path, role: str) -> None:
    incident, _ = written(desk, tmp_path)
    other = add(desk, "Somebody", role)
    practice.set_pin(desk, other, "246813")
    with pytest.raises(Problem, match="can't approve"):
        approve(desk, incident, other, "246813")
    assert not desk.incident(incident).batch.standing_approval  # type: ignore[union-attr]


def test_the_dentist_approves_at_anybodys_desk_and_the_entry_carries_the_dentists_name(
    desk: Desk, tmp_path: Path
) -> None:
    incident, members = written(desk, tmp_path)
    seat.sign_in(desk, add(desk, "Ivy", "reader"))
    approve(desk, incident, members["approver"], PIN)
    batch = desk.incident(incident).batch
    assert batch is not None
    entry = desk.incident(incident).entries[batch.approved_seq - 1]
    assert (entry.actor, entry.role) == ("Alan Whitfield, DDS", "approver")


def test_somebody_without_a_name_does_all_but_approve(desk: Desk, tmp_path: Path) -> None:
    incident = begin(desk)
    answer_all(desk, incident)
    load(desk, incident, tmp_path)
    entry = desk.incident(incident).head
    assert entry.role in ("emergency", "program")
    dates.tell(desk, incident, "us-hhs", method="web")
    with pytest.raises(Problem, match="dentist can"):
        desk.record(incident, [_approval()])


def _approval() -> Kind:
    from ir_app.core.kinds import LettersApproved

    return LettersApproved(batch="b", digest="d", member="m", name="n", words="", read=())


def test_who_forgot_the_old_pin_can_not_set_a_new_one(desk: Desk) -> None:
    members = furnish(desk)
    with pytest.raises(Problem, match="not right"):
        practice.set_pin(desk, members["approver"], "246813")
    practice.set_pin(desk, members["approver"], "246813", PIN)
    assert practice.check_pin(desk, members["approver"], "246813").name == "Alan Whitfield, DDS"
