"""The columns of a register with their first rows, and over each a drop-down that says what it means."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme, typography
from workbench.ui.lettering import Hand
from workbench.ui.register_facts import ColumnRow, RegisterLook
from workbench.ui.typography import Role
from workbench.ui.widgets.fields import ChoiceBox

_GUTTER, _WIDTH, _GAP, _PAD = 44, 156, 8, 10
_TITLE, _LINE = 28, 24
_MOST_COLUMNS = 100
_ROWS = 3


class _MeaningBox(ChoiceBox):
    """A drop-down that leaves the wheel to the columns under it."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Page(QWidget):
    """The columns side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[ColumnRow, ...] = ()
        self.boxes: list[_MeaningBox] = []
        self.title_row = 0
        self.rows = _ROWS

    def settle(self) -> None:
        """Put the boxes in their places."""
        for number, box in enumerate(self.boxes):
            box.setGeometry(int(_left(number)), _PAD, _WIDTH, box.height())
        self.setFixedSize(self.sizeHint())
        self.update()

    def _below_boxes(self) -> float:
        return _PAD + (self.boxes[0].height() if self.boxes else 32) + 4

    def line_height(self) -> int:
        """Give the height of a row of cells at the present font size."""
        return typography.at_least(_LINE, Role.TEXT)

    @override
    def sizeHint(self) -> QSize:
        tall = self._below_boxes() + _TITLE + self.rows * self.line_height() + (6 if self.rows else 0)
        return QSize(int(_left(len(self.boxes))) + 16 - _GAP, int(tall))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        top, line = self._below_boxes(), self.line_height()
        paint.hline(painter, 0, self.width(), top + _TITLE - 1, theme.colour("line2"))
        for row in range(self.rows + 1):
            below = top if row == 0 else top + _TITLE + (row - 1) * line
            box = QRectF(0, below, _GUTTER - 10, _TITLE if row == 0 else line)
            if self.title_row:
                lettering.write(painter, box, str(self.title_row + row), Hand(Role.NOTE, 400, "ink3"), lettering.RIGHT)
        for number, (column, _box) in enumerate(zip(self.columns, self.boxes, strict=False)):
            self._paint_column(painter, column, QRectF(_left(number), top, _WIDTH, _TITLE), line)

    def _paint_column(self, painter: QPainter, column: ColumnRow, title: QRectF, line: int) -> None:
        shade = "ink" if column.meaning else "ink3"
        lettering.write(painter, title.adjusted(10, 0, -6, 0), column.title, Hand(Role.TEXT, 700, shade))
        for number, text in enumerate(column.cells[: self.rows]):
            box = QRectF(title.left() + 10, title.bottom() + number * line, title.width() - 16, line)
            lettering.write(painter, box, text, Hand(Role.TEXT, 400, "ink2" if column.meaning else "ink3"))


class MappingGrid(QScrollArea):
    """What each column means.

    Signals:
        meaning_chosen: carries the title of a column and what it means, "" for nothing.
    """

    meaning_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = _Page()
        self.setWidget(self._page)

    @property
    def boxes(self) -> tuple[ChoiceBox, ...]:
        """The drop-downs, one for each column."""
        return tuple(self._page.boxes)

    def show_look(self, look: RegisterLook) -> None:
        """Show the columns; the drop-down that has the focus keeps it."""
        page, columns = self._page, look.columns[:_MOST_COLUMNS]
        page.title_row = look.title_row
        if [one.title for one in page.columns] != [one.title for one in columns]:
            self._make_boxes(look)
        page.columns = columns
        for box, column in zip(page.boxes, columns, strict=True):
            box.blockSignals(True)
            box.setCurrentIndex(max(box.findData(column.meaning), 0))
            box.blockSignals(False)
            box.update()
        self._settle()

    def show_cells(self, wanted: bool) -> None:  # noqa: FBT001 -- a setter
        """Show the first cells under the titles, or leave their room to others."""
        if self._page.rows != (_ROWS if wanted else 0):
            self._page.rows = _ROWS if wanted else 0
            self._settle()

    def _settle(self) -> None:
        self._page.settle()
        self.setFixedHeight(self._page.height() + self.horizontalScrollBar().sizeHint().height())

    def _make_boxes(self, look: RegisterLook) -> None:
        page = self._page
        for box in page.boxes:
            box.hide()
            box.deleteLater()
        page.boxes = []
        for column in look.columns[:_MOST_COLUMNS]:
            box = _MeaningBox(self.tr("“{0}”列的含义").format(column.title), page)
            box.addItem(self.tr("不用"), "")
            for meaning in look.meanings:
                box.addItem(meaning.name, meaning.code)
            box.setProperty("title", column.title)
            box.currentIndexChanged.connect(self._on_chosen)
            box.show()
            page.boxes.append(box)

    def _on_chosen(self, _place: int) -> None:
        box = self.sender()
        if isinstance(box, ChoiceBox):
            self.meaning_chosen.emit(str(box.property("title")), str(box.currentData() or ""))

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001 -- a setter
        """Let meanings be chosen, or not."""
        for box in self._page.boxes:
            box.setEnabled(enabled)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        focused = self.focusWidget()
        if focused is not None and self._page.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 24, 0)
        return moved


def _left(number: int) -> float:
    return _GUTTER + number * (_WIDTH + _GAP)
