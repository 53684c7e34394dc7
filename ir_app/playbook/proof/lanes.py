"""Side by side or not, all that counts comes together before closing."""

from collections.abc import Iterator

from ir_app.core.kinds import OwnStepAdded
from ir_app.core.own import Own
from ir_app.playbook.model import PHASES, Step
from ir_app.playbook.own import adapted
from ir_app.playbook.proof.case import Case, Finding
from ir_app.playbook.proof.duties import leads, may_apply


def rejoin(case: Case) -> Iterator[Finding]:
    """Closing comes after the end of every lane; what is outside is proven to be optional."""
    before = set(case.earlier[case.closing.id])
    for step in case.book.steps:
        if step.id not in before and step.id != case.closing.id:
            yield from _optional(case, step, before)
    here = case.situations
    for phase in PHASES:
        steps = [s.id for s in case.book.steps if s.phase == phase and s.id in before]
        if phase not in ("fix", "learn"):
            yield from case.found(
                here.made.no(here.made.some(here.applies(step) for step in steps)),
                f"closing waits for no step of the part “{PHASES[phase]}”",
                f"Close the incident: nothing of “{PHASES[phase]}” has to be looked at",
            )


def _optional(case: Case, step: Step, before: set[str]) -> Iterator[Finding]:
    if step.does:
        yield Finding(f"step {step.id} does {step.does[0].value}, and closing does not wait for it")
    kinds = may_apply(case.memo)
    for duty in step.duties:
        if any(leads(case, duty, kinds[duty], before)):
            yield Finding(
                f"only step {step.id} leads to the duty {duty} under some answers,"
                " and closing does not wait for it"
            )


def own_steps(case: Case) -> Iterator[Finding]:
    """A practice's own steps hold nothing up, wherever they are put: no proof changes with them.

    What is shown, open and blocked hangs on a step itself and on what it waits for. So it is
    enough that no step waits for more when an own step stands behind each one there is.
    """
    plan = adapted(case.book, Own(steps={step.step: step for step in _behind_each(case)}))
    for step in case.book.steps:
        if set(plan.before(step.id)) != set(case.book.before(step.id)):
            yield Finding(f"step {step.id} waits for a step of the practice's own")
    for step in plan.steps:
        legal = step.must or step.locked or step.does or step.duties or step.gate
        if not case.book.has(step.id) and legal:
            yield Finding("a practice's own step would be a legal one")


def _behind_each(case: Case) -> Iterator[OwnStepAdded]:
    for number, step in enumerate(case.book.steps):
        yield OwnStepAdded(
            step=f"own-{number:08x}",
            playbook="",
            phase=step.phase,
            after=step.id,
            title="Do it our way",
            how=("Do it our way.",),
            why="It is our own.",
        )
