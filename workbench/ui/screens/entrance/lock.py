"""The lock: what is safe and what waits, a password, or the recovery code."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme
from workbench.ui.facts import PersonRow, Resting
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.screens.entrance.pages import PasswordField
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.fields import ChoiceBox, Labelled, TextField
from workbench.ui.widgets.labels import Notice, Panel


class LockCard(Panel):
    """The lock: who, password, open; or the recovery code and a new password.

    Signals:
        unlock_wanted: carries person and password.
        recover_wanted: carries person, code and new password.
        forgotten, remembered: switch between the two.
    """

    unlock_wanted = Signal(str, str)
    recover_wanted = Signal(str, str, str)
    forgotten = Signal()
    remembered = Signal()

    def __init__(self) -> None:
        super().__init__("window")
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        column = QVBoxLayout()
        column.setSpacing(0)
        holder = QWidget()
        holder.setFixedWidth(520)
        holder.setLayout(column)
        outer.addWidget(holder, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        column.addWidget(_LockTitle(self.tr("已锁上")))
        column.addSpacing(20)
        column.addWidget(self._card())
        column.addSpacing(16)
        self._safe, self._waiting = Notice(), Notice()
        column.addWidget(self._safe)
        column.addWidget(self._waiting)

    def _card(self) -> QWidget:
        card = Panel("surface", "tblr")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 22)
        column.setSpacing(8)
        self.person = ChoiceBox(self.tr("姓名"))
        self.code = Labelled(self.tr("恢复码"), TextField(self.tr("恢复码")).set_tall())
        self.password = Labelled(self.tr("密码"), PasswordField(self.tr("密码")))
        self.open = Button(self.tr("打开"), rank=Rank.MAIN, key="Enter").set_tall()
        self.other = Button(self.tr("用恢复码")).set_tall()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open)
        row.addWidget(self.other)
        row.addStretch(1)
        for widget in (self.person, self.code, self.password):
            column.addWidget(widget)
        column.addLayout(row)
        self.open.clicked.connect(self._on_open)
        self.other.clicked.connect(self._on_other)
        self.code.hide()
        return card

    def show_people(self, people: tuple[PersonRow, ...], last: str) -> None:
        """List who may open the store."""
        self.person.clear()
        for row in people:
            self.person.addItem(" · ".join(part for part in (row.name, row.region) if part), row.person_id)
        place = max(self.person.findData(last), 0)
        self.person.setCurrentIndex(place)

    def show_resting(self, resting: Resting) -> None:
        """Say what is safe and what waits; no unit is named."""
        time = f"{resting.saved_at:%H:%M:%S}" if resting.saved_at else ""
        if resting.drafts:
            self._safe.say(Mark.MET, self.tr("{0} 份草稿，{1} 已存").format(resting.drafts, time))
        if resting.batches_waiting:
            self._waiting.say(Mark.OPEN, self.tr("{0} 个批次待送出").format(resting.batches_waiting))

    def show_recovering(self, recovering: bool) -> None:  # noqa: FBT001 -- a setter
        """Ask for the recovery code and a new password, or just the password."""
        self.code.setVisible(recovering)
        self.password.set_label(self.tr("新密码") if recovering else self.tr("密码"))
        self.other.set_words(self.tr("用密码") if recovering else self.tr("用恢复码"))
        self.open.set_words(self.tr("重设密码并打开") if recovering else self.tr("打开"))
        (self.code if recovering else self.password).field.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it did not open."""
        (self.code if self.code.isVisible() else self.password).refuse(sentence)
        if isinstance(self.password.field, QLineEdit):
            self.password.field.selectAll()
            self.password.field.setFocus()

    def show_busy(self, busy: bool) -> None:  # noqa: FBT001 -- a setter
        """Show that the key is being derived."""
        self.open.setEnabled(not busy)
        if busy:
            self.password.accept_value()

    @override
    def resizeEvent(self, event: object) -> None:
        roomy = self.height() > 400
        self._safe.setVisible(roomy)
        self._waiting.setVisible(roomy)

    def _texts(self) -> tuple[str, str, str]:
        code = self.code.field.text() if isinstance(self.code.field, QLineEdit) else ""
        password = self.password.field.text() if isinstance(self.password.field, QLineEdit) else ""
        return str(self.person.currentData() or ""), code, password

    def _on_open(self) -> None:
        person, code, password = self._texts()
        if self.code.isVisible():
            self.recover_wanted.emit(person, code, password)
        elif self.open.isEnabled():
            self.unlock_wanted.emit(person, password)

    def _on_other(self) -> None:
        (self.remembered if self.code.isVisible() else self.forgotten).emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_open()
        else:
            super().keyPressEvent(event)


class _LockTitle(QWidget):
    """A lock on a green square and one word."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setFixedHeight(40)
        self.setAccessibleName(text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, 40)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.fill(painter, QRectF(0, 2, 36, 36), theme.colour("accent"), radius=3)
        icons.paint(painter, QRectF(8, 10, 20, 20), "lock", theme.colour("accent_ink"))
        room = QRectF(49, 0, self.width() - 49, 40)
        lettering.write(painter, room, self._text, Hand(Role.HEADING, 700))
