"""A measured value: inputs in reading order, the formula live, its ruler, a shortcut, a sample."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.results import Reason
from workbench.domain.rules import Bands, Linear, Quantity, Step, TargetDeduct
from workbench.ui.editors.base import Editor
from workbench.ui.editors.inputs import InputFields
from workbench.ui.editors.measuring import EditorContext, figure, ruler, shown
from workbench.ui.editors.ruler import RulerBar
from workbench.ui.editors.sample import SampleFields
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Chip
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label

MeasuredRule = Bands | Step | Linear | TargetDeduct
_SIGNS = {"/": "÷", "*": "×", "-": "−", "+": "+"}


class MeasureEditor(Editor):
    """Inputs with the operators between them where the formula is simple, "= 95.8 %" beside them as one types."""

    def __init__(self, rule: MeasuredRule, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rule = rule
        self._quantity = rule.quantity
        self._inputs = InputFields([rule.quantity], context, operators(rule.quantity))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._equals = Label("", Hand(Role.TITLE, 700))
        self._inputs.add(self._equals)
        self._inputs.edited.connect(self._on_edited)
        self._inputs.left.connect(self._on_left)
        self._remark = Label("", Hand(Role.NOTE, 400, "ink3"))
        column.addWidget(self._inputs)
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
        self._inputs.show_value(known)
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
        parts += self._inputs.shared_words(self.tr("{0} 在 {1} 填的是 {2}，空着按回车就用它").format)
        return " · ".join(parts)

    def _formula(self) -> str:
        """Write the formula with the names of inputs and parameters instead of their keys."""
        names = dict(self._inputs.names)
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
        return key == "N" and self._inputs.press_none()

    @override
    def take_focus(self, step: int = 1) -> bool:
        return self._inputs.take_focus(step)

    def _value(self) -> dict[str, object]:
        value: dict[str, object] = {}
        self._inputs.put(value)
        if self._sample is not None:
            value.update(self._sample.keys())
        if self._shortcut is not None and self._shortcut.isChecked():
            value["shortcut"] = True
        return value

    def _on_edited(self, typing: bool) -> None:  # noqa: FBT001 -- a signal's argument
        value = self._value()
        self._show_figure(value)
        self.answered.emit(value or None, typing)

    def _on_sample(self, _values: dict[str, object]) -> None:
        self._on_edited(True)

    def _on_changed(self) -> None:
        self._on_edited(False)

    def _on_left(self, step: int) -> None:
        if step > 0 and self._sample is not None and not self._sample.is_filled:
            self._sample.take_focus()
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
