"""Registers in memory behind the window's ports: one file with rows of every fate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.helpers.fake_offices import Desk
from workbench.ui.facts import UnitRow
from workbench.ui.register_facts import (
    ColumnRow,
    FieldPair,
    Named,
    RegisterChoices,
    RegisterLook,
    RegisterOutcome,
    RegisterRow,
    RegisterWanted,
    RowFate,
)

MEANINGS = (
    Named("name", "单位名称"),
    Named("credit_code", "统一社会信用代码"),
    Named("city", "所在市"),
    Named("region", "行政区划代码"),
    Named("address", "地址"),
    Named("action", "创建行动"),
    Named("attribute.business_format", "业态"),
)
_TITLES = {
    "序号": ("", ("1", "2", "3")),
    "名称": ("name", ("太原市样例购物中心", "太原市样例百货店", "晋中市样例购物广场")),
    "信用代码": ("credit_code", ("91140100MA0XXXXX1X", "", "91140700MA0XXXXX2Y")),
    "地市": ("city", ("太原市", "太原市", "晋中市")),
    "县区": ("region", ("小店区", "迎泽区", "榆次区")),
    "详细地址": ("address", ("样例路 9 号", "样例街 2 号", "样例大道 100 号样例大厦一层")),
    "类型": ("action", ("绿色商场", "绿色商场", "绿色商场")),
    "备注": ("", ("2026 年复评", "", "")),
}
_PAIRS = (
    FieldPair("名称", "太原市样例购物中心", "太原市样例购物中心"),
    FieldPair("信用代码", "91140100MA0XXXXX1X", "91140100MA0XXXXX1X"),
    FieldPair("区划", "太原市小店区", "太原市小店区"),
    FieldPair("地址", "样例路 9 号", "样例路 1 号", differs=True),
    FieldPair("业态", "市区购物中心", "社区购物中心", differs=True),
)


def some_rows(count: int) -> tuple[RegisterRow, ...]:
    """Rows of every fate, most of them new."""
    rows = [
        RegisterRow(
            3,
            RowFate.DIFFERS,
            "太原市样例购物中心",
            "太原市小店区",
            "绿色商场",
            ("地址：样例路 1 号 → 样例路 9 号", "业态：社区购物中心 → 市区购物中心"),
            _PAIRS,
        ),
        RegisterRow(4, RowFate.SAME, "太原市样例百货店", "太原市迎泽区", "绿色商场"),
        RegisterRow(5, RowFate.NEW, "晋中市样例购物广场", "晋中市榆次区", "绿色商场"),
        RegisterRow(
            6,
            RowFate.FAULTY,
            "阳泉市样例超市",
            "",
            "绿色商场",
            ("E6：“城区”有好几个：阳泉市城区、晋城市城区；请写代码，或写明所在市。",),
        ),
        RegisterRow(
            7, RowFate.REPEATED, "晋中市样例购物广场", "晋中市榆次区", "绿色商场", ("与第 5 行是同一个单位，不再登记",)
        ),
        RegisterRow(
            8,
            RowFate.FAULTY,
            "大同市样例商厦",
            "大同市平城区",
            "绿色商场",
            ("C8：统一社会信用代码的校验位不对：第 18 位应是 X，不是 1。",),
        ),
    ]
    rows += [
        RegisterRow(number, RowFate.NEW, f"吕梁市样例第 {number} 商场", "吕梁市离石区", "绿色商场")
        for number in range(9, count + 3)
    ]
    return tuple(rows[:count])


class FakeRegisters:
    """Implements `ports.Registers`."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.size = 1_200
        self.steps = 0

    def look(self, path: Path, wanted: RegisterWanted, progress, before=None) -> RegisterLook:
        progress(0, self.size, path.name)
        columns = tuple(
            ColumnRow(title, wanted.columns.get(title, meaning), cells) for title, (meaning, cells) in _TITLES.items()
        )
        names = any(one.meaning == "name" for one in columns)
        row = wanted.row or 2
        return RegisterLook(
            path=path,
            title_row=row,
            head_rows=("2026 年绿色商场创建台账", " · ".join(_TITLES), "1 · 太原市样例购物中心"),
            columns=columns,
            meanings=MEANINGS,
            actions=(Named("green-mall", "绿色商场"), Named("green-school", "绿色学校")),
            action=wanted.action or "",
            region=wanted.region or "",
            has_names=names,
            rows=some_rows(self.size) if names else (),
            held=wanted,
        )

    def take_in(self, look: RegisterLook, choices: RegisterChoices, progress) -> RegisterOutcome:
        if self.desk.fail_next:
            failure, self.desk.fail_next = self.desk.fail_next, None
            raise failure
        new = [row for row in look.rows if row.fate is RowFate.NEW]
        for done, _row in enumerate(new):
            self.steps += 1
            progress(done, len(new), look.path.name)
        for number, row in enumerate(new, start=len(self.desk.units) + 1):
            self.desk.units.insert(0, UnitRow(f"u{number}", row.name, "green-mall", "绿色商场", row.region_name))
        updated = look.count(RowFate.DIFFERS) if choices.update else 0
        return RegisterOutcome(len(new), updated, look.count(RowFate.FAULTY))

    def give_out(self, path: Path, progress) -> int:
        progress(0, 0, path.name)
        path.write_text("台账", encoding="utf-8")
        return len(self.desk.units)


def without_names(look: RegisterLook) -> RegisterLook:
    """The same look with nothing known of its columns."""
    columns = tuple(replace(one, meaning="") for one in look.columns)
    return replace(look, columns=columns, has_names=False, rows=())
