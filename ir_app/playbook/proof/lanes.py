"""Side by side or not, all that counts comes together before closing."""

from collections.abc import Iterator

from ir_app.playbook.model import PHASES, Step
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
    """A practice's own steps hold nothing up: no step waits for one, and none is a legal one."""
    shipped = {step.id for book in case.library.playbooks for step in book.steps}
    ids = {step.id for step in case.book.steps if step.id.startswith("own-")}
    own = ids - shipped
    for step in case.book.steps:
        if not own.isdisjoint(case.book.before(step.id)) and step.id not in own:
            yield Finding(f"step {step.id} waits for a step of the practice's own")
        if step.id in own and (step.must or step.locked or step.does or step.duties or step.gate):
            yield Finding(f"the practice's own step {step.id} is marked as a legal one")
