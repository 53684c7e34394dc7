"""Troubles we can explain: every one is a sentence, never a stack trace."""

import traceback
from dataclasses import dataclass


@dataclass(eq=False)
class Problem(Exception):  # noqa: N818 - on screen and in code it is a problem, not an error
    """A trouble with its explanation: what happened, is my work safe, what to do, who can help.

    Everything else that is raised is a fault of the program and is caught only at its edges.
    """

    what: str
    safe: str = "Everything you entered before this is safe."
    do: str = ""
    who: str = ""
    details: str = ""  # for the IT company; never shown first, never patient data

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.do, self.who) if part)


def program_fault(fault: BaseException) -> Problem:
    """Return what is said of a fault of the program itself: where it happened, nothing typed."""
    places = [
        f"  {frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)
    ]
    return Problem(
        what="Something in this program went wrong.",
        safe="Everything you entered is safe.",
        do="Go on, or close the program and start it again: you come back to this step.",
        who="Your IT company can look at the file faults.txt in the binder's folder.",
        details="\n".join([type(fault).__name__, *places]),
    )
