"""Keys and backups: what opens the binder, where its copies lie, and what is done about it."""

import contextlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ir_app.actions.desk import Desk
from ir_app.clock import Clock
from ir_app.core.change import Change
from ir_app.core.kinds import BinderJoined, KeyChange, KeysChanged
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store.kept import Kept, is_same_place, put_sign, read_kept, write_kept
from ir_app.store.keys.source import KeySource

if TYPE_CHECKING:
    from ir_app.store.archive import Manifest
    from ir_app.store.keys.holder import Keys

_OLDER = "Backups made before today still open as they did: delete those you don't need."
VARIABLE = "INCIDENT_BINDER_PASSPHRASE"


def key_given() -> KeySource | None:
    """Return the passphrase or recovery code put into the environment by who started this."""
    return key_of(os.environ.get(VARIABLE, ""))


def key_of(words: str) -> KeySource | None:
    """Return what was typed as a recovery code when it is one, else as a passphrase."""
    from ir_app.store.keys.recovery import read_code

    try:
        read_code(words)
    except Problem:
        return KeySource(passphrase=words) if words else None
    return KeySource(code=words)


def keys(desk: Desk) -> "Keys":
    """Return the keys of the open binder."""
    if desk.binder.keys is None:
        raise Problem(what="This binder is not encrypted.", do="Open it once in the program.")
    return desk.binder.keys


def set_passphrase(desk: Desk, words: str) -> Change:
    """Open by this passphrase from now on."""
    _keys_to_change(desk).set_passphrase(words)
    return _changed(desk, KeyChange.PASSPHRASE, "The binder opens with the new passphrase.")


def new_code(desk: Desk) -> str:
    """Return a fresh recovery code, to be shown once; an earlier one no longer opens."""
    code = draft_code(desk)
    keep_code(desk, code)
    return code


def draft_code(desk: Desk) -> str:
    """Return a code that opens nothing until it is kept: first it must be on paper."""
    from ir_app.store.keys.recovery import new_code as fresh

    _keys_to_change(desk)
    return fresh()


def keep_code(desk: Desk, code: str) -> Change:
    """Open by this recovery code from now on, and by no earlier one."""
    _keys_to_change(desk).set_recovery_code(code)
    said = "The binder opens with the new recovery code."
    return _changed(desk, KeyChange.RECOVERY_CODE, said)


def remember(desk: Desk) -> Change:
    """Let this computer open the binder by itself."""
    _keys_to_change(desk).remember_here()
    said = "This computer opens the binder by itself from now on."
    return _changed(desk, KeyChange.REMEMBERED, said)


def revoke(desk: Desk, slot: str) -> Change:
    """Remove one way to open the binder."""
    gone = _keys_to_change(desk).revoke(slot)
    said = "Removed. If somebody kept a copy of the folder, lock out old copies too."
    words = f"{gone.kind} {gone.device}".strip()
    return _changed(desk, KeyChange.REVOKED, f"{said} {_OLDER}", words)


def rekey(desk: Desk) -> Change:
    """Encrypt the binder with a new data key."""
    _keys_to_change(desk)
    desk.binder.rekey()
    said = "The binder has a new key. Ways that were removed no longer open it."
    return _changed(desk, KeyChange.REKEYED, f"{said} {_OLDER}")


def may_restore(desk: Desk) -> Change:
    """Raise a Problem unless whoever is at the desk may put a backup in the binder's place."""
    desk.need(KeysChanged)
    return Change((), "")


def _keys_to_change(desk: Desk) -> "Keys":
    desk.need(KeysChanged)
    return keys(desk)


def _changed(desk: Desk, change: KeyChange, said: str, words: str = "") -> Change:
    entries = desk.record(PRACTICE, [KeysChanged(change=change, words=words)])
    return Change(tuple(entries), said)


def back_up(desk: Desk, why: str = "asked for") -> Change:
    """Make a backup, and a copy in the second place when one was chosen."""
    path = _copied_out(desk, why) if desk.binder.on_server else desk.binder.back_up(why)
    kept = read_kept(desk.binder.folder)
    if kept.trouble and not kept.second:
        write_kept(desk.binder.folder, Kept())
    said = f"Backed up and checked: {path.name}."
    if kept.second:
        said += f" Copied to {_copied(desk, path, kept)}."
    return Change((), said)


COPY = "copy-of-the-server"  # a folder in the binder's own


def place_of_backups(desk: Desk) -> Path:
    """Return the folder of the file whose backups are this desk's."""
    return desk.binder.folder / COPY if desk.binder.on_server else desk.binder.folder


def _copied_out(desk: Desk, why: str) -> Path:
    """Bring the office's own copy of the server's record up to date, and back that up."""
    from ir_app.store.binder import Binder
    from ir_app.store.server.binder import ServerBinder
    from ir_app.store.server.copying import copy_out

    server = desk.binder
    assert isinstance(server, ServerBinder)  # noqa: S101 - the only binder on a server
    with Binder.open(place_of_backups(desk), desk.clock, key=key_given()) as file:
        copy_out(server, file)
        return file.back_up(why)


def _copied(desk: Desk, path: Path, kept: Kept) -> Path:
    from ir_app.store.backup import copy_to

    try:
        if not is_same_place(kept):
            raise _not_there(kept)
        target = copy_to(path, Path(kept.second))
    except Problem as problem:
        write_kept(desk.binder.folder, replace(kept, trouble=problem.what))
        raise
    write_kept(desk.binder.folder, replace(kept, trouble=""))
    return target


def _not_there(kept: Kept) -> Problem:
    return Problem(
        what="The second place for backups is not there, or another drive has taken its name.",
        safe="The backup beside the binder was made.",
        do=f"Plug in the drive of “{kept.second}” and back up once more, or pick the place again.",
    )


def back_up_if_changed(desk: Desk, why: str) -> Change:
    """Make a backup unless the last one already holds every entry."""
    last = last_backup(desk.binder.folder)
    if not desk.binder.heads() or (last and _holds_all(desk, last)):
        return Change((), "The last backup holds everything.")
    return back_up(desk, why)


def is_due(desk: Desk) -> bool:
    """Tell whether the day's backup is still to be made and there is something new to keep."""
    if desk.binder.on_server:  # whoever runs the server backs it up
        return False
    last = last_backup(desk.binder.folder)
    if last is None:
        return bool(desk.binder.heads())
    if not _opens_alike(desk, last[0]):  # a new code is worth nothing while no copy opens by it
        return True
    today = desk.clock.now().astimezone(UTC).date()
    made = datetime.fromisoformat(last[1].made).date()
    return made != today and last[1].heads != desk.binder.heads()


def _holds_all(desk: Desk, last: "tuple[Path, Manifest]") -> bool:
    return last[1].heads == desk.binder.heads() and _opens_alike(desk, last[0])


def _opens_alike(desk: Desk, path: Path) -> bool:
    from ir_app.store.archive import read_keys

    try:
        return read_keys(path).slots == keys(desk).slots
    except Problem:  # a backup whose keys are damaged opens for nobody
        return False


def back_up_beside(
    desk: Desk, why: str, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> Change:
    """Make a backup beside the window; it is short and can't be stopped half-way."""
    del cancelled
    done = back_up(desk, why)
    progress(1, 1)
    return done


def close(desk: Desk) -> None:
    """Back up what is new and close the binder; a backup that failed is told at the next start."""
    try:
        if desk.binder.keys is not None and desk.binder.can_write:
            back_up_if_changed(desk, "on closing")
    except Problem as problem:
        kept = replace(read_kept(desk.binder.folder), trouble=problem.what)
        with contextlib.suppress(Problem):  # the disk that refused the backup may refuse this, too
            write_kept(desk.binder.folder, kept)
    finally:
        desk.close()


def last_backup(folder: Path) -> "tuple[Path, Manifest] | None":
    """Return the newest backup and what it says of itself, or None."""
    from ir_app.store.archive import read_manifest
    from ir_app.store.backup import FOLDER, listed

    for path in listed(folder / FOLDER):
        try:
            return path, read_manifest(path)
        except Problem:
            continue
    return None


def second_place(desk: Desk, place: Path | None) -> Change:
    """Copy every backup to this folder as well; None stops that."""
    folder = desk.binder.folder
    if place is not None and place.resolve().is_relative_to(folder.resolve()):
        raise Problem(
            what="That folder is inside the binder's own folder.",
            do="Pick a place on another drive, such as a USB stick.",
        )
    desk.need(KeysChanged)
    if place is None:
        write_kept(folder, Kept())
        return _changed(
            desk, KeyChange.SECOND_PLACE, "Backups are no longer copied to a second place."
        )
    write_kept(folder, Kept(second=str(place), sign=put_sign(place)))
    said = f"From now on every backup is copied to {place}."
    if place.stat().st_dev == folder.stat().st_dev:
        said += " It is on the same drive as the binder: what breaks one breaks both."
    return _changed(desk, KeyChange.SECOND_PLACE, said, str(place))


def restore(folder: Path, path: Path, clock: Clock, key: KeySource | None) -> Change:
    """Put a backup in the place of the binder in ``folder``; nobody may have it open."""
    from ir_app.store.restoring import restore as put_back

    manifest, aside = put_back(path, folder, clock, key or KeySource())
    said = f"The backup of {manifest.made[:16].replace('T', ' ')} UTC is in place."
    if aside.exists():
        said += f" The files that were there lie in “{aside.name}”."
    return Change((), said)


def join(desk: Desk, other: Path, key: KeySource | None) -> Change:
    """Take the incidents of another binder into this one, each entry as it stands."""
    from ir_app.store.binder import Binder

    desk.need(BinderJoined)
    if other.resolve() == desk.binder.folder.resolve():
        raise Problem(what="That is the binder which is open here.", do="Pick the other folder.")
    with Binder.open(other, desk.clock, key=key, read_only=True) as source:
        joined = desk.binder.join(source)
    count = len(joined)
    if not count:
        return Change((), "Every incident of that binder is here already.")
    entries = desk.record(PRACTICE, [BinderJoined(incidents=tuple(joined))])
    what = "1 incident was" if count == 1 else f"{count} incidents were"
    return Change(
        tuple(entries), f"{what} joined into this binder. The other folder was left as it is."
    )
