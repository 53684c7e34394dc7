"""The line to a server far away: checked in full, and refused in a sentence when it is not so."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store.keys import ring
from ir_app.store.server import address as address_module
from ir_app.store.server.address import Address, read_address
from ir_app.store.server.binder import ServerBinder
from tests.keys import Memory
from tests.store.drafts import MONDAY, OPENED, write
from tests.store.server.certificates import Authority
from tests.store.server.postgres import Server, running

RUNS_ON = ("postgresql",)
WHY = "a file needs no line"
HOST = "db.maple.example"
PASSWORD = "correct-donkey-stapler-9"


@dataclass
class Far:
    """A server on loopback that speaks TLS under a name of its own."""

    server: Server
    folder: Path
    authority: Authority
    practice: str

    def speak(self, authority: Authority, host: str = HOST, days: int = 30) -> None:
        made = authority.sign(self.folder / "made", [host], days=days)
        crt, key = (
            self.server.own(Path(shutil.copy(path, self.server.base)), 0o600) for path in made
        )
        self.server.restart(
            listen_addresses="127.0.0.1", ssl="on", ssl_cert_file=str(crt), ssl_key_file=str(key)
        )

    def address(self, host: str = HOST, trust: Path | None = None, tls: str = "") -> Address:
        where = f"{host}:{self.server.port}/binder?hostaddr=127.0.0.1"
        url = f"postgresql+psycopg://far@{where}&sslrootcert={trust or self.authority.path}"
        return read_address(url, self.practice, tls=tls or "verify-full")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Far]:
    folder = tmp_path_factory.mktemp("far")
    authority = Authority.make(folder, "maple-authority")
    with running(free_port()) as server:
        practice = server.practice()
        server.login("writer", practice, "far")
        with server.raw() as raw:
            raw.execute(f"ALTER ROLE far PASSWORD '{PASSWORD}'")
        hba = server.base / "data" / "pg_hba.conf"
        hba.write_text("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")
        yield Far(server, folder, authority, practice)


@pytest.fixture
def far(place: Far, memory: Memory) -> Far:
    place.speak(place.authority)
    for host in (HOST, "other.example", "127.0.0.1"):
        place.address(host).keep_password(PASSWORD)
    assert len(memory.kept) == 3
    return place


def connect(address: Address) -> ServerBinder:
    return ServerBinder.connect(address, SteppedClock(MONDAY), Path())


def test_the_right_server_is_let_in_over_an_encrypted_line(far: Far) -> None:
    assert far.address().arguments()["sslmode"] == "verify-full"
    with connect(far.address()) as binder:
        write(binder, "i1", OPENED)
        with far.server.raw() as raw:
            query = """SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                WHERE usename = 'far'"""
            assert raw.execute(query).fetchall() == [(True,)]
        news: list[str] = []
        end = binder.watch(lambda incident, _: news.append(incident))
        write(binder, "i1", "heard over the same line")
        end()
        assert "encrypted" in binder.line


def _stranger(far: Far) -> Address:
    far.speak(Authority.make(far.folder, "a-stranger"))
    return far.address()


def _expired(far: Far) -> Address:
    far.speak(far.authority, days=-1)
    return far.address()


def _other_name(far: Far) -> Address:
    return far.address("other.example")


def _in_the_clear(far: Far) -> Address:
    far.server.restart(listen_addresses="127.0.0.1", ssl="off")
    return far.address()


def _in_the_clear_nearby(far: Far) -> Address:
    far.server.restart(listen_addresses="127.0.0.1", ssl="off")
    return far.address("127.0.0.1")


def _no_authority(far: Far) -> Address:
    return far.address(trust=far.folder / "nowhere.crt")


def _system_trust(far: Far) -> Address:
    where = f"{HOST}:{far.server.port}/binder?hostaddr=127.0.0.1"
    return read_address(f"postgresql+psycopg://far@{where}", far.practice)


@pytest.mark.parametrize(
    ("wrong", "what", "do"),
    [
        (_stranger, "could not prove that it is the right one", "does not know"),
        (_expired, "could not prove that it is the right one", "has expired"),
        (_system_trust, "could not prove that it is the right one", "does not know"),
        (_other_name, "a certificate for another name", "server's name in the address"),
        (_in_the_clear, "does not encrypt the line", "do not go on"),
        (_in_the_clear_nearby, "does not encrypt the line", "turns TLS on"),
        (_no_authority, "is missing on this computer", "Put the file back"),
    ],
)
def test_a_line_that_can_not_be_trusted_is_refused_in_a_sentence(
    far: Far, wrong: Callable[[Far], Address], what: str, do: str
) -> None:
    address = wrong(far)
    with pytest.raises(Problem) as caught:
        connect(address)
    problem = caught.value
    assert what in problem.what
    assert do in problem.do
    assert problem.safe.startswith("Nothing was sent to it.")
    assert PASSWORD not in repr(vars(problem))


def test_less_than_everything_is_checked_only_when_said_and_is_shown(far: Far) -> None:
    address = far.address("other.example", tls="verify-ca")
    with connect(address) as binder:
        assert "not fully checked (sslmode=verify-ca)" in binder.line


def test_a_wrong_password_is_a_sentence_without_it(far: Far) -> None:
    far.address().keep_password("not-the-password-77")
    with pytest.raises(Problem, match="does not let this login in") as caught:
        connect(far.address())
    assert "not-the-password-77" not in repr(vars(caught.value))


def test_without_a_keyring_a_typed_password_lasts_as_long_as_the_program(
    far: Far, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.kept.clear()
    monkeypatch.setattr(ring, "put", lambda *_: False)
    monkeypatch.setattr(address_module, "_TYPED", {})
    address = far.address()
    with pytest.raises(Problem, match="no keyring that is open"):
        address.keep_password(PASSWORD)
    with pytest.raises(Problem, match="does not let this login in"):
        connect(address)
    address.take_password(PASSWORD)
    with connect(address) as binder:
        assert binder.journals() is not None
    assert memory.kept == {}


def test_a_socket_is_no_wire_and_needs_no_certificate(far: Far, memory: Memory) -> None:
    address = far.server.address("far", far.practice)
    assert "sslmode" not in address.arguments()
    with pytest.raises(Problem, match="the system itself says who logs in"):
        address.keep_password(PASSWORD)
    memory.kept.clear()
    with connect(address) as binder:
        assert binder.line == "The line does not leave this computer."


REAL = """
import sys
from pathlib import Path
from ir_app.clock import SystemClock
from ir_app.store.server.address import read_address
from ir_app.store.server.binder import ServerBinder
from tests.store.drafts import OPENED, write
address = read_address(sys.argv[1], sys.argv[2])
if words := sys.stdin.read():
    address.keep_password(words)
with ServerBinder.connect(address, SystemClock(), Path(sys.argv[3])) as binder:
    write(binder, sys.argv[4], OPENED)
    print(binder.place)
"""


def test_the_password_lies_in_a_real_keyring_and_nowhere_else(far: Far, tmp_path: Path) -> None:
    assert shutil.which("dbus-run-session"), "apt-get install dbus gnome-keyring"
    assert shutil.which("gnome-keyring-daemon"), "apt-get install dbus gnome-keyring"
    first = on_a_bus(far, tmp_path, PASSWORD, "first")
    second = on_a_bus(far, tmp_path, "", "second")  # another session, the same account
    assert first == second == f"{far.practice} on far@{HOST}:{far.server.port}/binder"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("keyrings" in path.parts for path in files)
    files += [far.server.base / "log"]
    assert not [path for path in files if PASSWORD.encode() in path.read_bytes()]


def on_a_bus(far: Far, folder: Path, words: str, incident: str) -> str:
    """Open the binder in a session of its own; ``words`` is a password to keep first."""
    home, run = folder / "home", folder / "home" / "run"
    run.mkdir(mode=0o700, parents=True, exist_ok=True)
    unlock = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DBUS", "XDG", "PYTHON_KEY"))}
    words_ = [str(far.address().url), far.practice, str(folder / "binder"), incident]
    start = ["dbus-run-session", "--", "bash", "-c", f'{unlock}; exec "$@"', "-", sys.executable]
    done = subprocess.run(
        [*start, "-c", REAL, *words_],
        env={**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(run), "DISPLAY": ""},
        input=words,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert PASSWORD not in done.stdout + done.stderr + " ".join(words_)
    return done.stdout.strip()
