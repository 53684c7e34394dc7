"""The whole job by keyboard alone, in a real window.

    xvfb-run -a -s "-screen 0 1280x1024x24" python -m tests.stories.keyboard docs/screenshots

From *Something is wrong* to mailed letters; with a folder it leaves a picture of every screen,
light and dark. No mouse, no call into the program: keys only.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.ui.theme import Scheme
from ir_app.ui.window import Window
from tests.keys import KEY
from tests.roster.generate import generate

PIN = "482915"
FURTHEST = 400  # presses of Tab before we give up


class Keys:
    """Ten fingers on a keyboard."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def settle(self, milliseconds: int = 30) -> None:
        """Let the window paint and its timers run."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Type text where the focus is."""
        QTest.keyClicks(self._focus(), text)

    def to(self, name: str) -> None:
        """Press Tab until the focus is on the widget of that name."""
        for _ in range(FURTHEST):
            focus = QApplication.focusWidget()
            if focus is not None and focus.objectName() == name:
                return
            QTest.keyClick(focus or self.window, Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"{name} can't be reached with Tab on {self.window.screen_name}")

    def push(self, name: str) -> None:
        """Go to a button and press Enter on it."""
        self.to(name)
        self.press(Qt.Key.Key_Return)

    def fill(self, name: str, text: str) -> None:
        """Go to a field, type, and leave it."""
        self.to(name)
        self.write(text)
        self.press(Qt.Key.Key_Tab)

    def tick(self, name: str) -> None:
        """Go to a box or a choice and press Space."""
        self.to(name)
        self.press(Qt.Key.Key_Space)

    def dialog(self, opener: Callable[[], None], answer: Callable[[QWidget], None]) -> None:
        """Press something that opens a dialog, and answer the dialog by keys."""
        left = [1200]  # a minute: a slow computer takes long to get to the button

        def look() -> None:
            found = QApplication.activeModalWidget()
            if found is None and left[0] > 0:
                left[0] -= 1
                QTimer.singleShot(50, look)
            elif found is not None:
                answer(found)

        QTimer.singleShot(50, look)
        opener()
        # What a window manager does when a dialog closes; Xvfb has none.
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.settle()

    def wait(self, true: Callable[[], bool]) -> None:
        """Wait until something is true, at most a minute."""
        for _ in range(2000):
            if true():
                self.settle()
                return
            self.settle(30)
        raise AssertionError("nothing happened for a minute")

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus


def type_into(text: str) -> Callable[[QWidget], None]:
    """Return an answer that types text into a dialog and presses Enter."""

    def answer(dialog: QWidget) -> None:
        QTest.keyClicks(dialog.focusWidget() or dialog, text)
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)

    return answer


def choose_other(dialog: QWidget) -> None:
    """Move from the safe button of a question to the other one and press it."""
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)


def story(window: Window, folder: Path, shot: Callable[[str], None]) -> str:
    """Do the whole job and return the incident's id."""
    keys = Keys(window)
    shot("home")
    keys.push("start")
    shot("questions")
    keys.push("symptom-locked")
    shot("now")
    keys.push("go-question")
    keys.fill("field-discovered", "today 7:50 am")
    shot("question")
    keys.push("back")
    _stop_it(keys)
    _get_ready(keys, shot)
    _letters(keys, folder, shot)
    for key, name in ((Qt.Key.Key_F3, "steps"), (Qt.Key.Key_F4, "dates"), (Qt.Key.Key_F1, "call")):
        keys.press(key)
        shot(name)
    keys.press(Qt.Key.Key_F6)
    keys.fill("note", "All letters are at the post office.")
    keys.push("add-note")
    shot("story")
    return window.session.incident


def _stop_it(keys: Keys) -> None:
    """Do the first card, put the second aside, take it back, and go on to the call."""
    keys.push("gate")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    keys.push("cannot")
    keys.push("cannot-later")
    keys.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def _get_ready(keys: Keys, shot: Callable[[str], None]) -> None:
    keys.push("doing")
    keys.push("ready")
    for name, downs in (("Dana Reyes", 0), ("Alan Whitfield, DDS", 1)):
        keys.fill("new-name", name)
        keys.to("new-role")
        for _ in range(downs):
            keys.press(Qt.Key.Key_Down)
        keys.push("add-member")
    members = keys.window.session.desk.practice.members
    lead, dentist = list(members)
    keys.dialog(lambda: keys.push(f"pin-{dentist}"), type_into(PIN))
    keys.push(f"here-{lead}")
    for name, text in (
        ("name", "Maple Street Family Dentistry"),
        ("street", "418 Maple Street"),
        ("city", "Fort Wayne"),
        ("state", "IN"),
        ("zip", "46802"),
        ("phone", "(260) 555-0110"),
        ("zone", "America/Indiana/Indianapolis"),
    ):
        keys.fill(f"field-{name}", text)
    keys.fill("field-it/number", "(260) 555-0144")
    shot("ready")


def _letters(keys: Keys, folder: Path, shot: Callable[[str], None]) -> None:
    window = keys.window
    incident = window.session.incident
    desk = window.session.desk
    keys.press(Qt.Key.Key_F5)
    keys.dialog(lambda: keys.push("load"), type_into(str(folder / "patients.csv")))
    keys.wait(lambda: desk.incident(incident).roster is not None)
    keys.fill("field-what_happened", "Someone without permission got into our computers.")
    for kind in ("ssn", "medical", "name_address"):
        keys.tick(f"field-data_elements-{kind}")
    keys.fill("field-what_we_are_doing", "We called in experts and changed all passwords.")
    keys.tick("field-monitoring_offer-none")
    keys.tick("field-ma_what_happened-keep")
    shot("letters")
    keys.push("write")
    keys.wait(lambda: desk.incident(incident).batch is not None)
    from ir_app.actions.letters import to_read

    for letter in to_read(desk.situation(incident)):
        keys.push(f"read-{letter}")
        if window.screen_name == "letter" and letter.endswith("1"):
            shot("letter")
        keys.push("back")
    keys.fill("pin", PIN)
    keys.push("approve")
    keys.wait(lambda: _approved(window))
    out = folder / "letters"
    out.mkdir()
    keys.dialog(lambda: keys.push("save"), type_into(str(out)))
    keys.wait(lambda: len(list(out.glob("*.docx"))) == len(desk.situation(incident).letters))
    shot("letters-approved")
    keys.dialog(lambda: keys.push("mail"), choose_other)
    keys.wait(lambda: _mailed(window))


def _approved(window: Window) -> bool:
    batch = window.session.desk.incident(window.session.incident).batch
    return batch is not None and batch.standing_approval


def _mailed(window: Window) -> bool:
    batch = window.session.desk.incident(window.session.incident).batch
    return batch is not None and batch.mailed is not None


def play(folder: Path, shots: Path | None = None) -> Window:
    """Open a window on a new binder and play the story in it."""
    generate("open-dental", 640, 12, folder / "patients.csv")
    clock = SteppedClock(datetime(2026, 11, 23, 13, 5, tzinfo=UTC))
    window = Window(open_desk(folder / "binder", clock, key=KEY))
    window.session.settings.scheme = Scheme.LIGHT
    window.go("dressed")
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)

    def shot(name: str) -> None:
        QApplication.processEvents()
        if shots:
            window.grab().save(str(shots / f"{name}-{window.session.settings.scheme}.png"))

    story(window, folder, shot)
    if shots:
        _again(window, shot)
    return window


def _again(window: Window, shot: Callable[[str], None]) -> None:
    """Take every screen once more in dark colours, and two at 200 %."""
    window.session.settings.scheme = Scheme.DARK
    window.go("dressed")
    names = (
        "home",
        "questions",
        "question",
        "now",
        "steps",
        "dates",
        "call",
        "letters",
        "letter",
        "story",
        "ready",
    )
    for name in names:
        window.go(name)
        QApplication.processEvents()
        shot(name)
    window.session.settings.scheme, window.session.settings.scale = Scheme.LIGHT, 200
    window.go("dressed")
    for name in ("now", "dates"):
        window.go(name)
        QApplication.processEvents()
        shot(f"{name}-200")
    window.session.settings.scale = 100


if __name__ == "__main__":
    application = QApplication(sys.argv)
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if target:
        target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        done = play(Path(place), target)
        batch = done.session.desk.incident(done.session.incident).batch
        assert batch is not None
        assert batch.mailed is not None
        print(f"{batch.mailed.count} letters mailed by keyboard alone.")
        done.session.desk.close()
