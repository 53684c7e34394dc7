"""The power goes at every single step: a child kills itself at its n-th touch of the disk."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "sqlite3.connect")


def cut_at_every_step(work: Callable[[], object], within: Path) -> Iterator[int]:
    """Fork, do ``work`` in the child and kill it at touch 1, 2, 3 … of ``within`` until it lives.

    Yields after each kill, for the caller to look at what is left and to set it up again.
    """
    number = 0
    while True:
        number += 1
        if not _killed(work, within, number):
            return
        yield number


def _killed(work: Callable[[], object], within: Path, number: int) -> bool:
    child = os.fork()
    if child == 0:
        left = number

        def touch(event: str, details: tuple[object, ...]) -> None:
            nonlocal left
            if event in STEPS and str(within) in str(details[0]):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(touch)
        code = 3
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the child ended by itself")
    return os.WIFSIGNALED(status)
