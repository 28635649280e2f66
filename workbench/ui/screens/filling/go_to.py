"""Ctrl+J: type a clause's code or a piece of its name and go there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import paint, theme
from workbench.ui.lettering import Hand
from workbench.ui.screens.filling.rows import ClauseRow
from workbench.ui.typography import Role
from workbench.ui.widgets.fields import TextField
from workbench.ui.widgets.labels import Label

_WIDTH = 420


class GoTo(QWidget):
    """A small sheet over the list; Enter goes, Esc leaves.

    Signals:
        chosen: carries the clause's code.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._match: Callable[[str], str] = str
        self._clause: Callable[[str], ClauseRow] | None = None
        self._found = ""
        self._before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        self.field = TextField(self.tr("条文号或名称"), self.tr("条文号或名称，回车跳过去"))
        self._hint = Label("", Hand(Role.TEXT, 400, "ink2"))
        self.field.keeps_return = True
        column.addWidget(self.field)
        column.addWidget(self._hint)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._on_return)

    def open(self, match: Callable[[str], str], clause: Callable[[str], ClauseRow]) -> None:
        """Ask; `match` finds a code for what is typed."""
        self._match, self._clause = match, clause
        self._before = self.window().focusWidget()
        self.field.clear()
        self._on_text("")
        self.setGeometry((self._over.width() - _WIDTH) // 2, 84, _WIDTH, 100)
        self.show()
        self.raise_()
        self.field.setFocus()

    def _on_text(self, text: str) -> None:
        self._found = self._match(text)
        if self._found and self._clause is not None:
            self._hint.set_text(f"{self._found} {self._clause(self._found).name}")
        else:
            self._hint.set_text(self.tr("没有这样的条文") if text else self.tr("例如 B205，或“照度”"))

    def _on_return(self) -> None:
        if self._found:
            self.hide()
            self.chosen.emit(self._found)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            if self._before is not None:
                self._before.setFocus()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("line"))
        inner = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.fillRect(inner, theme.colour("surface"))
        paint.outline(painter, inner, theme.colour("ink3"))
