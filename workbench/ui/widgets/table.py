"""Tables of frozen lines: one model, one delegate that paints every kind of cell, one head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme, typography
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.typography import Role
from workbench.ui.widgets.track import TrackStop, TrackStyle, paint_track, track_width

LINE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_TEXT = Hand(Role.TEXT)
_TITLE = Hand(Role.NOTE, 400, "ink2")
_LEAST = 150


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in px (0 takes the rest), whether figures stand right, whether it can go."""

    title: str = ""
    width: int = 0
    is_right: bool = False
    is_spare: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text in a hand, with a state shape, an icon, a second text, tags, a track or a key cap."""

    text: str = ""
    hand: Hand = _TEXT
    mark: Mark | None = None
    icon: str = ""
    rest: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    track: TrackStop | None = None
    key: str = ""
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line; a head has a name and a remark instead of cells and cannot be chosen."""

    key: str
    cells: tuple[Cell, ...] = ()
    height: int = 36
    said: str = ""
    head: str = ""
    remark: str = ""
    data: object = field(default=None, compare=False)

    @property
    def is_head(self) -> bool:
        """Whether this line only names what follows."""
        return bool(self.head)


class TableModel(QAbstractListModel):
    """Lines of a table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show others."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def place_of(self, key: str) -> int | None:
        """Find a line by its key."""
        return next((n for n, line in enumerate(self._lines) if line.key == key and not line.is_head), None)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            cells = "，".join(part for cell in line.cells for part in (cell.text, cell.rest) if part)
            return line.said or line.head or cells
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._lines[index.row()].is_head:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def spread(columns: tuple[Column, ...], width: float) -> list[tuple[float, float]]:
    """Place columns: left edge and width of each.

    Columns without a width share what is left; where that is too little, spare columns go, the last first (width 0).
    """
    kept = list(columns)
    while _rest(kept, width) < _LEAST and any(column.is_spare for column in kept):
        kept.remove(next(column for column in reversed(kept) if column.is_spare))
    rest = max(_rest(kept, width), 60.0)
    places, left = [], 16.0
    for column in columns:
        if column not in kept:
            places.append((left, 0.0))
            continue
        across = column.width or rest
        places.append((left, across))
        left += across + 16
    return places


def _rest(columns: list[Column], width: float) -> float:
    fixed = sum(column.width for column in columns) + 16 * (len(columns) - 1) + 32
    free = sum(not column.width for column in columns)
    return (width - fixed) / max(free, 1)


class TableDelegate(QStyledItemDelegate):
    """Paints lines."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE)
        height = line.height if isinstance(line, Line) else 36
        return QSize(100, typography.at_least(height, Role.BODY))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        box = QRectF(option.rect)  # type: ignore[attr-defined] # missing in the stubs of 6.9
        state = option.state  # type: ignore[attr-defined] # missing in the stubs of 6.9
        painter.save()
        if line.is_head:
            _paint_head(painter, box, line)
        else:
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            self._paint_line(painter, box, line, chosen=chosen, hovered=hovered)
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRectF, line: Line, *, chosen: bool, hovered: bool) -> None:
        painter.fillRect(box, theme.colour("row_focus" if chosen else "hover" if hovered else "surface"))
        if chosen:
            painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), theme.colour("accent"))
        paint.hline(painter, box.left(), box.right(), box.bottom() - 1, theme.colour("line"))
        for cell, column, (left, across) in zip(
            line.cells, self.columns, spread(self.columns, box.width()), strict=False
        ):
            if not across or (cell.key and not chosen):
                continue
            paint_cell(
                painter, QRectF(box.left() + left, box.top(), across, box.height() - 1), cell, right=column.is_right
            )


def _paint_head(painter: QPainter, box: QRectF, line: Line) -> None:
    painter.fillRect(box, theme.colour("panel"))
    paint.hline(painter, box.left(), box.right(), box.bottom() - 1, theme.colour("line"))
    if box.top() > 0:
        paint.hline(painter, box.left(), box.right(), box.top() - 1, theme.colour("line"))
    name, _, count = line.head.partition("\t")
    used = lettering.write(painter, box.adjusted(16, 0, -16, -1), name, Hand(Role.TEXT, 700))
    if count:
        lettering.write(painter, box.adjusted(16 + used + 8, 0, -16, -1), count, Hand(Role.TEXT, 400, "ink2"))
    if line.remark:
        lettering.write(
            painter, box.adjusted(200, 0, -16, -1), line.remark, Hand(Role.TEXT, 400, "ink2"), lettering.RIGHT
        )


def paint_cell(painter: QPainter, box: QRectF, cell: Cell, *, right: bool) -> None:
    """Paint one cell."""
    middle = box.center().y()
    if cell.track is not None:
        if box.width() >= track_width():
            paint_track(painter, box.left(), middle, cell.track, TrackStyle("surface"))
    elif cell.key:
        lettering.cap(painter, box.right() - lettering.cap_width(cell.key), middle, cell.key)
    elif cell.tags:
        _paint_tags(painter, box, cell)
    else:
        _paint_words(painter, box, cell, right=right)


def _paint_words(painter: QPainter, box: QRectF, cell: Cell, *, right: bool) -> None:
    middle = box.center().y()
    left = box.left()
    if cell.mark is not None:
        paint.mark(painter, QRectF(left, middle - 8, 16, 16).center(), cell.mark, size=15)
        left += 24
    if cell.icon:
        # As wide as a state shape beside a smaller text, so that words stand under words.
        side, step = (18, 26) if cell.hand.role is Role.BODY else (16, 24)
        icons.paint(painter, QRectF(left, middle - side / 2, side, side), cell.icon, theme.colour(cell.hand.shade))
        left += step
    room = QRectF(left, box.top(), box.right() - left, box.height())
    if right:
        _paint_right(painter, room, cell)
        return
    used = lettering.write(painter, room, cell.text, cell.hand)
    if cell.is_struck:
        lettering.strike(painter, left, left + used, middle, cell.hand.shade)
    if cell.rest:
        room.setLeft(left + used + 10)
        lettering.write(painter, room, cell.rest, Hand(Role.TEXT, 400, "ink2"))


def _paint_right(painter: QPainter, room: QRectF, cell: Cell) -> None:
    if cell.rest:
        hand = Hand(Role.TEXT, 400, "ink2")
        lettering.write(painter, room, cell.rest, hand, lettering.RIGHT)
        room.setRight(room.right() - lettering.width(cell.rest, hand) - 4)
    lettering.write(painter, room, cell.text, cell.hand, lettering.RIGHT)


def _paint_tags(painter: QPainter, box: QRectF, cell: Cell) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = box.left()
    hand = Hand(Role.NOTE, 400, "lost")
    for icon, text in cell.tags:
        across = lettering.width(text, hand) + 34
        if left + across > box.right():
            return
        place = QRectF(round(left), round(box.center().y() - 11), across, 22)
        paint.outline(painter, place, theme.colour("lost"), radius=2)
        icons.paint(painter, QRectF(place.left() + 7, place.center().y() - 7, 14, 14), icon, theme.colour("lost"))
        lettering.write(painter, place.adjusted(25, 0, -6, 0), text, hand)
        left += across + 8


class TableHead(QWidget):
    """The names of the columns."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._below: QAbstractItemView | None = None
        self.setFixedHeight(27)

    def stand_over(self, table: QAbstractItemView) -> TableHead:
        """Keep the names over the columns of a table, with or without its scroll bar."""
        self._below = table
        table.verticalScrollBar().rangeChanged.connect(self.update)
        return self

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        paint.hline(painter, 0, self.width(), self.height() - 1, theme.colour("line2"))
        width = self.width() if self._below is None else self._below.viewport().width()
        for column, (left, across) in zip(self._columns, spread(self._columns, width), strict=True):
            if not across:
                continue
            align = lettering.RIGHT if column.is_right else lettering.LEFT
            lettering.write(painter, QRectF(left, 0, across, self.height()), column.title, _TITLE, align)


class Table(QListView):
    """A table that is walked with the arrows and opened with Enter.

    Signals:
        chosen: another line has the focus; carries its key.
        opened: Enter or a double click; carries the key.
        typed: a single letter, "+" or Space was pressed; carries it in upper case.
    """

    chosen = Signal(str)
    opened = Signal(str)
    typed = Signal(str)

    def __init__(
        self,
        name: str,
        columns: tuple[Column, ...],
        parent: QWidget | None = None,
        *,
        model: TableModel | None = None,
    ) -> None:
        super().__init__(parent)
        self.lines = TableModel(self) if model is None else model
        self._empty = ""
        self.setModel(self.lines)
        self.setItemDelegate(TableDelegate(columns, self))
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def say_empty(self, sentence: str) -> None:
        """Say why the table is empty when it is."""
        self._empty = sentence
        self.viewport().update()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show lines; the one that had the focus keeps it where it is still there."""
        before = self.key
        self.lines.show_lines(lines)
        self.settle_focus(before)

    def settle_focus(self, key: str) -> None:
        """Give the focus to a line, or to the first where it is not there any more."""
        lines = self.lines.lines
        self.setAccessibleDescription("" if lines else self._empty)
        if not (key and self.choose(key)):
            self.choose(next((line.key for line in lines if not line.is_head), ""))

    @property
    def empty_sentence(self) -> str:
        """Why the table is empty when it is."""
        return self._empty

    @property
    def key(self) -> str:
        """The key of the line in focus, or ""."""
        line = self.currentIndex().data(LINE)
        return line.key if isinstance(line, Line) else ""

    def choose(self, key: str) -> bool:
        """Give a line the focus."""
        place = self.lines.place_of(key)
        if place is None:
            return False
        self.setCurrentIndex(self.lines.index(place))
        return True

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        line = current.data(LINE)
        self.chosen.emit(line.key if isinstance(line, Line) else "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.key:
                self.opened.emit(self.key)
        elif plain and event.key() in (Qt.Key.Key_J, Qt.Key.Key_K):
            self._step(1 if event.key() == Qt.Key.Key_J else -1)
        elif plain and event.text() and (event.text().isalpha() or event.text() == " "):
            self.typed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        lines = self.lines.lines
        place = self.currentIndex().row() + by
        while 0 <= place < len(lines):
            if not lines[place].is_head:
                self.setCurrentIndex(self.lines.index(place))
                return
            place += by

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.key:
            self.opened.emit(self.key)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.lines.lines and self._empty:
            painter = QPainter(self.viewport())
            room = QRectF(self.viewport().rect()).adjusted(16, 14, -16, 0)
            painter.setFont(typography.font(Role.BODY))
            painter.setPen(theme.colour("ink2"))
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._empty)
