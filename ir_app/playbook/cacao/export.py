"""Writes a playbook as a CACAO 2.0 document."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from ir_app.playbook.cacao import action as actions
from ir_app.playbook.cacao.extension import (
    EXTENSION,
    MAKER,
    AgentExtension,
    PlaybookExtension,
    definition,
    identifier,
)
from ir_app.playbook.cacao.pattern import variable
from ir_app.playbook.cacao.workflow import Drawing
from ir_app.playbook.condition import facts_in
from ir_app.playbook.model import FactDeclaration, FactType, Playbook
from ir_app.problems import Problem

CREATED = "2026-11-24T00:00:00.000Z"  # the day this form was made; each id has this first version
ROLES = {
    "lead": "The person in charge",
    "approver": "The dentist",
    "it": "The IT company",
    "insurer": "The insurance company",
    "counsel": "The attorney",
    "all": "Everyone in the office",
}
TYPES = {
    "stop": "mitigation",
    "find_out": "investigation",
    "tell": "notification",
    "fix": "remediation",
}
VARIABLE = re.compile(r"__[a-zA-Z_][a-zA-Z0-9_-]{0,199}__")  # as CACAO names one
KINDS = {FactType.YES_NO: "bool", FactType.NUMBER: "integer"}


def as_json(document: dict[str, Any]) -> bytes:
    """Return a document as UTF-8 text that reads well in a comparison of two versions."""
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def document(
    book: Playbook,
    facts: Mapping[str, FactDeclaration],
    contacts: Mapping[str, str],
    modified: datetime,
) -> dict[str, Any]:
    """Return the CACAO document of a playbook.

    ``facts`` gives variables their question and type, ``contacts`` labels by id, ``modified`` is
    when this version was written. Raises Problem when the playbook has no order or no steps.
    """
    _must_be_whole(book)
    drawing = Drawing(book, actions.action)
    start = drawing.draw()
    made: dict[str, Any] = {
        "type": "playbook",
        "spec_version": "cacao-2.0",
        "id": identifier("playbook", book.id),
        "name": book.title,
        "description": book.summary,
        **_kinds(book),
        "playbook_processing_summary": _summary(drawing),
        "created_by": MAKER,
        "created": CREATED,
        "modified": _stamp(modified),
        "industry_sectors": ["healthcare"],
        "labels": ["incident-binder"],
        "external_references": [{"name": source} for source in book.sources],
        "playbook_variables": _variables(book, facts),
        "workflow_start": start,
        "workflow": dict(reversed(drawing.nodes.items())),
        "playbook_extensions": {EXTENSION: msgspec.to_builtins(_beside(book))},
        "agent_definitions": _agents(book),
        "target_definitions": _targets(book, contacts),
        "extension_definitions": {EXTENSION: definition()},
    }
    return {key: value for key, value in made.items() if value not in ([], {})}


def _must_be_whole(book: Playbook) -> None:
    ids = [step.id for step in book.steps]
    if not ids or len(set(ids)) < len(ids) or any(not s.id for s in book.steps):
        raise Problem(
            what=f"“{book.title}” has no steps, or two steps of one name.",
            safe="Nothing was written.",
            do="Run the check of this playbook and correct what it names.",
        )


def _kinds(book: Playbook) -> dict[str, list[str]]:
    doing = sorted({name for step in book.steps for name in actions.activities(step)})
    phases = {step.phase for step in book.steps}
    types = [kind for phase, kind in TYPES.items() if phase in phases]
    # CACAO: whoever names types must name an activity too.
    return {"playbook_types": types, "playbook_activities": doing} if doing and types else {}


def _summary(drawing: Drawing) -> dict[str, bool]:
    kinds = {node["type"] for node in drawing.nodes.values()}
    return {
        "manual_playbook": True,
        "parallel_processing": "parallel" in kinds,
        "if_logic": "if-condition" in kinds,
        "extensions": True,
    }


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _beside(book: Playbook) -> PlaybookExtension:
    return PlaybookExtension(
        id=book.id,
        version=book.version,
        incident_type=book.incident_type,
        digest=book.digest,
        steps=tuple(identifier("action", book.id, step.id) for step in book.steps),
        questions=book.questions,
        pauses=book.pauses,
        retired=book.retired,
        asks=book.asks,
        facts=book.facts,
        checked=book.checked,
    )


def _variables(book: Playbook, facts: Mapping[str, FactDeclaration]) -> dict[str, Any]:
    declared = dict(facts) | {fact.id: fact for fact in book.facts}
    used = {question.fact for question in book.questions}
    for step in book.steps:
        used |= {*step.sets, *(facts_in(step.when) if step.when else ())}
    return {
        variable(id_): {
            "type": KINDS.get(declared[id_].type, "string"),
            "description": declared[id_].label,
            "value": None,  # not known yet
        }
        for id_ in sorted(used)
        if id_ in declared and VARIABLE.fullmatch(variable(id_))
    }


def _agents(book: Playbook) -> dict[str, Any]:
    return {
        actions.agent(role): _group(ROLES.get(role, role), AgentExtension(role=role))
        for role in sorted({step.who for step in book.steps})
    }


def _targets(book: Playbook, contacts: Mapping[str, str]) -> dict[str, Any]:
    return {
        actions.target(id_): _group(contacts.get(id_, id_), AgentExtension(contact=id_))
        for id_ in sorted({step.call for step in book.steps if step.call})
    }


def _group(name: str, beside: AgentExtension) -> dict[str, Any]:
    extensions = {EXTENSION: msgspec.to_builtins(beside)}
    return {"type": "group", "name": name, "agent_target_extensions": extensions}
