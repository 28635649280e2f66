"""Nested parts: a tree line, a row per part, two chips sharing a border or the editor of the part's own rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.rules import ItemRule, Part, SumOfParts, YesNo
from workbench.ui import lettering, paint, theme
from workbench.ui.editors.base import Editor
from workbench.ui.editors.measuring import EditorContext, part_points
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Chip
from workbench.ui.widgets.labels import Label

_ROW = 34
_POINTS = 58
Maker = Callable[[ItemRule, Fraction, EditorContext], Editor]


class Segments(QWidget):
    """Two or three chips that share a border.

    Signals:
        chosen: carries the number of the chip, from 0; chosen again it is taken away.
    """

    chosen = Signal(int)

    def __init__(self, labels: tuple[tuple[str, str], ...], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.chips = []
        for key, label in labels:
            chip = Chip(label, key=key)
            chip.is_low = True
            chip.setAccessibleName(f"{name} {label}")
            chip.clicked.connect(self._on_clicked)
            row.addWidget(chip)
            self.chips.append(chip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_choice(self, number: int | None) -> None:
        """Fill one chip, or none."""
        for place, chip in enumerate(self.chips):
            chip.setChecked(place == number)

    def _on_clicked(self) -> None:
        self.chosen.emit(next(number for number, chip in enumerate(self.chips) if chip is self.sender()))


class PartRow(QWidget):
    """One part.

    Signals:
        edited: carries the part's response (`value`, `na`), or None.
        taken: the part was clicked.
        resized: an editor inside changed its height.
    """

    edited = Signal(object, bool)
    taken = Signal()
    resized = Signal()

    def __init__(self, part: Part, context: EditorContext, make: Maker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part, self.context = part, context
        self.is_current = self.is_last = False
        self._response: dict[str, object] = {}
        self._name = context.say(part.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(42, 2, 0, 2)
        row.setSpacing(8)
        self._label = Label(self._name, Hand(Role.TEXT))
        self._label.setFixedHeight(_ROW - 4)
        row.addWidget(self._label, 1)
        self.segments: Segments | None = None
        self.editor: Editor | None = None
        if isinstance(part.rule, YesNo):
            labels: tuple[tuple[str, str], ...] = (("1", self.tr("有")), ("2", self.tr("没有")))
            if part.not_applicable is not None:
                labels = (*labels, ("N", self.tr("不适用")))
            self.segments = Segments(labels, self._name)
            self.segments.chosen.connect(self._on_chosen)
            row.addWidget(self.segments)
        self._points = Label("", Hand(Role.TEXT, 500))
        self._points.setFixedWidth(_POINTS)
        self._points.set_align(lettering.RIGHT)
        row.addWidget(self._points)
        column.addLayout(row)
        if self.segments is None:
            self.editor = make(part.rule, part.points, context)
            holder = QVBoxLayout()
            holder.setContentsMargins(42, 0, 0, 6)
            holder.addWidget(self.editor)
            column.addLayout(holder)
            self.editor.answered.connect(self._on_answered)
            self.editor.resized.connect(self.resized)

    def show_response(self, response: object) -> None:
        """Show what is recorded for this part."""
        self._response = dict(response) if isinstance(response, Mapping) else {}
        value, aside = self._response.get("value"), self._response.get("na") is True
        if self.segments is not None:
            self.segments.show_choice(
                2 if aside else {True: 0, False: 1}.get(value) if isinstance(value, bool) else None
            )
        if self.editor is not None:
            self.editor.show_value(value)
        points = part_points(self.part.rule, value, self.part.points)
        most = plain(self.part.points)
        lost = points is not None and points < self.part.points and not aside
        shown = self.tr("不计") if aside else "—" if points is None else plain(points)
        self._points.set_text(shown if aside else f"{shown} / {most}")
        self._points.set_hand(Hand(Role.TEXT, 700 if lost else 500, "lost" if lost else "ink"))
        self.update()

    @property
    def mark(self) -> Mark:
        """The state shape of this part."""
        value = self._response.get("value")
        if self._response.get("na") is True:
            return Mark.NOT_APPLICABLE
        if value is None:
            return Mark.OPEN
        points = part_points(self.part.rule, value, self.part.points)
        return Mark.BEGUN if points is None else Mark.MET if points >= self.part.points else Mark.LOST

    def press(self, key: str) -> bool:
        """Take a key for this part."""
        if self.segments is not None:
            place = {"1": 0, "2": 1, "N": 2}.get(key)
            if place is None or place >= len(self.segments.chips):
                return False
            self._on_chosen(place)
            return True
        return self.editor is not None and self.editor.press(key)

    def _on_chosen(self, place: int) -> None:
        value = {0: {"value": True}, 1: {"value": False}, 2: {"na": True}}[place]
        same = all(self._response.get(key) == kept for key, kept in value.items()) and bool(self._response)
        self.edited.emit(None if same else value, False)

    def _on_answered(self, value: object, typing: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        self.edited.emit(None if value is None else {"value": value}, typing)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.taken.emit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.is_current:
            painter.fillRect(QRectF(28, 0, self.width() - 28, self.height()), theme.colour("accent_soft"))
        ink = theme.colour("line2")
        middle = _ROW / 2
        painter.fillRect(QRectF(6, 0, 1.5, middle if self.is_last else self.height()), ink)
        painter.fillRect(QRectF(6, middle - 0.75, 12, 1.5), ink)
        paint.mark(painter, QPointF(30, middle), self.mark, size=14)


class PartsEditor(Editor):
    """All parts of a `sum_of_parts`; up and down move between them, a digit judges and goes on to the next open one."""

    def __init__(self, rule: SumOfParts, context: EditorContext, make: Maker, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rule = rule
        self._value: dict[str, object] = {}
        self._current = 0
        self._shown = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._gate: Segments | None = None
        if rule.precondition is not None:
            row = QHBoxLayout()
            row.addWidget(Label(context.say(rule.precondition), Hand(Role.TEXT, 500), wrap=True), 1)
            self._gate = Segments((("", self.tr("是")), ("", self.tr("否"))), context.say(rule.precondition))
            self._gate.chosen.connect(self._on_precondition)
            row.addWidget(self._gate)
            column.addLayout(row)
        self.rows = [PartRow(part, context, make) for part in rule.parts]
        for row_widget in self.rows:
            row_widget.edited.connect(self._on_edited)
            row_widget.taken.connect(self._on_taken)
            row_widget.resized.connect(self.resized)
            column.addWidget(row_widget)
        if self.rows:
            self.rows[-1].is_last = True

    @override
    def show_value(self, value: object) -> None:
        self._value = dict(value) if isinstance(value, Mapping) else {}
        parts = self._parts()
        for row in self.rows:
            row.show_response(parts.get(row.part.code))
        if self._gate is not None:
            state = self._value.get("precondition")
            self._gate.show_choice(None if state is None else 0 if state else 1)
        if not self._shown:
            self._shown = True
            self._current = next((n for n, row in enumerate(self.rows) if row.mark is Mark.OPEN), 0)
        self._mark_current()

    def _parts(self) -> dict[str, object]:
        raw = self._value.get("parts")
        return dict(raw) if isinstance(raw, Mapping) else {}

    def _mark_current(self) -> None:
        for number, row in enumerate(self.rows):
            row.is_current = number == self._current
            row.update()

    @override
    def press(self, key: str) -> bool:
        if key in ("up", "down"):
            place = self._current + (-1 if key == "up" else 1)
            if not 0 <= place < len(self.rows):
                return False
            self._current = place
            self._mark_current()
            return True
        if not self.rows or not self.rows[self._current].press(key):
            return False
        following = range(self._current + 1, len(self.rows))
        self._current = next((n for n in following if self.rows[n].mark is Mark.OPEN), self._current)
        self._mark_current()
        return True

    def _on_taken(self) -> None:
        self._current = next(number for number, row in enumerate(self.rows) if row is self.sender())
        self._mark_current()

    def _on_edited(self, response: object, typing: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        row = next(row for row in self.rows if row is self.sender())
        parts = self._parts()
        if response is None:
            parts.pop(row.part.code, None)
        else:
            parts[row.part.code] = response
        self._tell({**self._value, "parts": parts}, typing=typing)

    def _on_precondition(self, place: int) -> None:
        self._tell({**self._value, "precondition": place == 0}, typing=False)

    def _tell(self, value: dict[str, object], *, typing: bool) -> None:
        if not value.get("parts") and self._rule.parts:
            value.pop("parts", None)
        self.show_value(value)
        self.answered.emit(value or None, typing)
