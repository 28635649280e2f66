"""The rail at the left: the rooms of the workbench that this person may enter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme, typography
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.labels import Panel

WIDTH = 60
_ENTRY = 56


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One room: its name for the program, its word for people, its icon."""

    name: str
    label: str
    icon: str


class _Stop(QAbstractButton):
    """One entry of the rail."""

    def __init__(self, entry: RailEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(entry.label)
        self.setAccessibleName(entry.label)
        self.setToolTip(entry.label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        rail = self.parentWidget()
        room = rail.height() // 9 if rail is not None and rail.height() > 100 else _ENTRY
        return QSize(WIDTH - 1, max(min(typography.at_least(_ENTRY, Role.NOTE), room), 32))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        if self.underMouse() and not chosen:
            painter.fillRect(box, theme.colour("hover"))
        if chosen:
            painter.fillRect(QRectF(0, 0, 3, box.height()), theme.colour("accent"))
        shade = "accent" if chosen else "ink2"
        is_low = box.height() < _ENTRY - 8
        top = (box.height() - 22) / 2 if is_low else 9
        icons.paint(painter, QRectF(box.center().x() - 11, top, 22, 22), self.entry.icon, theme.colour(shade))
        hand = Hand(Role.NOTE, 700 if chosen else 400, shade)
        if not is_low:
            lettering.write(painter, QRectF(2, 31, box.width() - 4, 18), self.text(), hand, lettering.CENTRE)
        if self.hasFocus():
            paint.outline(painter, box.adjusted(4, 2, -3, -2), theme.colour("accent"), radius=3, width=2)


class Rail(Panel):
    """The rail.

    Signals:
        entered: an entry was taken; carries its name.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", "r", parent)
        self.setFixedWidth(WIDTH)
        self._stops: list[_Stop] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 1, 4)
        self._column.setSpacing(0)

    def show_entries(self, entries: tuple[RailEntry, ...], foot: RailEntry) -> None:
        """List what this person may do, and one entry at the foot."""
        while self._column.count():
            item = self._column.takeAt(0)
            if item.widget():
                item.widget().deleteLater()
        self._stops = [_Stop(entry, self) for entry in (*entries, foot)]
        for stop in self._stops[:-1]:
            self._column.addWidget(stop)
        self._column.addStretch(1)
        self._column.addWidget(self._stops[-1])
        for stop in self._stops:
            stop.clicked.connect(self._on_clicked)

    @override
    def resizeEvent(self, event: object) -> None:
        for stop in self._stops:
            stop.updateGeometry()

    def mark(self, name: str) -> None:
        """Show where we are."""
        for stop in self._stops:
            if stop.entry.name == name:
                stop.setChecked(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and self._stops:
            focused = next((number for number, stop in enumerate(self._stops) if stop.hasFocus()), 0)
            self._stops[(focused + steps[Qt.Key(event.key())]) % len(self._stops)].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for stop in self._stops:
                if stop.hasFocus():
                    stop.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        for stop in self._stops:
            if stop.isChecked():
                self.entered.emit(stop.entry.name)
