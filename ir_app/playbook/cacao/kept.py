"""Names what a CACAO file says that our playbook does not keep, and what its drawing changed."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ir_app.playbook.cacao.document import Document
from ir_app.playbook.cacao.export import document
from ir_app.playbook.cacao.extension import EXTENSION
from ir_app.playbook.cacao.strict import shown
from ir_app.playbook.model import Playbook

Json = Mapping[str, Any]
NOTES = 30
# Each kind of node and the properties we read or draw ourselves.
KNOWN = frozenset(
    {
        *("type", "name", "description", "commands", "agent", "targets", "out_args"),
        *("step_extensions", "next_steps", "condition", "on_true", "on_false"),
        *("on_completion", "on_success", "on_failure"),
    }
)
LINKS = ("on_completion", "on_success", "on_failure", "on_true", "on_false", "next_steps")
# What we read of any file, what says only who made it and when, and what we draw from the rest.
READ = frozenset([*Document.__struct_fields__, "created_by", "created", "modified"])
_DRAWN = ("playbook_variables", "playbook_types", "playbook_activities")
DEFINED = ("extension_definitions", "playbook_extensions")


def not_kept(found: Json, book: Playbook) -> tuple[str, ...]:
    """Return sentences on everything in ``found`` that ``book`` does not hold."""
    ours = document(book, {}, {}, datetime(2026, 1, 1, tzinfo=UTC))
    drawn = EXTENSION in found.get("playbook_extensions", {})
    expected = {*ours, *_DRAWN} if drawn else READ
    sentences = [
        *(f"“{shown(name)}” in the file is not kept." for name in sorted(set(found) - expected)),
        *_references(found),
        *_extensions(found),
        *_properties(found["workflow"]),
        *_drawing(found["workflow"], ours["workflow"]),
    ]
    more = [f"{len(sentences) - NOTES} more notes of this kind."] if len(sentences) > NOTES else []
    return (*sentences[:NOTES], *more)


def _extensions(found: Json) -> Iterator[str]:
    defined = found.get("extension_definitions", {})
    used = {id_ for place in DEFINED for id_ in found.get(place, {})}
    for node in found["workflow"].values():
        used |= set(node.get("step_extensions", {}))
    for id_ in sorted(used - {EXTENSION}):
        name = defined.get(id_, {}).get("name") or id_
        yield f"The addition “{shown(name)}” of another program is not kept."


def _references(found: Json) -> Iterator[str]:
    for reference in found.get("external_references", []):
        if set(reference) - {"name"}:
            yield f"Of the source “{shown(reference['name'])}” only the name is kept."


def _properties(nodes: Json) -> Iterator[str]:
    for id_, node in nodes.items():
        for name in sorted(set(node) - KNOWN):
            called = shown(node.get("name") or id_)
            yield f"“{shown(name)}” of the step “{called}” is not kept."


def _drawing(nodes: Json, ours: Json) -> Iterator[str]:
    """Tell when the file's drawing is not the one that our order gives."""
    if not any(EXTENSION in node.get("step_extensions", {}) for node in nodes.values()):
        return
    if _links(nodes) != _links(ours):
        yield "The order was changed in another program. The order of this program is kept."
    changed = [
        id_ for id_ in nodes.keys() & ours.keys() if _condition(nodes[id_]) != _condition(ours[id_])
    ]
    if changed:
        yield "A condition was changed in another program. The condition of this program is kept."


def _links(nodes: Json) -> dict[str, list[Any]]:
    return {id_: [node.get(name) for name in LINKS] for id_, node in nodes.items()}


def _condition(node: Json) -> Any:  # noqa: ANN401 - JSON
    return node.get("condition")
