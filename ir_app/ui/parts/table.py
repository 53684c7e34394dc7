"""Long lists: a plain table over finished rows of text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._heads, self._rows = heads, rows

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's way
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's way
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's way
        if role in (_DISPLAY, _TIP):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802, ANN401 - Qt's way
        if role == _DISPLAY and way == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None


def table(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QTableView:
    """Return a read-only table; Enter on a row activates it."""
    view = QTableView()
    view.setObjectName(name)
    view.setAccessibleName(", ".join(heads))
    model = _Rows(heads, rows)
    model.setParent(view)
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)  # Tab leaves the table: nobody gets stuck in it
    view.verticalHeader().hide()
    line = view.fontMetrics().height() + 12
    view.verticalHeader().setDefaultSectionSize(line)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    view.resizeColumnsToContents()
    view.horizontalHeader().setStretchLastSection(True)
    view.setMinimumHeight(line * min(len(rows) + 2, 9))
    return view
