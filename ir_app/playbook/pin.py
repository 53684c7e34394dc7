"""A playbook's content as bytes that never change, and back: what an incident is pinned to."""

import hashlib
from collections.abc import Mapping

import msgspec
import rfc8785

from ir_app.playbook.model import FactDeclaration, Playbook
from ir_app.problems import Problem


def content(playbook: Playbook) -> bytes:
    """Return the canonical JSON (RFC 8785) of a playbook, without its digest."""
    return rfc8785.dumps(msgspec.to_builtins(msgspec.structs.replace(playbook, digest="")))


def sealed(playbook: Playbook, facts: Mapping[str, FactDeclaration]) -> Playbook:
    """Return a playbook with the facts it asks for and the SHA-256 of its content as digest."""
    names = dict.fromkeys(
        [q.fact for q in playbook.questions] + [f for s in playbook.steps for f in s.sets]
    )
    known = {declared.id: declared for declared in playbook.asks} | dict(facts)
    asks = tuple(known[name] for name in names if name in known)
    whole = msgspec.structs.replace(playbook, asks=asks)
    return msgspec.structs.replace(whole, digest=hashlib.sha256(content(whole)).hexdigest())


def read_content(data: bytes) -> Playbook:
    """Read a playbook back from its content; raises Problem when a newer program wrote it."""
    try:
        made = msgspec.json.decode(data, type=Playbook)
    except msgspec.MsgspecError as trouble:
        raise Problem(
            what="The plan this incident was opened with can't be read.",
            safe="The incident itself is safe. Nothing was changed.",
            do="Open it with the newest Incident Binder.",
            who="Your IT company can help.",
            details=str(trouble),
        ) from trouble
    return msgspec.structs.replace(made, digest=hashlib.sha256(data).hexdigest())
