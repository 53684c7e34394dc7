"""The law pack that is installed, as a file in the program's data folder, and the one before."""

from pathlib import Path

from ir_app.store import durable, troubles

FOLDER = "law"
CURRENT = "current.lawpack"
PREVIOUS = "previous.lawpack"


def read(folder: Path, name: str, most: int) -> bytes | None:
    """Return the bytes of an installed pack, at most ``most`` and one; None when there is none.

    A file that is there and can't be read gives no bytes at all: as good as damaged.
    """
    path = folder / FOLDER / name
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def put(folder: Path, body: bytes | None, *, keep_old: bool) -> None:
    """Put a pack in the place of the installed one, or none; raises Problem.

    Each file is there whole or not at all, whenever the power fails. With ``keep_old`` the one
    that was there can be gone back to; a damaged one is not worth that place.
    """
    place = folder / FOLDER
    now = place / CURRENT
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        if keep_old and now.exists():
            durable.write(place / PREVIOUS, now.read_bytes())
        if body is not None:
            durable.write(now, body)
        else:
            now.unlink(missing_ok=True)
            durable.sync_folder(place)
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble
