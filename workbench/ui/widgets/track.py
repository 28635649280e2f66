"""Stops on a line: the delivery track of the status line and batches, and the vertical line of steps."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from workbench.domain.states import Delivery
from workbench.ui import lettering, paint, theme
from workbench.ui.lettering import Hand
from workbench.ui.marks import Fullness
from workbench.ui.typography import Role

_LINK = 22
_STOP = 9


class TrackStop(enum.IntEnum):
    """How far work has got; only a verified receipt fills the fourth."""

    SAVING = 0
    SAVED = 1
    SEALED = 2
    SENT = 3
    RECEIPT = 4


def stop_of(delivery: Delivery | None) -> TrackStop:
    """Translate a batch's delivery; None means saved here and not sealed."""
    if delivery is None:
        return TrackStop.SAVED
    return {
        Delivery.READY: TrackStop.SEALED,
        Delivery.OFFERED: TrackStop.SENT,
        Delivery.ACKNOWLEDGED: TrackStop.RECEIPT,
    }[delivery]


def track_names() -> tuple[str, ...]:
    """Name the four stops."""
    translate = QCoreApplication.translate
    return (
        translate("Track", "已存本机"),
        translate("Track", "封包"),
        translate("Track", "送出"),
        translate("Track", "回执"),
    )


def track_width() -> int:
    """Measure a delivery track in px."""
    words = sum(lettering.width(name, Hand(Role.NOTE, 500)) for name in track_names())
    return words + 4 * (_STOP + 5) + 3 * (_LINK + 12)


@dataclass(frozen=True, slots=True)
class TrackStyle:
    """What a track is drawn on, and how long its links are."""

    ground: str = "window"
    link: int = _LINK


_USUAL = TrackStyle()


def paint_track(painter: QPainter, left: float, middle: float, at: TrackStop, style: TrackStyle = _USUAL) -> None:
    """Draw a delivery track: dotted ahead, solid behind, the stop of a pending write half full."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, name in enumerate(track_names(), start=1):
        done = at >= number
        how = Fullness.FULL if done else Fullness.HALF if number == 1 else Fullness.HOLLOW
        paint.stop(painter, QPointF(left + _STOP / 2, middle), _STOP / 2 - 0.7, how, theme.colour(style.ground))
        left += _STOP + 5
        hand = Hand(Role.NOTE, 500 if done else 400, "ink" if done else "ink3")
        box = QRectF(left, middle - 10, lettering.width(name, Hand(Role.NOTE, 500)) + 2, 20)
        lettering.write(painter, box, name, hand)
        left += box.width() + 5
        if number < len(track_names()):
            _link(painter, left, middle, style.link, solid=at > number)
            left += style.link + 5
    painter.restore()


def _link(painter: QPainter, left: float, middle: float, length: int, *, solid: bool) -> None:
    pen = paint.stroke(theme.colour("accent" if solid else "line2"), 2 if solid else 1.6)
    if not solid:
        pen.setDashPattern([1, 1.6])
    painter.setPen(pen)
    painter.drawLine(QPointF(left, middle), QPointF(left + length, middle))


class Track(QWidget):
    """The delivery track as a widget."""

    def __init__(self, ground: str = "window", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._at = TrackStop.SAVED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_stop(self, at: TrackStop) -> None:
        """Say how far the work has got."""
        self._at = at
        reached = track_names()[max(at - 1, 0)]
        self.setAccessibleName(reached)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(track_width(), 26)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_track(QPainter(self), 0, self.height() / 2, self._at, TrackStyle(self._ground))


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step of a vertical line."""

    name: str
    remark: str
    how: Fullness
    is_current: bool = False


class Steps(QWidget):
    """Steps as stops on a vertical line, 56 px apart."""

    def __init__(self, gap: int = 56, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._steps: tuple[StepFacts, ...] = ()
        self._ground = "panel"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: tuple[StepFacts, ...]) -> None:
        """Draw these steps."""
        self._steps = steps
        self.setAccessibleName("; ".join(f"{step.name} {step.remark}".strip() for step in steps))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._gap * max(len(self._steps), 1))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, step in enumerate(self._steps):
            middle = 16.0 + number * self._gap
            if number + 1 < len(self._steps):
                done = self._steps[number].how is Fullness.FULL
                ink = theme.colour("met" if done else "line2")
                painter.fillRect(QRectF(8, middle + 6, 2, self._gap - 12), ink)
            paint.stop(painter, QPointF(9, middle), 5.3, step.how, theme.colour(self._ground))
            room = QRectF(28, middle - 14, self.width() - 28, 28)
            lettering.write(painter, room, step.name, Hand(Role.BODY, 700 if step.is_current else 400))
            if step.remark:
                below = QRectF(28, middle + 11, self.width() - 28, 18)
                lettering.write(painter, below, step.remark, Hand(Role.NOTE, 400, "ink2"), lettering.LEFT)
