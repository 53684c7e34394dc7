"""Assessment: was it a breach? The questions, what they add up to, and the signature."""

from dataclasses import dataclass

from ir_app.actions.assessment import missing, outcome, standing
from ir_app.actions.situation import Situation
from ir_app.core.practice import Member
from ir_app.pages.fields import field
from ir_app.pages.parts import Button, Choice, Field, Tone


@dataclass(frozen=True, slots=True)
class Question:
    """One of the three ways out, or the four questions, with its fields."""

    heading: str
    help: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """Everything the Assessment screen says."""

    heading: str
    lead: str
    outcome: str
    tone: Tone
    cite: str
    questions: tuple[Question, ...]
    states: tuple[str, ...]  # what the states ask besides
    signed: str  # "" or who signed it
    changed: str  # "" or that an answer changed after it was signed
    approvers: tuple[Choice, ...]
    sign: Button
    save: Button


_QUESTIONS = (
    (
        "Was it encrypted, and is the key safe?",
        "A password alone is not encryption. A computer that was on and logged in was not locked.",
        ("encrypted", "key_exposed", "encryption_proof"),
    ),
    (
        "Does one of the three exceptions fit?",
        "Curiosity never fits. Unsure means none of them.",
        ("exception", "exception_reason"),
    ),
    (
        "The four questions",
        "Answer in your own words, with the proof. No sign of copying is not a proof.",
        (
            "factor_information",
            "factor_person",
            "factor_viewed",
            "access",
            "acquired",
            "factor_mitigated",
            "low_probability_of_compromise",
        ),
    ),
)


def build(situation: Situation) -> AssessmentPage:
    """Return the assessment as it stands."""
    found, signed = outcome(situation), standing(situation)
    older = situation.incident.assessment
    return AssessmentPage(
        heading="Was it a breach?",
        lead="The law says yes, until one of three ways proves otherwise. There is no score.",
        outcome=found.sentence,
        tone=Tone.PLAIN if found.ground is None else Tone.DONE,
        cite=f"{found.cite}. Not legal advice: decide it with the attorney.",
        questions=tuple(
            Question(heading, words, tuple(field(situation, name) for name in names))
            for heading, words, names in _QUESTIONS
        ),
        states=tuple(_states(situation)),
        signed=f"Signed by {signed.name}." if signed else "",
        changed=_changed(older.name) if older and not signed else "",
        approvers=tuple(_choice(m) for m in situation.practice.approvers),
        sign=Button("sign", "Sign this", _why_not(situation), primary=True),
        save=Button("save-memo", "Save the memo as a Word file"),
    )


def _changed(name: str) -> str:
    return f"{name} signed it before an answer changed. It must be signed again."


def _choice(member: Member) -> Choice:
    return Choice(member.id, member.name)


def _why_not(situation: Situation) -> str:
    if not situation.practice.approvers:
        return "Write down the dentist under Get ready first, with a PIN."
    gaps = missing(situation)
    if gaps:
        labels = [situation.desk.library.facts[name].label for name in gaps]
        return f"Still to be written: {' '.join(labels)}"
    return ""


def _states(situation: Situation) -> list[str]:
    from ir_app.law.read import current

    roster = situation.incident.roster
    lines = []
    for code in sorted(roster.by_state if roster else ()):
        rules = situation.law.states.get(code)
        harm = current(rules.risk_of_harm, situation.today) if rules else None
        if rules and harm:
            lines.append(f"{rules.name}: {harm.text}")
    return lines
