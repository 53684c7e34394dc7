"""The operating system's keyring: a real one on a bus of its own, and all that is not trusted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from ir_app.clock import SteppedClock
from ir_app.store.binder import Binder
from ir_app.store.keys import ring
from ir_app.store.keys.source import KeySource, Locked, NeedsSecret
from tests.keys import CHEAP, WORDS, Memory
from tests.store.drafts import OPENED, write

RUNS_ON = ("sqlcipher",)
WHY = "a plain file has no keys, and a server keeps none of ours"
BOTH = KeySource(passphrase=WORDS, cost=CHEAP)


class InTheClear(KeyringBackend):
    """A keyring as other packages bring along: it works, and everybody can read it."""

    priority = 9
    asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError("never asked")

    set_password = get_password  # type: ignore[assignment]
    delete_password = get_password  # type: ignore[assignment]


@pytest.mark.parametrize("backend", [InTheClear, fail.Keyring, null.Keyring])
def test_a_keyring_that_is_not_trusted_is_none(
    folder: Path, clock: SteppedClock, backend: type[KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(NeedsSecret):
        Binder.open(folder, clock)
    with Binder.open(folder, clock, key=BOTH) as binder:
        assert binder.keys is not None
        assert [slot.kind for slot in binder.keys.slots] == ["passphrase"]
    with pytest.raises(Locked):
        Binder.open(folder, clock)


@pytest.mark.parametrize("error", [NoKeyringError, InitError, KeyringLocked, OSError, RuntimeError])
def test_a_keyring_that_fails_or_is_locked_leaves_the_passphrase(
    folder: Path,
    clock: SteppedClock,
    memory: Memory,
    error: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Binder.open(folder, clock, key=BOTH).close()

    def refuse(*_: object) -> None:
        raise error("locked")

    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(memory, name, refuse)
    with pytest.raises(Locked):
        Binder.open(folder, clock)
    Binder.open(folder, clock, key=BOTH).close()
    with pytest.raises(NeedsSecret):
        Binder.open(folder.parent / "new", clock)


def test_a_slot_of_this_computer_can_be_added_and_is_forgotten_with_it(
    folder: Path, clock: SteppedClock, memory: Memory
) -> None:
    only_words = KeySource(passphrase=WORDS, cost=CHEAP, keyring=False)
    with Binder.open(folder, clock, key=only_words) as binder:
        assert binder.keys is not None
        binder.keys.remember_here()
    with Binder.open(folder, clock) as binder:
        write(binder, "i1", OPENED)
        assert binder.keys is not None
        assert len(memory.kept) == 1
        binder.keys.revoke(binder.keys.slots[1].id)
    assert memory.kept == {}


FORGET = """
import keyring
from ir_app.store.keys import ring
backend = keyring.get_keyring()
import sys, json
from pathlib import Path
for slot in json.loads((Path(sys.argv[1]) / "binder.keys").read_bytes())["slots"]:
    if slot["kind"] == "keyring":
        backend.delete_password(ring.SERVICE, slot["id"])
print("forgotten")
"""
REAL = """
import contextlib
import os
import sys
from pathlib import Path
import keyring
from ir_app.clock import SystemClock
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.keys.source import KeySource, Locked, NeedsSecret
folder = Path(sys.argv[1])
try:
    key = KeySource(passphrase=os.environ["TYPED"])
    with Binder.open(folder, SystemClock(), key=key) as binder:
        if key.typed and not binder.keys.by_itself:
            with contextlib.suppress(Problem):  # a locked keyring keeps nothing
                binder.keys.remember_here()
        print(type(keyring.get_keyring()).__module__, [s.kind.value for s in binder.keys.slots])
except (Locked, NeedsSecret) as problem:
    print(type(problem).__name__)
"""


def on_a_bus(home: Path, word: str, folder: Path, program: str = REAL, typed: str = "") -> str:
    """Run it in a session of its own whose keyring was unlocked with ``word``, or not at all."""
    unlock = "gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
    start = f"printf %s '{word}' | {unlock}; exec \"$@\"" if word else 'exec "$@"'
    run = home / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DBUS", "XDG", "PYTHON_KEY"))}
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", start, "-", sys.executable, "-c", program, folder],
        env={**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(run), "DISPLAY": "", "TYPED": typed},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs gnome-keyring and dbus",
)
def test_a_real_keyring_opens_the_binder_in_the_next_session(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "binder"
    home.mkdir()
    assert on_a_bus(tmp_path / "home", "", folder) == "NeedsSecret"
    well = "keyring.backends.SecretService ['keyring']"
    assert on_a_bus(home, "pw", folder) == well
    assert on_a_bus(home, "pw", folder) == well  # another session, the same account
    assert on_a_bus(home, "", folder) == "Locked"
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    assert on_a_bus(stranger, "pw", folder) == "Locked"


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs gnome-keyring and dbus",
)
def test_a_real_keyring_that_lost_or_locks_its_entry_leaves_the_passphrase(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "binder"
    home.mkdir()
    both = "keyring.backends.SecretService ['passphrase', 'keyring']"
    assert on_a_bus(home, "pw", folder, typed=WORDS) == both
    assert on_a_bus(home, "pw", folder) == both
    assert on_a_bus(home, "another password", folder) == "Locked"  # the keyring stays locked
    assert on_a_bus(home, "another password", folder, typed=WORDS).endswith("'keyring']")
    assert on_a_bus(home, "pw", folder, FORGET) == "forgotten"
    assert on_a_bus(home, "pw", folder) == "Locked"
    on_a_bus(home, "pw", folder, typed=WORDS)  # typed once, and remembered anew
    assert on_a_bus(home, "pw", folder).startswith("keyring.backends.SecretService")


def test_only_four_keyrings_are_trusted() -> None:
    systems = {"SecretService", "kwallet", "Windows", "macOS"}
    assert {name.rpartition(".")[2] for name in ring.TRUSTED} - {"keys"} == systems
