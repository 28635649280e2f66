"""A sheet at the side: a title, a scrolling middle, and its buttons at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout
from typing_extensions import override

from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.labels import Label, Panel, Rule


class Sheet(Panel):
    """A sheet with a title, a scrolling middle and its buttons at the foot.

    Signals:
        sent: the main button or Ctrl+Enter.
        left: Esc or the second button.
    """

    sent = Signal()
    left = Signal()

    def __init__(self, send: str, leave: str) -> None:
        super().__init__("panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        self.title = Label("", Hand(Role.BODY, 700))
        self.facts = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(Rule())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = Panel("panel")
        self.fields = QVBoxLayout(page)
        self.fields.setContentsMargins(0, 8, 6, 8)
        self.fields.setSpacing(4)
        area.setWidget(page)
        column.addWidget(area, 1)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(6)
        column.addLayout(self.foot)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.send = Button(send, rank=Rank.MAIN, key="Ctrl Enter" if leave else "Enter")
        row.addWidget(self.send)
        self.leave = Button(leave, key="Esc") if leave else None
        if self.leave is not None:
            row.addWidget(self.leave)
            self.leave.clicked.connect(self.left)
        row.addStretch(1)
        column.addLayout(row)
        self.send.clicked.connect(self.sent)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.sent.emit()
            else:
                self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
