"""The evidence of a clause opened beneath it: strip, the picture as large as fits, facts and tools at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme
from workbench.ui.facts import EvidenceRow
from workbench.ui.lettering import Hand
from workbench.ui.screens.filling.evidence_strip import DemandLine, EvidenceFacts, EvidenceStrip, demand_line
from workbench.ui.thumbnails import Thumbnails
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.labels import Label, Panel

_KILO = 1024
_MEGA = 1024 * 1024


class Picture(QWidget):
    """One picture as large as fits, or the file's icon and why nothing can be shown."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._row: EvidenceRow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(80)
        thumbnails.arrived.connect(self._on_arrived)

    def show_file(self, row: EvidenceRow | None) -> None:
        """Show a file, or nothing."""
        self._row = row
        self.setAccessibleName("" if row is None else row.name)
        self.update()

    def _on_arrived(self, _sha256: str) -> None:
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._row is None:
            return
        ratio = self.devicePixelRatioF()
        side = 256 * max(1, round(min(self.width(), self.height()) * ratio / 256 + 0.5))
        pixmap = self._thumbnails.get(self._row, QSize(side * 4 // 3, side), cover=False)
        if pixmap is None:
            self._paint_placeholder(painter)
            return
        size = pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))
        paint.outline(painter, box, theme.colour("line2"))

    def _paint_placeholder(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), theme.colour("window"))
        middle = QRectF(self.rect()).center()
        name = "photo" if self._row is not None and self._row.is_picture else "file-text"
        icons.paint(painter, QRectF(middle.x() - 14, middle.y() - 30, 28, 28), name, theme.colour("ink3"))
        words = self.tr("原件已存好；这类文件这里不显示")
        if self._row is not None and self._row.name.lower().endswith((".heic", ".heif")):
            words = self.tr("HEIC 原件已存好；要在这里看，请在手机上改存为 JPEG 再加一份")
        room = QRectF(8, middle.y() + 4, self.width() - 16, 24)
        lettering.write(painter, room, words, Hand(Role.TEXT, 400, "ink2"), lettering.CENTRE)


class FactsTable(QWidget):
    """Name and value in lines with hairlines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these facts."""
        self._facts = facts
        self.setAccessibleName("; ".join(f"{name} {value}" for name, value in facts))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, 32 * len(self._facts))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, (name, value) in enumerate(self._facts):
            top = number * 32
            lettering.write(painter, QRectF(0, top, 72, 32), name, Hand(Role.TEXT, 400, "ink2"))
            lettering.write(painter, QRectF(76, top, self.width() - 76, 32), value, Hand(Role.TEXT))
            paint.hline(painter, 0, self.width(), top + 31, theme.colour("line"))


class EvidencePane(Panel):
    """Opened by Space.

    Signals:
        closed: back to the list.
        add_wanted, paste_wanted: one more file.
        remove_wanted: carries the file's id.
    """

    closed = Signal()
    add_wanted = Signal()
    paste_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__("surface", "t", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 10, 16, 12)
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(self.tr("佐证"), Hand(Role.TEXT, 700)))
        self._wanted = Label("", Hand(Role.NOTE, 400, "ink2"))
        head.addWidget(self._wanted, 1)
        left.addLayout(head)
        self.strip = EvidenceStrip(thumbnails, captions=True)
        left.addWidget(self.strip)
        self._picture = Picture(thumbnails)
        left.addWidget(self._picture, 1)
        row.addLayout(left, 3)
        row.addWidget(self._side(), 2)
        self.strip.chosen.connect(self._on_chosen)
        self.strip.add_wanted.connect(self.add_wanted)
        self.strip.remove_wanted.connect(self.remove_wanted)

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._name = Label("", Hand(Role.TEXT, 700))
        self._facts = FactsTable()
        self._demands = DemandLine()
        self._add = Button(self.tr("添加文件"), icon="plus")
        self._remove = Button(self.tr("移除"), icon="x", key="Del")
        column.addWidget(self._name)
        column.addWidget(self._facts)
        column.addWidget(self._demands)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(
            Label(
                self.tr("拖进来、粘贴、选文件都行。原件一个字节不改，移除可以撤销。"),
                Hand(Role.NOTE, 400, "ink3"),
                wrap=True,
            )
        )
        column.addStretch(1)
        self._add.clicked.connect(self.add_wanted)
        self._remove.clicked.connect(self._on_remove)
        return side

    def show_files(self, facts: EvidenceFacts) -> None:
        """Show the files of a clause."""
        wanted = demand_line(facts.demands)
        self._wanted.set_text(self.tr("要求：{0}").format(wanted) if wanted else self.tr("没有硬性要求"))
        self.strip.show_files(facts.rows, is_demanded=facts.is_missing, read_only=facts.read_only)
        self._demands.show_demands(facts.demands, is_judged=facts.is_judged)
        self._add.setVisible(not facts.read_only)
        self._remove.setVisible(not facts.read_only and bool(facts.rows))
        self._on_chosen(self.strip.current)

    def _on_chosen(self, _number: int) -> None:
        row = self.strip.row
        self._picture.show_file(row)
        self._name.set_text(row.name if row else self.tr("还没有文件"))
        self._facts.show_facts(self._told(row) if row else ())

    def _told(self, row: EvidenceRow) -> tuple[tuple[str, str], ...]:
        taken = f"{row.taken_at:%Y-%m-%d %H:%M:%S}" if row.taken_at else self.tr("照片里没有写")
        size = f"{row.size / _MEGA:.1f} MB" if row.size >= _MEGA else f"{max(row.size // _KILO, 1)} KB"
        return (
            (self.tr("拍摄"), taken),
            (self.tr("加入"), f"{row.added_at:%Y-%m-%d %H:%M:%S}"),
            (self.tr("原件"), self.tr("{0} · 保留未改").format(size)),
            (self.tr("哈希"), f"{row.sha256[:4]} {row.sha256[4:8]} … {row.sha256[-4:]}"),
        )

    def _on_remove(self) -> None:
        if self.strip.row is not None:
            self.remove_wanted.emit(self.strip.row.evidence_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
            self.closed.emit()
        elif event.key() == Qt.Key.Key_V and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.paste_wanted.emit()
        else:
            super().keyPressEvent(event)
