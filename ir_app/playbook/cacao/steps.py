"""Actions of a CACAO file as our steps: ours come back as they were, others become drafts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ir_app.playbook.cacao.action import SAY
from ir_app.playbook.cacao.conditions import check_condition
from ir_app.playbook.cacao.document import Document, Node, Target, read_as
from ir_app.playbook.cacao.extension import EXTENSION, AgentExtension, StepExtension
from ir_app.playbook.cacao.lines import Lines, text
from ir_app.playbook.cacao.links import called
from ir_app.playbook.cacao.strict import refused, shown
from ir_app.playbook.model import PHASES, Step

INERT = "For a specialist, never run by this program"


@dataclass(frozen=True)
class Draft:
    """What is known of an action that is not ours."""

    id: str
    after: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass
class Reader:
    """Reads the actions of one document; ``notes`` collects what could not be kept as it was."""

    document: Document
    notes: list[str] = field(default_factory=list)

    def own(self, id_: str) -> Step:
        """Return one of our own steps."""
        node, where = self._node(id_)
        beside = read_as(node.step_extensions[EXTENSION], StepExtension, where)
        _check(beside, where)
        lines = Lines(node)
        return Step(
            id=beside.id,
            phase=beside.phase,
            title=node.name,
            why=node.description,
            how=(*lines.of(""), *lines.unlabelled(), *self._inert(node, where)),
            who=self._who(node, where),
            call=self._call(node, where),
            say=lines.of(SAY),
            target_minutes=beside.target_minutes,
            gate=lines.gate(where, beside.guards),
            evidence=lines.evidence(required=beside.evidence_required),
            sets=tuple(_fact(name, where) for name in node.out_args),
            after=beside.after,
            when=beside.when,
            does=beside.does,
            duties=beside.duties,
            must=beside.must,
            locked=beside.locked,
        )

    def foreign(self, id_: str, draft: Draft) -> Step:
        """Return a draft of a step that another program wrote; the check says what it lacks."""
        node, where = self._node(id_)
        only = [f"Only if: {condition}" for condition in draft.conditions]
        if node.out_args:
            self.notes.append(f"What {where} finds out has no place here and is not kept.")
        targets = [self.document.target_definitions.get(id_) for id_ in node.targets]
        about = [f"About: {t.name}" for t in targets if t and EXTENSION not in _beside(t)]
        lines = [text(command, where) for command in node.commands if command.type == "manual"]
        agent = self.document.agent_definitions.get(node.agent)
        who = [f"Done by: {agent.name}"] if agent and EXTENSION not in _beside(agent) else []
        return Step(
            id=draft.id,
            phase="find_out",  # a foreign file does not say; the notes tell her to choose
            title=node.name or "A step without a name",
            why=node.description,
            how=tuple(
                line for line in (*only, *who, *about, *lines, *self._inert(node, where)) if line
            ),
            who=self._who(node, where),
            call=self._call(node, where),
            after=draft.after,
        )

    def _node(self, id_: str) -> tuple[Node, str]:
        return self.document.workflow[id_], f"the step {called(id_, self.document.workflow)}"

    def _inert(self, node: Node, where: str) -> Iterator[str]:
        for command in node.commands:
            if command.type != "manual":
                kind = shown(command.type)
                self.notes.append(f"In {where} there is a {kind} command. It is kept as text only.")
                yield f"{INERT} ({kind}): {text(command, where)}"

    def _who(self, node: Node, where: str) -> str:
        agent = self.document.agent_definitions.get(node.agent)
        if agent is None:
            raise refused(f"{where} is done by somebody who is not in the file")
        ours = _beside(agent).get(EXTENSION)
        return read_as(ours, AgentExtension, where).role if ours is not None else "lead"

    def _call(self, node: Node, where: str) -> str:
        for id_ in node.targets:
            target = self.document.target_definitions.get(id_)
            if target is None:
                raise refused(f"{where} is about somebody who is not in the file")
            if EXTENSION in _beside(target):
                return read_as(_beside(target)[EXTENSION], AgentExtension, where).contact
        return ""


def _beside(target: Target) -> dict[str, Any]:
    return target.agent_target_extensions


def _fact(name: str, where: str) -> str:
    if len(name) < 4 or not (name.startswith("__") and name.endswith("__")):
        raise refused(f"{where} sets “{shown(name)}”, which is no name of an answer")
    return name[2:-2]


def _check(beside: StepExtension, where: str) -> None:
    if not beside.id:
        raise refused(f"{where} has no short name")
    if beside.phase not in PHASES:
        raise refused(
            f"{where} belongs to “{shown(beside.phase)}”, which is none of the five parts"
        )
    if beside.when:
        check_condition(beside.when, where)
