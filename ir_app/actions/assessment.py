"""The assessment: was it a breach, who decided it, and the signed memo."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ir_app.actions.duties import law_facts
from ir_app.actions.rights import Actor
from ir_app.core.change import Change
from ir_app.core.facts import Status
from ir_app.core.kinds import AssessmentSigned, Exported, FactSet, Role, StepMoved, StepState
from ir_app.law.assessment import NEEDS, Result, result
from ir_app.law.read import current
from ir_app.playbook.run import Event
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation

# What the memo says and the signature therefore covers, in the order of the memo.
FACTS = (
    "discovered",
    "occurred",
    "data_elements",
    "encrypted",
    "key_exposed",
    "encryption_proof",
    "exception",
    "exception_reason",
    "access",
    "acquired",
    "factor_information",
    "factor_person",
    "factor_viewed",
    "factor_mitigated",
    "low_probability_of_compromise",
)


def outcome(situation: Situation) -> Result:
    """Return what the answers so far add up to."""
    return result(law_facts(situation.desk, situation.incident))


def digest(situation: Situation) -> str:
    """Return the SHA-256 (hex) over everything a signature covers."""
    facts = situation.incident.facts
    said = [(n, facts[n].status.value, facts[n].value) for n in FACTS if n in facts]
    found = outcome(situation)
    signed = (situation.id, found.ground, said)
    return hashlib.sha256(msgspec.json.encode(signed, order="deterministic")).hexdigest()


def standing(situation: Situation) -> AssessmentSigned | None:
    """Return the newest signature if nothing it covers has changed since."""
    signed = situation.incident.assessment
    return signed if signed and signed.digest == digest(situation) else None


def missing(situation: Situation) -> tuple[str, ...]:
    """Return the facts that still need a written answer before anybody may sign."""
    known = situation.incident.facts
    needed = NEEDS[outcome(situation).ground]
    return tuple(n for n in needed if n not in known or not str(known[n].value or "").strip())


def state_tests(situation: Situation) -> Iterator[tuple[str, str]]:
    """Yield each state where patients live with what its own test of harm asks besides."""
    roster = situation.incident.roster
    for code in sorted(roster.by_state if roster else ()):
        rules = situation.law.states.get(code)
        harm = current(rules.risk_of_harm, situation.today) if rules else None
        if rules and harm:
            keeps = f"Kept {harm.keep_years} years." if harm.keep_years else ""
            parts = (harm.text, harm.consult, harm.send, keeps)
            yield rules.name, " ".join(part for part in parts if part)


def sign(desk: Desk, incident: str, member: str, pin: str, words: str = "") -> Change:
    """Sign what the answers add up to, as the dentist with the PIN; finishes the memo's step."""
    from ir_app.actions.practice import check_pin, find

    if find(desk, member).role is not Role.APPROVER:
        raise Problem(
            what="Only the dentist signs this.",
            do="Pick the dentist. Under Get ready, the dentist's job is “approves”.",
        )
    situation = desk.situation(incident)
    _refuse_gaps(situation)
    who = check_pin(desk, member, pin)
    found = outcome(situation)
    data = AssessmentSigned(
        result="breach" if found.ground is None else "not_a_breach",
        ground=found.ground.value if found.ground else "",
        digest=digest(situation),
        member=member,
        name=who.name,
        words=words.strip(),
    )
    day = situation.today.isoformat()
    decided = FactSet(fact="determined", status=Status.KNOWN, value=day, source=who.name)
    decided_now = [] if situation.incident.value("determined") else [decided]
    entries = desk.record(
        incident,
        [data, *decided_now, *_memo_step(situation)],
        beside=lambda act: act.clear_pin_failures(member),
        by=Actor.of(who),
    )
    return Change(tuple(entries), f"Signed by {who.name}: {found.sentence.split(':')[0]}.")


def _refuse_gaps(situation: Situation) -> None:
    gaps = missing(situation)
    if gaps:
        labels = [situation.desk.library.facts[name].label for name in gaps]
        raise Problem(
            what=f"{len(gaps)} written answers are missing: {' '.join(labels)}",
            safe="Everything you wrote is kept. Until it is signed, it counts as a breach.",
            do="Write them in your own words, with the proof.",
            who="The attorney can help.",
        )


def _memo_step(situation: Situation) -> list[StepMoved]:
    run = situation.run
    return [
        StepMoved(step=step.id, title=step.title, to=StepState.DONE)
        for step in situation.playbook.steps
        if "memo" in step.does
        and outcome(situation).ground is not None
        and step.id in run.visible
        and run.may(Event(step=step.id, to=StepState.DONE)) is None
    ]


def save_memo(desk: Desk, incident: str, path: Path) -> Change:
    """Write the memo as a Word file."""
    from ir_app.actions.memo import memo
    from ir_app.actions.story import write_whole
    from ir_app.export.sheet import paper_document

    desk.need(Exported)  # before the file is made
    data = paper_document(memo(desk.situation(incident)))
    write_whole(path, data)
    done = Exported(what="memo", name=path.name, sha256=hashlib.sha256(data).hexdigest())
    return Change(tuple(desk.record(incident, [done])), f"Saved: {path}")
