"""The keys of an open binder: show its slots, add, replace and revoke them."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from ir_app.clock import Clock
from ir_app.problems import Problem
from ir_app.store import staging, troubles
from ir_app.store.keys import making, ring, slots, unlocking
from ir_app.store.keys.cost import USUAL, Cost
from ir_app.store.keys.recovery import new_code
from ir_app.store.keys.slots import KeyFile, Slot, SlotKind
from ir_app.store.keys.source import KeySource


@dataclass
class Keys:
    """Slots and data key of one open binder; every method raises Problem when it can't write."""

    folder: Path
    file: KeyFile
    key: bytes = field(repr=False)
    clock: Clock
    by_itself: bool = False  # this account's keyring opened it, nobody typed anything

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return every way to open the binder, oldest first."""
        return self.file.slots

    @property
    def can_be_proven(self) -> bool:
        """Tell whether somebody can show by what she types that the binder is hers.

        Of the sample practice's everybody knows the passphrase.
        """
        return not self.file.demo and any(s.kind is not SlotKind.KEYRING for s in self.slots)

    def prove(self, source: KeySource) -> None:
        """Raise Locked unless the passphrase or recovery code in ``source`` opens the binder."""
        unlocking.prove(self.folder, source, self.clock)

    def set_passphrase(self, passphrase: str, cost: Cost = USUAL) -> None:
        """Open by this passphrase from now on, and by no earlier one."""
        slot = making.passphrase_slot(passphrase, self.key, self.clock.now(), cost)
        self._keep([*self._without(SlotKind.PASSPHRASE), slot], demo=False)

    def new_recovery_code(self) -> str:
        """Return a fresh recovery code, to be shown once; an earlier one no longer opens."""
        code = new_code()
        self.set_recovery_code(code)
        return code

    def set_recovery_code(self, code: str) -> None:
        """Open by this recovery code from now on, and by no earlier one."""
        slot = making.recovery_slot(code, self.key, self.clock.now())
        self._keep([*self._without(SlotKind.RECOVERY), slot])

    def remember_here(self) -> None:
        """Let this computer's keyring open the binder by itself."""
        slot = making.keyring_slot(self.key, self.clock.now())
        if slot is None:
            raise Problem(
                what="This computer has no safe place for the binder's key.",
                safe="Nothing was changed.",
                do="Go on opening it with your passphrase or recovery code.",
            )
        ours = {one.id for one in self.slots if self._opens_here(one)}
        self._keep([*(one for one in self.slots if one.id not in ours), slot])
        for name in ours:
            ring.forget(name)
        self.by_itself = True

    def revoke(self, slot: str) -> Slot:
        """Remove one way to open the binder and return it; the last one stays.

        ``slot`` is its id, or the beginning of it.
        """
        gone = [one for one in self.slots if one.id.startswith(slot)]
        if len(gone) != 1 or not slot:
            raise Problem(
                what="There is no such way to open the binder.", do="Pick one from the list."
            )
        if len(self.slots) == 1:
            raise Problem(
                what="This is the only way to open the binder, so it stays.",
                safe="Nothing was changed.",
                do="Add another one first, such as a recovery code.",
            )
        self._keep([one for one in self.slots if one is not gone[0]])
        if gone[0].kind is SlotKind.KEYRING:
            self.by_itself = self.by_itself and not self._opens_here(gone[0])
            ring.forget(gone[0].id)
        return gone[0]

    @staticmethod
    def _opens_here(slot: Slot) -> bool:
        return slot.kind is SlotKind.KEYRING and ring.get(slot.id) is not None

    def _without(self, kind: SlotKind) -> list[Slot]:
        return [slot for slot in self.slots if slot.kind is not kind]

    def _keep(self, kept: list[Slot], *, demo: bool | None = None) -> None:
        if staging.is_waiting(self.folder):
            raise staging.half_swapped()
        file = msgspec.structs.replace(
            self.file, slots=tuple(kept), demo=self.file.demo if demo is None else demo
        )
        file = slots.marked(file, self.key)
        try:
            slots.write(self.folder, file)
        except OSError as trouble:
            raise troubles.explain_disk(trouble) from trouble
        self.file = file
