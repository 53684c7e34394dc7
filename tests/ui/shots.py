"""A picture of every screen, for whoever changes one.

    python -m tests.ui.shots out [--only dates] [--tall]

Light and dark, small and wide; ``--tall`` shows a whole screen at once instead of its first part.
Nobody's own binder is touched: everything is made in a temporary folder.
"""

import argparse
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.ui import theme
from ir_app.ui.screens.all import SCREENS
from ir_app.ui.window import Window
from tests.keys import memory_keyring
from tests.ui.test_screens import prepare

SMALL, WIDE, TALL = (1024, 700), (1920, 1080), (1024, 2600)
MONDAY = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


def main() -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.shots")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", choices=[*SCREENS], action="append")
    parser.add_argument("--tall", action="store_true")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    sizes = {"tall": TALL} if asked.tall else {"small": SMALL, "wide": WIDE}
    with tempfile.TemporaryDirectory() as scratch, memory_keyring():
        os.environ["XDG_STATE_HOME"] = scratch
        app = QApplication([])
        desk = open_desk(Path(scratch) / "binder", SteppedClock(MONDAY))
        window = Window(desk)
        prepare(window, Path(scratch))
        window.show()
        for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
            window.session.settings.scheme = scheme
            window.go("dressed")
            for size, pixels in sizes.items():
                window.resize(*pixels)
                for name in asked.only or SCREENS:
                    window.go(name)
                    app.processEvents()
                    app.processEvents()
                    window.grab().save(str(asked.out / f"{name}-{size}-{scheme.value}.png"))
        desk.close()
    print(f"The pictures are in {asked.out}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
