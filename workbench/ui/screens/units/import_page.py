"""The wide half of an import: the file, its columns, and what becomes of each row, with filters that count."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.register_facts import RegisterLook, RegisterRow, RowFate
from workbench.ui.screens.units.import_presenter import FATES
from workbench.ui.screens.units.mapping_grid import MappingGrid
from workbench.ui.sizes import grouped
from workbench.ui.typography import Role
from workbench.ui.widgets.fields import ChoiceBox
from workbench.ui.widgets.labels import Label, Panel
from workbench.ui.widgets.long_table import LongTable
from workbench.ui.widgets.table import Cell, Column, Line, TableHead
from workbench.ui.widgets.tabs import TabBar

translate = QCoreApplication.translate
_NOTE = Hand(Role.TEXT, 400, "ink2")
_LOW = 400
"""Below this height the first cells of the columns make room for the rows."""
_MARKS: Mapping[RowFate, Mark | None] = {
    RowFate.NEW: None,
    RowFate.SAME: Mark.MET,
    RowFate.DIFFERS: Mark.CHANGED,
    RowFate.REPEATED: Mark.NOT_APPLICABLE,
    RowFate.FAULTY: Mark.FAILED,
}
_SHADES = {RowFate.FAULTY: "fail", RowFate.DIFFERS: "changed", RowFate.NEW: "accent"}


def fate_name(fate: RowFate) -> str:
    """Name what becomes of a row."""
    return {
        RowFate.NEW: translate("Import", "新增"),
        RowFate.SAME: translate("Import", "相同"),
        RowFate.DIFFERS: translate("Import", "不同"),
        RowFate.REPEATED: translate("Import", "重复"),
        RowFate.FAULTY: translate("Import", "有误"),
    }[fate]


def fate_cell(fate: RowFate) -> Cell:
    """Show what becomes of a row: shape first, then the word."""
    shade = _SHADES.get(fate, "ink2")
    icon = "plus" if fate is RowFate.NEW else ""
    return Cell(fate_name(fate), Hand(Role.TEXT, 500, shade), mark=_MARKS[fate], icon=icon)


class ImportPage(QWidget):
    """A register that is looked at.

    Signals:
        row_chosen: another row is the title row; carries its number.
        narrowed: another filter was taken; carries its place among `FATES`.
        focused: another row has the focus; carries its number as a text, "" for none.
    """

    row_chosen = Signal(int)
    narrowed = Signal(int)
    focused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column(self.tr("行"), 40, is_right=True),
            Column(self.tr("去向"), 92),
            Column(self.tr("单位")),
            Column(self.tr("行政区划"), 150, is_spare=True),
            Column(self.tr("行动"), 80, is_spare=True),
            Column(self.tr("说明")),
        )
        self.file = Label("", Hand(Role.BODY, 700))
        self.facts = Label("", _NOTE)
        self.title_box = ChoiceBox(self.tr("表头在哪一行"))
        self.grid = MappingGrid()
        self.tabs = TabBar((self.tr("全部"), *(fate_name(fate) for fate in FATES if fate is not None)))
        self.table = LongTable(self.tr("台账的行"), columns)
        self._lay_out(columns)
        self.title_box.activated.connect(self._on_title_row)
        self.tabs.chosen.connect(self.narrowed)
        self.table.chosen.connect(self.focused)

    def _lay_out(self, columns: tuple[Column, ...]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = Panel("panel", "b")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self.file)
        row.addWidget(self.facts)
        row.addStretch(1)
        self.title_box.setMinimumWidth(220)
        self.title_box.setMaximumWidth(300)
        row.addWidget(self.title_box)
        for widget in (bar, self.grid, self.tabs, TableHead(columns).stand_over(self.table)):
            column.addWidget(widget)
        column.addWidget(self.table, 1)

    def show_look(self, look: RegisterLook) -> None:
        """Show the file and its columns; the rows are shown by the filter."""
        self.file.set_text(look.path.name)
        used = sum(bool(one.meaning) for one in look.columns)
        words = self.tr("{0} 行 · {1} 列，用到 {2} 列")
        self.facts.set_text(words.format(grouped(look.count()), len(look.columns), used))
        self.title_box.blockSignals(True)
        self.title_box.clear()
        for number, text in enumerate(look.head_rows, start=1):
            self.title_box.addItem(self.tr("表头：第 {0} 行").format(number) + (f" {text}" if text else ""), number)
        self.title_box.setCurrentIndex(look.title_row - 1)
        self.title_box.blockSignals(False)
        self.grid.show_look(look)
        self.tabs.show_counts(tuple(look.count(fate) for fate in FATES))
        nothing = self.tr("表头下面没有行。")
        asking = self.tr("还不知道哪一列是单位名称：在上面的下拉框里选出来，就能看到每一行的去向。")
        self.table.say_empty(nothing if look.has_names else asking)

    def show_rows(self, rows: tuple[RegisterRow, ...], fate: RowFate | None) -> None:
        """Show the rows of a filter."""
        self.tabs.tabs[FATES.index(fate)].setChecked(True)
        self.table.show_rows(rows, self._line)

    def _line(self, row: RegisterRow) -> Line:
        hand = Hand(Role.TEXT, 400, "fail") if row.fate is RowFate.FAULTY else _NOTE
        cells = (
            Cell(str(row.number), Hand(Role.TEXT, 400, "ink3")),
            fate_cell(row.fate),
            Cell(row.name or "—", Hand(Role.BODY)),
            Cell(row.region_name, _NOTE),
            Cell(row.action_name, _NOTE),
            Cell(self.tr("；").join(row.says), hand),
        )
        return Line(str(row.number), cells, height=34)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grid.show_cells(self.height() >= _LOW)

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001 -- a setter
        """Let the reading of the file be changed, or not."""
        self.grid.set_enabled(enabled)
        self.title_box.setEnabled(enabled)

    def _on_title_row(self, place: int) -> None:
        self.row_chosen.emit(place + 1)
