"""The banners under the head and the strips of long work; both stay until their cause is gone."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme
from workbench.ui.lettering import Hand
from workbench.ui.messages import Message, Messages, Tone
from workbench.ui.tasks import Job, TaskRunner
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, IconButton
from workbench.ui.widgets.labels import Label

_ICONS = {
    Tone.FINE: "check",
    Tone.INFORMATION: "info-circle",
    Tone.LOOK: "alert-triangle",
    Tone.REFUSED: "ban",
}
_SOFT = {
    Tone.FINE: "accent_soft",
    Tone.INFORMATION: "changed_soft",
    Tone.LOOK: "lost_soft",
    Tone.REFUSED: "fail_soft",
}
_AT_MOST = 2
_PATIENCE_S = 0.1


class Banner(QWidget):
    """One message across the whole width."""

    def __init__(self, message: Message, messages: Messages) -> None:
        super().__init__()
        self._message, self._messages = message, messages
        row = QHBoxLayout(self)
        row.setContentsMargins(48, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(Label(message.sentence, Hand(Role.TEXT), wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
        if message.action:
            button = Button(message.action)
            button.clicked.connect(self._on_action)
            row.addWidget(button)
        else:
            close = IconButton("x", QCoreApplication.translate("Banner", "收起"))
            close.clicked.connect(self._on_close)
            row.addWidget(close)
        self.setMinimumHeight(44)
        self.setAccessibleName(message.sentence)

    def _on_action(self) -> None:
        if self._message.on_action:
            self._message.on_action()

    def _on_close(self) -> None:
        self._messages.withdraw(self._message.cause or self._message.sentence)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tone = self._message.tone
        ink = theme.colour(tone.value)
        painter.fillRect(self.rect(), theme.colour(_SOFT[tone]))
        painter.fillRect(QRectF(0, 0, 4, self.height()), ink)
        paint.hline(painter, 0, self.width(), self.height() - 1, theme.colour("line"))
        icons.paint(painter, QRectF(20, self.height() / 2 - 9, 18, 18), _ICONS[tone], ink)


class Banners(QWidget):
    """At most two messages, the rest counted."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        messages.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands."""
        while self._column.count():
            widget = self._column.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        standing = self._messages.standing
        for message in reversed(standing[-_AT_MOST:]):
            self._column.addWidget(Banner(message, self._messages))
        hidden = len(standing) - _AT_MOST
        if hidden > 0:
            words = QCoreApplication.translate("Banners", "还有 %n 条消息", "", hidden)
            self._column.addWidget(Label(f"  {words}", Hand(Role.NOTE, 400, "ink2")))
        self.setVisible(bool(standing))


class Strip(QWidget):
    """One long piece of work: what, n of m, time left, percentage, bar, cancel."""

    def __init__(self, job: Job, runner: TaskRunner) -> None:
        super().__init__()
        self._job, self._runner = job, runner
        self.setFixedHeight(74)
        self._cancel = Button(QCoreApplication.translate("Strip", "取消"), key="Esc")
        self._cancel.setParent(self)
        self._cancel.clicked.connect(self._on_cancel)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._runner.cancel(self._job.number)

    @override
    def resizeEvent(self, event: object) -> None:
        size = self._cancel.sizeHint()
        self._cancel.setGeometry(self.width() - 16 - size.width(), 12, size.width(), size.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        job = self._job
        painter.fillRect(self.rect(), theme.colour("panel"))
        paint.hline(painter, 0, self.width(), self.height() - 1, theme.colour("line"))
        share = job.done / job.total if job.total else 0.0
        right = self._cancel.x() - 12
        percent = f"{int(share * 100)}%" if job.total else ""
        lettering.write(painter, QRectF(right - 60, 12, 60, 32), percent, Hand(Role.BODY, 700), lettering.RIGHT)
        used = lettering.write(painter, QRectF(16, 12, right - 90, 32), job.title, Hand(Role.TEXT, 500))
        room = QRectF(16 + used + 12, 12, max(right - 90 - used, 0), 32)
        lettering.write(painter, room, self._detail(), Hand(Role.TEXT, 400, "ink2"))
        box = QRectF(16, 52, self.width() - 32, 10)
        paint.bar(painter, box, paint.BarFacts(share, 0.0, None))

    def _detail(self) -> str:
        job = self._job
        translate = QCoreApplication.translate
        parts = [job.what] if job.what else []
        if job.total:
            parts.append(translate("Strip", "第 {0}，共 {1}").format(job.done, job.total))
        left = job.seconds_left
        if left is not None and left >= 1:
            parts.append(translate("Strip", "余约 {0} 秒").format(round(left)))
        if job.is_cancelled:
            parts = [translate("Strip", "正在停下")]
        return " · ".join(parts)


class Strips(QWidget):
    """The strips of all long work under way; each appears after a tenth of a second."""

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._shown: dict[int, Strip] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(_PATIENCE_S * 1000))
        self._timer.timeout.connect(self.refresh)
        runner.jobs_changed.connect(self.refresh)
        self.setVisible(False)

    def cancel_newest(self) -> bool:
        """Cancel the newest work (Esc); False when there is none."""
        if not self._shown:
            return False
        self._runner.cancel(max(self._shown))
        return True

    def refresh(self) -> None:
        """Show what is under way."""
        jobs = {job.number: job for job in self._runner.jobs}
        for number in [number for number in self._shown if number not in jobs]:
            strip = self._shown.pop(number)
            strip.hide()
            strip.deleteLater()
        for number, job in jobs.items():
            if number not in self._shown and monotonic() - job.started >= _PATIENCE_S:
                self._shown[number] = Strip(job, self._runner)
                self._column.addWidget(self._shown[number])
        if len(self._shown) < len(jobs):
            self._timer.start()
        for strip in self._shown.values():
            strip.update()
        self.setVisible(bool(self._shown))
