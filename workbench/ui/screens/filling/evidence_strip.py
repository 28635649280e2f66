"""Thumbnails of a clause's evidence with the demand line beneath, and the slot for one more."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from workbench.domain.forms import EvidenceMethod
from workbench.ui import icons, lettering, paint, theme
from workbench.ui.facts import EvidenceRow
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.screens.filling.demands import DemandState, Wanted
from workbench.ui.thumbnails import Thumbnails
from workbench.ui.typography import Role

THUMB_WIDTH, THUMB_HEIGHT, GAP = 84, 63, 8
translate = QCoreApplication.translate


def method_name(method: EvidenceMethod) -> str:
    """Name a way of checking."""
    return {
        EvidenceMethod.DOCUMENT: translate("Evidence", "文件"),
        EvidenceMethod.SITE: translate("Evidence", "现场"),
        EvidenceMethod.MEASUREMENT: translate("Evidence", "测量"),
        EvidenceMethod.INTERVIEW: translate("Evidence", "访谈"),
        EvidenceMethod.SAMPLING: translate("Evidence", "抽样"),
        EvidenceMethod.SYSTEM_DATA: translate("Evidence", "系统数据"),
        EvidenceMethod.QUESTIONNAIRE: translate("Evidence", "问卷"),
        EvidenceMethod.TEST: translate("Evidence", "检测"),
        EvidenceMethod.CALCULATION: translate("Evidence", "计算"),
        EvidenceMethod.EXPERT: translate("Evidence", "专家意见"),
    }[method]


def wanted_words(wanted: Wanted) -> str:
    """Say what satisfies a demand."""
    return {
        Wanted.PHOTO: translate("Evidence", "照片 1"),
        Wanted.FILE: translate("Evidence", "文件或照片 1"),
        Wanted.READINGS: translate("Evidence", "读数或文件"),
        Wanted.NOTE: translate("Evidence", "备注或文件"),
    }[wanted]


def demand_line(demands: tuple[DemandState, ...]) -> str:
    """Say what is demanded in one line."""
    return " · ".join(f"{method_name(demand.method)} {wanted_words(demand.wanted)}" for demand in demands)


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """The files of a clause, what it demands, and whether it is judged and can be changed."""

    rows: tuple[EvidenceRow, ...]
    demands: tuple[DemandState, ...]
    is_judged: bool
    read_only: bool

    @property
    def is_missing(self) -> bool:
        """Whether something demanded is missing; before the clause is judged nothing is."""
        return self.is_judged and any(not demand.is_met for demand in self.demands)


class EvidenceStrip(QWidget):
    """A row of thumbnails that can be walked with the arrow keys.

    Signals:
        chosen: a file was taken; carries its number.
        add_wanted: the empty slot was taken.
        remove_wanted: Delete was pressed; carries the file's id.
        opened: Enter or a double click on a file.
    """

    chosen = Signal(int)
    add_wanted = Signal()
    remove_wanted = Signal(str)
    opened = Signal()

    def __init__(self, thumbnails: Thumbnails, *, captions: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails, self._captions = thumbnails, captions
        self._rows: tuple[EvidenceRow, ...] = ()
        self._is_demanded = False
        self._read_only = False
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if captions else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        thumbnails.arrived.connect(self._on_arrived)

    def show_files(self, rows: tuple[EvidenceRow, ...], *, is_demanded: bool, read_only: bool) -> None:
        """Show these files; `is_demanded` paints the empty slot as missing."""
        self._rows, self._is_demanded, self._read_only = rows, is_demanded, read_only
        self.current = min(self.current, max(len(rows) - 1, 0))
        names = "; ".join(row.name for row in rows)
        self.setAccessibleName(self.tr("佐证 {0} 份 {1}").format(len(rows), names))
        self.updateGeometry()
        self.update()

    @property
    def row(self) -> EvidenceRow | None:
        """The file that is chosen."""
        return self._rows[self.current] if self._rows else None

    def _on_arrived(self, _sha256: str) -> None:
        self.update()

    def _line_height(self) -> int:
        return THUMB_HEIGHT + (22 if self._captions else GAP)

    def _per_line(self, width: int) -> int:
        return max(1, (width + GAP) // (THUMB_WIDTH + GAP))

    def _shown(self) -> int:
        """Count the files that have room; the small strip keeps to one line."""
        most = len(self._rows) if self._captions else self._per_line(max(self.width(), 260))
        return min(len(self._rows), most)

    def _has_slot(self) -> bool:
        """Tell whether an empty slot follows the files; the small strip shows it only where something is wanted."""
        if self._read_only:
            return False
        fits = self._shown() < self._per_line(max(self.width(), 260))
        return self._captions or (fits and (self._is_demanded or not self._rows))

    def _slots(self) -> int:
        return self._shown() + int(self._has_slot())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        lines = -(-self._slots() // self._per_line(width))
        return min(lines, 2) * self._line_height()

    @override
    def sizeHint(self) -> QSize:
        return QSize(268, self.heightForWidth(max(self.width(), 268)))

    def _box(self, number: int) -> QRectF:
        per_line = self._per_line(self.width())
        x, y = number % per_line, number // per_line
        return QRectF(x * (THUMB_WIDTH + GAP), y * self._line_height(), THUMB_WIDTH, THUMB_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self._shown()
        for number, row in enumerate(self._rows[:shown]):
            self._paint_file(painter, self._box(number), row, chosen=self._captions and number == self.current)
        if shown < len(self._rows):
            self._paint_more(painter, self._box(shown - 1), len(self._rows) - shown)
        if self._has_slot():
            self._paint_slot(painter, self._box(shown))

    def _paint_more(self, painter: QPainter, box: QRectF, more: int) -> None:
        corner = QRectF(box.right() - 30, box.bottom() - 20, 29, 19)
        painter.fillRect(corner, theme.colour("surface"))
        lettering.write(painter, corner, f"+{more}", Hand(Role.NOTE, 700), lettering.CENTRE)

    def _paint_file(self, painter: QPainter, box: QRectF, row: EvidenceRow, *, chosen: bool) -> None:
        ratio = self.devicePixelRatioF()
        size = QSize(round(THUMB_WIDTH * ratio), round(THUMB_HEIGHT * ratio))
        pixmap = self._thumbnails.get(row, size)
        if pixmap is None:
            painter.fillRect(box, theme.colour("window"))
            icon = "photo" if row.is_picture else "file-text"
            icons.paint(
                painter, QRectF(box.center().x() - 11, box.center().y() - 11, 22, 22), icon, theme.colour("ink3")
            )
        else:
            painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))
        if chosen:
            paint.outline(painter, box.adjusted(-1, -1, 1, 1), theme.colour("accent"), width=2)
        else:
            paint.outline(painter, box, theme.colour("line2"))
        if self._captions:
            under = QRectF(box.left(), box.bottom() + 1, THUMB_WIDTH, 18)
            lettering.write(painter, under, row.name, Hand(Role.NOTE, 400, "ink2"))

    def _paint_slot(self, painter: QPainter, box: QRectF) -> None:
        shade = "lost" if self._is_demanded else "control"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.dashes(painter, box, theme.colour(shade))
        lift = 9 if self._captions else 0
        spot = QRectF(box.center().x() - 8, box.center().y() - 8 - lift, 16, 16)
        icons.paint(painter, spot, "plus", theme.colour("lost" if self._is_demanded else "ink2"))
        if self._captions:
            words = QRectF(box.left(), box.center().y() + 2, box.width(), 20)
            lettering.write(painter, words, self.tr("粘贴 Ctrl V"), Hand(Role.NOTE, 400, "ink2"), lettering.CENTRE)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number in range(self._slots()):
            if self._box(number).contains(event.position()):
                if number < self._shown():
                    self.choose(number)
                else:
                    self.add_wanted.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def choose(self, number: int) -> None:
        """Take a file."""
        if self._rows:
            self.current = number % len(self._rows)
            self.update()
            self.chosen.emit(self.current)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        row = self.row
        if event.key() in steps:
            self.choose(self.current + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row is not None:
            self.remove_wanted.emit(row.evidence_id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is None:
            self.add_wanted.emit()
        else:
            super().keyPressEvent(event)


class DemandLine(QWidget):
    """What is demanded: a check where it is there, a triangle with what is missing where it is not.

    Signals:
        add_wanted: the small "add" at the right was clicked.
    """

    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._demands: tuple[DemandState, ...] = ()
        self._is_judged = False
        self._offers_add = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer_add(self, offers: bool) -> None:  # noqa: FBT001 -- a setter
        """Show a small "add" at the right, or not."""
        self._offers_add = offers
        self.update()

    def show_demands(self, demands: tuple[DemandState, ...], *, is_judged: bool) -> None:
        """Show these; before the clause is judged nothing is missing yet."""
        self._demands, self._is_judged = demands, is_judged
        self.setAccessibleName("; ".join(self._words(demand) for demand in demands))
        self.updateGeometry()
        self.update()

    def _words(self, demand: DemandState) -> str:
        if demand.is_met:
            return method_name(demand.method)
        words = self.tr("{0} 缺{1}") if self._is_judged else self.tr("{0}：{1}")
        return words.format(method_name(demand.method), wanted_words(demand.wanted))

    def _place(self, width: float) -> list[tuple[float, float, DemandState]]:
        placed, x, y = [], 0.0, 0.0
        for demand in self._demands:
            across = lettering.width(self._words(demand), Hand(Role.NOTE)) + 30
            if x and x + across - 10 > width:
                x, y = 0.0, y + 20
            placed.append((x, y, demand))
            x += across
        return placed

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        placed = self._place(width)
        return int(placed[-1][1]) + 20 if placed else 20

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for x, y, demand in self._place(self.width()):
            missing = not demand.is_met and self._is_judged
            mark = Mark.MET if demand.is_met else Mark.LOST if missing else Mark.OPEN
            paint.mark(painter, QPointF(x + 8, y + 10), mark, size=13)
            room = QRectF(x + 18, y, max(self.width() - x - 18, 0), 20)
            hand = Hand(Role.NOTE, 400, "lost" if missing else "ink2")
            lettering.write(painter, room, self._words(demand), hand)
        if self._offers_add:
            words = self.tr("添加")
            across = lettering.width(words, Hand(Role.NOTE))
            lettering.write(
                painter, QRectF(self.width() - across, 0, across + 1, 20), words, Hand(Role.NOTE, 400, "ink2")
            )
            icons.paint(painter, QRectF(self.width() - across - 18, 3, 14, 14), "plus", theme.colour("ink2"))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._offers_add and event.position().x() > self.width() - 60:
            self.add_wanted.emit()
