"""Was it a breach? Presumed, unless one of three ways is shown (45 CFR 164.402). No scores."""

from dataclasses import dataclass
from enum import StrEnum

from ir_app.law.facts import Facts


class Ground(StrEnum):
    """The only ways to "not a breach"."""

    SECURED = "secured"
    EXCEPTION = "exception"
    LOW_PROBABILITY = "low_probability"


@dataclass(frozen=True, slots=True)
class Result:
    """What the facts say now; ``ground`` is None while a breach is presumed."""

    ground: Ground | None
    sentence: str
    cite: str


_PRESUMED = (
    "It is taken to be a breach. The law presumes one until four written answers, an exception "
    "or encryption show otherwise. Unsure means a breach."
)
_SENTENCES = {
    Ground.SECURED: (
        "Not a breach: the information was encrypted and the key is safe, so it was not unsecured.",
        "45 CFR 164.402, unsecured protected health information",
    ),
    Ground.EXCEPTION: (
        "Not a breach: one of the three exceptions fits.",
        "45 CFR 164.402, breach (1)(i)-(iii)",
    ),
    Ground.LOW_PROBABILITY: (
        "Not a breach: the four written answers show a low probability of compromise.",
        "45 CFR 164.402, breach (2)",
    ),
}


def result(facts: Facts) -> Result:
    """Return what the facts say; anything unknown leaves the presumption standing."""
    ground = _ground(facts)
    if ground is None:
        return Result(None, _PRESUMED, "45 CFR 164.402, breach (2)")
    return Result(ground, *_SENTENCES[ground])


def _ground(facts: Facts) -> Ground | None:
    if facts.encrypted and facts.key_exposed is False:
        return Ground.SECURED
    if facts.exception not in (None, "none"):
        return Ground.EXCEPTION
    return Ground.LOW_PROBABILITY if facts.low_probability_of_compromise else None


# Which written answers each way needs before anybody may sign it.
NEEDS: dict[Ground | None, tuple[str, ...]] = {
    None: (),
    Ground.SECURED: ("encryption_proof",),
    Ground.EXCEPTION: ("exception_reason",),
    Ground.LOW_PROBABILITY: (
        "factor_information",
        "factor_person",
        "factor_viewed",
        "factor_mitigated",
    ),
}
