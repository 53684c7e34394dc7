"""How long work says how far it is, and asks whether to go on."""

from collections.abc import Callable

Progress = Callable[[int, int], None]  # done, total
Cancelled = Callable[[], bool]
