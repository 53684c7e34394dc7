"""Which actions come right before each action, read from the workflow of a foreign file."""

from collections.abc import Mapping

from ir_app.playbook.cacao.document import Node
from ir_app.playbook.cacao.links import reachable


def actions_before(nodes: Mapping[str, Node]) -> dict[str, list[str]]:
    """Return for each action the actions it follows, in the order of the file.

    What follows a branching node also follows the ends of its branches.
    """
    earlier = _earlier(nodes)
    actions = [id_ for id_, node in nodes.items() if node.type == "action"]
    return {id_: [a for a in actions if a in _nearest(id_, nodes, earlier)] for id_ in actions}


def _earlier(nodes: Mapping[str, Node]) -> dict[str, set[str]]:
    earlier: dict[str, set[str]] = {id_: set() for id_ in nodes}
    for id_, node in nodes.items():
        for next_ in node.links:
            earlier[next_].add(id_)
        for next_ in node.then if node.branches else ():
            earlier[next_] |= _ends(node, nodes) - reachable(next_, nodes)
    return earlier


def _ends(node: Node, nodes: Mapping[str, Node]) -> set[str]:
    found = set[str]().union(*(reachable(head, nodes) for head in node.branches))
    return {id_ for id_ in found if nodes[id_].type == "end"}


def _nearest(id_: str, nodes: Mapping[str, Node], earlier: Mapping[str, set[str]]) -> set[str]:
    found, seen, waiting = set[str](), set[str](), list(earlier[id_])
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if nodes[one].type == "action":
            found.add(one)
        else:
            waiting += earlier[one]
    return found - {id_}
