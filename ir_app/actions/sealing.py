"""When the record is sealed, and with which key: the binder's own, made with its first entry."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ir_app.core import seals
from ir_app.core.change import Change
from ir_app.core.kinds import (
    Closed,
    Exported,
    Kind,
    LettersApproved,
    LettersMailed,
    SealKeyChanged,
)
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store.binder import OWN_KEY, Binder

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.store.act import Act

AT_ONCE = (LettersApproved, LettersMailed, Exported, Closed)


def public_key(binder: Binder) -> str:
    """Return the binder's own public key as hex, or "" before its first entry."""
    return next(iter(binder.seal_keys()), "")


def is_due(kinds: Sequence[Kind], unsealed: int) -> bool:
    """Tell whether an act ends with a seal; ``unsealed`` counts its entries too."""
    return unsealed >= seals.EVERY or any(isinstance(kind, AT_ONCE) for kind in kinds)


def renew(desk: Desk) -> Change:
    """Seal with a new key from now on, such as after somebody who could read the old one left."""
    private = desk.binder.secret(OWN_KEY)
    if private is None or not desk.binder.on_server:
        raise Problem(
            what="There is no key of a group's practice here to take the place of.",
            safe="Nothing was changed.",
            do="Say which server: ir-app --store … group new-seal-key.",
        )
    new = os.urandom(32)
    key, practice = seals.public_key(new), desk.binder.practice
    signature = seals.vouch(private, practice, key)
    data = SealKeyChanged(former=seals.public_key(private), key=key, signature=signature)
    desk.seal(PRACTICE)  # the end of what the former key stands for
    entries = desk.record(PRACTICE, [data], beside=lambda act: act.put_secret(OWN_KEY, new))
    desk.seal(PRACTICE)
    return Change(tuple(entries), f"Sealed with a new key from now on: {seals.fingerprint(key)}.")


def key_for(binder: Binder, act: Act) -> bytes:
    """Return the binder's sealing key, made within this act when there is none yet."""
    private = binder.secret(OWN_KEY)
    if private is None:
        private = os.urandom(32)
        act.put_secret(OWN_KEY, private)
    return private
