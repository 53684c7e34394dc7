"""Working on a group's server: which one this computer works on, and with what password."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.store.server.address import Address

_FILE = "group.json"
DATABASE = "incidents"  # what docs/groups.md calls it


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    url: str
    practice: str = ""
    tls: str = "verify-full"


def typed(host: str, database: str, login: str, practice: str) -> Address:
    """Return the address of what was typed into the form; raises Problem when it is none."""
    from ir_app.store.server.address import DRIVER, read_address

    for what, words in (("name of the server", host), ("login", login)):
        if not words.strip():
            raise Problem(
                what=f"The {what} is missing.",
                safe="Nothing was sent.",
                do="Whoever runs the server told it to your office.",
            )
    place = f"{host.strip()}/{database.strip() or DATABASE}"
    return read_address(f"{DRIVER}://{login.strip()}@{place}", practice.strip())


def remember(folder: Path, address: Address) -> None:
    """Work on this server from now on; the address holds no password."""
    kept = _Kept(url=str(address.url), practice=address.practice, tls=address.tls)
    with suppress(OSError):  # a disk that refuses costs only typing it again
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(msgspec.json.encode(kept))


def forget(folder: Path) -> None:
    """Work on this computer's own binder again."""
    with suppress(OSError):
        (folder / _FILE).unlink(missing_ok=True)


def remembered(folder: Path) -> Address | None:
    """Return the server this computer works on, or None."""
    from ir_app.store.server.address import read_address

    try:
        kept = msgspec.json.decode((folder / _FILE).read_bytes(), type=_Kept)
        return read_address(kept.url, kept.practice, kept.tls)
    except (OSError, ValueError, Problem):
        return None
