"""The rail beside the card: every step as a real button, with its phase."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ir_app.ui.parts.pieces import label
from ir_app.ui.screens.steps import step_button
from ir_app.ui.session import Session
from ir_app.ui.theme import RAIL

if TYPE_CHECKING:
    from ir_app.actions.situation import Situation


class Rail(QScrollArea):
    """All steps by phase; hidden where there is no card, and when the text is large."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._page: object = None
        self.setObjectName("rail")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(RAIL)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVisible(False)

    def fill(self, situation: "Situation | None") -> None:
        """Show the steps of an incident, or nothing."""
        self.setVisible(situation is not None)
        if situation is None:
            return
        from ir_app.pages import steps

        page = steps.build(situation)
        if page == self._page:
            return
        self._page = page
        place = self.verticalScrollBar().value()
        ground = QWidget()
        ground.setObjectName("rail")
        lines = QVBoxLayout(ground)
        lines.setContentsMargins(0, 12, 0, 12)
        lines.setSpacing(0)
        summary = label(page.summary, "strong")
        summary.setContentsMargins(16, 0, 16, 8)
        lines.addWidget(summary)
        for phase in page.phases:
            head = label(phase.title, "small")
            head.setContentsMargins(16, 10, 16, 2)
            lines.addWidget(head)
            for row in phase.rows:
                made = step_button(row, partial(self._open, row.step), "rail")
                lines.addWidget(made)
        lines.addStretch(1)
        self.setWidget(ground)
        self.verticalScrollBar().setValue(place)
        # After the layout has run: the step to do now is always in view.
        QTimer.singleShot(0, self._show_current)

    def _show_current(self) -> None:
        rows = self.findChildren(QPushButton)
        current = next((row for row in rows if row.property("current") == "true"), None)
        if current is not None:
            self.ensureWidgetVisible(current)

    def _open(self, step: str) -> None:
        self._session.step = step
        self._session.go("now")
