"""A pattern is true exactly when the condition is not known to be false: every answer is tried."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from ir_app.core.facts import Fact, Status
from ir_app.playbook.cacao.pattern import pattern
from ir_app.playbook.condition import facts_in, holds
from ir_app.playbook.proof.answers import answers
from tests.playbook.cacao.made import LIBRARY

SHIPPED = sorted({step.when for book in LIBRARY.playbooks for step in book.steps if step.when})
HARD = [
    "not (form == 'paper' and not encrypted)",
    "not (known(form) or form != 'paper')",
    "form in ['paper', 'it\\'s'] or not form in ['electronic']",
    "'ssn' in data_elements and 'dob' not in data_elements",
    "not 'ssn' in data_elements",
    "encrypted == key_exposed",
    "not not encrypted",
]


def true_of(text: str, facts: dict[str, Fact]) -> bool:
    """Work out a pattern by turning each part into Python, with no use of our own grammar."""

    def value(name: str) -> Any:
        fact = facts.get(name)
        found = fact.value if fact and fact.known else None
        return ",".join(map(str, found)) if isinstance(found, list) else found

    names = {
        "value": value,
        "exists": lambda name: value(name) is not None,
        "has": lambda name, part: value(name) is not None and part in value(name),
        "lacks": lambda name, part: value(name) is not None and part not in value(name),
    }
    return bool(eval(TOKEN.sub(_python, text), {"__builtins__": {}}, names))


TOKEN = re.compile(
    r"__(?P<whole>\w+?)__:value (?P<no>NOT )?LIKE '%(?P<part>[^%]*)%'"
    r"|(?P<text>'(?:\\.|[^'\\])*')"
    r"|(?P<exists>EXISTS )?__(?P<name>\w+?)__:value"
    r"|(?P<word>\b(?:AND|OR|NOT|IN|true|false)\b)"
    r"|(?P<same>(?<!!)=)"
)
WORDS = {"AND": "and", "OR": "or", "NOT": "not", "IN": "in", "true": "True", "false": "False"}


def _python(found: re.Match[str]) -> str:
    if found["whole"]:
        return f"{'lacks' if found['no'] else 'has'}('{found['whole']}', '{found['part']}')"
    if found["name"]:
        return f"{'exists' if found['exists'] else 'value'}('{found['name']}')"
    # One value in brackets is a tuple only with a comma behind it.
    return found["text"] or ("==" if found["same"] else WORDS[found["word"]])


def worlds(condition: str) -> Iterator[dict[str, Fact]]:
    known = [answers(name, LIBRARY.facts, [condition]) for name in sorted(facts_in(condition))]
    for picked in product(*known):
        yield {fact.name: fact for fact in picked}


@pytest.mark.parametrize("condition", [*SHIPPED, *HARD])
def test_a_pattern_says_what_the_condition_says(condition: str) -> None:
    seen = set()
    for facts in worlds(condition):
        expected = holds(condition, facts) is not False
        assert true_of(pattern(condition), facts) is expected, facts
        seen.add(expected)
    assert True in seen


def test_a_quote_in_a_value_stays_inside_the_value() -> None:
    assert pattern("form == 'it\\'s'") == "(NOT EXISTS __form__:value OR __form__:value = 'it\\'s')"


def test_unknown_keeps_a_step_in_sight() -> None:
    unknown = {"form": Fact(name="form", status=Status.UNKNOWN)}
    assert true_of(pattern("form == 'paper'"), unknown)
