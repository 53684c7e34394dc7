"""What scrolls: the ground of a screen, and a part of the window that stays low."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ir_app.ui.parts.pieces import column

LEAST = 96  # pixels


class Ground(QWidget):
    """What a screen scrolls: as high as its text at this width, not at the narrowest one."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least width; the height follows from it."""
        return QSize(super().minimumSizeHint().width(), 0)


class Low(QScrollArea):
    """Never takes more than a third of its window, so that the screen behind stays in sight."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._ground = Ground()
        self._ground.setLayout(column([inside]))
        self.setWidget(self._ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(inside.accessibleName())
        self.setMinimumHeight(LEAST)

    def fit(self, width: int, window: int) -> None:
        """Take the height that is needed at a width, up to a third of the window's."""
        needed = self._ground.heightForWidth(width)
        self.setMaximumHeight(max(LEAST, min(needed, window // 3)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for all that is allowed."""
        return QSize(super().sizeHint().width(), self.maximumHeight())
