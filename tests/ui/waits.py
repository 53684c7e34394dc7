"""A server that is silent, and somebody who does not want to wait for it."""

import contextlib
import os
import signal
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from tests.store.server.postgres import Server


def stop_waiting() -> None:
    """Press "Stop waiting" as soon as it is there."""
    for widget in QApplication.topLevelWidgets():
        for found in widget.findChildren(QPushButton, "stop-waiting"):
            found.click()
            return
    QTimer.singleShot(50, stop_waiting)


def silence(server: Server, number: int) -> None:
    """Stop or wake every process of the server: the line stays, and nothing comes.

    The chief is stopped first, so that no new process slips through, and woken last: awake, it
    buries at once every process that ended meanwhile, and its number would be nobody's.
    """
    chief = int((server.base / "data" / "postmaster.pid").read_text().split()[0])
    if number == signal.SIGSTOP:
        os.kill(chief, number)
    for process in Path(f"/proc/{chief}/task/{chief}/children").read_text().split():
        with contextlib.suppress(ProcessLookupError):  # ended since it was listed
            os.kill(int(process), number)
    if number != signal.SIGSTOP:
        os.kill(chief, number)
