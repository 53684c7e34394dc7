"""Writes a playbook as TOML, in the order and the look of the shipped ones."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ir_app.playbook.checked import Checked
from ir_app.playbook.model import FactDeclaration, Pause, Playbook, Question, Retired, Step
from ir_app.playbook.read import Shared, read_step

LINE = 100  # characters; longer lists stand one value a line


def as_toml(book: Playbook, shared: Shared) -> str:
    """Return the playbook as TOML; a step that is a shared one is named, with what differs."""
    head = {
        "id": book.id,
        "version": book.version,
        "title": book.title,
        "incident_type": book.incident_type,
        "summary": book.summary,
        "sources": list(book.sources),
    }
    tables = [
        *(("question", _fields(one)) for one in book.questions),
        *(("fact", _fields(one)) for one in book.facts),
        *(("step", _step(step, shared)) for step in book.steps),
        *(("pause", _pause(one, shared)) for one in book.pauses),
        *(("retired", _fields(one)) for one in book.retired),
        *(("checked", _fields(one)) for one in book.checked),
    ]
    parts = [_table(head), *(f"[[{name}]]\n{_table(table)}" for name, table in tables)]
    return "\n".join(parts)


def _step(step: Step, shared: Shared) -> dict[str, Any]:
    if step.id not in shared.steps:
        return _fields(step)
    use = {"use": step.id}
    base = msgspec.to_builtins(read_step(Path("shared.toml"), use, shared))
    differs = {name: v for name, v in msgspec.to_builtins(step).items() if v != base[name]}
    # TOML has no word for "none": a step that lost its stop line is written out in full.
    return _fields(step) if None in differs.values() else use | differs


def _pause(pause: Pause, shared: Shared) -> dict[str, Any]:
    known = shared.pauses.get(pause.phase) == pause
    return {"use": pause.phase} if known else _fields(pause)


def _fields(one: Question | FactDeclaration | Pause | Retired | Checked | Step) -> dict[str, Any]:
    """Return what is not left at its usual value."""
    written = msgspec.to_builtins(one)
    usual = {f.name: f.default for f in msgspec.structs.fields(one)}
    return {name: v for name, v in written.items() if getattr(one, name) != usual[name]}


def _table(fields: dict[str, Any]) -> str:
    return "".join(f"{name} = {_value(value, len(name) + 3)}\n" for name, value in fields.items())


def _value(value: object, before: int = 0) -> str:
    if isinstance(value, dict):
        inner = (f"{name} = {_value(v)}" for name, v in value.items())
        return "{ " + ", ".join(inner) + " }"
    if isinstance(value, (list, tuple)):
        return _list([_value(one) for one in value], before)
    # JSON writes text, numbers and yes or no as TOML does, but for one sign.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: list[str], before: int) -> str:
    short = "[" + ", ".join(values) + "]"
    return short if len(short) + before <= LINE else "\n".join(_lines(values))


def _lines(values: list[str]) -> Iterator[str]:
    yield "["
    yield from (f"  {value}," for value in values)
    yield "]"
