"""A measured value: inputs in reading order, the formula live, its ruler, a shortcut, a sample."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.forms import InputKind
from workbench.domain.results import Reason
from workbench.domain.rules import Bands, Linear, Quantity, Step, TargetDeduct
from workbench.ui.editors.base import Editor
from workbench.ui.editors.measuring import EditorContext, figure, ruler, shown, tidy
from workbench.ui.editors.ruler import RulerBar
from workbench.ui.editors.sample import SampleFields
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Chip
from workbench.ui.widgets.fields import NumberField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label

MeasuredRule = Bands | Step | Linear | TargetDeduct
_SIGNS = {"/": "÷", "*": "×", "-": "−", "+": "+"}


class _Input:
    """One raw quantity: its name, its field (or twelve) and its unit."""

    def __init__(self, key: str, quantity: Quantity, context: EditorContext) -> None:
        self.key = key
        declared = context.form.input_by_key.get(key)
        self.name = context.say(declared.name) if declared else key
        self.unit = "" if declared is None or declared.unit in ("", "1") else declared.unit
        self.is_list = declared is not None and declared.kind is InputKind.DECIMAL_LIST
        self.is_whole = declared is not None and declared.kind is InputKind.INTEGER
        count = quantity.lengths.get(key, 1) if self.is_list else 1
        width = 70 if self.is_list else 88
        self.fields = [
            NumberField(f"{self.name} {number}" if self.is_list else self.name, whole=self.is_whole, width=width)
            for number in range(1, count + 1)
        ]

    def show(self, raw: object) -> None:
        """Show what is recorded."""
        shown = list(raw) if isinstance(raw, list | tuple) else [raw]
        for number, field in enumerate(self.fields):
            entry = shown[number] if number < len(shown) else None
            field.show_number("" if entry is None else str(entry))

    def raw(self) -> object:
        """Give what is typed, None while it is not a figure."""
        texts = [tidy(field.text()) for field in self.fields]
        if self.is_list:
            while texts and not texts[-1]:
                texts.pop()
            return texts if texts and all(texts) else None
        return texts[0] or None


class MeasureEditor(Editor):
    """Inputs with the operators between them where the formula is simple, "= 95.8 %" beside them as one types."""

    def __init__(self, rule: MeasuredRule, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rule = rule
        self._quantity = rule.quantity
        self._inputs = [_Input(key, rule.quantity, context) for key in rule.quantity.inputs]
        self._by_field = {id(field): entry for entry in self._inputs for field in entry.fields}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._equals = Label("", Hand(Role.TITLE, 700))
        self._remark = Label("", Hand(Role.NOTE, 400, "ink3"))
        column.addWidget(self._inputs_row())
        self._sample = self._sample_row(rule)
        if self._sample is not None:
            column.addWidget(self._sample)
        column.addWidget(self._remark)
        self._ruler = self._ruler_bar(rule)
        if self._ruler is not None:
            column.addWidget(self._ruler)
        self._shortcut = self._shortcut_chip(rule)
        if self._shortcut is not None:
            holder = QWidget()
            Flow(holder).addWidget(self._shortcut)
            column.addWidget(holder)
        self.show_value(None)

    def _inputs_row(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=8)
        signs = operators(self._quantity)
        for number, entry in enumerate(self._inputs):
            if number and signs:
                flow.addWidget(Label(signs[number - 1], Hand(Role.BODY, 400, "ink2")))
            flow.addWidget(Label(entry.name, Hand(Role.TEXT)))
            for field in entry.fields:
                field.number_edited.connect(self._on_edited)
                field.moved.connect(self._on_moved)
                flow.addWidget(field)
            if entry.unit:
                flow.addWidget(Label(entry.unit, Hand(Role.TEXT, 400, "ink2")))
        flow.addWidget(self._equals)
        return holder

    def _sample_row(self, rule: MeasuredRule) -> SampleFields | None:
        if not isinstance(rule, Bands) or rule.sample is None:
            return None
        asks = rule.sample.size_input not in rule.quantity.inputs
        fields = SampleFields(rule.sample, self.context, asks_size=asks)
        fields.edited.connect(self._on_sample)
        fields.left.connect(self.left)
        return fields

    def _ruler_bar(self, rule: MeasuredRule) -> RulerBar | None:
        drawn = ruler(rule, self.context.parameter_values()) if isinstance(rule, Bands) else None
        return RulerBar(drawn) if drawn is not None else None

    def _shortcut_chip(self, rule: MeasuredRule) -> Chip | None:
        if not isinstance(rule, Bands) or rule.shortcut is None:
            return None
        points = "" if rule.shortcut.points is None else plain(rule.shortcut.points)
        chip = Chip(self.context.say(rule.shortcut.condition), key="1", points=points)
        chip.clicked.connect(self._on_changed)
        return chip

    @override
    def show_value(self, value: object) -> None:
        known = value if isinstance(value, Mapping) else {}
        for entry in self._inputs:
            entry.show(known.get(entry.key))
            shared = self.context.shared.get(entry.key)
            for field in entry.fields:
                field.setPlaceholderText(shared[0] if shared else "")
        if self._sample is not None:
            self._sample.show_value(known)
        if self._shortcut is not None:
            self._shortcut.setChecked(known.get("shortcut") is True)
        self._show_figure(known)

    def _show_figure(self, value: Mapping[str, object]) -> None:
        computed = figure(self._quantity, value, self.context)
        if isinstance(computed, Fraction):
            self._equals.set_hand(Hand(Role.TITLE, 700))
            self._equals.set_text(f"= {shown(self._rule, computed, self.context)}" if self._is_computed() else "")
        else:
            self._equals.set_hand(Hand(Role.TEXT, 400, "lost"))
            self._equals.set_text(self._reason(computed) if isinstance(computed, Reason) else "")
        if self._ruler is not None:
            self._ruler.show_value(computed if isinstance(computed, Fraction) else None)
        self._remark.set_text(self._remark_text())
        self._remark.setVisible(bool(self._remark.text))

    def _is_computed(self) -> bool:
        return self._quantity.expression.strip() not in ("", *self._quantity.inputs)

    def _reason(self, reason: Reason) -> str:
        if reason is Reason.DIVISION_BY_ZERO:
            return self.tr("分母是 0，算不出来；没有这类对象时请判“不适用”或核对数字")
        if reason is Reason.MISSING_PARAMETER:
            return self.tr("缺参数，见下")
        return ""

    def _remark_text(self) -> str:
        parts = []
        if not operators(self._quantity) and self._quantity.definition and self._is_computed():
            parts.append(self._formula())
        for entry in self._inputs:
            shared = self.context.shared.get(entry.key)
            if shared:
                parts.append(
                    self.tr("{0} 在 {1} 填的是 {2}，空着按回车就用它").format(entry.name, shared[1], shared[0])
                )
        return " · ".join(parts)

    def _formula(self) -> str:
        """Write the formula with the names of inputs and parameters instead of their keys."""
        names = {entry.key: entry.name for entry in self._inputs}
        names.update({f"param.{entry.key}": self.context.say(entry.name) for entry in self.context.form.parameters})
        text = self._quantity.expression
        for key in sorted(names, key=len, reverse=True):
            text = re.sub(rf"(?<![\w.]){re.escape(key)}(?![\w.])", names[key], text)
        text = text.replace("mean(", self.tr("平均("))
        return re.sub(r"\s*([-+*/])\s*", lambda sign: f" {_SIGNS[sign[1]]} ", text)

    @override
    def press(self, key: str) -> bool:
        if key == "1" and self._shortcut is not None:
            self._shortcut.click()
            return True
        return False

    @override
    def take_focus(self, step: int = 1) -> bool:
        fields = [field for entry in self._inputs for field in entry.fields]
        field = fields[0 if step > 0 else -1]
        field.setFocus()
        field.selectAll()
        return True

    def _value(self) -> dict[str, object]:
        value: dict[str, object] = {entry.key: raw for entry in self._inputs if (raw := entry.raw()) is not None}
        if self._sample is not None:
            value.update(self._sample.keys())
        if self._shortcut is not None and self._shortcut.isChecked():
            value["shortcut"] = True
        return value

    def _on_edited(self, _text: str) -> None:
        value = self._value()
        self._show_figure(value)
        self.answered.emit(value or None, True)

    def _on_sample(self, _values: dict[str, object]) -> None:
        self._on_edited("")

    def _on_changed(self) -> None:
        value = self._value()
        self.answered.emit(value or None, False)

    def _on_moved(self, step: int, entered: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        field = self.sender()
        fields = [entry_field for entry in self._inputs for entry_field in entry.fields]
        here = next(number for number, other in enumerate(fields) if other is field)
        if entered and step > 0 and not fields[here].text() and fields[here].placeholderText():
            fields[here].setText(fields[here].placeholderText())
            self._on_edited("")
        is_long = len(self._by_field) > 1 and entered
        if is_long and 0 <= here + step < len(fields):
            fields[here + step].setFocus()
            fields[here + step].selectAll()
        else:
            self.left.emit(step)


def operators(quantity: Quantity) -> list[str]:
    """Give the signs between the inputs of a simple formula (each input once, in order, no brackets); else nothing."""
    plain_text = re.sub(r"\s*\*\s*100\s*$", "", quantity.expression)
    if "(" in plain_text or len(quantity.inputs) < 2:
        return []
    parts = re.split(r"\s*([-+*/])\s*", plain_text.strip())
    if parts[::2] != list(quantity.inputs):
        return []
    return [_SIGNS[sign] for sign in parts[1::2]]
