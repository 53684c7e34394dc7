"""A small playbook as another program would write it."""

from typing import Any


def name(kind: str, number: int) -> str:
    return f"{kind}--00000000-0000-4000-8000-{number:012d}"


def foreign() -> dict[str, Any]:
    """Return a valid CACAO playbook without our extension: a check, a branch, two side by side."""
    workflow: dict[str, Any] = {
        name("start", 1): {"type": "start", "on_completion": name("action", 2)},
        name("action", 2): _action("Look at the log", name("if-condition", 3)),
        name("if-condition", 3): {
            "type": "if-condition",
            "condition": "__bad__:value = true",
            "on_true": name("action", 4),
            "on_completion": name("parallel", 6),
        },
        name("action", 4): _action("Block the address", name("end", 5)),
        name("end", 5): {"type": "end"},
        name("parallel", 6): {
            "type": "parallel",
            "next_steps": [name("action", 7), name("action", 8)],
            "on_completion": name("action", 11),
        },
        name("action", 7): _action("Tell the boss", name("end", 9)),
        name("action", 8): _action("Tell the boss", name("end", 10)),
        name("end", 9): {"type": "end"},
        name("end", 10): {"type": "end"},
        name("action", 11): _action("Close", name("end", 12)),
        name("end", 12): {"type": "end"},
    }
    workflow[name("action", 4)]["commands"] = [{"type": "bash", "command": "rm -rf /"}]
    return {
        "type": "playbook",
        "spec_version": "cacao-2.0",
        "id": name("playbook", 0),
        "name": "Block & tell",
        "created_by": name("identity", 0),
        "created": "2026-01-01T00:00:00.000Z",
        "modified": "2026-01-01T00:00:00.000Z",
        "workflow_start": name("start", 1),
        "workflow": workflow,
        "agent_definitions": {name("individual", 1): {"type": "individual", "name": "Analyst"}},
    }


def _action(title: str, then: str) -> dict[str, Any]:
    return {
        "type": "action",
        "name": title,
        "commands": [{"type": "manual", "command": f"{title}, please."}],
        "agent": name("individual", 1),
        "on_completion": then,
    }
