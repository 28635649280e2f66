"""The clause list as a model of frozen rows: heads and clauses."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from workbench.ui.screens.filling import answers
from workbench.ui.screens.filling.rows import ClauseRow, HeadRow

ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Shown:
    """A clause with its answer in words."""

    row: ClauseRow
    answer: str


class ClauseModel(QAbstractListModel):
    """Rows of `HeadRow` and `Shown`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[HeadRow | Shown] = []
        self._places: dict[str, int] = {}

    def show_rows(self, rows: list[HeadRow | Shown]) -> None:
        """Put other rows in."""
        self.beginResetModel()
        self._rows = rows
        self._places = {row.row.code: place for place, row in enumerate(rows) if isinstance(row, Shown)}
        self.endResetModel()

    def replace(self, shown: Shown) -> None:
        """Change one clause."""
        place = self._places.get(shown.row.code)
        if place is not None and self._rows[place] != shown:
            self._rows[place] = shown
            self._tell(place)

    def replace_head(self, head: HeadRow) -> None:
        """Change the points of a head."""
        for place, row in enumerate(self._rows):
            if isinstance(row, HeadRow) and row.code == head.code and row != head:
                self._rows[place] = head
                self._tell(place)

    def _tell(self, place: int) -> None:
        index = self.index(place)
        self.dataChanged.emit(index, index)

    def index_of(self, code: str) -> QModelIndex:
        """Find a clause; an invalid index when it is not shown."""
        place = self._places.get(code)
        return QModelIndex() if place is None else self.index(place)

    def head_place(self, index: Index) -> int:
        """Give the row of the head above, or the row itself."""
        place = index.row()
        return place - 1 if place > 0 and isinstance(self._rows[place - 1], HeadRow) else place

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.code} {row.name}".strip() if isinstance(row, HeadRow) else row.row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.code} {row.name}" if isinstance(row, HeadRow) else answers.aloud(row.row, row.answer)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], HeadRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
