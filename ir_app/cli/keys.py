"""``ir-app keys``, ``backup``, ``restore`` and ``join``: what opens the binder, and its copies."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from ir_app.actions import keeping, seat
from ir_app.actions.desk import Desk, open_desk
from ir_app.cli.line import Answer
from ir_app.cli.where import server_of
from ir_app.clock import SystemClock
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.store.server.address import Address

NEW = "INCIDENT_BINDER_NEW_PASSPHRASE"  # for programs; a person types it


def listed(asked: argparse.Namespace) -> Answer:
    """Answer with every way to open the binder."""
    with _desk(asked.data) as desk:
        rows = [
            {"id": slot.id, "kind": slot.kind.value, "made": slot.made, "device": slot.device}
            for slot in keeping.keys(desk).slots
        ]
    lines = [f"{row['id'][:8]}  {row['kind']}  {row['made']}  {row['device']}" for row in rows]
    return Answer("\n".join(line.rstrip() for line in lines), rows)


def add_passphrase(asked: argparse.Namespace) -> Answer:
    """Set the passphrase: from the environment, or typed twice."""
    words = os.environ.get(NEW) or _typed_twice()
    return _done(asked, lambda desk: keeping.set_passphrase(desk, words).said)


def recovery_code(asked: argparse.Namespace) -> Answer:
    """Make a new recovery code and show it, once."""
    with _desk(asked.data) as desk:
        _prove(desk)
        code = keeping.new_code(desk)
    words = "Write it down and keep it away from this computer. It is not shown again."
    return Answer(f"{code}\n{words} An earlier code no longer opens the binder.", {"code": code})


def remember(asked: argparse.Namespace) -> Answer:
    """Let this computer's keyring open the binder."""
    return _done(asked, lambda desk: keeping.remember(desk).said)


def revoke(asked: argparse.Namespace) -> Answer:
    """Remove one way to open the binder."""
    return _done(asked, lambda desk: keeping.revoke(desk, asked.slot).said)


def rekey(asked: argparse.Namespace) -> Answer:
    """Encrypt the binder with a new data key."""
    return _done(asked, lambda desk: keeping.rekey(desk).said)


def backup(asked: argparse.Namespace) -> Answer:
    """Make a checked backup, and a copy of it where ``--to`` says."""
    from ir_app.store.backup import copy_to

    with _desk(asked.data, server_of(asked)) as desk:
        said = keeping.back_up(desk).said
        last = keeping.last_backup(keeping.place_of_backups(desk))
        paths = [last[0]] if last else []
        if asked.to and paths:
            paths.append(copy_to(paths[0], asked.to))
    return Answer(said, {"files": [str(path) for path in paths]})


def restore(asked: argparse.Namespace) -> Answer:
    """Put a backup in the place of the binder; the files that were there are kept."""
    done = keeping.restore(asked.data, asked.file, SystemClock(), keeping.key_given())
    return Answer(done.said, {"said": done.said})


def join(asked: argparse.Namespace) -> Answer:
    """Take the incidents of another binder into this one."""
    return _done(asked, lambda desk: keeping.join(desk, asked.folder, keeping.key_given()).said)


def _done(asked: argparse.Namespace, act: Callable[[Desk], str]) -> Answer:
    with _desk(asked.data) as desk:
        _prove(desk)
        said = act(desk)
    return Answer(said, {"said": said})


@contextmanager
def _desk(folder: Path, server: "Address | None" = None) -> Iterator[Desk]:
    if server is None and not (folder / "binder.sqlite").exists():
        raise Problem(what=f"There is no binder in “{folder}”.", safe="", do="Check the folder.")
    desk = open_desk(folder, SystemClock(), key=keeping.key_given(), server=server)
    try:
        yield desk
    finally:
        desk.close()


def _prove(desk: Desk) -> None:
    """Show what opens the binder where people with a PIN keep its keys; raises Problem."""
    if not desk.keepers:
        return
    words = os.environ.get(keeping.VARIABLE, "")
    if not words and sys.stdin.isatty():
        words = getpass("Passphrase or recovery code: ")
    if not words:
        raise Problem(
            what="Keys are changed by somebody who can open the binder by hand.",
            safe="Nothing was changed.",
            do=f"Type its passphrase or recovery code, or put it into {keeping.VARIABLE}.",
        )
    seat.prove(desk, words)


def _typed_twice() -> str:
    if not sys.stdin.isatty():
        raise Problem(
            what="No new passphrase was given.", safe="", do=f"Type it, or put it into {NEW}."
        )
    words = getpass("New passphrase: ")
    if words != getpass("Once more: "):
        raise Problem(what="The two are not the same.", safe="Nothing was changed.", do="Again.")
    return words
