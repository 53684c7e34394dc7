"""Pictures of the contracts and of the law in use with something to say, for the docs.

python -m tests.ui.shots_quiet docs/screenshots
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from ir_app.actions import contracts, facts
from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.ui.screens.law import LawScreen
from ir_app.ui.theme import Scheme
from ir_app.ui.window import Window
from tests.actions.office import answer_all, begin, furnish, load
from tests.keys import KEY
from tests.law.packs import TRUSTED, write
from tests.ui.shots import MONDAY, SMALL, WIDE

SIZES = {"": SMALL, "-wide": WIDE}


def prepare(folder: Path) -> Window:
    """Return a window over an office with contracts and an incident under Indiana's own law."""
    clock = SteppedClock(MONDAY)
    desk = open_desk(folder / "binder", clock, key=KEY, publishers=TRUSTED)
    furnish(desk)
    incident = begin(desk)
    answer_all(desk, incident)
    facts.answer(desk, incident, "covered_entity", False)
    load(desk, incident, folder)
    window = Window(desk)
    window.session.incident = incident
    return window


def keep_contracts(window: Window) -> None:
    desk = window.session.desk
    contracts.keep(
        desk, "Great Lakes Mutual, cyber policy", clause="Section IV.2, notice of an event",
        notify="firstnotice@greatlakes.example, (260) 555-0171", reference="CYB-2026-000123",
    )  # fmt: skip
    contracts.keep(
        desk, "Delta plan, provider agreement", clause="s. 9.2", unit="hours", count=72,
        notify="privacy@delta.example",
    )  # fmt: skip
    contracts.keep(
        desk, "Bright IT", clause="Business associate agreement, s. 4", unit="business_days",
        count=2, trigger="confirmed",
    )  # fmt: skip


def looked_into(window: Window, path: Path) -> None:
    """Show the law screen with a file that was picked."""
    shown = window._stack.currentWidget()
    assert isinstance(shown, LawScreen)
    shown._show(path)


def take(window: Window, folder: Path, target: Path) -> None:
    """Take every picture; what the screens say grows from one to the next."""
    new = write(folder / "new.lawpack")
    nothing: Callable[[], None] = lambda: None  # noqa: E731
    _shoot(window, target, "contracts", "contracts-empty", nothing)
    keep_contracts(window)
    _shoot(window, target, "contracts", "contracts", nothing)
    _shoot(window, target, "law", "law", lambda: looked_into(window, new))
    from ir_app.actions import law_packs

    law_packs.install(window.session.desk, new)
    _shoot(window, target, "dates", "dates-other-law", nothing)


def _shoot(window: Window, target: Path, screen: str, name: str, then: Callable[[], None]) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        window.session.settings.scheme = scheme
        window.go("dressed")
        for ending, size in SIZES.items():
            if ending and scheme is Scheme.DARK:
                continue
            window.resize(*size)
            window.go(screen)
            then()
            for _ in range(4):
                QApplication.processEvents()
            window.grab().save(str(target / f"{name}{ending}-{scheme}.png"))


if __name__ == "__main__":
    application = QApplication(sys.argv)
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        made = prepare(Path(place))
        made.show()
        take(made, Path(place), out)
        made.close()
        made.session.desk.close()
