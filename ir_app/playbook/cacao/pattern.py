"""Our conditions as STIX patterns, which is what CACAO asks for.

A step is shown unless its condition is known to be false. In a pattern "not known" is a value
that does not exist, so each comparison becomes "does not exist, or compares so".
"""

import ast

from ir_app.playbook.condition import parse

ALWAYS = "true"


def variable(fact: str) -> str:
    """Return the CACAO name of a fact."""
    return f"__{fact}__"


def pattern(condition: str) -> str:
    """Return the pattern that is true unless the condition is known to be false."""
    return _pattern(parse(condition), yes=True)


def _pattern(node: ast.expr, *, yes: bool) -> str:
    match node:
        case ast.BoolOp(op=op, values=parts):
            word = "AND" if isinstance(op, ast.And) is yes else "OR"
            return "(" + f" {word} ".join(_pattern(part, yes=yes) for part in parts) + ")"
        case ast.UnaryOp(operand=part):
            return _pattern(part, yes=not yes)
        case ast.Call(args=[ast.Name(id=fact)]):
            return f"{'' if yes else 'NOT '}EXISTS {_value(fact)}"
        case ast.Name(id=fact):
            return _unless_unknown([fact], f"{_value(fact)} {'=' if yes else '!='} true")
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            names = [part.id for part in (left, right) if isinstance(part, ast.Name)]
            return _unless_unknown(names, _comparison(op, left, right, yes=yes))
    return ALWAYS  # such a condition never becomes false


def _unless_unknown(names: list[str], compared: str) -> str:
    parts = [f"NOT EXISTS {_value(name)}" for name in names]
    return "(" + " OR ".join([*parts, compared]) + ")"


def _comparison(op: ast.cmpop, left: ast.expr, right: ast.expr, *, yes: bool) -> str:
    if isinstance(op, (ast.Eq, ast.NotEq)):
        sign = "=" if isinstance(op, ast.Eq) is yes else "!="
        return f"{_operand(left)} {sign} {_operand(right)}"
    no = "" if isinstance(op, ast.In) is yes else "NOT "
    if isinstance(right, (ast.List, ast.Tuple)):
        return f"{_operand(left)} {no}IN {_operand(right)}"
    return f"{_operand(right)} {no}LIKE {_part(left)}"


def _part(node: ast.expr) -> str:
    """Return "holds this among others"; a fact with several answers is one text in CACAO."""
    plain = isinstance(node, ast.Constant) and isinstance(node.value, str)
    text = ast.literal_eval(node) if plain else ast.unparse(node)
    return _quoted(f"%{text}%")


def _operand(node: ast.expr) -> str:
    match node:
        case ast.Name(id=fact):
            return _value(fact)
        case ast.Constant(value=bool() as value):
            return str(value).lower()
        case ast.Constant(value=str() as value):
            return _quoted(value)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return "(" + ", ".join(_operand(part) for part in parts) + ")"
    return ast.unparse(node)


def _value(fact: str) -> str:
    return f"{variable(fact)}:value"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
