"""Which kinds of information a law covers: those it names, and those it may mean."""

from collections.abc import Iterable, Sequence

from ir_app.law.obligation import Answer, Test
from ir_app.law.rules import Trigger
from ir_app.law.wording import ELEMENTS

# A kind that may be another kind by its own right, so that silence about it is no answer: a test
# a dentist ordered is part of the history or the treatment that a law calls medical information,
# and an insurance claim tells what was treated (Montana names the claims history, 33-19-104).
MEANT_BY = {"genetic": "medical", "health_insurance": "medical"}


def covered(there: Iterable[str], trigger: Trigger | None) -> set[str]:
    """Return the kinds that were there and that a law names or may mean."""
    named = set(trigger.data_elements) if trigger else set()
    return {kind for kind in there if kind in named or MEANT_BY.get(kind) in named}


def asked(there: Sequence[str] | None, trigger: Trigger) -> Test:
    """Tell whether something was there that this law covers."""
    if not there:
        return Answer.UNKNOWN, "Not known yet which kinds of information were there."
    named = [kind for kind in there if kind in trigger.data_elements]
    if named:
        return Answer.YES, f"This law covers: {spoken(named)} ({trigger.cite})."
    if meant := covered(there, trigger):
        return Answer.UNKNOWN, _meant(min(meant), trigger.cite)
    return Answer.NO, f"This law does not cover {spoken(there)} ({trigger.cite})."


def _meant(kind: str, cite: str) -> str:
    wider = ELEMENTS[MEANT_BY[kind]]
    return (
        f"This law names {wider}, but not {ELEMENTS[kind]} ({cite}). What was part of treatment is "
        f"{wider} too: tick both then. If it was not, ask the attorney."
    )


def spoken(kinds: Iterable[str]) -> str:
    """Write kinds of information in words."""
    return ", ".join(ELEMENTS[kind] for kind in kinds)
