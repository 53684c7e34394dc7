"""The memo of the assessment: what is known, the reasons, the decision, the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ir_app.actions.assessment import outcome, standing, state_tests
from ir_app.core.kinds import EvidenceAdded
from ir_app.export.sheet import Heading, Paper, Part, Rows, Signature, Text, spoken

if TYPE_CHECKING:
    from ir_app.actions.situation import Situation

_QUESTIONS = (
    ("What is known", ("discovered", "who_noticed", "occurred", "occurred_until", "data_elements")),
    ("Was it encrypted, and the key safe?", ("encrypted", "key_exposed", "encryption_proof")),
    ("Does one of the three exceptions fit?", ("exception", "exception_reason")),
    (
        "The four questions",
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


def memo(situation: Situation) -> Paper:
    """Return the memo as it stands now; unanswered questions say so."""
    member = situation.desk.member
    return Paper(
        title="Assessment of a possible breach of patient information",
        practice=situation.practice.name,
        made_at=situation.now,
        made_by=member.name if member else "Incident Binder",
        head=(
            ("Practice", situation.practice.name),
            ("Incident", situation.incident.title),
            ("Made", spoken(situation.now)),
            ("Law", f"45 CFR 164.402; files {situation.law.version}. Not legal advice."),
        ),
        parts=(
            *(part for title, names in _QUESTIONS for part in _section(situation, title, names)),
            *_evidence(situation),
            *_states(situation),
            *_decision(situation),
        ),
        band=situation.desk.band,
    )


def _section(situation: Situation, title: str, names: tuple[str, ...]) -> list[Part]:
    rows = tuple(_answer(situation, name) for name in names)
    return [Heading(title), Rows(("Question", "Answer", "Said by"), (2.4, 3.1, 1.0), rows)]


def _answer(situation: Situation, name: str) -> tuple[str, str, str]:
    declared = situation.desk.library.facts[name]
    fact = situation.incident.facts.get(name)
    if fact is None or not fact.known:
        return declared.label, "Not known yet", fact.source if fact else ""
    return declared.label, declared.spoken(fact.value), fact.source


def _evidence(situation: Situation) -> list[Part]:
    rows = [
        (entry.data.evidence, entry.data.name, entry.data.sha256[:16])
        for entry in situation.incident.evidence.values()
        if isinstance(entry.data, EvidenceAdded)
    ]
    if not rows:
        return [Heading("Proof kept"), Text("No photo or file was kept.")]
    heads = ("No.", "File", "Fingerprint (first 16)")
    return [Heading("Proof kept"), Rows(heads, (0.9, 3.8, 1.8), tuple(rows))]


def _states(situation: Situation) -> list[Part]:
    rows = tuple(state_tests(situation))
    if not rows:
        return []
    return [
        Heading("What the states ask besides"),
        Rows(("State", "Its own test of harm"), (1.2, 5.3), rows),
    ]


def _decision(situation: Situation) -> list[Part]:
    found, signed = outcome(situation), standing(situation)
    parts: list[Part] = [
        Heading("Decision"),
        Text(found.sentence, strong=True),
        Text(f"Ground: {found.cite}.", quiet=True),
        Text(
            "This paper is kept for six years (45 CFR 164.414(b), 164.530(j)). "
            "The practice carries the burden of proof.",
            quiet=True,
        ),
    ]
    if signed is None:
        return [*parts, Signature("The dentist", "Not signed in the program yet.")]
    words = f"Signed in the program with a PIN by {signed.name}."
    if signed.words:
        words += f" {signed.words}"
    return [*parts, Signature(signed.name, f"{words} Fingerprint {signed.digest[:16]}.")]
