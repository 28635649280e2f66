"""The right half of an import: the row in focus beside the unit it is, the choices, and what the button would write."""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui.facts import RegionRow
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.register_facts import RegisterChoices, RegisterLook, RegisterRow, RowFate
from workbench.ui.screens.units.import_page import fate_name
from workbench.ui.screens.units.import_presenter import Sum
from workbench.ui.sizes import grouped
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import CheckBox
from workbench.ui.widgets.fields import ChoiceBox
from workbench.ui.widgets.labels import Label, Notice, Rule
from workbench.ui.widgets.sheet import Sheet

_SMALL, _SAME = Hand(Role.NOTE, 500, "ink2"), Hand(Role.TEXT, 400, "ink2")
_LOW = 400
_LONG_RUN = re.compile(r"[!-~]{9}(?=[!-~]{3})")


class RowFacts(QWidget):
    """One row: its name, why it is what it is, and beside each field what the register holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_row(self, row: RegisterRow | None) -> None:
        """Show a row, or nothing."""
        while self._column.count():
            widget = self._column.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        if row is None:
            return
        head = self.tr("第 {0} 行 · {1}").format(row.number, fate_name(row.fate))
        self._column.addWidget(Label(head, _SMALL))
        self._column.addWidget(Label(row.name or "—", Hand(Role.BODY, 700), wrap=True))
        where = " · ".join(part for part in (row.action_name, row.region_name) if part)
        if where and not row.pairs:
            self._column.addWidget(Label(where, Hand(Role.TEXT, 400, "ink2"), wrap=True))
        if row.fate is not RowFate.DIFFERS:
            for sentence in row.says:
                notice = Notice()
                notice.say(Mark.FAILED if row.fate is RowFate.FAULTY else Mark.NOT_APPLICABLE, sentence)
                self._column.addWidget(notice)
        if row.pairs:
            self._column.addWidget(self._beside(row))

    def _beside(self, row: RegisterRow) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(Label(self.tr("表里"), _SMALL), 0, 1)
        grid.addWidget(Label(self.tr("台账里"), _SMALL), 0, 2)
        for number, pair in enumerate(row.pairs, start=1):
            grid.addWidget(Label(pair.name, _SMALL), number, 0, Qt.AlignmentFlag.AlignTop)
            if pair.told == pair.held:
                grid.addWidget(Label(pair.told or "—", _SAME, wrap=True), number, 1, 1, 2)
                continue
            told = Hand(Role.TEXT, 700, "changed") if pair.differs else _SAME
            grid.addWidget(Label(_breakable(pair.told) or "—", told, wrap=True), number, 1)
            held = Hand(Role.TEXT, 500, "ink") if pair.differs else _SAME
            grid.addWidget(Label(_breakable(pair.held) or "—", held, wrap=True), number, 2)
        return holder


def _breakable(text: str) -> str:
    """Let a long code go on in the next line."""
    return _LONG_RUN.sub(lambda run: f"{run.group()}\u200b", text)


class ImportSheet(Sheet):
    """The choices of an import.

    Signals:
        action_chosen: carries the action of rows without one.
        region_chosen: carries the region of rows without one.
        choices_changed: carries `RegisterChoices`.
    """

    action_chosen = Signal(str)
    region_chosen = Signal(str)
    choices_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("写入"), self.tr("不导入"))
        self.row = RowFacts()
        self.action, self.region = ChoiceBox(self.tr("行动没写时算作")), ChoiceBox(self.tr("区划没写时算在"))
        self.update_known = CheckBox("")
        self.skip_faulty = CheckBox("")
        self.sum = Notice()
        self.title.set_text(self.tr("导入台账"))
        self.fields.addWidget(self.row)
        self.fields.addStretch(1)
        self.fields.addSpacing(12)
        rest = QGridLayout()
        rest.setHorizontalSpacing(10)
        rest.setVerticalSpacing(4)
        for place, (label, box) in enumerate(
            ((self.tr("行动没写时算作"), self.action), (self.tr("区划没写时算在"), self.region))
        ):
            rest.addWidget(Label(label, Hand(Role.TEXT, 500)), 0, place)
            rest.addWidget(box, 1, place)
        self.fields.addLayout(rest)
        self.fields.addSpacing(8)
        self.fields.addWidget(self.update_known)
        self.fields.addWidget(self.skip_faulty)
        self.foot.addWidget(Rule())
        self.foot.addWidget(self.sum)
        self.action.currentIndexChanged.connect(self._on_action)
        self.region.currentIndexChanged.connect(self._on_region)
        self.update_known.toggled.connect(self._on_choices)
        self.skip_faulty.toggled.connect(self._on_choices)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for label in (self.title, self.facts):  # the head of a small window says it already
            label.setVisible(self.height() >= _LOW)

    def show_regions(self, regions: tuple[RegionRow, ...]) -> None:
        """List cities, and under each its counties."""
        with QSignalBlocker(self.region):
            self.region.clear()
            self.region.addItem(self.tr("这行有误"), "")
            for region in regions:
                self.region.addItem(f"\u3000{region.name}" if region.city else region.name, region.code)

    def show_look(self, look: RegisterLook, choices: RegisterChoices) -> None:
        """Show what can be chosen."""
        self.facts.set_text(self.tr("只是看看，还没有写入。选好列和下面几项，再写入。"))
        with QSignalBlocker(self.action), QSignalBlocker(self.region):
            self.action.clear()
            self.action.addItem(self.tr("这行有误"), "")
            for action in look.actions:
                self.action.addItem(action.name, action.code)
            self.action.setCurrentIndex(max(self.action.findData(look.action), 0))
            self.region.setCurrentIndex(max(self.region.findData(look.region), 0))
        for box in (self.action, self.region):
            box.update()
        differing, faulty = look.count(RowFate.DIFFERS), look.count(RowFate.FAULTY)
        self._offer(self.update_known, self.tr("更新已有的 {0} 个单位").format(grouped(differing)), differing)
        self._offer(self.skip_faulty, self.tr("略过有误的 {0} 行").format(grouped(faulty)), faulty)
        with QSignalBlocker(self.update_known), QSignalBlocker(self.skip_faulty):
            self.update_known.setChecked(choices.update)
            self.skip_faulty.setChecked(choices.skip_faulty)

    def _offer(self, box: CheckBox, words: str, count: int) -> None:
        box.setText(words)
        box.setAccessibleName(words)
        box.setVisible(count > 0)

    def show_sum(self, total: Sum) -> None:
        """Say what the button would write, before it is pressed."""
        self.send.setEnabled(total.can_write)
        self.send.set_words(self.tr("写入 {0} 个单位").format(grouped(total.written)))
        if total.faulty_left:
            words = self.tr("{0} 行有误，什么都不能写入：改好文件再来，或勾选“略过”。")
            self.sum.say(Mark.FAILED, words.format(grouped(total.faulty_left)))
        elif not total.has_names:
            self.sum.say(Mark.OPEN, self.tr("先在左边选出单位名称是哪一列。"))
        elif not total.written:
            self.sum.say(Mark.NOT_APPLICABLE, self.tr("没有要写入的单位。"))
        else:
            words = self.tr("新增 {0} 个，更新 {1} 个，都由你签名；写入后不能撤销，只能再改。")
            self.sum.say(Mark.MET, words.format(grouped(total.new), grouped(total.updated)))

    def set_writing(self, writing: bool) -> None:  # noqa: FBT001 -- a setter
        """Let nothing be changed while it is written."""
        for widget in (self.action, self.region, self.update_known, self.skip_faulty, self.leave):
            if widget is not None:
                widget.setEnabled(not writing)
        self.send.setEnabled(not writing)
        if writing:
            self.sum.say(Mark.BEGUN, self.tr("正在写入；按 Esc 停下，就什么都没有写。"))

    def _on_action(self, _place: int) -> None:
        self.action_chosen.emit(str(self.action.currentData() or ""))

    def _on_region(self, _place: int) -> None:
        self.region_chosen.emit(str(self.region.currentData() or ""))

    def _on_choices(self, _checked: bool) -> None:  # noqa: FBT001 -- Qt's signature
        self.choices_changed.emit(RegisterChoices(self.update_known.isChecked(), self.skip_faulty.isChecked()))
