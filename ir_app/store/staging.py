"""Swapping the binder and its keys together: what is staged is either not there yet or carried on.

A full set of new files is made in a folder beside, synced, and the folder is renamed to its final
name: that rename decides. From then on every opening moves the files into place, however often it
is stopped on the way.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ir_app.problems import Problem
from ir_app.store import durable

_PART, _READY = "next.part", "next"
_ASIDE = "aside"  # a file in the staged folder: under which name the old files are kept


@contextmanager
def staged(folder: Path, *, keep_old_in: str = "") -> Iterator[Path]:
    """Yield an empty folder to fill; its files replace the binder's once the block ended well.

    The replaced files are removed, or moved into the folder ``keep_old_in`` beside them.
    """
    part = folder / _PART
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        yield part
        if keep_old_in:
            (part / _ASIDE).write_text(keep_old_in, encoding="utf-8")
        for path in part.iterdir():
            durable.sync_file(path)
        durable.sync_folder(part)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    part.rename(folder / _READY)
    durable.sync_folder(folder)
    carry_on(folder)


def is_waiting(folder: Path) -> bool:
    """Tell whether a swap was decided and not finished."""
    return (folder / _READY).is_dir()


def half_swapped() -> Problem:
    """Say that a swap was decided and not finished, and that the next opening finishes it."""
    return Problem(
        what="A restore or a change of keys was stopped half-way in this folder.",
        safe="Nothing is lost. Nothing can be written until it is finished.",
        do="Close the program and open the binder again. It finishes what was begun.",
    )


def carry_on(folder: Path) -> None:
    """Finish a swap that was decided, and forget one that was not; the lock must be held."""
    shutil.rmtree(folder / _PART, ignore_errors=True)
    ready = folder / _READY
    if not ready.is_dir():
        return
    note = ready / _ASIDE
    aside = folder / note.read_text(encoding="utf-8") if note.exists() else None
    for path in sorted(ready.iterdir()):
        if path.name != _ASIDE:
            _take_place(path, folder, aside)
    durable.sync_folder(folder)
    shutil.rmtree(ready)
    durable.sync_folder(folder)


def _take_place(new: Path, folder: Path, aside: Path | None) -> None:
    for old in (new.name, f"{new.name}-wal", f"{new.name}-shm"):
        if aside is not None and (folder / old).exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            (folder / old).rename(aside / old)
            durable.sync_folder(aside)
        elif old != new.name:  # what was in it is in the new file: whoever staged saw to that
            (folder / old).unlink(missing_ok=True)
    new.replace(folder / new.name)
