"""Ctrl+K: one field that finds units, clauses and commands; it lies over the window and dims nothing."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme, typography
from workbench.ui.facts import UnitRow, UnitsFound
from workbench.ui.frame import Surroundings
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.table import Cell, Column, Line, Table

_WIDTH, _TOP, _LINE, _HEAD, _INPUT, _FOOT = 760, 84, 40, 26, 48, 30
_AT_MOST = 9
_TYPING_MS = 100
_COLUMNS = (Column(""), Column("", 150, is_right=True), Column("", 54))


class CommandPalette(QWidget):
    """Esc closes and gives the focus back.

    Signals:
        chosen: carries where to go and an argument, as `Screen.wanted` does.
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget, around: Surroundings) -> None:
        super().__init__(parent)
        self._over, self._around = parent, around
        self._before: QWidget | None = None
        self._asked = 0
        self._deeds: dict[str, tuple[str, object]] = {}
        self.field = QLineEdit()
        self.field.setProperty("role", "bare")
        self.field.setFont(typography.font(Role.TITLE))
        self.field.setPlaceholderText(self.tr("找单位、条文、命令"))
        self.field.setAccessibleName(self.tr("找单位、条文、命令"))
        self.table = Table(self.tr("结果"), _COLUMNS)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(44, 0, 16, 0)
        row.addWidget(self.field)
        self.field.setFixedHeight(_INPUT)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addSpacing(_FOOT)
        self.field.textChanged.connect(self._on_text)
        self._typing.timeout.connect(self._on_find)
        self.table.opened.connect(self._on_opened)
        self.field.installEventFilter(self)

    def open(self) -> None:
        """Come up over the window."""
        self._before = self._over.window().focusWidget()
        width = min(_WIDTH, self._over.width() - 32)
        self.setGeometry((self._over.width() - width) // 2, _TOP, width, 120)
        self.show()
        self.raise_()
        self.field.setFocus()
        self._on_find()

    def _on_text(self, _text: str) -> None:
        self._typing.start()

    def _on_find(self) -> None:
        self._typing.stop()
        text = unicodedata.normalize("NFKC", self.field.text()).strip()
        self._asked += 1
        asked = self._asked
        units = self._around.workspace.units
        self._around.tasks.submit(lambda: (asked, text, units.find(text, 5)), on_success=self._on_found)

    def _on_found(self, answer: tuple[int, str, UnitsFound]) -> None:
        asked, text, found = answer
        rows = found.rows
        if asked != self._asked or not self.isVisible():
            return
        self._deeds = {}
        lines: list[Line] = []
        if rows:
            lines.append(Line("head-units", head=f"{self.tr('单位')}\t{len(rows)}", height=_HEAD))
        for row in rows[:5]:
            deed: tuple[str, object] = ("fill", row.draft) if row.draft else ("units", row.name)
            lines.append(self._line(f"unit-{row.unit_id}", "building-store", row.name, row, deed))
        commands = [command for command in self._commands(text) if not text or text in command[1] or command[4]]
        room = _AT_MOST - len(rows[:5])
        if commands:
            lines.append(Line("head-commands", head=f"{self.tr('命令')}\t{len(commands[:room])}", height=_HEAD))
        for icon, name, key, deed, _always in commands[:room]:
            self._deeds[name] = deed
            cells = (Cell(name, Hand(Role.BODY), icon=icon), Cell(key, Hand(Role.NOTE, 500, "ink2")), Cell(key="Enter"))
            lines.append(Line(name, cells, height=_LINE))
        self.table.show_lines(tuple(lines))
        height = sum(line.height for line in lines) + _INPUT + _FOOT + 10
        self.setFixedHeight(min(height, self._over.height() - _TOP - 40))
        self.update()

    def _line(self, key: str, icon: str, name: str, row: UnitRow, deed: tuple[str, object]) -> Line:
        self._deeds[key] = deed
        rest = " · ".join(part for part in (row.action_name, row.region_name) if part)
        last = self.tr("有草稿") if row.draft else f"{row.last:%Y-%m}" if row.last else self.tr("未评")
        cells = (
            Cell(name, Hand(Role.BODY), icon=icon, rest=rest),
            Cell(last, Hand(Role.TEXT, 400, "ink2")),
            Cell(key="Enter"),
        )
        return Line(key, cells, height=_LINE)

    def _commands(self, text: str) -> list[tuple[str, str, str, tuple[str, object], bool]]:
        made: list[tuple[str, str, str, tuple[str, object], bool]] = [
            ("plus", self.tr("新单位"), "Ctrl N", ("units", "new"), False),
            ("sun-high", self.tr("今日"), "", ("today", None), False),
            ("package-export", self.tr("批次：封包与送出"), "", ("batches", None), False),
            ("layout-board", self.tr("计划"), "", ("plan", None), False),
            ("settings", self.tr("设置"), "", ("settings", None), False),
            ("lock", self.tr("锁上"), "Ctrl L", ("lock", None), False),
        ]
        if text:
            made.insert(0, ("building-store", self.tr("在台账里找“{0}”").format(text), "", ("units", text), True))
        return made

    def _on_opened(self, key: str) -> None:
        deed = self._deeds.get(key)
        self._close()
        if deed is not None:
            self.chosen.emit(*deed)
        self.deleteLater()

    def _close(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                self.deleteLater()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.table.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("line"))
        inner = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.fillRect(inner, theme.colour("surface"))
        icons.paint(painter, QRectF(20, 5 + (_INPUT - 20) / 2, 20, 20), "search", theme.colour("ink2"))
        paint.hline(painter, inner.left(), inner.right(), 5 + _INPUT, theme.colour("line2"))
        foot = QRectF(inner.left(), inner.bottom() - _FOOT, inner.width(), _FOOT)
        painter.fillRect(foot, theme.colour("panel"))
        left = foot.left() + 14
        for keys, words in (("↑ ↓", self.tr("选")), ("Enter", self.tr("打开")), ("Esc", self.tr("关"))):
            left += lettering.cap(painter, left, foot.center().y(), keys) + 4
            left += (
                lettering.write(painter, QRectF(left, foot.top(), 80, _FOOT), words, Hand(Role.NOTE, 400, "ink2")) + 14
            )
        hint = self.tr("名称、代码、拼音、首字母都可")
        lettering.write(painter, foot.adjusted(0, 0, -14, 0), hint, Hand(Role.NOTE, 400, "ink2"), lettering.RIGHT)
        paint.outline(painter, inner, theme.colour("ink3"))
