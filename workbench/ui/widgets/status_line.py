"""The status line: what is safe at the left, the keys that work here now at the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme, typography
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.track import TrackStop, paint_track, track_width

_NOTE = Hand(Role.NOTE, 400, "ink2")


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key that works here now."""

    keys: str
    label: str


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the status line says for a screen: a track or notes at the left, keys and a time at the right."""

    notes: tuple[str, ...] = ()
    track: TrackStop | None = None
    keys: tuple[KeyHint, ...] = ()
    time: str = ""


class StatusLine(QWidget):
    """26 px at the foot of the window, painted in one go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = StatusFacts()
        self.setFixedHeight(typography.at_least(26, Role.NOTE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: StatusFacts) -> None:
        """Say something else."""
        self._facts = facts
        self.setAccessibleName("; ".join((*facts.notes, *(f"{hint.keys} {hint.label}" for hint in facts.keys))))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        paint.hline(painter, 0, self.width(), 0, theme.colour("line"))
        middle = self.height() / 2 + 0.5
        left = 12.0
        if self._facts.track is not None:
            paint_track(painter, left, middle, self._facts.track)
            left += track_width() + 16
        for note in self._facts.notes:
            room = QRectF(left, middle - 10, max(self.width() - left - 8, 0), 20)
            left += lettering.write(painter, room, note, _NOTE) + 14
        self._paint_keys(painter, middle, left)

    def _paint_keys(self, painter: QPainter, middle: float, least: float) -> None:
        right = self.width() - 12.0
        if self._facts.time:
            across = lettering.width(self._facts.time, _NOTE)
            lettering.write(painter, QRectF(right - across, middle - 10, across + 1, 20), self._facts.time, _NOTE)
            right -= across + 14
        for hint in reversed(self._facts.keys):
            across = lettering.cap_width(hint.keys) + 3 + lettering.width(hint.label, _NOTE)
            if right - across < least:
                return
            left = right - across
            used = lettering.cap(painter, left, middle, hint.keys)
            room = QRectF(left + used + 3, middle - 10, across - used, 20)
            lettering.write(painter, room, hint.label, _NOTE)
            right = left - 14
