"""A bench: one binder, on a file or on a server, made ready once and copied for every life."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from ir_app.actions.desk import Desk
from ir_app.clock import SteppedClock
from ir_app.core.practice import PRACTICE
from ir_app.law.read import Law, load_law
from ir_app.places import content
from ir_app.playbook.read import Library, load_library
from ir_app.store.binder import Binder
from ir_app.store.server.address import Address
from tests.keys import KEY
from tests.store.drafts import MONDAY
from tests.store.server.postgres import Server

_LIVES = count(1)
# By files: PostgreSQL 15 forgets after a crash how far the sequences of a page-wise copy were.
_COPY = "CREATE DATABASE {} STRATEGY FILE_COPY TEMPLATE"


@cache
def _law() -> Law:
    return load_law(content("resources", "law"))


@cache
def _library() -> Library:
    return load_library(content("playbooks"))


@dataclass
class Bench:
    """Where one binder is, what was made ready beside it, and the desk while it is open."""

    base: Path
    server: Server | None = None
    login: tuple[str, str] = ("", "")  # login and practice on the server
    notes: dict[str, Any] = field(default_factory=dict)  # what ``prepare`` wants to remember
    _desk: Desk | None = None

    @property
    def folder(self) -> Path:
        return self.base / "binder"

    @property
    def address(self) -> Address:
        assert self.server is not None
        return self.server.address(*self.login)

    @property
    def desk(self) -> Desk:
        """The open desk, opened as the next start would when it is not open yet."""
        if self._desk is None:
            clock = SteppedClock(MONDAY)
            self.folder.mkdir(parents=True, exist_ok=True)
            self._desk = Desk(binder=self._open(clock), clock=clock)
            self._desk.__dict__ |= {"law": _law(), "library": _library()}
            clock.move_to(_later(self._desk.binder))
            self._desk.recognise()
        return self._desk

    @property
    def binder(self) -> Binder:
        return self.desk.binder

    def _open(self, clock: SteppedClock) -> Binder:
        if self.server:
            return Binder.open_server(self.address, clock, self.folder)
        return Binder.open(self.folder, clock, key=KEY)

    def let_go(self) -> None:
        """Close the binder as it lies: no seal and no backup of a closing program."""
        if self._desk is not None:
            self._desk.binder.close()
            self._desk = None


def _later(binder: Binder) -> Any:
    heads = [binder.head(journal) for journal in [PRACTICE, *binder.journals()]]
    return max([MONDAY, *(head.recorded + timedelta(minutes=1) for head in heads if head)])


def new_bench(base: Path, server: Server | None) -> Bench:
    """An empty bench; on the server in a database of its own, so that it can be copied whole."""
    base.mkdir(parents=True)
    if server is None:
        return Bench(base)
    from ir_app.store.server import group

    own = Server(server.base, f"bench{next(_LIVES)}")
    with server.raw(database="postgres") as raw:
        raw.execute(f"CREATE DATABASE {own.database}")
    group.init(own.address())
    address = own.writer()
    return Bench(base, own, (str(address.url.username), address.practice))


@contextmanager
def life_of(bench: Bench, base: Path) -> Iterator[Bench]:
    """A copy of a bench that was made ready, thrown away at the end."""
    shutil.copytree(bench.base, base)
    server = bench.server and Server(bench.server.base, f"life{next(_LIVES)}")
    if server and bench.server:
        _in_postgres(server, f"{_COPY.format(server.database)} {bench.server.database}")
    life = Bench(base, server, bench.login, bench.notes)
    try:
        yield life
    finally:
        life.let_go()
        if server:
            for name in (server.database, f"{server.database}_new"):  # see groups.py
                _in_postgres(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        with suppress(OSError):
            shutil.rmtree(base)


def _in_postgres(server: Server, statement: str) -> None:
    with server.raw(database="postgres") as raw:
        raw.execute(statement)
