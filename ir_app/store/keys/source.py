"""What a person brings to open a binder, and what is said when it does not do."""

from dataclasses import dataclass, field

from ir_app.problems import Problem
from ir_app.store.keys.cost import USUAL, Cost

PUBLISHED = "practice"  # the passphrase of the sample practice, for everybody to know


@dataclass(frozen=True, kw_only=True)
class KeySource:
    """What may open a binder, or is to open a new one. Nothing given: the keyring alone."""

    passphrase: str = field(default="", repr=False)
    code: str = field(default="", repr=False)  # a recovery code as typed
    keyring: bool = True  # ask this computer's keyring
    demo: bool = False  # a new binder becomes the sample practice's
    cost: Cost = USUAL
    plain: bool = False  # tests only: a binder without any encryption

    @property
    def typed(self) -> bool:
        """Tell whether a person brought something."""
        return bool(self.passphrase or self.code)


DEMO = KeySource(passphrase=PUBLISHED, keyring=False, demo=True)


class Locked(Problem):
    """The binder needs a passphrase or its recovery code; ``ways`` says which of them can do."""

    ways: tuple[str, ...] = ()
    wait: float = 0.0  # seconds until the next try


class NeedsSecret(Problem):
    """A new binder on a computer without a keyring: somebody must choose how it is opened."""


def needs_secret() -> NeedsSecret:
    """Say that the new binder needs a passphrase or a recovery code."""
    return NeedsSecret(
        what="This computer has no safe place for the binder's key.",
        safe="Nothing was written yet.",
        do="Choose a passphrase, or start at once and write down a recovery code.",
    )
