"""The lines of the list of units, and what the status line says of list and import."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.ui.facts import UnitRow
from workbench.ui.lettering import Hand
from workbench.ui.sizes import grouped
from workbench.ui.typography import Role
from workbench.ui.widgets.status_line import KeyHint, StatusFacts
from workbench.ui.widgets.table import Cell, Line

translate = QCoreApplication.translate
_NOTE = Hand(Role.TEXT, 400, "ink2")


def unit_line(row: UnitRow) -> Line:
    """Lay out a unit."""
    last = f"{row.last:%Y-%m} {row.last_grade}" if row.last else translate("UnitLines", "未评")
    last = translate("UnitLines", "有草稿") if row.draft else last
    cells = (
        Cell(row.name, Hand(Role.BODY)),
        Cell(row.action_name, _NOTE),
        Cell(row.region_name, _NOTE),
        Cell(last, Hand(Role.TEXT, 500, "accent") if row.draft else _NOTE),
        Cell(key="Enter"),
    )
    return Line(row.unit_id, cells, height=36)


def list_status(shown: int, total: int) -> StatusFacts:
    """Say how many units there are, how many of them are listed, and the keys."""
    count = translate("UnitLines", "{0} 个单位").format(grouped(total))
    if shown < total:
        words = translate("UnitLines", "前 {0} 个，共 {1} 个单位；往下翻就列出其余的")
        count = words.format(grouped(shown), grouped(total))
    keys = (
        KeyHint("Enter", translate("UnitLines", "评价")),
        KeyHint("Ctrl N", translate("UnitLines", "新单位")),
        KeyHint("Ctrl O", translate("UnitLines", "导入")),
        KeyHint("Ctrl E", translate("UnitLines", "导出")),
        KeyHint("Ctrl F", translate("UnitLines", "查找")),
    )
    return StatusFacts(notes=(count,), keys=keys)


def import_status(*, is_writing: bool) -> StatusFacts:
    """Say that nothing is written yet, and the keys."""
    stop = translate("UnitLines", "停下") if is_writing else translate("UnitLines", "不导入")
    keys = (
        KeyHint("F6", translate("UnitLines", "换区")),
        KeyHint("Ctrl Enter", translate("UnitLines", "写入")),
        KeyHint("Esc", stop),
    )
    return StatusFacts(notes=(translate("UnitLines", "按“写入”以前什么都不变"),), keys=keys)
