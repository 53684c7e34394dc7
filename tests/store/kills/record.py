"""Ways that write to the record: each is an action of the window, on a file and on a server."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from ir_app.actions import (
    calls,
    counsel,
    drafts,
    evidence,
    facts,
    incidents,
    notes,
    own,
    plans,
    practice,
    rosters,
    seat,
    splits,
    steps,
    story,
    undo,
)
from ir_app.core.kinds import (
    Called,
    CounselNoted,
    CounselOpened,
    EvidenceAdded,
    Exported,
    FactSet,
    Kind,
    MergedFrom,
    MergedInto,
    Noted,
    OwnStepAdded,
    PinRefused,
    PinSet,
    PlaybookChanged,
    PracticeSet,
    RosterLoaded,
    Sealed,
    SplitFrom,
    SplitOff,
    StepMoved,
    Undone,
)
from ir_app.core.practice import PRACTICE
from ir_app.export.verify import verify_bundle
from ir_app.problems import Problem
from tests.actions.office import add, begin, furnish
from tests.roster.generate import generate
from tests.store.kills.bench import Bench
from tests.store.kills.way import Said, Way

PHRASE = "four words of counsel"
FIRST_PIN = 482_915  # the dentist's after n changes is this plus 7 n
LISTS = 6
PHOTO = 2_500_000  # bytes: three pieces


def kinds(bench: Bench, kind: type[Kind], journal: str = "") -> list[Kind]:
    """Everything of one kind in one journal, or in all incidents."""
    journals = [journal] if journal else bench.binder.journals()
    found = (entry.data for one in journals for entry in bench.binder.entries(one))
    return [data for data in found if isinstance(data, kind)]


def counted(kind: type[Kind], journal: str = "") -> "Made":
    return Made(kind, journal)


class Made:
    """Counts the entries of one kind; each of them is one act."""

    def __init__(self, kind: type[Kind], journal: str) -> None:
        self._kind, self._journal = kind, journal

    def __call__(self, bench: Bench, said: Said) -> int:
        del said
        return len(kinds(bench, self._kind, self._journal))


def one_incident(bench: Bench) -> None:
    bench.notes["incident"] = begin(bench.desk)


def office(bench: Bench) -> None:
    bench.notes |= furnish(bench.desk)
    one_incident(bench)


def _incident(bench: Bench) -> str:
    return str(bench.notes["incident"])


def _answer(bench: Bench, number: int) -> None:
    facts.answer(bench.desk, _incident(bench), "what_happened", f"Someone got in, {number} times.")


def _step(bench: Bench, number: int) -> None:
    if number % 2:
        steps.finish(bench.desk, _incident(bench), "call-it", by=f"Person {number}")
    else:
        steps.reopen(bench.desk, _incident(bench), "call-it", f"Look again, {number}")


def _photo(bench: Bench, number: int) -> None:
    path = bench.base / f"photo-{number}.jpg"
    path.write_bytes(f"{number:09d}\n".encode() * (PHOTO // 10))
    evidence.keep(bench.desk, _incident(bench), path)


def _lists(bench: Bench) -> None:
    one_incident(bench)
    for number in range(LISTS):
        generate("open-dental", 250, number + 1, bench.base / f"patients-{number}.csv")


def _list(bench: Bench, number: int) -> None:
    rosters.load(bench.desk, _incident(bench), bench.base / f"patients-{number % LISTS}.csv")


def _seal(bench: Bench, number: int) -> None:
    head = bench.binder.head(_incident(bench))
    if head is None or isinstance(head.data, Sealed):
        notes.add(bench.desk, _incident(bench), f"Something to seal, {number}")
    bench.desk.seal(_incident(bench))


def _bundle(bench: Bench, number: int) -> None:
    # A pack that was made and not written down any more stays: the next one takes another name.
    there = len(list((bench.base / "out").glob("*.zip")))
    path = bench.base / "out" / f"bundle-{number}-{there}.zip"
    story.save_bundle(bench.desk, _incident(bench), path)


def _whole_bundles(bench: Bench) -> list[str]:
    told = {data.name for data in kinds(bench, Exported) if isinstance(data, Exported)}
    there = {path.name: path for path in (bench.base / "out").glob("*.zip")}
    wrong = [name for name, path in there.items() if not verify_bundle(path).ok]
    return [f"bundle {name} is missing or not whole" for name in [*wrong, *(told - there.keys())]]


def _member(bench: Bench, number: int) -> None:
    practice.set_details(bench.desk, {"name": f"Practice {number}"})


def _pin_of(number: int) -> str:
    return str(FIRST_PIN + 7 * number)


def _set_pin(bench: Bench, number: int) -> None:
    member, old = bench.notes["approver"], _pin_of(number - 1)
    if bench.desk.member is None:
        seat.sign_in(bench.desk, member, old)  # PINs are changed by somebody with one
    practice.set_pin(bench.desk, member, _pin_of(number), old=old)


def _pins_made(bench: Bench, said: Said) -> int:
    del said
    mine = [d for d in kinds(bench, PinSet, PRACTICE) if isinstance(d, PinSet)]
    return sum(str(d.member) == str(bench.notes["approver"]) for d in mine) - 1


def _whole_pin(bench: Bench) -> list[str]:
    verifier = bench.binder.pin_verifier(bench.notes["approver"]) or ""
    try:
        PasswordHasher().verify(verifier, _pin_of(_pins_made(bench, ())))
    except VerificationError:
        return ["the PIN is not the one that the record names"]
    return []


def _wrong_pin(bench: Bench, number: int) -> None:
    del number
    bench.desk.clock.forward(hours=2)  # type: ignore[attr-defined]
    try:
        practice.check_pin(bench.desk, bench.notes["approver"], "111112")
    except Problem as problem:
        if "is not right" not in problem.what:
            raise


def _whole_failures(bench: Bench) -> list[str]:
    count, _ = bench.binder.pin_failures(bench.notes["approver"])
    told = len(kinds(bench, PinRefused, PRACTICE))
    return [] if count == told else [f"{count} wrong PINs are counted and {told} written down"]


def _with_counsel(bench: Bench) -> None:
    office(bench)
    bench.notes["counsel"] = add(bench.desk, "Ruth Lee, Esq.", "counsel")


def _for_counsel(bench: Bench, number: int) -> None:
    if number == 1:
        seat.sign_in(bench.desk, bench.notes["counsel"])
        counsel.open_track(bench.desk, _incident(bench), PHRASE)
    else:
        counsel.note(bench.desk, _incident(bench), f"Question {number}")


def _for_counsel_made(bench: Bench, said: Said) -> int:
    del said
    return len(kinds(bench, CounselOpened)) + len(kinds(bench, CounselNoted))


def _whole_track(bench: Bench) -> list[str]:
    if not kinds(bench, CounselOpened):
        return []
    desk = bench.desk
    if desk.member is None:
        seat.sign_in(desk, bench.notes["counsel"])
    counsel.unlock(desk, _incident(bench), PHRASE)
    told = counsel.texts(desk, _incident(bench)) or {}
    return [f"note {text} can't be read" for text in told.values() if "Question" not in text]


def _call(bench: Bench, number: int) -> None:
    calls.log(bench.desk, _incident(bench), "it", said=f"Call {number}")


def _undo(bench: Bench, number: int) -> None:
    notes.add(bench.desk, _incident(bench), f"Not meant, {number}")
    undo.last(bench.desk, _incident(bench))


def _plan(bench: Bench, number: int) -> None:
    to = ("email", "ransomware")[1 - number % 2]
    plans.change(bench.desk, _incident(bench), to, f"It was something else, {number}")


def _own_step(bench: Bench, number: int) -> None:
    own.add_step(bench.desk, f"Turn off door lock {number}", ["Turn it."], after="call-it")


HALF = drafts.Place("", "story", "the incident")


def _half_write(bench: Bench, number: int) -> None:
    drafts.keep(bench.desk, {HALF: {"note": "half a sentence " * number}})


def _half_written(bench: Bench, said: Said) -> int:
    del said
    return drafts.load(bench.desk).get(HALF, {}).get("note", "").count("sentence")


def _start(bench: Bench, number: int) -> None:
    del number
    incidents.start(bench.desk, "locked")


def _split(bench: Bench, number: int) -> None:
    splits.split(bench.desk, _incident(bench), "locked", f"Another one, {number}")


def _whole_split(bench: Bench) -> list[str]:
    here, there = len(kinds(bench, SplitOff)), len(kinds(bench, SplitFrom))
    return [] if here == there else [f"{here} split off and {there} begun"]


def _six(bench: Bench) -> None:
    bench.notes["six"] = [begin(bench.desk) for _ in range(6)]


def _merge(bench: Bench, number: int) -> None:
    stays, gone = bench.notes["six"][2 * number - 2 : 2 * number]
    splits.merge(bench.desk, gone, stays, "It is the same one.")


def _whole_merge(bench: Bench) -> list[str]:
    left, came = len(kinds(bench, MergedInto)), len(kinds(bench, MergedFrom))
    return [] if left == came else [f"{left} left and {came} arrived"]


def _note(bench: Bench, number: int) -> None:
    notes.add(bench.desk, _incident(bench), f"Note {number}")


NOTE = Way(name="entry of the journal", act=_note, made=counted(Noted), prepare=one_incident)
WAYS = (
    NOTE,
    Way(name="answer (fact)", act=_answer, made=counted(FactSet), prepare=one_incident),
    Way(name="step", act=_step, made=counted(StepMoved), prepare=one_incident),
    Way(name="evidence file", act=_photo, made=counted(EvidenceAdded), prepare=one_incident),
    Way(name="patient list", act=_list, made=counted(RosterLoaded), prepare=_lists),
    Way(name="seal", act=_seal, made=counted(Sealed), prepare=one_incident),
    Way(
        name="file pack (bundle)",
        act=_bundle,
        made=counted(Exported),
        prepare=office,
        whole=_whole_bundles,
    ),
    Way(name="practice set-up", act=_member, made=counted(PracticeSet, PRACTICE)),
    Way(name="PIN changed", act=_set_pin, made=_pins_made, prepare=office, whole=_whole_pin),
    Way(
        name="wrong PIN counted",
        act=_wrong_pin,
        made=counted(PinRefused, PRACTICE),
        prepare=office,
        whole=_whole_failures,
    ),
    Way(
        name="track for counsel",
        act=_for_counsel,
        made=_for_counsel_made,
        prepare=_with_counsel,
        whole=_whole_track,
    ),
    Way(name="telephone call", act=_call, made=counted(Called), prepare=one_incident),
    Way(name="act taken back", act=_undo, made=counted(Undone), prepare=one_incident),
    Way(
        name="plan (playbook) changed",
        act=_plan,
        made=counted(PlaybookChanged),
        prepare=one_incident,
    ),
    Way(name="own step", act=_own_step, made=counted(OwnStepAdded, PRACTICE)),
    Way(name="half-written words", act=_half_write, made=_half_written, prepare=one_incident),
    Way(name="incident started", act=_start, made=lambda b, _: len(b.binder.journals())),
    Way(
        name="split in two",
        act=_split,
        made=counted(SplitOff),
        prepare=one_incident,
        whole=_whole_split,
    ),
    Way(
        name="merged into one",
        act=_merge,
        made=counted(MergedInto),
        prepare=_six,
        whole=_whole_merge,
        most=3,
    ),
)
