"""The answers a fact can have, as few as the conditions can tell apart - and no fewer.

Any condition gives the same value for every answer that is left out as for one that is kept, so
what holds for these holds for all. What can't be reasoned about that way is refused by name.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations

from ir_app.core.facts import Fact, Status
from ir_app.playbook.condition import parse
from ir_app.playbook.model import FactDeclaration, FactType

Declared = Mapping[str, FactDeclaration]


def atoms(condition: str) -> Iterator[ast.expr]:
    """Yield the parts of a condition that "and", "or" and "not" hold together."""
    if not condition:
        return
    waiting: list[ast.expr] = [parse(condition)]
    while waiting:
        match waiting.pop():
            case ast.BoolOp(values=parts):
                waiting += parts
            case ast.UnaryOp(operand=part):
                waiting.append(part)
            case atom:
                yield atom


def strange(condition: str, facts: Declared) -> Iterator[str]:
    """Yield what a condition asks in a way that no answer of that fact can meet."""
    for atom in atoms(condition):
        if not _fits(atom, facts):
            yield f"“{ast.unparse(atom)}” asks for something that fact can't be"


def _fits(atom: ast.expr, facts: Declared) -> bool:
    match atom:
        case ast.Call():
            return True
        case ast.Name(id=name):
            return facts[name].type is FactType.YES_NO
        case ast.Compare(left=ast.Name(id=one), ops=[op], comparators=[ast.Name(id=two)]):
            yes_no = {facts[one].type, facts[two].type} == {FactType.YES_NO}
            return yes_no and isinstance(op, (ast.Eq, ast.NotEq))
        case ast.Compare(left=ast.Name(id=name), ops=[op], comparators=[right]):
            values = _constants(right, many=isinstance(op, (ast.In, ast.NotIn)))
            return bool(values) and all(_can_be(facts[name], value) for value in values)
        case ast.Compare(left=ast.Constant(value=part), comparators=[ast.Name(id=name)]):
            several = facts[name].type is FactType.MULTI and len(atom.ops) == 1
            inside = isinstance(atom.ops[0], (ast.In, ast.NotIn))
            return several and inside and part in {c.id for c in facts[name].choices}
    return False


def _constants(node: ast.expr, *, many: bool) -> list[object]:
    if not many:
        return [node.value] if isinstance(node, ast.Constant) else []
    if not isinstance(node, (ast.List, ast.Tuple)):
        return []
    found = [part.value for part in node.elts if isinstance(part, ast.Constant)]
    return list(found) if len(found) == len(node.elts) else []


def _can_be(declared: FactDeclaration, value: object) -> bool:
    return declared.type is not FactType.MULTI and declared.fits(value)


def answers(name: str, facts: Declared, conditions: Iterable[str]) -> tuple[Fact, ...]:
    """Return "not known" and every answer that one of the conditions could tell from another."""
    asked = {value for text in conditions for atom in atoms(text) for value in _about(name, atom)}
    declared = facts[name]
    match declared.type:
        case FactType.YES_NO:
            values: list[object] = [True, False]
        case FactType.CHOICE:
            values = [choice.id for choice in declared.choices]
        case FactType.MULTI:
            values = list(_sets(declared, asked))
        case FactType.NUMBER:
            numbers = {value for value in asked if isinstance(value, int)}
            values = [*sorted(numbers), max(numbers, default=0) + 1]
        case _:
            texts = sorted(str(value) for value in asked)
            values = [*texts, _other(declared, texts)]
    known = (Fact(name=name, status=Status.KNOWN, value=value) for value in values)
    return (Fact(name=name, status=Status.UNKNOWN), *known)


def _about(name: str, atom: ast.expr) -> Iterator[str | int]:
    """Yield the constants one part of a condition compares a fact with."""
    names = {node.id for node in ast.walk(atom) if isinstance(node, ast.Name)}
    if isinstance(atom, ast.Compare) and name in names:
        for node in ast.walk(atom):
            if isinstance(node, ast.Constant) and isinstance(node.value, (str, int)):
                yield node.value


def _sets(declared: FactDeclaration, asked: set[str | int]) -> Iterator[list[str]]:
    parts = [choice.id for choice in declared.choices if choice.id in asked]
    rest = [choice.id for choice in declared.choices if choice.id not in asked][:1]
    sizes = range(len(parts) + 1)
    for some in chain.from_iterable(combinations(parts, size) for size in sizes):
        if some or rest:
            yield list(some) or rest


def _other(declared: FactDeclaration, texts: list[str]) -> str:
    if declared.type in (FactType.DATE, FactType.DATETIME):
        end = "T09:00" if declared.type is FactType.DATETIME else ""
        days = (f"{year}-01-01{end}" for year in range(1900, 9999))
        return next(day for day in days if day not in texts)
    return "something" + "!" * max((len(text) for text in texts), default=0)
