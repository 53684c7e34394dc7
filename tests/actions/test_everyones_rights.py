"""Every action of the program, tried by every role: what must be refused leaves nothing behind."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest

import ir_app.actions
from ir_app.actions import (
    assessment,
    calls,
    contracts,
    counsel,
    dates,
    dates_paper,
    evidence,
    facts,
    forms,
    incidents,
    keeping,
    law_packs,
    laws,
    letters,
    notes,
    own,
    paper_lines,
    papers,
    pauses,
    plans,
    practice,
    reviews,
    rights,
    rosters,
    sealing,
    seat,
    splits,
    steps,
    story,
    undo,
)
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.kinds import Role
from ir_app.core.moment import Moment
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store.keys.recovery import new_code
from ir_app.store.keys.source import KeySource
from tests.actions.office import (
    LEAD_PIN,
    PIN,
    add,
    answer_all,
    approve,
    begin,
    furnish,
    load,
)
from tests.keys import CHEAP, KEY, WORDS
from tests.law import packs
from tests.roster.generate import generate

WORK = frozenset({"lead", "approver", "scribe", "emergency"})
LEADS = WORK - {"scribe"}
ALL = WORK | {"reader", "counsel"}
COUNSEL = frozenset({"counsel"})
DENTIST = ALL  # by the dentist's own PIN, at anybody's desk


class Place:
    """Where a role tries everything, and what it needs to try it with."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        self.members = furnish(desk)
        self.incident = begin(desk)
        answer_all(desk, self.incident)
        load(desk, self.incident, folder, patients=3)
        letters.write(desk, self.incident)
        self.second = begin(desk)
        self.members["counsel"] = add(desk, "Jane Roe", "counsel")
        self.spare = add(desk, "Somebody", "scribe")
        desk.publishers = packs.TRUSTED
        self.law_file = packs.write(folder / "new.lawpack")
        self.list = folder / "list.csv"
        generate("open-dental", 5, 12, self.list)
        notes.add(desk, self.incident, "To be taken back.")

    def out(self, name: str) -> Path:
        return self.folder / f"out-{name}"

    def moment(self) -> Moment:
        return Moment.of(self.desk.clock.now(), self.desk.zone)


Act = Callable[[Place, Desk, str], object]
WORDS_OF_COUNSEL = "correct horse battery staple"
# Which roles get through, and how it is tried. Every action of the program must stand here.
ACTS: dict[str, tuple[frozenset[str], Act]] = {
    "assessment.sign": (DENTIST, lambda p, d, i: assessment.sign(d, i, p.members["approver"], PIN)),
    "assessment.save_memo": (
        WORK | COUNSEL,
        lambda p, d, i: assessment.save_memo(d, i, p.out("memo.docx")),
    ),
    "calls.log": (WORK, lambda p, d, i: calls.log(d, i, "it")),
    "counsel.open_track": (COUNSEL, lambda p, d, i: counsel.open_track(d, i, WORDS_OF_COUNSEL)),
    "counsel.admit": (
        COUNSEL,
        lambda p, d, i: counsel.admit(d, i, p.members["lead"], WORDS_OF_COUNSEL),
    ),
    "counsel.unlock": (COUNSEL, lambda p, d, i: counsel.unlock(d, i, WORDS_OF_COUNSEL)),
    "counsel.note": (LEADS | COUNSEL, lambda p, d, i: counsel.note(d, i, "For counsel.")),
    "dates.tell": (LEADS, lambda p, d, i: dates.tell(d, i, "us-hhs", method="web")),
    "dates.override": (
        COUNSEL,
        lambda p, d, i: dates.override(
            d, i, "us-hhs", applies="yes", due="2026-12-01", reason="Earlier."
        ),
    ),
    "dates_paper.save": (
        WORK | COUNSEL,
        lambda p, d, i: dates_paper.save(d, i, p.out("dates.docx")),
    ),
    "evidence.keep": (WORK, lambda p, d, i: evidence.keep(d, i, p.list)),
    "facts.answer": (WORK, lambda p, d, i: facts.answer(d, i, "who_noticed", "Somebody else")),
    "facts.unknown": (WORK, lambda p, d, i: facts.unknown(d, i, "form")),
    "forms.save": (WORK | COUNSEL, lambda p, d, i: forms.save(d, i, p.out("forms"))),
    "incidents.start": (WORK, lambda p, d, i: incidents.start(d, "locked")),
    "incidents.rename": (WORK, lambda p, d, i: incidents.rename(d, i, "Another title")),
    "incidents.hand_over": (WORK, lambda p, d, i: incidents.hand_over(d, i, "Tina")),
    "incidents.close": (LEADS, lambda p, d, i: incidents.close(d, p.second, "Done.")),
    "incidents.reopen": (LEADS, lambda p, d, i: incidents.reopen(d, p.second, "More came up.")),
    "keeping.set_passphrase": (LEADS, lambda p, d, i: keeping.set_passphrase(d, WORDS)),
    "keeping.keep_code": (LEADS, lambda p, d, i: keeping.keep_code(d, new_code())),
    "keeping.remember": (LEADS, lambda p, d, i: keeping.remember(d)),
    "keeping.revoke": (
        LEADS,
        lambda p, d, i: keeping.revoke(d, keeping.keys(d).slots[-1].id),
    ),
    "keeping.rekey": (LEADS, lambda p, d, i: keeping.rekey(d)),
    "keeping.may_restore": (LEADS, lambda p, d, i: keeping.may_restore(d)),
    "keeping.back_up": (ALL, lambda p, d, i: keeping.back_up(d)),
    "keeping.back_up_if_changed": (ALL, lambda p, d, i: keeping.back_up_if_changed(d, "test")),
    "keeping.back_up_beside": (
        ALL,
        lambda p, d, i: keeping.back_up_beside(
            d, "test", progress=lambda *_: None, cancelled=lambda: False
        ),
    ),
    "keeping.second_place": (LEADS, lambda p, d, i: keeping.second_place(d, p.out("stick"))),
    "keeping.join": (LEADS, lambda p, d, i: keeping.join(d, p.folder / "other", KEY)),
    "letters.write": (WORK, lambda p, d, i: letters.write(d, i)),
    "letters.approve": (DENTIST, lambda p, d, i: approve(d, i, p.members["approver"])),
    "letters.save": (WORK | COUNSEL, lambda p, d, i: letters.save(d, i, p.out("letters"))),
    "letters.mail": (LEADS, lambda p, d, i: letters.mail(d, i)),
    "notes.add": (WORK, lambda p, d, i: notes.add(d, i, "Phones are ringing.")),
    "notes.correct": (WORK, lambda p, d, i: notes.correct(d, i, 1, "Earlier.")),
    "own.add_step": (WORK, lambda p, d, i: own.add_step(d, "Lock up", ["Now."], after="unplug")),
    "own.remove_step": (
        WORK,
        lambda p, d, i: own.remove_step(d, next(iter(d.practice.own.steps), "photo"), "None."),
    ),
    "own.restore_step": (WORK, lambda p, d, i: own.restore_step(d, "photo")),
    "own.set_note": (WORK, lambda p, d, i: own.set_note(d, "unplug", "Behind the desk.")),
    "paper_lines.add": (
        WORK,
        lambda p, d, i: paper_lines.add(d, i, "Screens.", happened=p.moment(), writer="Tina"),
    ),
    "papers.save": (
        WORK | COUNSEL,
        lambda p, d, i: papers.save(d, i, "plan", p.out("p.docx"), b"x"),
    ),
    "pauses.passed": (WORK, lambda p, d, i: pauses.passed(d, i, "stop", "Dana, Tina")),
    "plans.change": (WORK, lambda p, d, i: plans.change(d, i, "email", "It was a mail.")),
    "plans.add": (WORK, lambda p, d, i: plans.add(d, i, "lost-device", "A laptop is gone.")),
    "plans.upgrade": (WORK, lambda p, d, i: plans.upgrade(d, i, "ransomware")),
    "practice.set_details": (WORK, lambda p, d, i: practice.set_details(d, {"hours": "8 to 5"})),
    "practice.set_contact": (WORK, lambda p, d, i: practice.set_contact(d, "it", name="Other")),
    "contracts.keep": (WORK, lambda p, d, i: contracts.keep(d, "Payer", unit="hours", count=72)),
    "contracts.end": (
        WORK,
        lambda p, d, i: contracts.end(d, next(iter(d.practice.contracts), "")),
    ),
    "practice.add_member": (LEADS, lambda p, d, i: practice.add_member(d, "New", "approver")),
    "practice.set_pin": (LEADS, lambda p, d, i: practice.set_pin(d, p.spare, "246813")),
    "practice.remove_member": (LEADS, lambda p, d, i: practice.remove_member(d, p.spare)),
    "rosters.load": (WORK, lambda p, d, i: rosters.load(d, i, p.list)),
    "splits.split": (WORK, lambda p, d, i: splits.split(d, i, "missing_device", "A laptop.")),
    "splits.merge": (WORK, lambda p, d, i: splits.merge(d, p.second, i, "The same thing.")),
    "steps.begin": (WORK, lambda p, d, i: steps.begin(d, i, "unplug")),
    "steps.acknowledge": (
        WORK,
        lambda p, d, i: steps.acknowledge(d, i, "unplug", already_happened=False),
    ),
    "steps.cannot": (WORK, lambda p, d, i: steps.cannot(d, i, "photo", "later")),
    "steps.finish": (WORK, lambda p, d, i: steps.finish(d, i, "unplug")),
    "steps.reopen": (WORK, lambda p, d, i: steps.reopen(d, i, "unplug", "Once more.")),
    "story.save_timeline": (
        WORK | COUNSEL,
        lambda p, d, i: story.save_timeline(d, i, p.out("t.csv")),
    ),
    "story.save_bundle": (WORK | COUNSEL, lambda p, d, i: story.save_bundle(d, i, p.out("b.zip"))),
    "story.exported": (
        WORK | COUNSEL,
        lambda p, d, i: story.exported(d, i, "plan", p.out("x"), "0" * 64),
    ),
    "law_packs.install": (LEADS | COUNSEL, lambda p, d, i: law_packs.install(d, p.law_file)),
    "laws.take": (LEADS | COUNSEL, lambda p, d, i: laws.take(d, i)),
    "law_packs.remove": (LEADS | COUNSEL, lambda p, d, i: law_packs.remove(d)),
    "law_packs.go_back": (LEADS | COUNSEL, lambda p, d, i: law_packs.go_back(d)),
    "reviews.put_away": (WORK, lambda p, d, i: reviews.put_away(d, i)),
    "sealing.renew": (LEADS, lambda p, d, i: sealing.renew(d)),
    "undo.last": (WORK, lambda p, d, i: undo.last(d, i)),
    "seat.lock": (ALL, lambda p, d, i: seat.lock(d, 10)),
    "seat.sign_in": (ALL, lambda p, d, i: seat.sign_in(d, p.members["lead"], LEAD_PIN)),
    "seat.prove": (ALL, lambda p, d, i: seat.prove(d, WORDS)),
    "seat.leave": (ALL, lambda p, d, i: seat.leave(d)),
}
ROLES = [*(role.value for role in Role), rights.EMERGENCY]
DENIED = "can't do this"


def changing() -> set[str]:
    """Every public function of the actions that takes the desk and returns a Change."""
    found = set()
    for module in pkgutil.iter_modules(ir_app.actions.__path__):
        loaded = importlib.import_module(f"ir_app.actions.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ != loaded.__name__ or name.startswith("_"):
                continue
            told = inspect.signature(function)
            takes_desk = next(iter(told.parameters), "") == "desk"
            if takes_desk and "Change" in str(told.return_annotation):
                found.add(f"{module.name}.{name}")
    return found


def test_no_action_of_the_program_is_missing_from_the_table() -> None:
    assert changing() == set(ACTS)


def take(place: Place, role: str) -> None:
    """Sit down as a role, whatever the act before did to the seat."""
    if role == rights.EMERGENCY:
        seat.leave(place.desk)
        return
    desk = place.desk
    pins = {"lead": LEAD_PIN, "approver": PIN}
    if role not in place.members:
        place.members[role] = add(desk, f"The {role}", role)
    seat.leave(desk)
    seat.sign_in(desk, place.members[role], pins.get(role, ""))


def traces(place: Place) -> object:
    """All that an act may leave: ends of journals, keys, files."""
    desk = place.desk
    heads = {j: desk.binder.head(j) for j in [PRACTICE, *desk.binder.journals()]}
    return heads, keeping.keys(desk).slots, sorted(place.folder.glob("out-*"))


@pytest.mark.parametrize("role", ROLES)
def test_every_action_for_every_role(tmp_path: Path, clock: SteppedClock, role: str) -> None:
    open_desk(tmp_path / "other", clock, key=KEY).close()
    key = KeySource(passphrase=WORDS, cost=CHEAP)
    desk = open_desk(tmp_path / "binder", clock, key=key)
    place = Place(desk, tmp_path)
    refused, left = {}, {}
    for name, (_, act) in ACTS.items():
        take(place, role)
        before = traces(place)
        try:
            act(place, desk, place.incident)
        except Problem as problem:
            refused[name] = problem.what
            if traces(place) != before:
                left[name] = problem.what
    desk.close()
    assert left == {}
    for name, (able, _) in ACTS.items():
        what = refused.get(name, "")
        if role in able:
            assert DENIED not in what, name
        else:
            assert what, f"{name} went through as {role}"
    if role == "lead":  # so that a refusal is one of rights, not one of a table that went stale
        assert set(refused) - NOT_BY_LEAD == set()


# What the lead can't do here, and why it is no question of rights.
NOT_BY_LEAD = {
    "assessment.sign",  # answers are missing
    "counsel.open_track",
    "counsel.admit",
    "counsel.unlock",
    "counsel.note",  # no attorney has opened it
    "dates.override",
    "incidents.close",  # a new incident has open ends
    "incidents.reopen",
    "letters.approve",  # facts changed after the letters
    "letters.mail",
    "own.restore_step",  # nothing shipped was taken out
    "plans.upgrade",  # the newest already
    "reviews.put_away",  # none is late
    "sealing.renew",  # in a file there is one key
    "splits.merge",
    "steps.begin",
    "steps.reopen",
    "undo.last",
}


FILES_AND_KEYS = ("keeping.", "papers.", "forms.", "letters.save", "story.", "assessment.save")


def test_a_locked_desk_hands_out_no_file_and_no_key(
    tmp_path: Path, desk: Desk, clock: SteppedClock
) -> None:
    open_desk(tmp_path / "other", clock, key=KEY).close()
    place = Place(desk, tmp_path)
    seat.lock(desk, 10)
    before = traces(place)
    for name, (_, act) in ACTS.items():
        # A backup is the program's own, with nobody at the desk as well.
        if name.startswith(FILES_AND_KEYS) and "back_up" not in name:
            with pytest.raises(Problem, match="left the desk"):
                act(place, desk, place.incident)
    assert traces(place) == before


def test_who_was_taken_off_the_list_elsewhere_acts_no_more(desk: Desk, tmp_path: Path) -> None:
    """On a group's server the dentist may have left while still at another desk."""
    from ir_app.core.kinds import MemberLeft

    place = Place(desk, tmp_path)
    take(place, "approver")
    member = place.members["approver"]
    desk.record_by_program(PRACTICE, [MemberLeft(member=member)])
    desk.counsel_keys[place.incident] = b"k" * 32
    with pytest.raises(Problem, match="no longer on the list"):
        notes.add(desk, place.incident, "In whose name?")
    assert (desk.member, desk.counsel_keys) == (None, {})
    with pytest.raises(Problem, match="not on the list"):
        practice.check_pin(desk, member, PIN)
    notes.add(desk, place.incident, "Without a name.")
    assert "computer account" in desk.incident(place.incident).head.actor


def test_every_change_of_keys_is_in_the_record(desk: Desk, tmp_path: Path) -> None:
    from ir_app.export.words import sentence

    place = Place(desk, tmp_path)
    take(place, "lead")
    before = len(desk.binder.entries(PRACTICE))
    keeping.set_passphrase(desk, WORDS)
    keeping.new_code(desk)
    keeping.second_place(desk, tmp_path / "stick")
    keeping.revoke(desk, keeping.keys(desk).slots[0].id)
    keeping.rekey(desk)
    told = desk.binder.entries(PRACTICE)[before:]
    assert [entry.actor for entry in told] == ["Dana Reyes"] * 5
    assert [sentence(entry) for entry in told] == [
        "Set a new passphrase that opens the binder.",
        "Made a new recovery code that opens the binder.",
        "Changed where backups are copied to.",
        "Removed a way to open the binder.",
        "Encrypted the binder with a new key.",
    ]
    assert WORDS not in str(told)
