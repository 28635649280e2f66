"""How many: number boxes up to the cap for plain counts, minus and plus for deductions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.rules import Count, Deduction, DeductionRule
from workbench.ui import lettering, theme
from workbench.ui.editors.base import Editor
from workbench.ui.editors.measuring import EditorContext
from workbench.ui.editors.sample import SampleFields
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, CheckBox, Chip
from workbench.ui.widgets.fields import NumberField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label

_BOXES_AT_MOST = 10


def most_counted(rule: Count) -> int:
    """Give the number beyond which counting more changes nothing."""
    if rule.each and rule.cap is not None:
        return int(-(-rule.cap // rule.each))
    return max((band.at_least for band in rule.bands), default=1)


class NumberChip(Chip):
    """A number box of 32 px."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(str(number), parent=parent)

    @override
    def sizeHint(self) -> QSize:
        return QSize(32, 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_ground(painter, box, chosen=self.isChecked())
        shade = "accent_ink" if self.isChecked() else "ink"
        hand = Hand(Role.TEXT, 500 if self.isChecked() else 400, shade)
        lettering.write(painter, box, self.text(), hand, lettering.CENTRE)


class CountEditor(Editor):
    """A plain count: boxes up to the cap, digits choose; large caps get an input."""

    def __init__(self, rule: Count, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rule = rule
        flow = Flow(self, gap=4)
        self._boxes: list[NumberChip] = []
        self._field: NumberField | None = None
        most = most_counted(rule)
        if most <= _BOXES_AT_MOST:
            for number in range(most + 1):
                box = NumberChip(number)
                box.setAccessibleName(f"{number} {context.say(rule.unit)}")
                box.clicked.connect(self._on_clicked)
                flow.addWidget(box)
                self._boxes.append(box)
        else:
            self._field = NumberField(context.say(rule.unit), whole=True, width=72)
            self._field.number_edited.connect(self._on_typed)
            self._field.moved.connect(self._on_moved)
            flow.addWidget(self._field)
        flow.addWidget(Label(f" {context.say(rule.unit)}", Hand(Role.TEXT, 400, "ink2")))
        if rule.each is not None and rule.cap is not None:
            words = self.tr("每个 {0} 分，至多 {1} 分").format(plain(rule.each), plain(rule.cap))
            flow.addWidget(Label(f"  {words}", Hand(Role.NOTE, 400, "ink3")))

    @override
    def show_value(self, value: object) -> None:
        count = value.get("count") if isinstance(value, Mapping) else None
        known = int(str(count)) if count is not None else None
        for number, box in enumerate(self._boxes):
            last = number == len(self._boxes) - 1
            box.setChecked(known is not None and (number == known or 0 < number < known or (last and known > number)))
        if self._field is not None:
            self._field.show_number("" if known is None else str(known))

    @override
    def press(self, key: str) -> bool:
        if key.isdigit() and int(key) < len(self._boxes):
            self._tell(int(key))
            return True
        return False

    @override
    def take_focus(self, step: int = 1) -> bool:
        if self._field is not None:
            self._field.setFocus()
        return self._field is not None

    def _on_clicked(self) -> None:
        sender = self.sender()
        self._tell(next(number for number, box in enumerate(self._boxes) if box is sender))

    def _on_typed(self, text: str) -> None:
        self.answered.emit({"count": int(text)} if text.isdigit() else None, True)

    def _on_moved(self, step: int, _entered: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        self.left.emit(step)

    def _tell(self, count: int) -> None:
        value = {"count": count}
        self.show_value(value)
        self.answered.emit(value, False)
        self.settled.emit()


class _Line(QWidget):
    """One deduction rule: its text, minus, count, plus, and the sum."""

    def __init__(self, rule: DeductionRule, editor: DeductionEditor) -> None:
        super().__init__(editor)
        self.rule = rule
        self.count: int | None = None
        self.is_current = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        text = self.tr("{0}，每个 −{1}").format(editor.context.say(rule.text), plain(rule.each))
        if rule.cap is not None:
            text += self.tr("，至多 −{0}").format(plain(rule.cap))
        self.text = Label(text, Hand(Role.TEXT))
        row.addWidget(self.text, 1)
        self.minus = Button("", icon="minus")
        self.minus.setAccessibleName(self.tr("减一：{0}").format(text))
        self.number = Label("—", Hand(Role.TITLE, 700))
        self.number.setFixedWidth(44)
        self.number.set_align(lettering.CENTRE)
        self.plus = Button("", icon="plus")
        self.plus.setAccessibleName(self.tr("加一：{0}").format(text))
        for widget in (self.minus, self.number, self.plus):
            row.addWidget(widget)

    def show_count(self, count: int | None) -> None:
        """Show how often the rule applied."""
        self.count = count
        self.number.set_text("—" if count is None else str(count))
        self.minus.setEnabled(count is None or count > 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_current:
            QPainter(self).fillRect(QRectF(-4, 0, 4, self.height()), theme.colour("accent"))


class DeductionEditor(Editor):
    """Points taken off: a line per rule, the sum in words, the void condition as a check box under them."""

    def __init__(self, rule: Deduction, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rule = rule
        self._value: dict[str, object] = {}
        self._current = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._sample = SampleFields(rule.sample, context) if rule.sample else None
        if self._sample is not None:
            self._sample.edited.connect(self._on_sample)
            self._sample.left.connect(self._on_sample_left)
            column.addWidget(self._sample)
        self._lines = [_Line(entry, self) for entry in rule.rules]
        for line in self._lines:
            line.minus.clicked.connect(self._on_minus)
            line.plus.clicked.connect(self._on_plus)
            column.addWidget(line)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        self._none = Chip(self.tr("无扣分"), key="0")
        self._none.clicked.connect(self._on_none)
        foot.addWidget(self._none)
        self._void = CheckBox(self.tr("{0}（整条 0 分）").format(context.say(rule.void_if))) if rule.void_if else None
        if self._void is not None:
            self._void.clicked.connect(self._on_void)
            foot.addWidget(self._void)
        foot.addStretch(1)
        self._sum = Label("", Hand(Role.TEXT, 400, "ink2"))
        foot.addWidget(self._sum)
        column.addLayout(foot)

    @override
    def show_value(self, value: object) -> None:
        self._value = dict(value) if isinstance(value, Mapping) else {}
        counts = self._counts()
        for number, line in enumerate(self._lines):
            line.show_count(counts.get(line.rule.code))
            line.is_current = len(self._lines) > 1 and number == self._current
            line.update()
        void = self._value.get("void") is True
        if self._void is not None:
            self._void.setChecked(void)
        self._none.setChecked(len(counts) == len(self._lines) and not any(counts.values()) and not void)
        self._sum.set_text(self._sentence(counts, void=void))
        if self._sample is not None:
            self._sample.show_value(self._value)

    def _sentence(self, counts: dict[str, int], *, void: bool) -> str:
        if void:
            return self.tr("整条 0 分")
        if len(counts) < len(self._lines):
            return ""
        lost = Fraction(0)
        for line in self._lines:
            taken = line.rule.each * counts[line.rule.code]
            lost += taken if line.rule.cap is None else min(taken, line.rule.cap)
        left = max(self._rule.floor, self._rule.start - lost)
        return f"{plain(self._rule.start)} − {plain(lost)} = {plain(left)}"

    def _counts(self) -> dict[str, int]:
        raw = self._value.get("counts")
        known = raw if isinstance(raw, Mapping) else {}
        return {str(code): int(str(count)) for code, count in known.items() if count is not None}

    @override
    def press(self, key: str) -> bool:
        line = self._lines[self._current]
        if key in ("+", "="):
            self._set(line, (line.count or 0) + 1)
        elif key == "-":
            self._set(line, max((line.count or 0) - 1, 0))
        elif key == "0" and not self._counts():
            self._none.click()
        elif key.isdigit():
            self._set(line, int(key))
        elif key in ("up", "down"):
            return self._step(-1 if key == "up" else 1)
        else:
            return False
        return True

    def _step(self, by: int) -> bool:
        if not 0 <= self._current + by < len(self._lines):
            return False
        self._current += by
        self.show_value(self._value)
        return True

    @override
    def take_focus(self, step: int = 1) -> bool:
        if self._sample is not None and not self._sample.is_filled:
            self._sample.take_focus()
            return True
        return False

    def _on_minus(self) -> None:
        line = next(line for line in self._lines if line.minus is self.sender())
        self._set(line, max((line.count or 0) - 1, 0))

    def _on_plus(self) -> None:
        line = next(line for line in self._lines if line.plus is self.sender())
        self._set(line, (line.count or 0) + 1)

    def _on_none(self) -> None:
        value = {key: kept for key, kept in self._value.items() if key not in ("counts", "void")}
        if self._none.isChecked():
            value["counts"] = {line.rule.code: 0 for line in self._lines}
        self._tell(value)

    def _on_void(self) -> None:
        value = dict(self._value)
        value["void"] = self._void is not None and self._void.isChecked()
        self._tell(value)

    def _on_sample(self, values: dict[str, object]) -> None:
        value = {key: kept for key, kept in self._value.items() if key in ("counts", "void")}
        self._tell({**value, **values}, typing=True)

    def _on_sample_left(self, step: int) -> None:
        if step > 0 and len(self._counts()) < len(self._lines):
            self._lines[0].plus.setFocus()
        else:
            self.left.emit(step)

    def _set(self, line: _Line, count: int) -> None:
        counts = {**self._counts(), line.rule.code: count}
        self._tell({**self._value, "counts": counts})

    def _tell(self, value: dict[str, object], *, typing: bool = False) -> None:
        if self._rule.void_if and value.get("counts") and "void" not in value:
            value["void"] = False
        self.show_value(value)
        self.answered.emit(value or None, typing)
