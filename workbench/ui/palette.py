"""Ctrl+K: one field that finds units, clauses and commands; it lies over the window and dims nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme, typography
from workbench.ui.facts import UnitsFound
from workbench.ui.frame import Surroundings
from workbench.ui.lettering import Hand
from workbench.ui.palette_results import UNITS_AT_MOST, Clause, Deed, results
from workbench.ui.sizes import grouped
from workbench.ui.typography import Role
from workbench.ui.widgets.labels import Label
from workbench.ui.widgets.table import Column, Table
from workbench.ui.work import Latest

_WIDTH, _TOP, _INPUT, _FOOT = 760, 84, 48, 30
_COLUMNS = (Column(""), Column("", 150, is_right=True), Column("", 54))
_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_GOES_AWAY = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class CommandPalette(QWidget):
    """Answers each key as it is typed; Esc closes and gives the focus back.

    Signals:
        chosen: carries where to go and an argument, as `Screen.wanted` does.
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget, around: Surroundings, clauses: tuple[Clause, ...] = ()) -> None:
        super().__init__(parent)
        self._over, self._clauses = parent, clauses
        self._before: QWidget | None = None
        self._deeds: dict[str, Deed] = {}
        units = around.workspace.units
        self._finding = Latest(
            around.tasks,
            lambda text: _timed(lambda: units.find(text, UNITS_AT_MOST)),
            on_success=self._on_found,
            on_failure=self._on_not_found,
        )
        self.field = QLineEdit()
        self.field.setProperty("role", "bare")
        self.field.setFont(typography.font(Role.TITLE))
        name = self.tr("找单位、条文、命令") if clauses else self.tr("找单位、命令")
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.count = Label("", Hand(Role.TEXT, 400, "ink2"))
        self.table = Table(self.tr("结果"), _COLUMNS)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.field.textChanged.connect(self._on_text)
        self.table.opened.connect(self._on_opened)
        self.table.clicked.connect(self._on_clicked)
        self.table.chosen.connect(self._on_chosen)
        self.field.installEventFilter(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(44, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        self.field.setFixedHeight(_INPUT)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addSpacing(_FOOT)

    def open(self) -> None:
        """Come up over the window."""
        self._before = self._over.window().focusWidget()
        self._settle(0)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._on_text("")

    def _settle(self, height: int) -> None:
        """Take the room that the results need, and no more than the window has."""
        over = self._over
        width, top = min(_WIDTH, over.width() - 24), min(_TOP, max(over.height() // 8, 8))
        tall = min(height + _INPUT + _FOOT + 10, over.height() - top - 8)
        self.setGeometry((over.width() - width) // 2, top, width, tall)

    def _on_text(self, _text: str) -> None:
        self._finding.ask(" ".join(unicodedata.normalize("NFKC", self.field.text()).split()))

    def _on_found(self, text: str, answer: tuple[UnitsFound, int]) -> None:
        if not self.isVisible():
            return
        found, milliseconds = answer
        laid = results(text, found, self._clauses)
        self._deeds = laid.deeds
        self.table.show_lines(laid.lines)
        first = next((line.key for line in laid.lines if not line.is_head), "")
        self.table.choose(first)
        self.table.scrollToTop()
        words = self.tr("找到 {0} 个 · {1} 毫秒") if text else self.tr("{0} 个单位 · {1} 毫秒")
        self.count.set_text(words.format(grouped(found.total), milliseconds))
        self._settle(laid.height)
        self.update()

    def _on_not_found(self, _error: Exception) -> None:
        """Offer the commands although the register cannot be read; the store's fault is told elsewhere."""
        self._on_found(self.field.text(), (UnitsFound((), 0), 0))

    def _on_chosen(self, _key: str) -> None:
        line = self.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        self.field.setAccessibleDescription(str(line or ""))

    def _on_clicked(self, _index: object) -> None:
        if self.table.key in self._deeds:
            self._on_opened(self.table.key)

    def _on_opened(self, key: str) -> None:
        deed = self._deeds.get(key)
        if deed is not None:
            self._go(deed.wish, deed.argument)

    def _go(self, wish: str, argument: object) -> None:
        self.leave()
        self.chosen.emit(wish, argument)

    def leave(self) -> None:
        """Go, and give the focus back."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        if before is not None:  # before the field hides, or Qt looks for another place by itself
            before.setFocus()
        self.hide()
        self.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event) or super().eventFilter(watched, event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() in _GOES_AWAY:
            self._before = None  # who clicks elsewhere wants to be there
            self.leave()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own_key(event):
            event.accept()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape or _is_own_key(event):
            self.leave()
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            deed = self._deeds.get(self.table.key)
            if deed is not None and deed.again is not None:
                self._go(*deed.again)
        elif key in _WALKING:
            self._walk(key)
        elif key in _ENTER:
            self.table.keyPressEvent(event)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._walk(Qt.Key.Key_Down if key == Qt.Key.Key_Tab else Qt.Key.Key_Up)
        else:
            return False
        return True

    def _walk(self, key: int) -> None:
        """Go to the next result over the heads between; beyond the last comes the first."""
        lines = self.table.lines.lines
        places = [place for place, line in enumerate(lines) if not line.is_head]
        if not places:
            return
        here = self.table.currentIndex().row()
        at = places.index(here) if here in places else -1
        steps = {Qt.Key.Key_Up: at - 1, Qt.Key.Key_Down: at + 1, Qt.Key.Key_PageUp: 0}
        at = steps.get(Qt.Key(key), len(places) - 1) % len(places)
        self.table.setCurrentIndex(self.table.lines.index(places[at]))
        if at == 0:
            self.table.scrollToTop()

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
        paint.hline(painter, inner.left(), inner.right(), foot.top(), theme.colour("line"))
        self._paint_keys(painter, foot)
        paint.outline(painter, inner, theme.colour("ink3"))

    def _paint_keys(self, painter: QPainter, foot: QRectF) -> None:
        hand, left = Hand(Role.NOTE, 400, "ink2"), foot.left() + 14
        keys = (
            ("↑ ↓", self.tr("选")),
            ("Enter", self.tr("打开")),
            ("Ctrl Enter", self.tr("新建评价")),
            ("Esc", self.tr("关")),
        )
        for key, words in keys:
            left += lettering.cap(painter, left, foot.center().y(), key) + 5
            left += lettering.write(painter, QRectF(left, foot.top(), 160, _FOOT), words, hand) + 14
        hint = self.tr("名称、代码、区划、拼音、首字母；几个词用空格隔开")
        room = foot.adjusted(left - foot.left() + 10, 0, -14, 0)
        if lettering.width(hint, hand) <= room.width():
            lettering.write(painter, room, hint, hand, lettering.RIGHT)


def _is_own_key(event: QKeyEvent) -> bool:
    """Tell Ctrl+K, which opened the palette and closes it."""
    return event.key() == Qt.Key.Key_K and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _timed(find: Callable[[], UnitsFound]) -> tuple[UnitsFound, int]:
    """Find, and say how many milliseconds it took."""
    started = perf_counter()
    found = find()
    return found, max(1, round((perf_counter() - started) * 1_000))
