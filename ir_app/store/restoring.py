"""Restoring: a backup is checked in full, then takes the binder's place; the old files stay."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ir_app.clock import Clock
from ir_app.store import archive, backup, troubles
from ir_app.store.archive import Manifest
from ir_app.store.keys.source import KeySource
from ir_app.store.keys.unlocking import unlock
from ir_app.store.lock import FolderLock
from ir_app.store.opening import LOCK
from ir_app.store.staging import carry_on, staged


def restore(path: Path, folder: Path, clock: Clock, source: KeySource) -> tuple[Manifest, Path]:
    """Put a backup in the place of the folder's binder.

    Returns what the backup says of itself and the folder to which the old files were moved.
    Raises Problem, Locked when the backup's own keys do not open, and then changes nothing.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FolderLock(folder / LOCK)
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble
    try:
        carry_on(folder)
        return _restore(path, folder, clock, source)
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble
    finally:
        lock.release()


def _restore(path: Path, folder: Path, clock: Clock, source: KeySource) -> tuple[Manifest, Path]:
    aside = _free_name(folder, f"before-restore-{clock.now():%Y%m%d-%H%M%S}")
    with staged(folder, keep_old_in=aside.name) as new:
        manifest = archive.unpack(path, new)
        backup.check(new, unlock(new, source, clock).key)
    return manifest, aside


@contextmanager
def looked_into(path: Path, clock: Clock, source: KeySource) -> Iterator[Path]:
    """Yield a folder with a backup taken apart, encrypted as it is; gone afterwards.

    Every byte was checked, and that it opens; raises Problem, Locked when nothing given opens it.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        archive.unpack(path, folder)
        unlock(folder, source, clock)
        yield folder


def _free_name(folder: Path, name: str) -> Path:
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    return path
