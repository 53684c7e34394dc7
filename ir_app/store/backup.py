"""Backups: made from the open file, checked before they count, thinned out, copied elsewhere."""

import errno
import shutil
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ir_app import __version__
from ir_app.clock import Clock
from ir_app.problems import Problem
from ir_app.store import archive, durable, looking, troubles
from ir_app.store.archive import BODY, ENDING, Manifest
from ir_app.store.engine import Mode, connect
from ir_app.store.keys.holder import Keys

FOLDER = "backups"
LATEST = 10  # kept whatever their day
DAYS = 30  # and the last one of so many days
_STAMP = "%Y%m%d-%H%M%S"
_PART = "part-"  # how folders begin that are gone once a backup is made or was looked at
_FULL = "The second place for backups is full."
_REFUSED = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EROFS: "The second place for backups can only be read.",
}


def make(folder: Path, clock: Clock, keys: Keys, why: str) -> Path:
    """Make a backup and return its file; raises Problem when it does not check out."""
    try:
        return _make(folder, clock.now().astimezone(UTC), keys, why)
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble


def _make(folder: Path, now: datetime, keys: Keys, why: str) -> Path:
    place = folder / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    clear(place)
    with TemporaryDirectory(dir=place, prefix=_PART) as name:
        part = Path(name)
        _copy(folder / BODY, part / BODY, keys.key)
        heads = check(part, keys.key)
        manifest = Manifest(
            made=now.isoformat(timespec="seconds"),
            why=why,
            version=__version__,
            schema=looking.read_schema(part / BODY, keys.key),
            size=(part / BODY).stat().st_size,
            sha256=archive.fingerprint(part / BODY),
            heads=heads,
        )
        packed = part / "packed"
        archive.pack(packed, part / BODY, keys.file, manifest)
        durable.sync_file(packed)
        target = _free(place, now)
        packed.rename(target)
        durable.sync_folder(place)
    thin_out(place, target)
    return target


def clear(place: Path) -> None:
    """Remove what a stopped backup left behind; nobody may be making one meanwhile."""
    for folder in place.glob(f"{_PART}*"):
        shutil.rmtree(folder, ignore_errors=True)
    for file in place.glob(f"binder-*{ENDING}.part"):
        file.unlink(missing_ok=True)


def _copy(source: Path, target: Path, key: bytes) -> None:
    with (
        troubles.explained(),
        closing(connect(source, Mode.READ, key)) as old,
        closing(connect(target, Mode.CREATE, key)) as new,
    ):
        old.backup(new)
        new.execute("pragma journal_mode=delete")  # one file, without a WAL beside it


def check(folder: Path, key: bytes) -> looking.Tips:
    """Return where the journals of a copy end, after checking every page and every entry."""
    from ir_app.clock import SystemClock
    from ir_app.store.binder import Binder
    from ir_app.store.engine import make_engine

    heads = looking.tips(folder / BODY, key)
    engine = make_engine(folder / BODY, Mode.FROZEN, key)
    with Binder(folder, SystemClock(), engine, None) as copy:
        for journal in [*heads, *copy.lost()]:
            if fault := copy.fault(journal):
                raise Problem(
                    what=f"The journal does not hold together. {fault.sentence}",
                    safe="What is on the disk was left as it is. No backup was made of it.",
                    do="Keep the earlier backups. Have the binder looked at before you go on.",
                    who="Your IT company can help.",
                )
    return heads


def copy_to(path: Path, place: Path) -> Path:
    """Copy a backup to a second place and compare it there; raises Problem when it can't."""
    target, part = place / path.name, place / f"{path.name}.part"
    try:
        place.mkdir(parents=True, exist_ok=True)
        clear(place)
        shutil.copyfile(path, part)
        durable.sync_file(part)
        if archive.fingerprint(part) != archive.fingerprint(path):
            raise troubles.disk_fails()
        part.replace(target)
        durable.sync_folder(place)
    except OSError as trouble:
        with suppress(OSError):  # half a copy must not take room on a stick that is full
            part.unlink(missing_ok=True)
        raise refused(trouble) from trouble
    thin_out(place, target)
    return target


def refused(trouble: OSError, safe: str = "The backup beside the binder was made.") -> Problem:
    """Return the sentence for a second place that does not take a file."""
    return Problem(
        what=_REFUSED.get(trouble.errno or 0, "The second place for backups can't be written."),
        safe=safe,
        do="Plug the drive in, make room on it or pick another place. Then back up once more.",
    )


def listed(place: Path) -> list[Path]:
    """Return the backups in a folder, newest first."""
    found = place.glob(f"binder-*{ENDING}") if place.is_dir() else []
    named = (path for path in found if _when(path))
    return sorted(named, key=lambda p: (p.name[:22], len(p.name), p.name), reverse=True)


def newest_good(place: Path) -> tuple[Path, Manifest] | None:
    """Return the newest backup whose bytes are whole, with its manifest."""
    for path in listed(place):
        try:
            return path, archive.check(path)
        except Problem:
            continue
    return None


def thin_out(place: Path, made: Path) -> None:
    """Remove backups that are neither among the last ten nor the last of one of 30 days.

    What was just made stays, and so does the last one of every schema.
    """
    there = listed(place)
    if len(there) <= LATEST:
        return
    stay = {made, *worth_keeping([(path, _day(path)) for path in there])}
    current = _schema(made)
    for path in reversed([one for one in there if one not in stay]):  # the oldest first
        if _schema(path) != current and _is_last_of_its_schema(path, there):
            continue
        with suppress(OSError):  # another program may hold it: it goes the next time
            path.unlink(missing_ok=True)


def _is_last_of_its_schema(path: Path, newest_first: Sequence[Path]) -> bool:
    schema, newer = _schema(path), newest_first[: newest_first.index(path)]
    return schema is not None and all(_schema(one) != schema for one in newer)


def _schema(path: Path) -> int | None:
    """Return the schema of a backup, or None when it can't be read."""
    with suppress(Problem):
        return archive.read_manifest(path).schema
    return None


def worth_keeping(newest_first: Sequence[tuple[Path, str]]) -> list[Path]:
    """Return which backups stay, of pairs of a backup and the day it was made.

    Days are counted, not measured back from today: a clock that was wrong pushes none out.
    """
    kept: list[Path] = []
    days: set[str] = set()
    for path, day in newest_first:
        if len(kept) < LATEST or (day not in days and len(days) < DAYS):
            kept.append(path)
        days.add(day)
    return kept


def _day(path: Path) -> str:
    """Return the day a backup was made; its name may lead those of a clock that ran ahead."""
    with suppress(Problem):
        return archive.read_manifest(path).made[:10]
    return path.name[7:15]


def _when(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name[7:22], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _free(place: Path, now: datetime) -> Path:
    """Return a name behind all others: a backup is never overwritten, and the last one leads.

    That holds also when the clock was set back; when it was made stands in its manifest.
    """
    stamp, number = now.strftime(_STAMP), 1
    newest = next(iter(listed(place)), None)
    if newest and newest.name[7:22] >= stamp:
        stamp = newest.name[7:22]
        number = int(newest.stem[23:] or 1) + 1
    return place / f"binder-{stamp}{f'-{number}' if number > 1 else ''}{ENDING}"
