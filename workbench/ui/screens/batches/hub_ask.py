"""Asks for the hub's address in place, above the batches, the first time and whenever it is to change."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.fields import TextField, mark_state
from workbench.ui.widgets.labels import Label, Notice, Panel


class HubAsk(Panel):
    """One line: the address, synchronise, leave.

    Signals:
        told: carries the address as typed.
        left: Esc.
    """

    told = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "b", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 4)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.address = TextField(self.tr("中心地址"), "https://")
        self.address.keeps_return = True
        self.address.setMaximumWidth(420)
        self.send = Button(self.tr("联网同步"), icon="refresh", key="Enter")
        self.leave = Button(self.tr("先不联网"), key="Esc")
        row.addWidget(Label(self.tr("中心地址"), Hand(Role.TEXT, 500)))
        row.addWidget(self.address, 1)
        row.addWidget(self.send)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)
        self._notice = Notice()
        column.addWidget(self._notice)
        self.address.returnPressed.connect(self._on_send)
        self.send.clicked.connect(self._on_send)
        self.leave.clicked.connect(self.left)

    @property
    def refusal(self) -> str:
        """The refusal that stands, or ""."""
        return self._notice.sentence if self.address.property("state") == "refused" else ""

    def ask(self, address: str) -> None:
        """Come up with the address that is known."""
        mark_state(self.address, "")
        self._notice.say(None, self.tr("向主管单位要这个地址；连得上就记住。不联网也行：写到 U 盘送去，再带回执回来。"))
        self.address.setText(address)
        self.show()
        self.address.setFocus()
        self.address.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why the hub was not met; what is typed is kept."""
        mark_state(self.address, "refused")
        self._notice.refuse(sentence)
        self.address.setFocus()

    def _on_send(self) -> None:
        address = self.address.text().strip()
        if address:
            self.told.emit(address)
        else:
            self.refuse(self.tr("先写中心地址"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
