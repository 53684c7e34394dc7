"""A server that is silent, and somebody who does not want to wait for it."""

import os
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
    """Stop or wake every process of the server: the line stays, and nothing comes."""
    chief = int((server.base / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{chief}/task/{chief}/children").read_text().split()
    for process in (chief, *map(int, children)):
        os.kill(process, number)
