"""The sections as stops on a line: the travelled part in green, gates on top as diamonds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme, typography
from workbench.ui.lettering import Hand
from workbench.ui.marks import Fullness, Mark
from workbench.ui.screens.filling.rows import SectionRow
from workbench.ui.typography import Role

_X = 20
_TOP = 8
_FOLDED = 60


class Sections(QWidget):
    """The line; click or Ctrl+up and Ctrl+down move along it.

    Signals:
        section_wanted: carries a section's code.
    """

    section_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SectionRow, ...] = ()
        self._boxes: list[tuple[QRectF, SectionRow]] = []
        self._hovered = ""
        self._chosen = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("章节"))

    def show_rows(self, rows: tuple[SectionRow, ...], names: Mapping[str, str]) -> None:
        """Draw these stops."""
        if rows != self._rows:
            self._rows = rows
            self._names = names
            current = next((row for row in rows if row.is_current), None)
            self.setAccessibleDescription("" if current is None else f"{current.code} {current.done}/{current.total}")
            self._place()
            self.update()

    def _name(self, row: SectionRow) -> str:
        if row.level == 0:
            return self._names[row.code]
        return f"{row.code} {row.name}" if row.level == 1 else row.name

    def _place(self) -> None:
        self._boxes = []
        top = float(_TOP)
        for row in self._rows:
            height = typography.at_least(25 if row.level == 2 else 30, Role.TEXT)
            if row.level < 2 and self.width() > _FOLDED:
                room = self.width() - 38 - 50
                if lettering.width(self._name(row), Hand(Role.TEXT, 700)) > room:
                    height += 10
            self._boxes.append((QRectF(0, top, self.width(), height), row))
            top += height
        self.setMinimumHeight(int(top) + 8)

    @override
    def sizeHint(self) -> QSize:
        return QSize(212, 200)

    @override
    def resizeEvent(self, event: object) -> None:
        self._place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("panel"))
        for box, row in self._boxes:
            if row.is_current:
                painter.fillRect(box.adjusted(0, 0, -1, 0), theme.colour("accent_soft"))
            elif row.code == self._hovered:
                painter.fillRect(box.adjusted(0, 0, -1, 0), theme.colour("hover"))
        self._paint_line(painter)
        for number, (box, row) in enumerate(self._boxes):
            self._paint_stop(painter, box, row)
            if self.width() > _FOLDED:
                self._paint_words(painter, box, row)
            if self.hasFocus() and number == self._chosen:
                paint.outline(painter, box.adjusted(2, 1, -3, -1), theme.colour("accent"), radius=3, width=2)

    def _paint_line(self, painter: QPainter) -> None:
        stops = [(box.center().y(), row) for box, row in self._boxes if row.level]
        for (y, row), (below, _) in pairwise(stops):
            shade = "met" if row.how is Fullness.FULL or (row.level == 1 and row.how is Fullness.HALF) else "line2"
            painter.fillRect(QRectF(_X - 1, y, 2, below - y), theme.colour(shade))

    def _paint_stop(self, painter: QPainter, box: QRectF, row: SectionRow) -> None:
        centre = QPointF(_X, box.center().y())
        if row.level == 0:
            gate = {Fullness.FULL: Mark.GATE_MET}.get(row.how, Mark.GATE_OPEN)
            paint.mark(painter, centre, Mark.GATE_FAILED if row.is_lost else gate)
            return
        ground = theme.colour("accent_soft" if row.is_current else "panel")
        if row.is_lost:
            painter.fillRect(QRectF(centre.x() - 7, centre.y() - 7, 14, 14), ground)
            paint.mark(painter, centre, Mark.FAILED)
            return
        paint.stop(painter, centre, 5.2 if row.level == 1 else 3.4, row.how, ground)

    def _paint_words(self, painter: QPainter, box: QRectF, row: SectionRow) -> None:
        count = f"{row.done}/{row.total}"
        strong = row.level < 2 or row.is_current
        note = Hand(Role.NOTE, 700 if strong else 400, "ink2")
        room = QRectF(38, box.top(), self.width() - 38 - 12, box.height())
        lettering.write(painter, room, count, note, lettering.RIGHT)
        room.setRight(room.right() - lettering.width(count, note) - 8)
        hand = Hand(Role.TEXT, 700 if strong else 400, "ink" if strong else "ink2")
        name = self._name(row)
        if lettering.width(name, hand) <= room.width() or row.level == 2:
            lettering.write(painter, room, name, hand)
            return
        painter.setFont(typography.font(Role.TEXT, 700))
        painter.setPen(theme.colour("ink"))
        words = name if row.level == 0 else name.partition(" ")[2]
        wrap = Qt.TextFlag.TextWordWrap if " " in words else Qt.TextFlag.TextWrapAnywhere
        flags = int(wrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        metrics = typography.metrics(Role.TEXT, 700)
        space = room.adjusted(0, -4, 0, 4)
        for share in (1.75, 1.5, 1.3, 1.0):  # words break where they will: take what fits into two lines
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room.width() * share))
            if metrics.boundingRect(space.toRect(), flags, text).height() < 2.5 * metrics.lineSpacing():
                break
        painter.drawText(space, flags, text)

    def _at(self, point: QPointF) -> str:
        return next((row.code for box, row in self._boxes if box.contains(point)), "")

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    @override
    def leaveEvent(self, event: object) -> None:
        self._hovered = ""
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        code = self._at(event.position())
        if code:
            self.section_wanted.emit(code)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and self._rows:
            self._chosen = min(max(self._chosen + steps[Qt.Key(event.key())], 0), len(self._rows) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._rows:
            self.section_wanted.emit(self._rows[min(self._chosen, len(self._rows) - 1)].code)
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            code = self._at(QPointF(event.pos()))
            row = next((row for row in self._rows if row.code == code), None)
            if row is not None:
                QToolTip.showText(
                    self.mapToGlobal(QPoint(event.pos())), f"{self._name(row)}  {row.done}/{row.total}", self
                )
            return True
        return super().event(event)  # type: ignore[arg-type] # every event is a QEvent
