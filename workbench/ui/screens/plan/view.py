"""The plan board: seven actions with their targets, and cities as tiles in rough geography."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme
from workbench.ui.facts import TargetRow
from workbench.ui.frame import Screen, Surroundings
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.paint import BarFacts
from workbench.ui.typography import Role
from workbench.ui.widgets.labels import Label, Panel
from workbench.ui.widgets.status_line import KeyHint, StatusFacts

_ROW = 70
_HEAD = 26
_NOTE = Hand(Role.NOTE, 400, "ink2")
_TILES = (
    (0, 2, "大同"),
    (1, 1, "朔州"),
    (1, 2, "忻州"),
    (2, 1, "太原"),
    (2, 2, "阳泉"),
    (3, 0, "吕梁"),
    (3, 1, "晋中"),
    (4, 0, "临汾"),
    (4, 2, "长治"),
    (5, 0, "运城"),
    (5, 1, "晋城"),
)


class TargetBoard(QWidget):
    """Seven rows of 70.

    Signals:
        chosen: carries the row's number.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TargetRow, ...] = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("行动与目标"))

    def show_rows(self, rows: tuple[TargetRow, ...]) -> None:
        """Show these."""
        self._rows = rows
        self.current = min(self.current, max(len(rows) - 1, 0))
        self.setMinimumHeight(_HEAD + _ROW * len(rows))
        self._describe()
        self.update()

    def _describe(self) -> None:
        if self._rows:
            row = self._rows[self.current]
            value = row.value or self.tr("还没有数据")
            self.setAccessibleDescription(f"{row.action_name} {row.target} {value} {row.gap}".strip())

    @override
    def sizeHint(self) -> QSize:
        return QSize(700, _HEAD + _ROW * max(len(self._rows), 1))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        bar_left, bar_right = 284.0, max(self.width() - 246.0, 420.0)
        for text, left, align in (
            (self.tr("行动与目标"), QRectF(16, 0, 200, _HEAD), lettering.LEFT),
            (self.tr("进度"), QRectF(bar_left, 0, 100, _HEAD), lettering.LEFT),
            (self.tr("目标"), QRectF(bar_left, 0, bar_right - bar_left - 6, _HEAD), lettering.RIGHT),
            (self.tr("现值"), QRectF(bar_right, 0, 110, _HEAD), lettering.RIGHT),
            (self.tr("缺口"), QRectF(bar_right + 130, 0, 110, _HEAD), lettering.LEFT),
        ):
            lettering.write(painter, left, text, _NOTE, align)
        painter.fillRect(QRectF(bar_right - 2, 7, 2, 12), theme.colour("ink"))
        paint.hline(painter, 0, self.width(), _HEAD - 1, theme.colour("line2"))
        for number, row in enumerate(self._rows):
            box = QRectF(0, _HEAD + number * _ROW, self.width(), _ROW)
            self._paint_row(painter, box, row, (bar_left, bar_right), chosen=number == self.current)

    def _paint_row(
        self, painter: QPainter, box: QRectF, row: TargetRow, bar: tuple[float, float], *, chosen: bool
    ) -> None:
        if chosen:
            painter.fillRect(box, theme.colour("row_focus"))
            painter.fillRect(QRectF(0, box.top(), 4, box.height()), theme.colour("accent"))
        paint.hline(painter, 0, self.width(), box.bottom() - 1, theme.colour("line"))
        top = box.top()
        used = lettering.write(painter, QRectF(16, top + 12, 160, 26), row.action_name, Hand(Role.BODY, 700))
        room = QRectF(16 + used + 10, top + 12, max(bar[0] - used - 40, 0), 26)
        lettering.write(painter, room, row.department, _NOTE)
        lettering.write(painter, QRectF(16, top + 37, bar[0] - 30, 22), row.target, Hand(Role.TEXT, 400, "ink2"))
        line = QRectF(bar[0], top + 20, bar[1] - bar[0], 12)
        paint.bar(painter, line, BarFacts(row.share or 0.0, 0.0, row.goal_share))
        detail = row.detail or (self.tr("还没有数据") if row.value is None else "")
        lettering.write(painter, QRectF(bar[0], top + 38, bar[1] - bar[0], 18), detail, _NOTE)
        value = row.value or "—"
        hand = Hand(Role.TITLE, 700, "ink" if row.value else "ink3")
        lettering.write(painter, QRectF(bar[1], top + 18, 110, 34), value, hand, lettering.RIGHT)
        left = bar[1] + 130
        if row.is_reached:
            paint.mark(painter, QPointF(left + 8, top + 35), Mark.MET)
            lettering.write(
                painter, QRectF(left + 22, top + 23, 90, 24), self.tr("已达到"), Hand(Role.TEXT, 500, "met")
            )
        elif row.gap:
            paint.mark(painter, QPointF(left + 8, top + 35), Mark.LOST, size=14)
            lettering.write(painter, QRectF(left + 22, top + 23, 90, 24), row.gap, Hand(Role.TEXT, 500, "lost"))

    def _take(self, number: int) -> None:
        if self._rows:
            self.current = min(max(number, 0), len(self._rows) - 1)
            self._describe()
            self.update()
            self.chosen.emit(self.current)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = int((event.position().y() - _HEAD) // _ROW)
        if 0 <= number < len(self._rows):
            self._take(number)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_J: 1}
        if event.key() in steps:
            self._take(self.current + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class TileMap(QWidget):
    """Eleven tiles; the figure is always written, an uncovered city is dashed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self.setFixedSize(282, 6 * 56)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many certificates stand in each city."""
        self._counts = {name.removesuffix("市"): count for name, count in counts.items()}
        self.setAccessibleName("; ".join(f"{name} {self._counts.get(name, 0)}" for _, _, name in _TILES))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        most = max(self._counts.values(), default=1) or 1
        for y, x, name in _TILES:
            box = QRectF(x * 94, y * 56, 90, 52)
            count = self._counts.get(name, 0)
            if not count:
                painter.fillRect(box, theme.colour("surface"))
                paint.dashes(painter, box, theme.colour("lost"))
                lettering.write(painter, box.adjusted(9, 4, 0, -26), name, Hand(Role.TEXT))
                missing = self.tr("缺")
                lettering.write(painter, box.adjusted(9, 24, 0, -4), missing, Hand(Role.BODY, 700, "lost"))
                continue
            step = min(4, 1 + (count * 4 - 1) // most)
            painter.fillRect(box, theme.colour(f"step{step}"))
            paint.outline(painter, box, theme.colour("line2"))
            shade = "accent_ink" if step > 2 else "ink"
            lettering.write(painter, box.adjusted(9, 4, 0, -26), name, Hand(Role.TEXT, 400, shade))
            lettering.write(painter, box.adjusted(9, 24, 0, -4), str(count), Hand(Role.BODY, 700, shade))


class PlanScreen(Screen):
    """Targets of the plan against what is certified here."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.board, self.tiles = TargetBoard(), TileMap()
        self._rows: tuple[TargetRow, ...] = ()
        self._name = Label("", Hand(Role.BODY, 700))
        self._words = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        self.head.say(self.tr("计划"), self.tr("按有效证书计，没有登记的数不猜"), self.tr("晋政办发〔2020〕67号"))
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self.add_messages(left)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.board)
        self._area = area
        left.addWidget(area, 1)
        side = Panel("panel", "l")
        side.setFixedWidth(320)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._words)
        column.addWidget(self.tiles)
        column.addStretch(1)
        self.divide(holder, side)
        self.board.chosen.connect(self._on_chosen)

    def _on_targets(self, rows: tuple[TargetRow, ...]) -> None:
        self._rows = rows
        self.board.show_rows(rows)
        self._on_chosen(self.board.current)
        self.status_changed.emit()

    def _on_chosen(self, number: int) -> None:
        if not self._rows:
            return
        row = self._rows[number]
        self._area.ensureVisible(0, _HEAD + number * _ROW + _ROW // 2, 0, _ROW)
        self._name.set_text(row.action_name)
        has_map = bool(row.by_city) and row.value is not None
        self._words.set_text(self.tr("有效证书，按市") if has_map else self.tr("这里还没有按市的数据。"))
        self.tiles.setVisible(has_map)
        self.tiles.show_counts(dict(row.by_city))

    @override
    def refresh(self) -> None:
        self.around.tasks.submit(self.around.workspace.targets, on_success=self._on_targets)

    @override
    def focus_first(self) -> None:
        self.board.setFocus()

    @override
    def status(self) -> StatusFacts:
        reached = sum(row.is_reached for row in self._rows)
        note = self.tr("{0} 项行动，{1} 项已达到").format(len(self._rows), reached)
        return StatusFacts(notes=(note,), keys=(KeyHint("↑ ↓", self.tr("换目标")),))
