"""Texts and key caps drawn by delegates and widgets in the roles of `typography`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from workbench.ui import paint, theme, typography
from workbench.ui.typography import Role

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
CAP_HEIGHT = 18
# Combining enum flags costs more than drawing a word, so it is done once.
_FLAGS = {align: int(align | Qt.TextFlag.TextSingleLine) for align in (LEFT, RIGHT, CENTRE)}


@dataclass(frozen=True, slots=True)
class Hand:
    """How a text is written: role, weight and the token (shade) of its colour."""

    role: Role
    weight: int = 400
    shade: str = "ink"


def width(text: str, hand: Hand) -> int:
    """Measure a text in px."""
    return _measured(text, hand.role, hand.weight, typography.scale())


@lru_cache(maxsize=8192)
def _measured(text: str, role: Role, weight: int, _scale: int) -> int:
    return typography.metrics(role, weight).horizontalAdvance(text)


def write(painter: QPainter, box: QRectF, text: str, hand: Hand, align: Qt.AlignmentFlag = LEFT) -> float:
    """Write one line into a box, elided at the right; gives the width used."""
    metrics = typography.metrics(hand.role, hand.weight)
    across = width(text, hand)
    shown = text
    if across > box.width() + 1:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        across = metrics.horizontalAdvance(shown)
    painter.setFont(typography.font(hand.role, hand.weight))
    painter.setPen(theme.colour(hand.shade))
    painter.drawText(box, _FLAGS[align], shown)
    return across


def cap_width(text: str) -> int:
    """Measure a key cap in px; a single character gets a square one."""
    return max(CAP_HEIGHT, width(text, Hand(Role.NOTE, 500)) + 10)


def cap(painter: QPainter, left: float, middle: float, text: str, *, shade: str = "") -> float:
    """Draw a key cap whose left edge and vertical middle are given; gives its width."""
    across = cap_width(text)
    box = QRectF(round(left), round(middle - CAP_HEIGHT / 2), across, CAP_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not shade:
        paint.fill(painter, box, theme.colour("surface"), radius=2)
    paint.outline(painter, box, theme.colour(shade or "line2"), radius=2)
    write(painter, box, text, Hand(Role.NOTE, 500, shade or "ink2"), CENTRE)
    painter.restore()
    return across


def tag(painter: QPainter, left: float, middle: float, text: str, shade: str = "ink2") -> float:
    """Draw a tag: a note with a 1 px border; gives its width."""
    hand = Hand(Role.NOTE, 400, shade)
    across = width(text, hand) + 14
    box = QRectF(round(left), round(middle - 10), across, 20)
    paint.outline(painter, box, theme.colour("line2" if shade == "ink2" else shade), radius=2)
    write(painter, box, text, hand, CENTRE)
    return across


def strike(painter: QPainter, left: float, right: float, middle: float, shade: str) -> None:
    """Strike a text through."""
    painter.setPen(paint.stroke(theme.colour(shade), 1))
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))
