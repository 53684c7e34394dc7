"""Our one CACAO extension: what a playbook says that CACAO has no place for, and only that.

Titles, reasons, lines to do, words for the phone, roles and sources stand in CACAO's own fields,
so every CACAO program shows them; nothing is written twice except the order, which CACAO's
workflow can only draw.
"""

import json
from typing import Any, Literal
from uuid import UUID, uuid5

import msgspec

from ir_app.playbook.checked import Checked
from ir_app.playbook.model import Act, FactDeclaration, Pause, Question, Retired

_NAMESPACE = UUID("a1516f54-e6c9-4e48-a578-6a88f660f26d")


def identifier(kind: str, *key: str) -> str:
    """Return a CACAO identifier, always the same for the same kind and key."""
    return f"{kind}--{uuid5(_NAMESPACE, json.dumps([kind, *key]))}"


EXTENSION = identifier("extension-definition", "incident-binder")
MAKER = identifier("identity", "incident-binder")


class _Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all shapes of the extension have in common: they are closed."""


class StepExtension(_Shape, frozen=True, kw_only=True, omit_defaults=True):
    """Beside an action: the rest of one of our steps; ``after`` holds step ids."""

    id: str
    phase: str
    target_minutes: int = 0  # since the incident was opened; late is a colour, not a failure
    evidence_required: bool = False
    guards: tuple[str, ...] = ()  # step ids that the stop line comes before
    after: tuple[str, ...] = ()
    when: str = ""
    does: tuple[Act, ...] = ()
    duties: tuple[str, ...] = ()
    must: bool = False
    locked: bool = False


class PlaybookExtension(_Shape, frozen=True, kw_only=True):
    """Beside the playbook: its short id, its version, its order of steps, what it asks."""

    format: Literal["1"] = "1"
    id: str
    version: str
    incident_type: str
    digest: str
    steps: tuple[str, ...]  # identifiers of actions, in our order
    questions: tuple[Question, ...] = ()
    pauses: tuple[Pause, ...] = ()
    retired: tuple[Retired, ...] = ()
    asks: tuple[FactDeclaration, ...] = ()
    facts: tuple[FactDeclaration, ...] = ()
    checked: tuple[Checked, ...] = ()


class AgentExtension(_Shape, frozen=True, kw_only=True, omit_defaults=True):
    """Beside an agent: the role that does a step; beside a target: the contact to call."""

    role: str = ""
    contact: str = ""


def definition() -> dict[str, Any]:
    """Return the extension definition; it carries the JSON Schema of its three shapes."""
    shapes = (PlaybookExtension, StepExtension, AgentExtension)
    _, schemas = msgspec.json.schema_components(shapes)
    return {
        "type": "extension-definition",
        "name": "Incident Binder playbook",
        "description": (
            "What a playbook of the Incident Binder says beyond CACAO: phases, stop lines, facts,"
            " duties. PlaybookExtension stands beside the playbook, StepExtension beside an action,"
            " AgentExtension beside an agent or target."
        ),
        "created_by": MAKER,
        "schema": json.dumps(schemas, sort_keys=True, default=str),
        "version": "1.0.0",
    }
