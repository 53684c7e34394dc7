#!/usr/bin/env python3
"""Sets up Incident Binder on first use and starts it: ``python3 run.py`` (Windows: ``py run.py``).

``run.py test`` installs what the tests need and runs all checks; anything else is passed on to
``ir-app``. Only the standard library is used here, and every trouble is said in a sentence.
"""

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
STAMP = VENV / "incident-binder-stamp"
LOG = VENV / "set-up.log"
OLDEST, NEWEST = (3, 11), (3, 14)
YES = "--yes"

# What each purpose needs on Debian and Ubuntu. Names that changed with time64 stand together: the
# first one that the system knows is taken.
QT = (
    "libglib2.0-0t64|libglib2.0-0",
    "libgl1",
    "libegl1",
    "libfontconfig1",
    "libxkbcommon0",
    "libdbus-1-3",
)
WINDOW = (
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-image0",
    "libxcb-render-util0",
)
PAPERS = (
    "libreoffice-writer-nogui",
    "poppler-utils",
    "fonts-liberation",
    "fonts-crosextra-carlito",
)
SERVER = ("postgresql",)
SCREEN = ("xvfb", "xauth", "xdotool")
KEYRING = ("gnome-keyring", "dbus", "dbus-x11")  # a real one, for the tests of the key slots
PURPOSES = {
    "window": QT + WINDOW,
    "headless": (),
    "test": QT + WINDOW + PAPERS + SERVER + SCREEN + KEYRING,
}


class Trouble(Exception):  # noqa: N818 - it is said to people as a sentence
    """Something that stops the set-up, in a sentence."""


def main(arguments):
    """Set up, then start what was asked for; returns the exit code."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Trouble(
            f"Python {platform.python_version()} can't run this. "
            "Install Python 3.11 to 3.14 from python.org and start again."
        )
    yes = YES in arguments
    rest = [argument for argument in arguments if argument != YES]
    testing = rest[:1] == ["test"]
    purpose = "test" if testing else "headless" if _headless(rest) else "window"
    if purpose == "window" and not _has_display():
        print("There is no screen here, so the window can't open.")
        print("To see what the program does, run: python3 run.py demo --out out")
        return 2
    install_libraries(missing_libraries(purpose), yes)
    python = ready_environment(testing)
    return run_tests(python, rest[1:]) if testing else run_app(python, rest)


def _headless(rest):
    """Tell whether a command was given: only a bare start, or --data alone, opens the window."""
    words = [a for a, before in zip(rest, ["", *rest]) if before != "--data"]
    return (
        any(not word.startswith("-") for word in words) or "--help" in rest or "--version" in rest
    )


def _has_display():
    if platform.system() != "Linux":
        return True
    offscreen = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(offscreen or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- system libraries ---------------------------------------------------------------------------


def missing_libraries(purpose):
    """Return the Debian packages a purpose needs and the system lacks; nothing elsewhere."""
    wanted = (*_for_venv(), *PURPOSES[purpose])
    if platform.system() != "Linux" or not wanted:
        return []
    if shutil.which("dpkg-query") is None:
        return []
    have = _installed()
    return [names for names in wanted if not any(name in have for name in names.split("|"))]


def _for_venv():
    """Return the package without which Debian's Python makes no environment, if it is missing."""
    there = VENV.exists() or importlib.util.find_spec("ensurepip")
    return () if there else (f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",)


def _installed():
    query = ["dpkg-query", "-W", "-f", "${Package} ${Status}\n"]
    told = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in told.splitlines() if line.endswith(" installed")}


def install_libraries(missing, yes):
    """Install packages with apt: as root at once, otherwise after asking."""
    if not missing:
        return
    names = [alternatives.split("|")[-1] for alternatives in missing]
    by_hand = f"sudo apt-get install {' '.join(names)}"
    some = "1 system package is" if len(names) == 1 else f"{len(names)} system packages are"
    print(f"{some} missing: {', '.join(names)}.")
    apt = shutil.which("apt-get")
    if apt is None:
        raise Trouble(f"Install them with your system's package tool. On Debian: {by_hand}")
    root = os.geteuid() == 0
    if not root and shutil.which("sudo") is None:
        raise Trouble(f"Ask whoever looks after this computer to run: {by_hand}")
    if not root and not yes and not _agree(f"Install them now with: {by_hand}? [y/n] "):
        raise Trouble(f"Nothing was installed. When you are ready, run: {by_hand}")
    print("Installing them (a minute or two) ...", flush=True)
    _apt([] if root else ["sudo"], apt, missing, by_hand)


def _agree(question):
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _apt(prefix, apt, missing, by_hand):
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _call([*prefix, apt, "update", "-q"], quiet)
    names = [_known(alternatives.split("|")) for alternatives in missing]
    command = [*prefix, apt, "install", "-y", "-q", "--no-install-recommends", *names]
    failed, told = _call(command, quiet)
    if failed:
        last = told.strip().splitlines()[-1:] or ["no reason given"]
        raise Trouble(f"apt could not install them ({last[0]}). Run by hand: {by_hand}")


def _known(names):
    for name in names:
        told = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if told.returncode == 0 and told.stdout:
            return name
    return names[-1]


def _call(command, env=None):
    done = subprocess.run(
        command, env=env, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.returncode != 0, done.stdout or ""


# --- the Python environment ---------------------------------------------------------------------


def ready_environment(testing):
    """Return the environment's Python, making and filling .venv when it is not as it should be."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    want = stamp(testing)
    if python.exists() and want in _read(STAMP).split():
        return python
    if not python.exists() or not _works(python):
        _make(python)
    _fill(python, testing)
    try:
        kept = [line for line in _read(STAMP).split() if line.split(":")[0] != want.split(":")[0]]
        STAMP.write_text("\n".join([*kept, want]) + "\n", encoding="utf-8")
    except OSError as trouble:
        raise Trouble(
            f"The folder {HERE} can't be written. Copy it to a place of your own."
        ) from trouble
    return python


def stamp(testing):
    """Return what .venv was made from: purpose, Python, place and the lists of packages."""
    running = hashlib.sha256(f"{sys.version_info[:2]} {HERE}".encode())
    for name in ("pyproject.toml", "requirements-lock.txt"):
        running.update(_read(HERE / name).encode())
    return f"{'test' if testing else 'run'}:{running.hexdigest()[:24]}"


def _read(path):
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _works(python):
    try:
        failed, told = _call([str(python), "-c", "import sys, pip; print(sys.version_info[:2])"])
    except OSError:
        return False
    return not failed and told.strip() == str(tuple(sys.version_info[:2]))


def _make(python):
    print("Setting up for the first time (a few minutes) ...", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    failed, told = _call([sys.executable, "-m", "venv", str(VENV)])
    if failed and "ensurepip" in told:
        raise Trouble("Python's venv part is missing. Run: sudo apt-get install python3-venv")
    if failed or not python.exists():
        why = "the disk is full" if "No space" in told else "the folder can't be written"
        raise Trouble(f"The set-up could not begin in {HERE}: {why}.")


def _fill(python, testing):
    lock = HERE / "requirements-lock.txt"
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "-q"]
    steps = [[*pip, "-r", str(lock)]] if testing and lock.exists() else []
    steps.append([*pip, "-e", f"{HERE}[test]" if testing else str(HERE)])
    for command in steps:
        print("Installing the Python packages ...", flush=True)
        failed, told = _call(command)
        LOG.write_text(told, encoding="utf-8")
        if failed:
            raise Trouble(_why_pip_failed(told))


def _why_pip_failed(told):
    if "No space left" in told:
        return "The disk is full. Make room (about 1 GB) and start again."
    if "Could not find a version" in told or "NewConnectionError" in told or "timed out" in told:
        return (
            "The packages could not be downloaded. Check the internet connection and start again."
        )
    return f"The packages could not be installed. Your IT company can look at {LOG}."


# --- starting -----------------------------------------------------------------------------------


def run_app(python, rest):
    """Start ir-app with the rest of the command line."""
    return subprocess.call([str(python), "-m", "ir_app", *rest])


def run_tests(python, rest):
    """Run format, lint, types, layers and tests; returns 1 when anything failed."""
    tool = str(python.parent)
    pytest = [str(python), "-m", "pytest", "-q", "-n", "2"]
    checks = [
        ("format", [f"{tool}/ruff", "format", "--check", "."]),
        ("lint", [f"{tool}/ruff", "check", "."]),
        ("types", [str(python), "-m", "mypy"]),
        ("layers", [f"{tool}/lint-imports"]),
    ]
    tests = ("tests", [*pytest, "--ignore=tests/ui", *rest])
    windows = ("windows", [*pytest, "tests/ui", *rest])
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0"}
    bad = []
    for name, command in [*([] if rest else checks), tests, windows]:
        print(f"== {name}", flush=True)
        code = subprocess.call(command, cwd=HERE, env=env)
        if code and not (code == 5 and rest):  # 5: no test matched what was asked for
            bad.append(name)
    print(f"Failed: {', '.join(bad)}." if bad else "All checks passed.")
    return 1 if bad else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        sys.exit(f"{trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
