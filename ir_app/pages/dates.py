"""Dates: who must be told, by when, and why."""

from dataclasses import dataclass
from datetime import date

from ir_app.actions import reviews
from ir_app.actions.dates import others_mail
from ir_app.actions.rights import may
from ir_app.actions.situation import Situation
from ir_app.core.kinds import DateOverridden, Told
from ir_app.law.engine import Obligation
from ir_app.pages import law
from ir_app.pages.fields import field, is_open
from ir_app.pages.law import MovesTable
from ir_app.pages.parts import Button, Choice, Field, Tone
from ir_app.pages.words import count, day, day_and_time, days_left


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """The form for the attorney's own answer to a date."""

    open_label: str
    answer_label: str
    answers: tuple[Choice, ...]  # "yes", "no", "" takes an earlier answer back
    due_label: str
    due_hint: str
    reason_label: str
    keep_label: str
    leave_label: str


@dataclass(frozen=True, slots=True)
class DateRow:
    """One obligation (or non-obligation) with its reasons."""

    id: str
    who: str  # "Your patients", "The Attorney General of Texas"
    title: str  # "Mail a letter to 12 patients in Texas"
    due: str  # "Friday, January 22, 2027" or "As soon as you can"
    left: str  # "60 days left", "Late by 2 days", ""
    tone: Tone
    word: str  # "Must", "Not needed", "Not sure yet", "Done"
    note: str  # provisional, range, hold
    why: tuple[str, ...]
    flips: tuple[str, ...]
    cites: tuple[str, ...]
    doubts: tuple[str, ...]
    told: str  # "" or "Told on Monday ... by Dana Reyes, reference 123"
    tell: Button | None  # "Mark as told"
    counsel: str = ""  # the attorney's own answer beside ours
    decision: DecisionForm | None = None  # for whoever may set one
    head: str = ""  # the words the card begins with: who it is, unless the title names them


@dataclass(frozen=True, slots=True)
class Trial:
    """A question whose other answers can be tried."""

    fact: str
    label: str
    choices: tuple[tuple[str, object], ...]  # words, value


@dataclass(frozen=True, slots=True)
class DatesPage:
    """Everything the Dates screen says."""

    heading: str
    lead: str
    law_line: str  # "Law as of November 23, 2026. Not legal advice: ask the attorney."
    questions: tuple[Field, ...]  # facts that would make the dates surer
    must: tuple[DateRow, ...]  # nearest first
    unsure: tuple[DateRow, ...]
    not_needed: tuple[DateRow, ...]
    told_methods: tuple[Choice, ...]
    moved: tuple[str, ...]  # what the last change moved
    forms: Button
    what_if: tuple[Trial, ...]  # answers that can be tried without writing them down
    overdue: str  # "" or which laws should have been looked at again
    put_away: Button  # dismisses that for this incident
    law_offer: MovesTable | None  # other law that this incident could be put under
    save: Button  # the list for the attorney


# How somebody can have been told; ids are kept in the journal.
METHODS = (
    Choice("phone", "By phone"),
    Choice("web", "On their website"),
    Choice("mail", "By post"),
    Choice("email", "By e-mail"),
    Choice("in_person", "In person"),
)

SURER = (
    "discovered",
    "occurred",
    "data_elements",
    "encrypted",
    "low_probability_of_compromise",
    "law_enforcement_hold",
    "individual_notice_planned",
    "covered_entity",
    "insured",
    "card_data",
    "part2_records",
    "prescribing_login",
    "controlled_drugs",
)


def build(situation: Situation) -> DatesPage:
    """Return everyone who must be told, nearest date first, with the reasons."""
    rows = [_row(situation, duty) for duty in situation.obligations]
    by_word = {row.id: row for row in rows}
    ordered = sorted(situation.obligations, key=_nearest)
    pick = {word: tuple(by_word[d.id] for d in ordered if d.applies == word) for word in _WORDS}
    head = situation.incident.dates
    today = day(situation.today)
    return DatesPage(
        heading="Who must be told, and by when",
        lead=_lead(situation, len(pick["yes"]), len(pick["unknown"])),
        law_line=f"Law as of {today} (files {situation.law.version}). "
        "This is not legal advice: show it to the attorney.",
        questions=tuple(field(situation, name) for name in SURER if is_open(situation, name)),
        must=pick["yes"],
        unsure=pick["unknown"],
        not_needed=pick["no"],
        told_methods=METHODS,
        moved=head.moved if head else (),
        forms=Button("forms", "Forms for HHS and the states"),
        what_if=tuple(_trial(situation, name) for name in _TRIED),
        overdue=reviews.words(reviews.to_say(situation)),
        put_away=Button("review-seen", "I have read this"),
        law_offer=law.offer(situation.desk, situation.incident),
        save=Button("save-dates", "Save the list for the attorney"),
    )


_TRIED = (
    "encrypted",
    "key_exposed",
    "low_probability_of_compromise",
    "exception",
    "covered_entity",
    "access",
    "acquired",
    "form",
    "insured",
    "card_data",
    "part2_records",
)


def _trial(situation: Situation, name: str) -> Trial:
    declared = situation.desk.library.facts[name]
    choices: list[tuple[str, object]] = [(c.label, c.id) for c in declared.choices]
    if not choices:
        choices = [("Yes", True), ("No", False)]
    return Trial(name, declared.label, (*choices, ("Not known", None)))


def must_rows(situation: Situation) -> list[Obligation]:
    """Return the obligations that still wait: they apply, or may apply, and nobody was told."""
    told = situation.incident.told
    sent = any(batch.mailed for batch in situation.incident.batches.values())
    return [
        duty
        for duty in situation.obligations
        if duty.applies != "no" and duty.id not in told and not (sent and duty.kind == "individual")
    ]


_WORDS = {"yes": "Must", "unknown": "Not sure yet", "no": "Not needed"}


def _nearest(duty: Obligation) -> tuple[date, str]:
    return (duty.due or date.max, duty.id)


def _lead(situation: Situation, must: int, unsure: int) -> str:
    if situation.incident.roster is None:
        return "Load the patient list under Letters: then the states and numbers are known."
    parts = [count(must, "duty", "duties")]
    if unsure:
        parts.append(f"{unsure} not sure yet: plan for them too")
    return ", ".join(parts) + ". Press a line to see why."


def _row(situation: Situation, duty: Obligation) -> DateRow:
    told = situation.incident.told.get(duty.id)
    done = told is not None or _mailed(situation, duty)
    left = days_left(duty.due, situation.today) if duty.due and duty.applies != "no" else ""
    return DateRow(
        id=duty.id,
        who=duty.recipient,
        title=duty.title,
        due=_due(duty),
        left="" if done else left,
        tone=_tone(situation, duty, done),
        word="Done" if done else _WORDS[duty.applies],
        note=_note(duty),
        why=tuple(duty.why),
        flips=tuple(duty.flips_if),
        cites=tuple(duty.cite),
        doubts=tuple(duty.doubts),
        told=_told(situation, duty),
        tell=_tell(situation, duty, done),
        counsel=_counsel(situation, duty),
        decision=_decision(situation, duty),
        head="" if _names(duty.title, duty.recipient) else duty.recipient,
    )


def _names(title: str, recipient: str) -> bool:
    """Tell whether a title says already who is told: "Tell the Attorney General of Vermont"."""
    who = recipient.casefold().removeprefix("the ")
    return who in title.casefold()


_ANSWERS = (Choice("yes", "Must be told"), Choice("no", "Need not be told"))
_TAKE_BACK = Choice("", "Take back my answer")


def _decision(situation: Situation, duty: Obligation) -> DecisionForm | None:
    if not may(situation.desk.actor.role, DateOverridden):
        return None
    decided = duty.id in situation.incident.overrides
    return DecisionForm(
        open_label="The attorney decides otherwise",
        answer_label="Your answer",
        answers=(*_ANSWERS, *((_TAKE_BACK,) if decided else ())),
        due_label="By which day? Leave it empty for none.",
        due_hint="Such as 12/23/2026",
        reason_label="Why? This stands in the timeline.",
        keep_label="Write down this answer",
        leave_label="Not now",
    )


def _counsel(situation: Situation, duty: Obligation) -> str:
    entry = situation.incident.overrides.get(duty.id)
    if entry is None or not isinstance(entry.data, DateOverridden):
        return ""
    own = entry.data
    words = "Must be told" if own.applies == "yes" else "Need not be told"
    by = f" by {day(date.fromisoformat(own.due))}" if own.due else ""
    return f"The attorney {own.by} decided: {words}{by}. {own.reason}"


def _mailed(situation: Situation, duty: Obligation) -> bool:
    return duty.kind == "individual" and any(
        batch.mailed for batch in situation.incident.batches.values()
    )


def _told(situation: Situation, duty: Obligation) -> str:
    entry = situation.incident.told.get(duty.id)
    if entry and isinstance(entry.data, Told):
        reference = f", reference {entry.data.reference}" if entry.data.reference else ""
        return f"Told on {day_and_time(entry.happened.wall)} by {entry.actor}{reference}"
    if _mailed(situation, duty):
        batch = next(b for b in situation.incident.batches.values() if b.mailed)
        entry = situation.incident.entries[batch.mailed_seq - 1]
        return f"Letters mailed on {day_and_time(entry.happened.wall)} by {entry.actor}"
    return ""


def _tell(situation: Situation, duty: Obligation, done: bool) -> Button | None:
    by_mail = duty.kind == "individual" and not others_mail(situation.incident)
    if duty.applies == "no" or done or by_mail:
        return None
    return Button("tell", "Mark as told")


def _due(duty: Obligation) -> str:
    if duty.applies == "no":
        return ""
    if duty.due:
        return f"By {day(duty.due)}"
    return "As soon as you can" if duty.standard else "No date yet"


def _note(duty: Obligation) -> str:
    if duty.applies == "no" or not duty.due:
        return ""
    notes = []
    if duty.standard:
        notes.append("Sooner is better: the law says without unreasonable delay.")
    if duty.due_latest and duty.due_latest != duty.due:
        notes.append(f"Could move as late as {day(duty.due_latest)}. Plan for the early date.")
    if duty.provisional:
        notes.append("This date may move: something is not known yet.")
    return " ".join(notes)


def _tone(situation: Situation, duty: Obligation, done: bool) -> Tone:
    if done:
        return Tone.DONE
    if duty.applies == "no" or not duty.due:
        return Tone.QUIET if duty.applies == "no" else Tone.PLAIN
    left = (duty.due - situation.today).days
    return Tone.LATE if left < 0 else Tone.SOON if left <= 10 else Tone.PLAIN
