"""A way to write: what one act of it is, and how many of them lie in the store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.store.kills.bench import Bench

FILE, SERVER = "file", "server"
BOTH = (FILE, SERVER)
Said = Sequence[str]  # a word for every act that was acknowledged, the beginning's first


def _nothing(_: Bench) -> None:
    pass


def _no_word(_: Bench) -> str:
    return ""


def _sound(_: Bench) -> list[str]:
    return []


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to write. Acts are numbered from 1, and each is done once.

    ``made`` tells how many acts lie in the store; what was acknowledged is in ``said``. ``word`` is
    what an act says of the store when no entry counts it. ``whole`` lists what is half-written.
    """

    name: str
    act: Callable[[Bench, int], object]
    made: Callable[[Bench, Said], int]
    prepare: Callable[[Bench], object] = _nothing
    word: Callable[[Bench], str] = _no_word
    whole: Callable[[Bench], list[str]] = _sound
    stores: tuple[str, ...] = BOTH
    most: int = 1000  # acts that one life has room for
    absorbs: bool = False  # an act that was done already can be asked for again and changes nothing
    keeps_open: bool = True  # the binder is open at the desk while it happens


def by_word(now: str, said: Said) -> int:
    """Acts that change one thing in place: the last that was said stands, or one more."""
    return len(said) - 1 if now == said[-1] else len(said)
