"""There is always a way on, every card can come up, and what it asks about is asked in time."""

from collections.abc import Iterator

from ir_app.core.kinds import StepState
from ir_app.playbook.condition import facts_in
from ir_app.playbook.model import PHASES, Act, FactType, Step
from ir_app.playbook.proof.case import Case, Finding
from ir_app.playbook.proof.diagram import NEVER
from ir_app.playbook.proof.letters import law_says


def no_dead_end(case: Case) -> Iterator[Finding]:
    """In every situation a step can be worked on, until the incident is closed."""
    here = case.situations
    closed = here.at(case.closing.id, StepState.DONE)
    # In the order of waiting each diagram stays small: what comes before is settled by then.
    stuck = here.made.every(here.made.no(here.available(id_)) for id_ in here.order)
    yield from case.found(
        here.made.both(stuck, here.made.no(closed)),
        "people can get stuck: no step can be worked on, and the incident is still open",
        "Nothing on the list can be opened, and the incident can't be closed",
    )
    for step in case.book.steps:
        yield from _can_be_settled(case, step)


def _can_be_settled(case: Case, step: Step) -> Iterator[Finding]:
    """A step that can't be put aside is one that can be done, or the answers rule it out.

    The program takes the memo only where the law finds no breach; the other acts are always open.
    """
    if not step.must:
        return
    here = case.situations
    able = law_says(here.worlds) if Act.MEMO in step.does else 1
    yield from case.found(
        here.made.every([here.available(step.id), here.applies(step.id), here.made.no(able)]),
        f"step {step.id} must be done where the program can't let anybody do it",
        f"“{step.title}” can't be done and can't be left out",
    )


def reachable(case: Case) -> Iterator[Finding]:
    """Every step can be shown and worked on under some answers that somebody is asked for."""
    here = case.situations
    asked = _asked(case)
    silent = [here.worlds.unknown(name) for name in here.worlds.names if name not in asked]
    for step in case.book.steps:
        here.formulas += 1
        fresh = here.made.both(here.at(step.id, StepState.TODO), here.available(step.id))
        if here.made.every([*silent, fresh]) == NEVER:
            yield Finding(f"step {step.id} can never be shown")
        elif here.worlds.sides(step.when)[0] == NEVER:
            yield Finding(f"step {step.id} can never be shown for sure: its condition can't hold")


def _asked(case: Case) -> set[str]:
    """Return the facts that a card, an opening question or the Dates screen asks for."""
    cards = {name for step in case.book.steps for name in step.sets}
    dates = set(ON_DATES) if any(Act.DATES in step.does for step in case.book.steps) else set()
    return cards | dates | {question.fact for question in case.book.questions}


# What the Dates screen asks for by itself, as long as nobody knows it.
ON_DATES = (
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


def in_time(case: Case) -> Iterator[Finding]:
    """Each fact a condition reads is asked before it can be needed, or on the card itself."""
    opening = {question.fact for question in case.book.questions}
    for step in case.book.steps:
        for name in sorted(facts_in(step.when) - opening if step.when else ()):
            if not _comes_in_time(case, step, name):
                yield Finding(f"step {step.id} depends on {name}, and no step asks it in time")


def _comes_in_time(case: Case, step: Step, name: str) -> bool:
    """Tell whether a card can ask it first; one that is hidden till then waits for such a card."""
    here = case.situations
    blank = here.worlds.unknown(name)
    here.formulas += 1
    shown_blank = here.made.both(blank, here.applies(step.id)) != NEVER
    askers = [
        asker
        for asker in case.book.steps
        if name in asker.sets
        and step.id not in case.earlier[asker.id]
        and (asker.id != step.id or shown_blank)
        and here.made.both(blank, here.applies(asker.id)) != NEVER
    ]
    parts = list(PHASES)
    sooner = [one for one in askers if parts.index(one.phase) <= parts.index(step.phase)]
    if shown_blank or not sooner:
        return bool(askers)
    return any(one.id in case.earlier[step.id] for one in sooner)


def asks_itself(case: Case) -> Iterator[Finding]:
    """A card that asks whether it is needed stays when the answer is yes."""
    here = case.situations
    for step in case.book.steps:
        names = facts_in(step.when) if step.when else set()
        for name in sorted(names.intersection(step.sets)):
            if case.facts[name].type is not FactType.YES_NO:
                continue
            yes = here.worlds.sides(name)[0]
            gone = here.made.both(yes, here.made.no(here.applies(step.id)))
            if len(names) == 1:
                yield from case.found(
                    gone,
                    f"step {step.id} asks for {name}, and a yes hides it",
                    f"“{step.title}” is gone from the list",
                )
