"""The part of a CACAO document that we read; the rest is named, not kept."""

import re
from typing import Any, Literal, TypeVar

import msgspec

from ir_app.playbook.cacao.strict import refused, shown

T = TypeVar("T")


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an action; never run, whatever it says."""

    type: str
    command: str = ""
    command_b64: str = ""
    content: str = ""
    content_b64: str = ""
    description: str = ""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a workflow, of any type."""

    type: str
    name: str = ""
    description: str = ""
    on_completion: str = ""
    on_success: str = ""
    on_failure: str = ""
    on_true: str = ""
    on_false: str = ""
    next_steps: tuple[str, ...] = ()
    condition: str = ""
    commands: tuple[Command, ...] = ()
    agent: str = ""
    targets: tuple[str, ...] = ()
    out_args: tuple[str, ...] = ()
    step_extensions: dict[str, Any] = {}

    @property
    def branches(self) -> tuple[str, ...]:
        """Return the nodes that begin its branches."""
        return tuple(id_ for id_ in (*self.next_steps, self.on_true, self.on_false) if id_)

    @property
    def then(self) -> tuple[str, ...]:
        """Return the nodes that follow when it is over, well or badly."""
        return tuple(id_ for id_ in (self.on_completion, self.on_success, self.on_failure) if id_)

    @property
    def links(self) -> tuple[str, ...]:
        """Return all nodes it leads to."""
        return (*self.branches, *self.then)


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever does an action, or whom it is done to."""

    name: str
    agent_target_extensions: dict[str, Any] = {}


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A source."""

    name: str


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """An extension somebody defined."""

    name: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole CACAO playbook."""

    type: Literal["playbook"]
    spec_version: Literal["cacao-2.0"]
    id: str
    name: str
    description: str = ""
    workflow_start: str
    workflow: dict[str, Node]
    playbook_extensions: dict[str, Any] = {}
    agent_definitions: dict[str, Target] = {}
    target_definitions: dict[str, Target] = {}
    extension_definitions: dict[str, Definition] = {}
    external_references: tuple[Reference, ...] = ()


def read_as(found: object, kind: type[T], where: str) -> T:
    """Return a value as one of these; raises Problem that says where it is of a wrong kind."""
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as trouble:
        words = re.sub(r"`", "", shown(str(trouble).replace("Object", "It").split(" - at")[0]))
        raise refused(f"{where} is not written as it should be ({words})", str(trouble)) from None
