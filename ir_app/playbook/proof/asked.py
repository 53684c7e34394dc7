"""What the law engine reads is asked: by somebody, together, in every world that needs it."""

from collections.abc import Iterator

from ir_app.playbook.model import Act, Step
from ir_app.playbook.proof.case import Case, Finding

# Answers that are one answer for the law: whoever asks for one of them asks for all.
TOGETHER = (
    ("law_enforcement_hold", "law_enforcement_hold_from", "law_enforcement_hold_until"),
    ("vendor_notified_on", "vendor_is_agent", "vendor_discovered"),
    ("encrypted", "key_exposed", "encryption_proof"),
)
# Answers that the law needs as soon as another one is known: there a card must ask for them.
_REQUEST = "known(law_enforcement_hold) and law_enforcement_hold in ['written', 'oral']"
NEEDED = {
    "law_enforcement_hold_from": _REQUEST,
    "law_enforcement_hold_until": _REQUEST,
}
# Whoever asks the one on a card asks the other on the same card.
ALONG = {"police_report": "law_enforcement_hold"}
# Answers that set off a duty of their own: the card that asks leads to that duty.
SETS_OFF = {
    "controlled_drugs": "other",
    "prescribing_login": "other",
    "vendor_is_agent": "contract",
}
# What the decision rests on: asked by a card of the playbook's own, and one before deciding.
FOUND_OUT = ("occurred", "access", "acquired")
DECIDES = {"access", "acquired", "encrypted"}


def law_facts(case: Case) -> Iterator[Finding]:
    """What the law engine reads is asked: alone, together, and before the decision."""
    cards = {name for step in case.book.steps for name in step.sets}
    asked = cards | {question.fact for question in case.book.questions}
    for name in sorted({fact.id for fact in case.book.facts} - asked):
        yield Finding(f"{name} is declared, and nobody asks for it")
    if "discovered" not in {question.fact for question in case.book.questions}:
        yield Finding("no opening question asks when it was noticed")
    if case.shipped:  # a practice may take such a card out; Dates then says what is not known
        yield from _together(asked)
        yield from _found_out(case)
        yield from _where_needed(case)
        yield from _learned(case)
        for step in case.book.steps:
            yield from map(Finding, _card(case, step))


def _together(asked: set[str]) -> Iterator[Finding]:
    for group in TOGETHER:
        if asked.intersection(group):
            for name in sorted(set(group) - asked):
                yield Finding(f"{group[0]} is asked for, and {name} is not")


def _found_out(case: Case) -> Iterator[Finding]:
    """What happened is found out by a step of the playbook's own, before the decision."""
    own = [step for step in case.book.steps if step.id not in case.shared]
    for name in FOUND_OUT:
        if not any(name in step.sets for step in own):
            yield Finding(f"no step of its own finds out about {name}")
    for step in case.situations.doing(Act.ASSESSMENT):
        waits = case.earlier[step.id]
        if not any(one.id in waits and DECIDES.intersection(one.sets) for one in own):
            yield Finding(f"step {step.id} waits for no step that finds out what happened")


def _where_needed(case: Case) -> Iterator[Finding]:
    here = case.situations
    for name, where in NEEDED.items():
        asking = here.made.some(here.applies(s.id) for s in case.book.steps if name in s.sets)
        yield from case.found(
            here.made.both(here.worlds.sides(where)[0], here.made.no(asking)),
            f"no step asks for {name} where the law needs it",
            f"No card asks “{case.facts[name].label}”",
        )


def _learned(case: Case) -> Iterator[Finding]:
    """What a playbook of its own has people learn rests on something it had them find out."""
    own = [step for step in case.book.steps if step.id not in case.shared]
    found = {step.id for step in own if step.phase == "find_out" and (step.sets or step.evidence)}
    for step in own:
        if step.phase == "learn" and found.isdisjoint(step.after):
            yield Finding(f"step {step.id} waits for nothing that was found out")


def _card(case: Case, step: Step) -> Iterator[str]:
    """Look at what one card asks, beside what else it asks and where it leads."""
    others = {fact.id for book in case.library.playbooks for fact in book.facts}
    for name in step.sets:
        if name in others and name not in {fact.id for fact in case.book.facts}:
            yield f"step {step.id} asks for {name}, which belongs to another playbook"
        if name in ALONG and ALONG[name] not in step.sets:
            yield f"step {step.id} asks for {name} and not for {ALONG[name]}"
        if step.id not in case.shared and SETS_OFF.get(name, "") not in ("", *step.duties):
            yield f"step {step.id} asks for {name} and does not lead to the duty {SETS_OFF[name]}"
