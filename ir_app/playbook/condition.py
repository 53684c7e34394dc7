"""Conditions on facts, in three values: true, false, and not known yet.

A condition is a few words of Python's own grammar and nothing else: fact names, constants,
``==``, ``!=``, ``in``, ``and``, ``or``, ``not`` and ``known(fact)``.
"""

import ast
from collections.abc import Mapping
from functools import lru_cache

from ir_app.core.facts import Fact
from ir_app.problems import Problem

Facts = Mapping[str, Fact]


@lru_cache(maxsize=512)
def parse(text: str) -> ast.expr:
    """Parse a condition; raises Problem when it uses anything but the few words above."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as trouble:
        raise _not_a_condition(text) from trouble
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED) or (isinstance(node, ast.Call) and not _is_known(node)):
            raise _not_a_condition(text)
    return tree


def facts_in(text: str) -> set[str]:
    """Return the names of all facts a condition reads."""
    names = {node.id for node in ast.walk(parse(text)) if isinstance(node, ast.Name)}
    return names - {"known"}


def holds(text: str, facts: Facts) -> bool | None:
    """Return whether a condition holds; None when an unknown fact decides it."""
    return _value(parse(text), facts) if text else True


_ALLOWED = (
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.In,
    ast.NotIn,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.List,
    ast.Tuple,
    ast.Call,
)


def _is_known(node: ast.Call) -> bool:
    named = isinstance(node.func, ast.Name) and node.func.id == "known"
    return (
        named and len(node.args) == 1 and isinstance(node.args[0], ast.Name) and not node.keywords
    )


def _value(node: ast.expr, facts: Facts) -> bool | None:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return _all([_value(part, facts) for part in parts])
        case ast.BoolOp(values=parts):
            return _not(_all([_not(_value(part, facts)) for part in parts]))
        case ast.UnaryOp(operand=part):
            return _not(_value(part, facts))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compare(op, _operand(left, facts), _operand(right, facts))
    return _named(node, facts)


def _named(node: ast.expr, facts: Facts) -> bool | None:
    if isinstance(node, ast.Call) and isinstance(node.args[0], ast.Name):
        name = node.args[0].id
        return name in facts and facts[name].known
    value = _operand(node, facts) if isinstance(node, ast.Name) else _UNKNOWN
    return None if value is _UNKNOWN else bool(value)


_UNKNOWN = object()


def _operand(node: ast.expr, facts: Facts) -> object:
    if isinstance(node, ast.Name):
        fact = facts.get(node.id)
        return fact.value if fact and fact.known else _UNKNOWN
    return ast.literal_eval(node)


def _compare(op: ast.cmpop, left: object, right: object) -> bool | None:
    if left is _UNKNOWN or right is _UNKNOWN:
        return None
    if isinstance(op, (ast.Eq, ast.NotEq)):
        return (left == right) is isinstance(op, ast.Eq)
    inside = isinstance(right, (list, tuple, str)) and left in right
    return inside is isinstance(op, ast.In)


def _all(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _not_a_condition(text: str) -> Problem:
    return Problem(
        what=f"“{text}” is not a condition a playbook can use.",
        safe="Nothing you entered was touched.",
        do="Use fact names, ==, !=, in, and, or, not, and known(fact).",
    )
