"""When the record is sealed, and with which key: the binder's own, made with its first entry."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ir_app.core import seals
from ir_app.core.kinds import Closed, Exported, Kind, LettersApproved, LettersMailed
from ir_app.store.binder import OWN_KEY, Binder

if TYPE_CHECKING:
    from ir_app.store.act import Act

AT_ONCE = (LettersApproved, LettersMailed, Exported, Closed)


def public_key(binder: Binder) -> str:
    """Return the binder's own public key as hex, or "" before its first entry."""
    return next(iter(binder.seal_keys()), "")


def is_due(kinds: Sequence[Kind], unsealed: int) -> bool:
    """Tell whether an act ends with a seal; ``unsealed`` counts its entries too."""
    return unsealed >= seals.EVERY or any(isinstance(kind, AT_ONCE) for kind in kinds)


def key_for(binder: Binder, act: Act) -> bytes:
    """Return the binder's sealing key, made within this act when there is none yet."""
    private = binder.secret(OWN_KEY)
    if private is None:
        private = os.urandom(32)
        act.put_secret(OWN_KEY, private)
    return private
