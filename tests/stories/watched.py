"""Runs the program while every file it writes is noted, and what it removes again is kept.

    python -m tests.stories.watched GRAVES NOTES COMMAND…

An audit hook sees each file before it is removed or replaced and copies it to GRAVES; NOTES becomes
the list of all paths that were opened to write, renamed to or made, and of programs started.
``crash`` as COMMAND opens the window's log and lets the program break down over a patient's name.
"""

import os
import shutil
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path

from ir_app.store.binder import Binder

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


class Watch:
    """What the hook has seen."""

    def __init__(self, graves: Path) -> None:
        self.graves, self.paths, self._numbers, self._busy = graves, set[str](), count(), False

    def hook(self, event: str, details: tuple[object, ...]) -> None:
        """Note a write; bury what is about to go."""
        if self._busy:
            return
        self._busy = True
        try:
            self._see(event, details)
        finally:
            self._busy = False

    def _see(self, event: str, details: tuple[object, ...]) -> None:
        if event == "open" and self._is_write(details):
            self.paths.add(str(details[0]))
        elif event == "os.remove":
            self.bury(_where(details[0], details[1]))
        elif event == "os.rename":
            self.paths.add(str(details[1]))
            self.bury(Path(str(details[1])))
        elif event == "subprocess.Popen":
            self.paths.add(f"program: {details[0]}")
        elif event in ("os.mkdir", "sqlite3.connect"):
            self.paths.add(str(details[0]))

    @staticmethod
    def _is_write(details: tuple[object, ...]) -> bool:
        name, mode, flags = details[:3]
        if isinstance(name, int):
            return False
        written = isinstance(mode, str) and any(sign in mode for sign in "wax+")
        return written or (mode is None and isinstance(flags, int) and bool(flags & _WRITES))

    def bury(self, path: Path) -> None:
        """Keep a copy of a file that goes."""
        with suppress(OSError):
            if path.is_file():
                shutil.copyfile(path, self.graves / f"{next(self._numbers)}-{path.name}")


def _where(name: object, folder: object) -> Path:
    if isinstance(folder, int) and folder >= 0:
        return Path(f"/proc/self/fd/{folder}").readlink() / os.fsdecode(str(name))
    return Path(os.fsdecode(str(name)))


def main() -> int:
    """Run the command under watch."""
    graves, notes, *command = sys.argv[1:]
    watch = Watch(Path(graves))
    close = Binder.close

    def bury_and_close(binder: Binder) -> None:
        for path in binder.folder.glob("binder.sqlite-*"):  # SQLite removes them by itself
            watch.bury(path)
        close(binder)

    Binder.close = bury_and_close  # type: ignore[method-assign, assignment]
    sys.addaudithook(watch.hook)
    try:
        return _crash(Path(command[1]), command[2]) if command[0] == "crash" else _run(command)
    finally:
        with Path(notes).open("a", encoding="utf-8") as file:
            file.writelines(f"{path}\n" for path in sorted(watch.paths))


def _run(command: list[str]) -> int:
    from ir_app.__main__ import main as program

    return program(command)


def _crash(folder: Path, words: str) -> int:
    """Show the window, keep its settings, then fail with a patient's words in the exception."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from ir_app.actions import keeping
    from ir_app.actions.desk import open_desk
    from ir_app.app import _watch
    from ir_app.clock import SystemClock
    from ir_app.ui import settings
    from ir_app.ui.window import Window

    app = QApplication([])
    window = Window(open_desk(folder, SystemClock()))
    window.show()
    app.processEvents()
    settings.save(folder, settings.Settings(scale=150))
    _watch(folder)
    try:
        raise ValueError(words)
    except ValueError as fault:
        sys.excepthook(ValueError, fault, fault.__traceback__)
    keeping.close(window.session.desk)
    return 0


if __name__ == "__main__":
    sys.exit(main())
