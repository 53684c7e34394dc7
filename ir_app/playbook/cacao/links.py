"""Checks that the workflow of a CACAO file can be followed from its start to its ends."""

from collections.abc import Iterator, Mapping

from ir_app.playbook.cacao.document import Document, Node
from ir_app.playbook.cacao.strict import refused, shown

NODES = 1500
LINKS = 6000
FOLLOWED = ("start", "end", "action", "parallel", "if-condition")
UNFOLLOWED = {
    "while-condition": "a loop",
    "switch-condition": "a choice between several ways",
    "playbook-action": "a call of another playbook",
}


def check_links(document: Document) -> None:
    """Raise Problem with the first faults, in sentences, unless every node can be followed."""
    if len(document.workflow) > NODES:
        raise refused(f"it has more than {NODES} steps")
    if sum(len(node.links) for node in document.workflow.values()) > LINKS:
        raise refused(f"its steps are tied together in more than {LINKS} ways")
    for test in (_kinds, _links, _order):
        faults = list(test(document))
        if faults:
            more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
            raise refused("; ".join(faults[:3]) + more)


def called(id_: str, nodes: Mapping[str, Node]) -> str:
    """Return what to call a node in a sentence."""
    node = nodes.get(id_)
    return f"“{shown((node.name if node else '') or id_)}”"


def reachable(start: str, nodes: Mapping[str, Node]) -> set[str]:
    """Return all nodes that can be reached from one of them, itself included."""
    seen, waiting = set[str](), [start]
    while waiting:
        id_ = waiting.pop()
        if id_ not in seen:
            seen.add(id_)
            waiting += nodes[id_].links
    return seen


def _kinds(document: Document) -> Iterator[str]:
    nodes = document.workflow
    for id_, node in nodes.items():
        if node.type in UNFOLLOWED:
            what = UNFOLLOWED[node.type]
            yield f"{called(id_, nodes)} is {what}, which this program can't follow"
        elif node.type not in FOLLOWED:
            yield f"{called(id_, nodes)} is of a kind nobody knows ({shown(node.type)})"
        elif not id_.startswith(f"{node.type}--"):
            yield f"{called(id_, nodes)} is named as something else than it is"
    if not any(node.type == "action" for node in nodes.values()):
        yield "there is nothing to do in it"


def _links(document: Document) -> Iterator[str]:
    nodes = document.workflow
    start = nodes.get(document.workflow_start)
    if start is None or start.type != "start":
        yield "its first step is missing"
    for id_, node in nodes.items():
        for next_ in sorted(set(node.links)):
            if next_ not in nodes:
                yield f"{called(id_, nodes)} leads to {called(next_, nodes)}, which is not there"
            elif nodes[next_].type == "start":
                yield f"{called(id_, nodes)} leads back to the start"
        if node.type == "end" and node.links:
            yield f"{called(id_, nodes)} is an end but goes on"
        if node.type != "end" and not node.links:
            yield f"{called(id_, nodes)} leads nowhere"


def _order(document: Document) -> Iterator[str]:
    nodes = document.workflow
    lost = nodes.keys() - reachable(document.workflow_start, nodes)
    yield from (f"{called(id_, nodes)} can never be reached" for id_ in sorted(lost))
    incoming = dict.fromkeys(nodes, 0)
    for node in nodes.values():
        for next_ in node.links:
            incoming[next_] += 1
    ready = [id_ for id_, count in incoming.items() if not count]
    while ready:
        for next_ in nodes[ready.pop()].links:
            incoming[next_] -= 1
            if not incoming[next_]:
                ready.append(next_)
    around = sorted(id_ for id_, count in incoming.items() if count)
    if around and not lost:
        yield f"it goes round in circles at {called(around[0], nodes)}"
