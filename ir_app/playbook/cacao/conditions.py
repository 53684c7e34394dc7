"""Whether a condition from a file can be read, and is small enough to reason about."""

import ast

from ir_app.playbook.cacao.strict import refused, shown
from ir_app.playbook.condition import parse
from ir_app.problems import Problem

WHEN = 2000  # characters in one condition
FACTS = 12  # names in one condition
NEST = 40


def check_condition(when: str, where: str) -> None:
    """Raise Problem unless a condition is one we can read, and short enough to reason about."""
    too_long = refused(f"the condition of {where} is too long")
    if len(when) > WHEN:
        raise too_long
    try:
        tree = parse(when)
    except (Problem, ValueError, RecursionError, MemoryError):
        raise refused(f"the condition of {where} can't be read: “{shown(when)}”") from None
    if _deeper(tree, NEST) or len(_names(tree)) > FACTS:
        raise too_long


def _deeper(tree: ast.expr, limit: int) -> bool:
    level: list[ast.AST] = [tree]
    for _ in range(limit):
        level = [inner for node in level for inner in ast.iter_child_nodes(node)]
        if not level:
            return False
    return True


def _names(tree: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - {"known"}
