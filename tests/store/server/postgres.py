"""A PostgreSQL of the tests' own: a real server in a temporary folder, on a Unix socket."""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from ir_app.store.server import group
from ir_app.store.server.address import Address, read_address

_NUMBERS = count(1)
_ROOM = 4 * 1024**3  # bytes that must be free before servers lie in memory


def programs() -> Path:
    """The folder of PostgreSQL's own programs; Debian keeps them off the path."""
    found = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and not places:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    return Path(found or places[-1]).resolve().parent  # a link on the path has no psql beside it


def _as_whom() -> dict[str, str]:
    return {"user": "postgres"} if os.geteuid() == 0 else {}  # the server refuses to run as root


@dataclass
class Server:
    """A running server that a test may stop, kill and start again."""

    base: Path
    database: str = "binder"
    port: int = 5432
    settings: dict[str, str] = field(default_factory=dict)  # beside those of all tests

    def _control(self, *words: str) -> None:
        command = [str(programs() / "pg_ctl"), "-D", str(self.base / "data"), "-w", *words]
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.base,
            timeout=90,
            **_as_whom(),  # type: ignore[call-overload]
        )

    def start(self) -> None:
        usual = {"listen_addresses": "", "unix_socket_directories": str(self.base)}
        chosen = usual | {"port": str(self.port)} | self.settings
        options = " ".join(f"-c {name}={value}" for name, value in chosen.items())
        self._control("start", "-l", str(self.base / "log"), "-o", options)

    def restart(self, **settings: str) -> None:
        """Stop it in order and start it with other settings."""
        self.stop()
        self.settings = settings
        self.start()

    def own(self, path: Path, mode: int) -> Path:
        """Make a file the server's own, so that it takes it for a key."""
        _give_to_server(path)
        path.chmod(mode)
        return path

    def stop(self) -> None:
        """Stop it as whoever runs it would."""
        self._control("stop", "-m", "fast")

    def kill(self) -> None:
        """Stop it as a power cut would: no farewell, nothing flushed."""
        self._control("stop", "-m", "immediate")

    def crash(self) -> None:
        """Kill every process of the server at once with SIGKILL, as a crash would."""
        chief = int((self.base / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(chief, signal.SIGSTOP)  # so that it starts no new one meanwhile
        for process in [*_children(chief), chief]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while _children(chief) or Path(f"/proc/{chief}").exists():
            time.sleep(0.01)

    def raw(self, login: str = "boss", database: str = "") -> "psycopg.Connection":
        return psycopg.connect(
            host=str(self.base),
            port=self.port,
            user=login,
            dbname=database or self.database,
            autocommit=True,
        )

    def run(self, program: str, *words: str) -> str:
        """Run one of PostgreSQL's own programs on this database; returns what it printed."""
        where = ["-h", str(self.base), "-p", str(self.port), "-U", "boss", "-d", self.database]
        command = [str(programs() / program), *where, *words]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
        return done.stdout

    def other(self, name: str) -> "Server":
        """An empty database beside this one on the same server."""
        with self.raw() as raw:
            raw.execute(f"DROP DATABASE IF EXISTS {name}")
            raw.execute(f"CREATE DATABASE {name}")
        return replace(self, database=name)

    def address(self, login: str = "boss", practice: str = "", database: str = "") -> Address:
        near = f"host={self.base}" + (f"&port={self.port}" if self.port != 5432 else "")
        url = f"postgresql+psycopg://{login}@/{database or self.database}?{near}"
        return read_address(url, practice)

    def login(self, role: str, practice: str, login: str = "") -> Address:
        """A new login with a role in a practice."""
        login = login or f"u{next(_NUMBERS)}"
        with self.raw() as raw:
            if not raw.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone():
                raw.execute(f"CREATE ROLE {login} LOGIN")
        group.grant(self.address(), role, login, practice)
        return self.address(login, practice)

    def fresh(self) -> "Server":
        """A group of its own on the same server, for tests that take its guards away."""
        name = f"fresh{next(_NUMBERS)}"
        with self.raw(database="postgres") as raw:
            raw.execute(f"CREATE DATABASE {name} TEMPLATE blank")
        return Server(self.base, name)

    def practice(self) -> str:
        """A new practice, walled off from all others."""
        name = f"p{next(_NUMBERS)}-{os.getpid()}"
        group.add_practice(self.address(), name)
        return name

    def writer(self) -> Address:
        """The address of a new practice's writer."""
        return self.login("writer", self.practice())


def _children(chief: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _, _, rest = stat.read_text().rpartition(")")
            state, parent = rest.split()[:2]
            if int(parent) == chief and state != "Z":
                found.append(int(stat.parent.name))
    return found


@contextmanager
def running(port: int = 5432, place: str = "", *, checksums: bool = False) -> Iterator[Server]:
    """Make a server, hold it for a while, throw it away; sockets of one port never meet.

    It lies in memory where there is room: the server waits for its disk at every act.
    """
    with TemporaryDirectory(prefix="ibpg", dir=place or _memory()) as name:
        base = Path(name)
        _give_to_server(base)
        base.chmod(0o755)
        copy = ["cp", "-R", str(_empty_cluster(checksums=checksums)), str(base / "data")]
        subprocess.run(copy, check=True, cwd=base, timeout=120, **_as_whom())  # type: ignore[call-overload]
        server = Server(base, port=port)
        server.start()
        try:
            with server.raw(database="postgres") as raw:
                raw.execute("CREATE DATABASE binder")
            group.init(server.address())
            with server.raw(database="postgres") as raw:
                raw.execute("CREATE DATABASE blank TEMPLATE binder")
            yield server
        finally:
            server.kill()


def _memory() -> str:
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > _ROOM else "/tmp"


@cache
def _empty_cluster(*, checksums: bool) -> Path:
    """Let initdb work once for all servers of this process; each gets a copy of what it made."""
    folder = TemporaryDirectory(prefix="ibpg-empty", dir=_memory())
    atexit.register(folder.cleanup)
    base = Path(folder.name)
    _give_to_server(base)
    words = ["-D", str(base / "data"), "-U", "boss", "--auth=trust", "-E", "UTF8", "--locale=C"]
    words += ["--data-checksums"] * checksums
    subprocess.run(
        [str(programs() / "initdb"), *words, "--no-sync"],
        check=True,
        capture_output=True,
        cwd=base,
        timeout=120,
        **_as_whom(),  # type: ignore[call-overload]
    )
    return base / "data"


def _give_to_server(path: Path) -> None:
    if os.geteuid() == 0:
        who = pwd.getpwnam("postgres")
        os.chown(path, who.pw_uid, who.pw_gid)
