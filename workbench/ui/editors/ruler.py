"""The ruler under a measured value: a tick at each band, poor to good, and a marker at the value."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme
from workbench.ui.editors.measuring import Ruler
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role

_TOP = 14
_BAR = 8
_MOST = 560
_NOTE = Hand(Role.NOTE, 400, "ink2")


class RulerBar(QWidget):
    """Paints a `Ruler`; lower-is-better is drawn mirrored, not relabelled."""

    def __init__(self, ruler: Ruler, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ruler = ruler
        self._value: Fraction | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(tick.label for tick in ruler.ticks))

    def show_value(self, value: Fraction | None) -> None:
        """Put the marker at a value, or take it away."""
        self._value = value
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_MOST, _TOP + _BAR + 26)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(0, _TOP, min(self.width() - 1, _MOST), _BAR)
        self._paint_segments(painter, box)
        for tick in self._ruler.ticks:
            place = round(box.left() + box.width() * tick.at) - 1
            painter.fillRect(QRectF(place, box.center().y() - 8, 2, 16), theme.colour("ink"))
        self._paint_labels(painter, box)
        if self._value is not None:
            x = box.left() + box.width() * self._ruler.place(self._value)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            top = box.top() - 11
            painter.drawPolygon(QPolygonF([QPointF(x - 6, top), QPointF(x + 6, top), QPointF(x, top + 9)]))

    def _paint_segments(self, painter: QPainter, box: QRectF) -> None:
        left = box.left()
        for end, step in self._ruler.segments:
            right = box.left() + box.width() * end
            shade = "surface" if step == 0 else f"step{step}"
            painter.fillRect(QRectF(left, box.top(), right - left, box.height()), theme.colour(shade))
            left = right
        paint.outline(painter, box, theme.colour("line2"))

    def _paint_labels(self, painter: QPainter, box: QRectF) -> None:
        """Centre each label under its tick; crowded ones are pushed apart, never over each other."""
        widths = [lettering.width(tick.label, _NOTE) + 2 for tick in self._ruler.ticks]
        lefts = [
            box.left() + box.width() * tick.at - width / 2
            for tick, width in zip(self._ruler.ticks, widths, strict=True)
        ]
        right = self.width() + 0.0
        for number in range(len(lefts) - 1, -1, -1):
            lefts[number] = min(lefts[number], right - widths[number])
            right = lefts[number] - 8
        least = 0.0
        for number, width in enumerate(widths):
            lefts[number] = max(lefts[number], least)
            least = lefts[number] + width + 8
        for tick, left, width in zip(self._ruler.ticks, lefts, widths, strict=True):
            lettering.write(painter, QRectF(left, box.bottom() + 6, width + 2, 18), tick.label, _NOTE)
