"""Letters: from the patient list to the post office."""

from dataclasses import dataclass
from datetime import date

from ir_app.actions.drafting import letter_facts, what_changed
from ir_app.actions.letters import to_read
from ir_app.actions.sharing import under_way
from ir_app.actions.situation import Situation
from ir_app.core.incident import Batch
from ir_app.letters import held, kind_words, missing_facts, read_back
from ir_app.pages.fields import field
from ir_app.pages.parts import Button, Choice, Field, Tone
from ir_app.pages.recipients import only, writes_to
from ir_app.pages.words import count, day_and_time
from ir_app.problems import Problem


@dataclass(frozen=True, slots=True)
class StageRow:
    """One of the five stages: list, blanks, write, approve, mail."""

    title: str
    text: str
    tone: Tone
    word: str  # "Done", "Now", "Later"


@dataclass(frozen=True, slots=True)
class RosterBlock:
    """What the patient list held."""

    lines: tuple[str, ...]  # "640 rows, 612 people, 6 rows could not be read"
    states: tuple[tuple[str, int], ...]
    quarantine: tuple[tuple[int, str, str], ...]  # row, reason, text
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One written letter in the list."""

    letter: str  # "L-00001"
    to: str  # addressee's first line
    state: str
    read: bool
    special: str  # "Parent or guardian", "Next of kin", "Massachusetts wording", ""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A person for whom no letter was written, with the reason."""

    person: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class LettersPage:
    """Everything the Letters screen says."""

    heading: str
    lead: str
    only: str  # "" or whose residents alone get a letter, and why
    stages: tuple[StageRow, ...]
    roster: RosterBlock | None
    load: Button
    questions: tuple[Field, ...]  # blanks to fill before letters can be written
    write: Button
    letters: tuple[LetterLine, ...]
    held: tuple[HeldLine, ...]
    to_read: tuple[str, ...]  # letter ids the dentist should open: one of each kind
    approvers: tuple[Choice, ...]  # members who may approve
    approve: Button
    approval: str  # "Approved by Dr. Alan Whitfield on ..." or ""
    voided: tuple[str, ...]  # why an earlier approval no longer stands
    save: Button  # save the letters as Word files for printing
    mail: Button
    mail_question: str  # "Mark 612 letters as mailed? You cannot take this back."
    mail_methods: tuple[Choice, ...]
    mailed: str


@dataclass(frozen=True, slots=True)
class LetterText:
    """One letter to read on the screen."""

    letter: str
    to: str
    paragraphs: tuple[str, ...]


MAILING = (
    Choice("first_class", "First-class mail"),
    Choice("certified", "Certified mail"),
    Choice("mail_house", "A mailing company, with proof"),
)
BLANKS = (
    "what_happened",
    "occurred",
    "discovered",
    "data_elements",
    "what_we_are_doing",
    "monitoring_offer",
)


def build(situation: Situation) -> LettersPage:
    """Return where the letters stand, from the patient list to the post office."""
    batch = situation.incident.batch
    changed = what_changed(situation.desk, situation.incident) if batch else ()
    mailed = batch is not None and batch.mailed is not None
    return LettersPage(
        heading="Letters to patients",
        lead=_so_far(situation) or _lead(situation, batch, changed),
        only=only(situation),
        stages=_stages(situation, batch, changed),
        roster=_roster(situation),
        load=Button("load", "Load the patient list", primary=situation.incident.roster is None),
        questions=_questions(situation),
        write=_write(situation, batch, changed),
        letters=_lines(situation, batch),
        held=_held(situation) if situation.incident.roster else (),
        to_read=to_read(situation) if batch else (),
        approvers=tuple(Choice(m.id, m.name) for m in situation.practice.approvers),
        approve=_approve(situation, batch, changed),
        approval=_approval(situation, batch),
        voided=() if mailed else (*changed, *_voided(batch)),
        save=Button("save", "Save the letters as Word files", _why_not_save(batch)),
        mail=_mail(batch, changed),
        mail_question=_mail_question(batch),
        mail_methods=MAILING,
        mailed=_mailed(situation, batch),
    )


def read(situation: Situation, letter: str) -> LetterText:
    """Return one letter as text, read back from the very Word file that will be printed."""
    batch = situation.incident.batch
    if batch is None:
        raise Problem(what="There are no letters yet.", do="Write them first.")
    data = situation.desk.binder.letter_bytes(batch.written.batch, letter)
    row = next(row for row in situation.letters if row.letter == letter)
    paragraphs = tuple(p for p in read_back(data).split("\n") if p.strip())
    return LetterText(letter=letter, to=row.addressee, paragraphs=paragraphs)


def _so_far(situation: Situation) -> str:
    written = under_way(situation)
    if written is None:
        return ""
    return (
        f"{written[0]:,} of {written[1]:,} letters are written so far. Press “Write the letters” "
        "to go on, or to help another computer that is writing them."
    )


def _lead(situation: Situation, batch: Batch | None, changed: tuple[str, ...]) -> str:
    if situation.incident.roster is None:
        return "First load the patient list from the practice software."
    if batch is None:
        return "Fill in the blanks, then write the letters. Nothing is sent by that."
    if batch.mailed:
        return "The letters are mailed. Keep the receipts as evidence."
    if changed:
        return "Something changed. Write the letters again, then the dentist reads them."
    if batch.standing_approval:
        words = "Approved. Save them, print them, mail them. Then mark them as mailed."
    else:
        words = "Written. Now the dentist reads them and approves them."
    return words + _waiting(situation)


FULL_DAYS = 30  # after that the reason for every further day should be written down


def _waiting(situation: Situation) -> str:
    """Say that letters which are ready must not wait for the last day (164.404(b))."""
    noticed = situation.incident.value("discovered")
    passed = (situation.today - date.fromisoformat(str(noticed)[:10])).days if noticed else 0
    if passed < FULL_DAYS:
        return ""
    return (
        f" It is day {passed} since it was noticed. The last day is no free time: mail them now, "
        "or write a note why they must wait."
    )


def _stages(
    situation: Situation, batch: Batch | None, changed: tuple[str, ...]
) -> tuple[StageRow, ...]:
    roster = situation.incident.roster
    done = (
        roster is not None,
        roster is not None and not _missing(situation),
        batch is not None and not changed,
        batch is not None and batch.standing_approval and not changed,
        batch is not None and batch.mailed is not None,
    )
    if done[4]:
        done = (True,) * 5
    names = ("Patient list", "Blanks", "Write", "Approve", "Mail")
    first_open = next((i for i, d in enumerate(done) if not d), len(done))
    return tuple(_stage(name, i, done[i], first_open) for i, name in enumerate(names))


def _stage(name: str, place: int, done: bool, first_open: int) -> StageRow:
    if done:
        return StageRow(name, "", Tone.DONE, "Done")
    return (
        StageRow(name, "", Tone.SOON, "Now")
        if place == first_open
        else StageRow(name, "", Tone.QUIET, "Later")
    )


def _roster(situation: Situation) -> RosterBlock | None:
    roster = situation.incident.roster
    if roster is None:
        return None
    people = count(roster.people, "person", "people")
    odd = (
        (sum(roster.no_usable_address.values()), "{:,} without an address a letter would reach"),
        (roster.unknown_state, "{:,} whose state is not known"),
        (roster.quarantined, f"{count(roster.quarantined, 'row')} could not be read: look below"),
    )
    lines = (
        f"{roster.file_name}: {count(roster.rows, 'row')}, {people}",
        f"{roster.minors:,} under 18, {roster.deceased:,} known to have died",
        *(words.format(number) for number, words in odd if number),
    )
    rows = tuple((q.row, q.reason, q.text) for q in situation.quarantine)
    return RosterBlock(lines, tuple(roster.by_state.items()), rows, roster.notes)


def _missing(situation: Situation) -> list[str]:
    facts = letter_facts(situation.desk, situation.incident, situation.today)
    return [missing.fact for missing in missing_facts(facts)]


def _questions(situation: Situation) -> tuple[Field, ...]:
    names = dict.fromkeys([*BLANKS, *_missing(situation)])
    if writes_to(situation, "MA"):
        names["ma_what_happened"] = None
    return tuple(field(situation, n) for n in names if n in situation.desk.library.facts)


def _write(situation: Situation, batch: Batch | None, changed: tuple[str, ...]) -> Button:
    again = batch is not None
    label = "Write the letters again" if again else "Write the letters"
    if situation.incident.roster is None:
        return Button("write", label, "Load the patient list first.")
    facts = letter_facts(situation.desk, situation.incident, situation.today)
    missing = missing_facts(facts)
    if missing:
        return Button("write", label, f"Still missing: {missing[0].question}")
    return Button("write", label, primary=not again or bool(changed))


def _lines(situation: Situation, batch: Batch | None) -> tuple[LetterLine, ...]:
    opened = batch.approved.read if batch and batch.approved else ()
    people = {person.id: person for person in situation.people}
    return tuple(
        LetterLine(
            letter=row.letter,
            to=row.addressee,
            state=row.state,
            read=row.letter in opened,
            special=kind_words(people[row.person], situation.today) if row.person in people else "",
        )
        for row in situation.letters
    )


def _held(situation: Situation) -> tuple[HeldLine, ...]:
    facts = letter_facts(situation.desk, situation.incident, situation.today)
    return tuple(
        HeldLine(one.person, one.name, one.reason) for one in held(facts, situation.people)
    )


def _approve(situation: Situation, batch: Batch | None, changed: tuple[str, ...]) -> Button:
    label = "Approve these letters"
    if batch is None or changed:
        return Button("approve", label, "Write the letters first.")
    if batch.standing_approval:
        return Button("approve", label, "They are approved already.")
    if not situation.practice.approvers:
        return Button("approve", label, "Add the dentist under Get ready, and set a PIN.")
    return Button("approve", label, primary=True)


def _approval(situation: Situation, batch: Batch | None) -> str:
    if batch is None or batch.approved is None:
        return ""
    entry = situation.incident.entries[batch.approved_seq - 1]
    return f"Approved by {batch.approved.name} on {day_and_time(entry.happened.wall)}"


def _voided(batch: Batch | None) -> tuple[str, ...]:
    return batch.voided.changed if batch and batch.voided else ()


def _why_not_save(batch: Batch | None) -> str:
    return "" if batch else "Write the letters first."


def _mail(batch: Batch | None, changed: tuple[str, ...]) -> Button:
    label = "Mark as mailed"
    if batch is None or changed or not batch.standing_approval:
        return Button("mail", label, "The dentist must approve these letters first.")
    if batch.mailed:
        return Button("mail", label, "They are marked as mailed already.")
    return Button("mail", label, primary=True)


def _mail_question(batch: Batch | None) -> str:
    if batch is None:
        return ""
    number = count(batch.written.count, "letter")
    return f"Mark {number} as mailed? You cannot take this back."


def _mailed(situation: Situation, batch: Batch | None) -> str:
    if batch is None or batch.mailed is None:
        return ""
    entry = situation.incident.entries[batch.mailed_seq - 1]
    number = count(batch.mailed.count, "letter")
    return f"{number} mailed on {day_and_time(entry.happened.wall)} by {entry.actor}"
