"""What an import would do, counted, and the dashed field that takes files."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme
from workbench.ui.facts import Arrival, ImportPreview, ParcelKind
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.labels import Label, Notice, Panel, Rule

_SENTENCES = 4
_ICONS = {
    Arrival.NEW: ("plus", "met"),
    Arrival.NEWER: ("refresh", "changed"),
    Arrival.CONFLICT: ("arrows-diff", "lost"),
    Arrival.KNOWN: ("check", "ink3"),
    Arrival.PARKED: ("ban", "fail"),
}


class DropField(QWidget):
    """Takes a stick, a folder or a file by drag, click or Enter.

    Signals:
        dropped: carries the path.
        asked: a file should be chosen.
    """

    dropped = Signal(str)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setFixedHeight(88)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("收入批次"))
        self._over = False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._over:
            painter.fillRect(box, theme.colour("accent_soft"))
        paint.dashes(painter, box, theme.colour("accent" if self._over else "control"))
        words = self.tr("把 U 盘、文件夹、批次 .awb、回执 .awr 或信任名单 .json 拖到这里，先看清单，再决定收不收")
        hand = Hand(Role.BODY, 400, "ink2")
        across = min(lettering.width(words, hand) + 34, box.width() - 24)
        left = box.center().x() - across / 2
        icons.paint(painter, QRectF(left, box.center().y() - 11, 22, 22), "database-import", theme.colour("ink2"))
        lettering.write(painter, QRectF(left + 34, 0, across - 30, box.height()), words, hand)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: object) -> None:
        self._over = False
        self.update()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            self.dropped.emit(path)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.asked.emit()


class Counts(QWidget):
    """How many records of each kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: list[tuple[Arrival, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, preview: ImportPreview) -> None:
        """Show the kinds that occur."""
        self._counts = [(kind, preview.counts[kind]) for kind in Arrival if preview.counts.get(kind)]
        self.setFixedHeight(36 * len(self._counts))
        self.setAccessibleName("; ".join(f"{self._name(kind)} {count}" for kind, count in self._counts))
        self.update()

    def _name(self, kind: Arrival) -> str:
        return {
            Arrival.NEW: self.tr("新的记录"),
            Arrival.NEWER: self.tr("已有评价的新修订"),
            Arrival.CONFLICT: self.tr("同一评价有两个修订，都留着"),
            Arrival.KNOWN: self.tr("已经收过"),
            Arrival.PARKED: self.tr("先搁置"),
        }[kind]

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 36 * len(self._counts))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, (kind, count) in enumerate(self._counts):
            top = 36.0 * number
            icon, shade = _ICONS[kind]
            icons.paint(painter, QRectF(0, top + 9, 18, 18), icon, theme.colour(shade))
            lettering.write(painter, QRectF(32, top, self.width() - 80, 36), self._name(kind), Hand(Role.BODY))
            room = QRectF(0, top, self.width(), 36)
            lettering.write(painter, room, str(count), Hand(Role.BODY, 700), lettering.RIGHT)
            paint.hline(painter, 0, self.width(), top + 35, theme.colour("line"))


class PreviewSheet(Panel):
    """What came in.

    Signals:
        taken: import it.
        left: leave it.
    """

    taken = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("panel", "l")
        self.setFixedWidth(372)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        self._title = Label("", Hand(Role.BODY, 700))
        column.addWidget(self._title)
        self._from = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        self._said = tuple(Notice() for _ in range(_SENTENCES))
        self._counts = Counts()
        self._remark = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        for widget in (self._from, *self._said, Rule(), self._counts, self._remark):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.take = Button("", rank=Rank.MAIN, key="Enter")
        self.leave = Button(self.tr("先不收"), key="Esc")
        row.addWidget(self.take)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what an import would do."""
        is_batch = preview.kind is ParcelKind.BATCH
        self._title.set_text(self._title_of(preview.kind))
        name = preview.path.name
        self._from.set_text(self.tr("{0} · 批次 {1}").format(name, preview.number) if is_batch else name)
        says = preview.says
        if is_batch:
            says = (
                self.tr("签名有效：{0}，指纹 {1}").format(preview.sender, preview.fingerprint),
                self.tr("逐字节核对无误，内有 {0} 个佐证文件").format(preview.files),
            )
        told = [(Mark.MET, sentence) for sentence in says] + [(Mark.LOST, sentence) for sentence in preview.warns]
        told += [(Mark.MET, "")] * (_SENTENCES - len(told))
        for notice, (mark, sentence) in zip(self._said, told, strict=False):
            notice.say(mark, sentence)
            notice.setVisible(bool(sentence))
        self._counts.setVisible(is_batch)
        self._counts.show_counts(preview)
        parked = self.tr("；").join(preview.parked_because)
        words = self.tr("按 Enter 以前什么都不变。")
        if parked:
            words = self.tr("搁置的不丢：{0}。").format(parked) + words
        self._remark.set_text(words)
        self.take.set_words(self.tr("收入 {0} 件").format(preview.taken) if is_batch else self.tr("收下"))
        self.take.setFocus()

    def _title_of(self, kind: ParcelKind) -> str:
        return {
            ParcelKind.BATCH: self.tr("要收入的批次"),
            ParcelKind.RECEIPT: self.tr("要收下的回执"),
            ParcelKind.TRUST_LIST: self.tr("要装入的信任名单"),
        }[kind]
