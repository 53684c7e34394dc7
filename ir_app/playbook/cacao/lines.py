"""The commands of an action as lines for people; nothing is ever run."""

import base64
import binascii

from ir_app.playbook.cacao.action import ALREADY, KEEP, REASON, SAY, STOP, TITLE_ONLY
from ir_app.playbook.cacao.document import Command, Node
from ir_app.playbook.cacao.strict import check_text, refused
from ir_app.playbook.model import EvidenceAsk, Gate


class Lines:
    """The manual commands of one of our steps, by what they are."""

    def __init__(self, node: Node) -> None:
        self._manual = [command for command in node.commands if command.type == "manual"]

    def of(self, label: str) -> tuple[str, ...]:
        """Return the lines of one label."""
        return tuple(_words(c, "a step") for c in self._manual if c.description == label)

    def unlabelled(self) -> tuple[str, ...]:
        """Return the lines that another program added."""
        known = {"", STOP, REASON, ALREADY, SAY, KEEP, TITLE_ONLY}
        others = (c for c in self._manual if c.description not in known)
        return tuple(text(c, "a step") for c in others)

    def gate(self, where: str, guards: tuple[str, ...]) -> Gate | None:
        """Return the stop line; raises Problem when it lost a part."""
        stop, reason, already = self.of(STOP), self.of(REASON), self.of(ALREADY)
        if not (stop or reason or already):
            return None
        if len(stop) != 1 or len(reason) != 1:
            raise refused(f"the stop line of {where} is not whole")
        return Gate(stop=stop[0], reason=reason[0], already_happened=already, guards=guards)

    def evidence(self, *, required: bool) -> EvidenceAsk | None:
        """Return what to keep as proof."""
        ask = self.of(KEEP)
        return EvidenceAsk(ask=" ".join(ask), required=required) if ask else None


def text(command: Command, where: str) -> str:
    """Return the words of a command with what its author says about them."""
    parts = (command.description, _words(command, where))
    return ": ".join(part for part in parts if part)


def _words(command: Command, where: str) -> str:
    coded = command.command_b64 or command.content_b64
    return command.command or command.content or (_decoded(coded, where) if coded else "")


def _decoded(coded: str, where: str) -> str:
    try:
        text = base64.b64decode(coded, validate=True).decode()
    except (binascii.Error, ValueError):
        raise refused(f"a line of {where} is coded in a way that can't be read") from None
    check_text(text)
    return text
