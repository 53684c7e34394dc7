"""The map on the screen: drawn from the same SVG that is saved; a click opens a step's card."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ir_app.playbook.map import Map
from ir_app.playbook.map_svg import as_svg
from ir_app.ui.theme import Tokens

SMALLEST = 0.8  # how far the picture shrinks to fit before it scrolls sideways
FOCUS_EDGE = 3  # pixels


class MapView(QAbstractScrollArea):
    """Shows a map as high as it is; the list of steps below it is the same in words."""

    def __init__(
        self, map_: Map, colours: Tokens, scale: int, press: Callable[[str], object]
    ) -> None:
        super().__init__()
        pen = {name: getattr(colours, name) for name in Tokens.__slots__}
        self._map, self._press, self._scale = map_, press, scale / 100
        self._edge = QPen(QColor(colours.action), FOCUS_EDGE)
        self._picture = QSvgRenderer(QByteArray(as_svg(map_, pen).encode("utf-8")))
        self.setObjectName("map")
        self.setAccessibleName(f"Map: {map_.title}")
        self.setAccessibleDescription(f"{map_.words} The list below says the same.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._fit()

    @property
    def zoom(self) -> float:
        """Return how many pixels of the screen one pixel of the picture takes."""
        fitting = self.viewport().width() / self._map.width
        return max(self._scale * SMALLEST, min(self._scale, fitting))

    def place(self, step: str) -> QPointF:
        """Return the middle of a step's box on the viewport."""
        box = next(box for box in self._map.boxes if box.step == step)
        middle = QPointF(box.x + box.width / 2, box.y + box.height / 2) * self.zoom
        return middle - QPointF(self.horizontalScrollBar().value(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the picture where it was scrolled to."""
        del event
        painter = QPainter(self.viewport())
        left = -self.horizontalScrollBar().value()
        size = (self._map.width * self.zoom, self._map.height * self.zoom)
        self._picture.render(painter, QRectF(left, 0, *size))
        if self.hasFocus():
            inner = FOCUS_EDGE // 2 + 1
            painter.setPen(self._edge)
            painter.drawRect(self.viewport().rect().adjusted(inner, inner, -inner, -inner))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the picture to the new width."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave up and down to the screen; sideways moves the picture."""
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show a hand where a click opens a card."""
        over = self._step_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the card of the step under the pointer."""
        step = self._step_at(event.position())
        if step:
            self._press(step)

    def _step_at(self, place: QPointF) -> str:
        x = place.x() + self.horizontalScrollBar().value()
        return self._map.at(x / self.zoom, place.y() / self.zoom)

    def _fit(self) -> None:
        wide = round(self._map.width * self.zoom)
        room = max(0, wide - self.viewport().width())
        self.horizontalScrollBar().setRange(0, room)
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.horizontalScrollBar().setSingleStep(40)
        bar = self.horizontalScrollBar().sizeHint().height() if room else 0
        self.setFixedHeight(round(self._map.height * self.zoom) + bar)
