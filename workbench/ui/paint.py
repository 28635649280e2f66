"""State shapes: form first, colour second; each drawn by one function of painter, box and colour."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from workbench.ui import icons, theme
from workbench.ui.marks import Fullness, Mark

TOKEN = {
    Mark.MET: "met",
    Mark.LOST: "lost",
    Mark.OPEN: "ink3",
    Mark.BEGUN: "met",
    Mark.NOT_APPLICABLE: "ink3",
    Mark.FAILED: "fail",
    Mark.FLAGGED: "flag",
    Mark.CHANGED: "changed",
    Mark.EVIDENCE_MISSING: "lost",
    Mark.GATE_MET: "met",
    Mark.GATE_OPEN: "ink3",
    Mark.GATE_FAILED: "fail",
}


def stroke(ink: QColor, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Make a pen whose width scales with the screen (never cosmetic)."""
    pen = QPen(ink, width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    pen.setCosmetic(False)
    return pen


def round_stroke(ink: QColor, width: float) -> QPen:
    """Make a pen with round ends, for checks and crosses."""
    pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(False)
    return pen


def hline(painter: QPainter, left: float, right: float, y: float, ink: QColor) -> None:
    """Draw a 1 px horizontal hairline whose upper edge is at `y`."""
    painter.fillRect(QRectF(left, y, right - left, 1), ink)


def vline(painter: QPainter, x: float, top: float, bottom: float, ink: QColor) -> None:
    """Draw a 1 px vertical hairline whose left edge is at `x`."""
    painter.fillRect(QRectF(x, top, 1, bottom - top), ink)


def outline(painter: QPainter, box: QRectF, ink: QColor, *, radius: float = 0, width: float = 1) -> None:
    """Draw a border inside a box, aligned to half pixels."""
    painter.setPen(stroke(ink, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(inner, radius, radius) if radius else painter.drawRect(inner)


def dashes(painter: QPainter, box: QRectF, ink: QColor, *, radius: float = 0, width: float = 1) -> None:
    """Draw a dashed border inside a box."""
    pen = stroke(ink, width)
    pen.setDashPattern([3 / width, 2 / width])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius)


def fill(painter: QPainter, box: QRectF, ground: QColor, *, radius: float = 0) -> None:
    """Fill a box, rounded or not."""
    if not radius:
        painter.fillRect(box, ground)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, radius, radius)


def mark(painter: QPainter, centre: QPointF, which: Mark, *, size: float = 16, ink: QColor | None = None) -> None:
    """Draw a state shape of `size` px around a centre."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(size / 16, size / 16)
    _SHAPES[which](painter, ink or theme.colour(TOKEN[which]))
    painter.restore()


def _check(painter: QPainter, ink: QColor) -> None:
    painter.setPen(round_stroke(ink, 2))
    painter.drawPolyline([QPointF(-4.5, 0.5), QPointF(-1.5, 3.5), QPointF(5, -3.5)])


def _triangle(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(-5.5, -4.5), QPointF(5.5, -4.5), QPointF(0, 5)]))


def _circle(painter: QPainter, ink: QColor) -> None:
    painter.setPen(stroke(ink, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), 5, 5)


def _half(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPie(QRectF(-5, -5, 10, 10), 90 * 16, 180 * 16)
    _circle(painter, ink)


def _dash(painter: QPainter, ink: QColor) -> None:
    painter.fillRect(QRectF(-4.5, -1, 9, 2), ink)


def _cross(painter: QPainter, reach: float) -> None:
    painter.setPen(round_stroke(theme.colour("surface"), 1.6))
    painter.drawLine(QPointF(-reach, -reach), QPointF(reach, reach))
    painter.drawLine(QPointF(-reach, reach), QPointF(reach, -reach))


def _octagon(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    far, near = 6.0, 2.5
    corners = [(-near, -far), (near, -far), (far, -near), (far, near), (near, far), (-near, far), (-far, near)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in [*corners, (-far, -near)]]))
    _cross(painter, 2.2)


def _flag(painter: QPainter, ink: QColor) -> None:
    painter.fillRect(QRectF(-5, -5.5, 1.8, 11), ink)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    path = QPainterPath(QPointF(-4, -5.5))
    for x, y in ((5.5, -5.5), (3.2, -2), (5.5, 1.5), (-4, 1.5)):
        path.lineTo(x, y)
    painter.drawPath(path)


def _arrows(painter: QPainter, ink: QColor) -> None:
    painter.setPen(round_stroke(ink, 1.6))
    painter.drawLine(QPointF(-5, -2.6), QPointF(5, -2.6))
    painter.drawPolyline([QPointF(2.8, -5), QPointF(5, -2.6), QPointF(2.8, -0.4)])
    painter.drawLine(QPointF(-5, 2.8), QPointF(5, 2.8))
    painter.drawPolyline([QPointF(-2.8, 0.6), QPointF(-5, 2.8), QPointF(-2.8, 5)])


def _no_picture(painter: QPainter, ink: QColor) -> None:
    icons.paint(painter, QRectF(-8, -8, 16, 16), "photo-off", ink)


_DIAMOND = QPolygonF([QPointF(0, -5.8), QPointF(5.8, 0), QPointF(0, 5.8), QPointF(-5.8, 0)])


def _diamond(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(_DIAMOND)


def _hollow_diamond(painter: QPainter, ink: QColor) -> None:
    painter.setPen(stroke(ink, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([QPointF(0, -5.2), QPointF(5.2, 0), QPointF(0, 5.2), QPointF(-5.2, 0)]))


def _crossed_diamond(painter: QPainter, ink: QColor) -> None:
    _diamond(painter, ink)
    _cross(painter, 1.9)


_SHAPES: dict[Mark, Callable[[QPainter, QColor], None]] = {
    Mark.MET: _check,
    Mark.LOST: _triangle,
    Mark.OPEN: _circle,
    Mark.BEGUN: _half,
    Mark.NOT_APPLICABLE: _dash,
    Mark.FAILED: _octagon,
    Mark.FLAGGED: _flag,
    Mark.CHANGED: _arrows,
    Mark.EVIDENCE_MISSING: _no_picture,
    Mark.GATE_MET: _diamond,
    Mark.GATE_OPEN: _hollow_diamond,
    Mark.GATE_FAILED: _crossed_diamond,
}


# --- bars, stops, boxes ---------------------------------------------------------------------------


_HATCH_PITCH = 5
_hatches: dict[tuple[str, str, float], QPixmap] = {}


def hatch(painter: QPainter, box: QRectF) -> None:
    """Fill a box with the hatch of what is still open."""
    ratio = painter.device().devicePixelRatio()
    painter.save()
    painter.setBrushOrigin(box.topLeft())
    painter.fillRect(box, QBrush(_hatch_tile(ratio)))
    painter.restore()


def _hatch_tile(ratio: float) -> QPixmap:
    """Draw one repeat of the hatch, once per scheme and scale."""
    ground, ink = theme.colour("surface"), theme.colour("bar_open")
    key = (ground.name(), ink.name(), ratio)
    if key not in _hatches:
        side = round(_HATCH_PITCH * 4 * ratio)
        tile = QPixmap(side, side)
        tile.setDevicePixelRatio(ratio)
        tile.fill(ground)
        pen = QPainter(tile)
        pen.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen.setPen(stroke(ink, 2.2))
        across = side / ratio
        x = -across
        while x < 2 * across:
            pen.drawLine(QPointF(x - 2, across + 2), QPointF(x + across + 2, -2))
            x += _HATCH_PITCH
        pen.end()
        _hatches[key] = tile
    return _hatches[key]


@dataclass(frozen=True, slots=True)
class BarFacts:
    """What a bar shows, as shares of its whole; `tick` is the floor, `is_lost` a floor that cannot be reached."""

    earned: float
    still_open: float
    tick: float | None
    is_lost: bool = False


def bar(painter: QPainter, box: QRectF, facts: BarFacts) -> None:
    """Draw a bar: full = earned, hatched = still open, empty = lost, and the floor as a dark tick."""
    painter.fillRect(box, theme.colour("surface"))
    earned = min(max(facts.earned, 0.0), 1.0)
    full = box.width() * earned
    rest = box.width() * min(max(facts.still_open, 0.0), 1 - earned)
    if rest > 0:
        hatch(painter, QRectF(box.left() + full, box.top(), rest, box.height()))
    outline(painter, box, theme.colour("line2"))
    if full > 0:
        painter.fillRect(QRectF(box.left(), box.top(), full, box.height()), theme.colour("bar"))
    if facts.tick is not None:
        x = round(box.left() + box.width() * facts.tick) - 1
        x = min(max(x, round(box.left())), round(box.right()) - 2)
        ink = theme.colour("fail" if facts.is_lost else "ink")
        painter.fillRect(QRectF(x, box.center().y() - 8, 2, 16), ink)


def stop(painter: QPainter, centre: QPointF, radius: float, how: Fullness, ground: QColor) -> None:
    """Draw a stop on a line: hollow not begun, half begun, full done."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = theme.colour("ink3" if how is Fullness.HOLLOW else "met")
    painter.setBrush(QBrush(ink if how is Fullness.FULL else ground))
    painter.setPen(stroke(ink, 1.8 if radius > 5 else 1.4))
    painter.drawEllipse(centre, radius, radius)
    if how is Fullness.HALF:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(QRectF(centre.x() - radius, centre.y() - radius, radius * 2, radius * 2), 90 * 16, 180 * 16)
    painter.restore()


def star(painter: QPainter, centre: QPointF, radius: float, ink: QColor, *, filled: bool) -> None:
    """Draw a star of a building's grade: filled when it is reached."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    points = []
    for corner in range(10):
        reach, turn = radius if corner % 2 == 0 else radius * 0.45, math.radians(corner * 36 - 90)
        points.append(QPointF(centre.x() + reach * math.cos(turn), centre.y() + reach * math.sin(turn)))
    painter.setPen(Qt.PenStyle.NoPen if filled else round_stroke(ink, 1.2))
    painter.setBrush(QBrush(ink) if filled else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(points))
    painter.restore()


def tick_box(painter: QPainter, box: QRectF, *, on: bool, focused: bool = False) -> None:
    """Draw a check box of 16 px."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if on:
        fill(painter, box, theme.colour("accent"), radius=2)
        painter.setPen(round_stroke(theme.colour("accent_ink"), 1.8))
        c = box.center()
        painter.drawPolyline([c + QPointF(-3.8, 0.2), c + QPointF(-1.2, 2.8), c + QPointF(4, -3)])
    else:
        fill(painter, box, theme.colour("surface"), radius=2)
        outline(painter, box, theme.colour("control"), radius=2)
    if focused:
        focus_ring(painter, box)
    painter.restore()


def focus_ring(painter: QPainter, box: QRectF, radius: float = 3) -> None:
    """Draw the 2 px ring outside a control at 1 px distance."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline(painter, box.adjusted(-3, -3, 3, 3), theme.colour("accent"), radius=radius + 2, width=2)
    painter.restore()
