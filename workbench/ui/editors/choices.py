"""One of several: yes and no, levels; and several of a list: counted options, choose-n."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.rules import ChooseN, Count, Graded, Option, YesNo
from workbench.ui.editors.base import Editor
from workbench.ui.editors.measuring import EditorContext
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import CheckBox, Chip
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label


class ChoiceEditor(Editor):
    """Chips for `yes_no` and `graded`; a digit chooses, the same digit again takes the choice away."""

    def __init__(
        self, rule: YesNo | Graded, full: Fraction | None, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.flow = Flow(self)
        self._values: list[object] = []
        self._chips: list[Chip] = []
        for number, (value, label, points) in enumerate(self._choices(rule, full), start=1):
            chip = Chip(label, key=str(number) if number < 10 else "", points=points)
            chip.setParent(self)
            chip.clicked.connect(self._on_clicked)
            self.flow.addWidget(chip)
            self._values.append(value)
            self._chips.append(chip)

    def _choices(self, rule: YesNo | Graded, full: Fraction | None) -> list[tuple[object, str, str]]:
        if isinstance(rule, Graded):
            return [(level.code, self.context.say(level.label), plain(level.points)) for level in rule.levels]
        points = ("", "") if full is None else (plain(full), "0")
        return [(True, self.tr("符合"), points[0]), (False, self.tr("不符合"), points[1])]

    def add_chip(self, chip: Chip) -> None:
        """Put another chip (not applicable) at the end of the row."""
        chip.setParent(self)
        self.flow.addWidget(chip)

    @override
    def show_value(self, value: object) -> None:
        for chip, own in zip(self._chips, self._values, strict=True):
            chip.setChecked(value is not None and type(value) is type(own) and value == own)

    @override
    def press(self, key: str) -> bool:
        if not key.isdigit() or not 1 <= int(key) <= len(self._chips):
            return False
        self._choose(int(key) - 1)
        return True

    def _on_clicked(self) -> None:
        sender = self.sender()
        self._choose(next(number for number, chip in enumerate(self._chips) if chip is sender), toggles=False)

    def _choose(self, number: int, *, toggles: bool = True) -> None:
        chip = self._chips[number]
        was = chip.isChecked() if toggles else not chip.isChecked()
        self.show_value(None if was else self._values[number])
        self.answered.emit(None if was else self._values[number], False)
        if not was:
            self.settled.emit()


class OptionsEditor(Editor):
    """Counted options as chips that can be taken together; `0` says that there is none."""

    def __init__(self, rule: Count, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._codes = [option.code for option in rule.options]
        flow = Flow(self)
        self._chips = []
        for number, option in enumerate(rule.options, start=1):
            chip = Chip(context.say(option.text), key=str(number) if number < 10 else "")
            chip.clicked.connect(self._on_clicked)
            flow.addWidget(chip)
            self._chips.append(chip)
        self._none = Chip(self.tr("一项都没有"), key="0", points="0")
        self._none.clicked.connect(self._on_none)
        flow.addWidget(self._none)
        self._shown: object = None

    @override
    def show_value(self, value: object) -> None:
        self._shown = value
        chosen = value.get("options") if isinstance(value, Mapping) else None
        for chip, code in zip(self._chips, self._codes, strict=True):
            chip.setChecked(isinstance(chosen, list | tuple) and code in chosen)
        self._none.setChecked(chosen is not None and not chosen)

    @override
    def press(self, key: str) -> bool:
        if key == "0":
            self._none.click()
        elif key.isdigit() and int(key) <= len(self._chips):
            self._chips[int(key) - 1].click()
        else:
            return False
        return True

    def _on_clicked(self) -> None:
        chosen = [code for chip, code in zip(self._chips, self._codes, strict=True) if chip.isChecked()]
        self._tell({"options": chosen} if chosen else None)

    def _on_none(self) -> None:
        self._tell({"options": []} if self._none.isChecked() else None)

    def _tell(self, value: object) -> None:
        self.show_value(value)
        self.answered.emit(value, False)


class ChooseEditor(Editor):
    """Two columns of check boxes; arrows and Space toggle; "none of the others" settles what is not ticked."""

    def __init__(self, rule: ChooseN, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rule = rule
        self._value: dict[str, bool] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._head = Label("", Hand(Role.TEXT, 500, "ink2"))
        column.addWidget(self._head)
        self._boxes = [self._box(option) for option in rule.options]
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for number, box in enumerate(self._boxes):
            grid.addWidget(box, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        foot = QWidget()
        self._rest = Chip(self.tr("其余都没有"), key="00")
        self._rest.clicked.connect(self._on_rest)
        Flow(foot).addWidget(self._rest)
        column.addWidget(foot)
        self._number = ""

    def _box(self, option: Option) -> CheckBox:
        box = CheckBox(self.context.say(option.text), letter=option.code)
        box.clicked.connect(self._on_clicked)
        return box

    @override
    def show_value(self, value: object) -> None:
        known = value if isinstance(value, Mapping) else {}
        self._value = {str(code): bool(state) for code, state in known.items() if state is not None}
        for box, option in zip(self._boxes, self._rule.options, strict=True):
            box.setChecked(self._value.get(option.code, False))
        self._rest.setChecked(len(self._value) == len(self._rule.options))
        chosen = sum(self._value.values())
        wanted = self._rule.min_count
        if chosen >= wanted:
            words = self.tr("已选 {0}，满足").format(chosen)
        elif len(self._value) == len(self._rule.options):
            words = self.tr("只有 {0} 项，至少要 {1} 项").format(chosen, wanted)
        else:
            words = self.tr("已选 {0}，至少 {1} 项").format(chosen, wanted)
        self._head.set_text(words)

    @override
    def press(self, key: str) -> bool:
        if key.isdigit():
            return self._jump(key)
        if key in ("up", "down") and any(box.hasFocus() for box in self._boxes):
            return self._step(-2 if key == "up" else 2)
        return False

    def _jump(self, digit: str) -> bool:
        """Two digits jump to an option: 03, 12; 00 settles what is not ticked."""
        self._number = (self._number + digit)[-2:]
        if self._number == "00":
            self._rest.click()
            self._number = ""
            return True
        place = int(self._number) - 1
        if len(self._number) == 2 and 0 <= place < len(self._boxes):
            self._boxes[place].setFocus()
            self._number = ""
        return True

    def _step(self, by: int) -> bool:
        here = next(number for number, box in enumerate(self._boxes) if box.hasFocus())
        if 0 <= here + by < len(self._boxes):
            self._boxes[here + by].setFocus()
            return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -2, Qt.Key.Key_Down: 2}
        inside = any(box.hasFocus() for box in self._boxes)
        if not (inside and event.key() in steps and self._step(steps[Qt.Key(event.key())])):
            super().keyPressEvent(event)

    @override
    def take_focus(self, step: int = 1) -> bool:
        self._boxes[0 if step > 0 else -1].setFocus()
        return True

    def _on_clicked(self) -> None:
        value = dict(self._value)
        for box, option in zip(self._boxes, self._rule.options, strict=True):
            if box.isChecked():
                value[option.code] = True
            elif value.get(option.code):
                del value[option.code]
        self._tell(value)

    def _on_rest(self) -> None:
        value: dict[str, bool] = {code: True for code, state in self._value.items() if state}
        if self._rest.isChecked():
            value = {option.code: value.get(option.code, False) for option in self._rule.options}
        self._tell(value)

    def _tell(self, value: dict[str, bool]) -> None:
        self.show_value(value)
        self.answered.emit(value or None, False)
