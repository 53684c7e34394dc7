"""The strip at the top: where she is, what is saved, the next date, and the ways to go."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from ir_app.pages.parts import Frame
from ir_app.ui.parts.pieces import beside, breakable, brief, button, flow, label
from ir_app.ui.session import Session

if TYPE_CHECKING:
    from ir_app.actions.situation import Situation

NARROW = 800  # pixels, where everything is shown at twice its size
LONGEST, NAME = 90, 40  # characters of a title and of a name
LARGE = 150  # per cent: from here on the strip says only what it must

PLACES = (
    ("home", "Home", ""),
    ("now", "Now", "F2"),
    ("steps", "All steps", "F3"),
    ("dates", "Dates", "F4"),
    ("letters", "Letters", "F5"),
    ("story", "Timeline", "F6"),
    ("call", "Who to call", "F1"),
)


class Strip(QFrame):
    """Always in the same place, on every screen."""

    def __init__(self, session: Session, print_plan: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._print_plan = session, print_plan
        self.setObjectName("strip")
        self._head = label("", "strong")
        self._saved = label("", "small")
        self._saved.setWordWrap(False)
        self._saved.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self._next = label("", "strong")
        self._buttons = {id_: self._place(id_, words, key) for id_, words, key in PLACES}
        self._doing = button("Who is doing this?", "doing", lambda: session.go("who"), "link")
        self._doing.setToolTip("F8")
        self._print = button("Print", "print", print_plan)
        self._print.setToolTip("Ctrl+P")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 8, 16, 8)
        lines.setSpacing(6)
        head = beside(self._head, self._saved, self._doing)
        head.setAlignment(self._saved, Qt.AlignmentFlag.AlignVCenter)
        lines.addLayout(head)
        lines.addWidget(self._next)
        lines.addLayout(flow([*self._buttons.values(), self._print], 8))

    def _place(self, id_: str, words: str, key: str) -> QPushButton:
        made = button(words, f"place-{id_}", lambda: self._go(id_))
        made.setToolTip(key)
        made.setCheckable(True)
        return made

    def _go(self, id_: str) -> None:
        if id_ == "now":
            self._session.step = ""
        self._session.go(id_)

    def fill(self, situation: "Situation | None", shown: str) -> None:
        """Show the frame of an incident; without one only Home and Who to call."""
        for id_, made in self._buttons.items():
            made.setVisible(self._leads_on(id_, situation))
            made.setChecked(id_ == shown)
        self._print.setVisible(situation is not None)
        self._head.setText("Incident Binder")
        self._saved.setText("")
        self._saved.setVisible(False)  # empty, it would be a stop of the reader without a name
        self._next.setVisible(False)
        self._doing.setText(self._name())
        if situation is not None:
            from ir_app.pages import frame

            self._show(frame.build(situation))

    def _leads_on(self, id_: str, situation: "Situation | None") -> bool:
        if self._session.desk.locked:
            return id_ == "call"
        return situation is not None or id_ in ("home", "call")

    def _name(self) -> str:
        from ir_app.pages.frame import doing

        return brief(doing(self._session.desk), NAME)

    def _show(self, page: Frame) -> None:
        large = self._session.settings.scale >= LARGE or self.width() < NARROW
        title = breakable(brief(page.title, LONGEST))
        self._head.setText(f"{title}   ·   {page.saved}" if large else title)
        self._saved.setText("" if large else f"{page.began} · {page.saved}")
        self._saved.setVisible(not large)
        self._buttons["dates"].setText(page.dates_label.replace("All dates", "Dates"))
        if page.next_date:
            small = large or len(page.next_date.text) > 2 * LONGEST
            words = page.next_date.short if small else page.next_date.text
            self._next.setText(breakable(f"Next date: {words}"))
            self._next.setProperty("tone", page.next_date.tone.value)
            self._next.style().unpolish(self._next)
            self._next.style().polish(self._next)
            self._next.setVisible(True)
