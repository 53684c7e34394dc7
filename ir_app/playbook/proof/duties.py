"""Each kind of duty has a step that leads to it, wherever that duty may arise."""

from collections.abc import Iterator, Mapping

from ir_app.playbook.proof.case import Case, Finding
from ir_app.playbook.proof.names import DUTIES

# Kinds of information that make one of the states ask for credit monitoring (resources/law).
MONITORED = ("ssn", "tax_id", "drivers_license", "financial_account")


def may_apply(memo: str) -> Mapping[str, str]:
    """Return for each kind of duty where it may arise; no words mean everywhere.

    Where no breach is found, HIPAA asks for no letter. A few states still can: the memo's own
    card and the Dates screen say so, and closing is refused while such a duty stands.
    """
    letters = f"not ({memo})"
    there = " or ".join(f"'{kind}' in data_elements" for kind in MONITORED)
    only = {
        "individual": letters,
        "substitute": letters,
        "credit_monitoring": f"{letters} and ({there})",
    }
    return {kind: only.get(kind, "") for kind in DUTIES}


def led_to(case: Case) -> Iterator[Finding]:
    """Each kind of duty has a step that leads to it, in every world where it may apply."""
    for kind, where in may_apply(case.memo).items():
        yield from leads(case, kind, where, {step.id for step in case.book.steps})


def leads(case: Case, kind: str, where: str, among: set[str]) -> Iterator[Finding]:
    """Yield a finding when none of some steps leads to a duty where it may arise."""
    here = case.situations
    steps = [s.id for s in case.book.steps if kind in s.duties and s.id in among]
    shown = here.made.some(here.applies(step) for step in steps)
    yield from case.found(
        here.made.both(here.worlds.not_false(where), here.made.no(shown)),
        f"no step leads to the duty {kind}" + (" under some answers" if steps else ""),
        f"No step on the list leads to the duty “{kind.replace('_', ' ')}”",
    )
