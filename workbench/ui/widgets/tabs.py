"""Text tabs with counts and a 3 px underline, and the bar they stand in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme
from workbench.ui.lettering import Hand
from workbench.ui.sizes import grouped
from workbench.ui.typography import Role
from workbench.ui.widgets.labels import Panel

BAR_HEIGHT = 34


class Tab(QAbstractButton):
    """One tab: a word and how many there are behind it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count: int | None = None
        self.setText(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_count(self, count: int | None) -> None:
        """Say how many there are; a tab with none stays, in grey."""
        if count != self._count:
            self._count = count
            self.setAccessibleName(f"{self.text()} {'' if count is None else count}".strip())
            self.updateGeometry()
            self.update()

    def _shown(self) -> str:
        return self.text() if self._count is None else f"{self.text()} {grouped(self._count)}"

    @override
    def sizeHint(self) -> QSize:
        return QSize(lettering.width(self._shown(), Hand(Role.TEXT, 700)) + 20, BAR_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        if self.underMouse() and not chosen:
            painter.fillRect(box.adjusted(0, 0, 0, -1), theme.colour("hover"))
        shade = "ink" if chosen else "ink3" if self._count == 0 else "ink2"
        hand = Hand(Role.TEXT, 700 if chosen else 400, shade)
        lettering.write(painter, box.adjusted(10, 0, -10, 0), self._shown(), hand)
        if chosen:
            painter.fillRect(QRectF(0, box.height() - 3, box.width(), 3), theme.colour("accent"))
        if self.hasFocus():
            paint.outline(painter, box.adjusted(1, 3, -1, -4), theme.colour("accent"), radius=3, width=2)


class TabBar(Panel):
    """Tabs at the left, whatever the screen needs at the right.

    Signals:
        chosen: another tab was taken; carries its number.
    """

    chosen = Signal(int)

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__("panel", "b", parent)
        self.setFixedHeight(BAR_HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 8, 0)
        self._row.setSpacing(0)
        self.tabs = tuple(Tab(name, self) for name in names)
        for number, tab in enumerate(self.tabs):
            self._row.addWidget(tab)
            tab.clicked.connect(self._on_clicked)
            tab.setProperty("number", number)
        self._row.addStretch(1)
        if self.tabs:
            self.tabs[0].setChecked(True)

    def add_right(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._row.addWidget(widget)

    def show_counts(self, counts: tuple[int | None, ...]) -> None:
        """Say how many there are behind each tab."""
        for tab, count in zip(self.tabs, counts, strict=True):
            tab.show_count(count)

    @property
    def current(self) -> int:
        """The number of the tab taken."""
        return next((number for number, tab in enumerate(self.tabs) if tab.isChecked()), 0)

    def take(self, number: int) -> None:
        """Take a tab and tell about it."""
        self.tabs[number].setChecked(True)
        self.chosen.emit(number)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self.take((self.current + step) % len(self.tabs))
            self.tabs[self.current].setFocus()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.current)
