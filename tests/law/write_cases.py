"""docs/law/cases.md from the case files; written by tests.law.write_tables."""

from collections.abc import Iterator
from datetime import date

from tests.law.cases import Case, Expect, cases

HEAD = """# Real incidents

Public dental incidents, replayed. The facts are from the sources named, read as stored copies; what
they leave open is assumed, and said so. The answers were worked out by hand from statute and rule,
under the law of the day, before the engine was asked; it must give the same
(`tests/law/test_cases.py`). Since 2023 every duty is listed; before, those of which the law of the
day is sure. This is not legal advice and no judgment on anybody: what a source leaves out may
change everything.
"""


def page() -> str:
    """Return the page."""
    lines = [HEAD]
    for name, case in cases().items():
        lines += _case(name, case)
    return "\n".join(lines)


def _case(name: str, case: Case) -> Iterator[str]:
    yield f"## {case.title}\n"
    yield f"{case.lesson}\n"
    yield f"Law of {_day(case.as_of)}. File: `tests/law/cases/{name}.toml`.\n"
    yield from _list("Known", case.known)
    yield from _list("What was done", case.did)
    yield from _list("Assumed here", case.assumed)
    yield "| who | told? | last day | done | why | citation |"
    yield "|---|---|---|---|---|---|"
    yield from map(_row, case.expect)
    yield ""
    for other in case.otherwise:
        end = _day(other.due) if other.due else "no fixed day"
        yield f"If {other.if_}: `{other.id}` {end}. {other.why}\n"
    yield "Sources: " + "; ".join(
        f"{s.publisher}, [{s.title}]({s.url}), read {s.read}" for s in case.source
    )
    yield ""


def _list(heading: str, lines: tuple[str, ...]) -> Iterator[str]:
    yield f"{heading}:\n"
    yield from (f"- {line}" for line in lines)
    yield ""


_TOLD = {"yes": "yes", "no": "no", "unknown": "not sure"}


def _row(line: Expect) -> str:
    due = _day(line.due) if line.due else "" if line.applies == "no" else "no fixed day"
    done = ""
    if line.did:
        done = f"{_day(line.did)}, {'in time' if line.on_time else 'late'}"
    cells = (f"`{line.id}`", _TOLD[line.applies], due, done, line.why, line.cite)
    return f"| {' | '.join(cells)} |"


def _day(when: date) -> str:
    return f"{when:%B} {when.day}, {when.year}"
