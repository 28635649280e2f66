"""Registers behind the window: looked at as rows with their sentences, taken in, and written."""

from __future__ import annotations

import pytest

from tests.helpers.offices import INSPECTOR, TAIYUAN, new_unit
from workbench.domain.refusals import Refusal
from workbench.ui.facts import UnitValues
from workbench.ui.register_facts import RegisterChoices, RegisterOutcome, RegisterWanted, RowFate
from workbench.ui.work import Stopped

CODE, NAME = TAIYUAN.unit["credit_code"], TAIYUAN.unit["name"]
ROWS = (
    "2026 年台账,,,,,",
    "名称,信用代码,县区,地址,类型,业态",
    f"{NAME},{CODE},小店区,样例路 9 号,绿色商场,百货店",
    "晋中样例广场,,榆次区,,绿色商场,",
    "晋中样例广场,,榆次区,,绿色商场,",
    "阳泉样例超市,,城区,,绿色商场,",
)


def silent(*_):
    pass


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    return path


@pytest.fixture
def workspace(office, sit):
    with office.inspector() as session:
        new_unit(session)
    return sit(office, INSPECTOR)


def test_a_register_is_shown_row_by_row_with_its_sentences(workspace, register):
    look = workspace.registers.look(register, RegisterWanted(), silent)
    assert (look.title_row, look.head_rows[0], look.has_names) == (2, "2026 年台账", True)
    assert [(one.title, one.meaning) for one in look.columns] == [
        ("名称", "name"),
        ("信用代码", "credit_code"),
        ("县区", "region"),
        ("地址", "address"),
        ("类型", "action"),
        ("业态", "attribute.business_format"),
    ]
    assert look.columns[0].cells == (NAME, "晋中样例广场", "晋中样例广场")
    assert [(row.number, row.fate.value) for row in look.rows] == [
        (3, "differs"),
        (4, "new"),
        (5, "repeated"),
        (6, "faulty"),
    ]
    known, new, repeated, faulty = look.rows
    assert known.says == (f"地址：{TAIYUAN.unit['address']} → 样例路 9 号", "业态：市区购物中心 → 百货店")
    assert [(pair.name, pair.differs) for pair in known.pairs][:4] == [
        ("名称", False),
        ("信用代码", False),
        ("区划", False),
        ("地址", True),
    ]
    assert (new.region_name, new.action_name, new.says) == ("晋中市榆次区", "绿色商场", ())
    assert repeated.says == ("与第 4 行是同一个单位，不再登记",)
    assert faulty.says[0].startswith("C6：“城区”")


def test_the_file_is_read_once_and_looked_at_again(workspace, register):
    first = workspace.registers.look(register, RegisterWanted(), silent)
    register.unlink()
    again = workspace.registers.look(register, RegisterWanted(columns={"业态": ""}), silent, first)
    assert again.rows[0].says == first.rows[0].says[:1]


def test_a_file_whose_columns_nobody_knows_can_still_be_looked_at(workspace, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("客户,位置\n甲商场,小店区", encoding="utf-8")
    look = workspace.registers.look(path, RegisterWanted(), silent)
    assert (look.has_names, look.rows, look.title_row) == (False, (), 1)
    assert {"name", "region", "attribute.business_format"} <= {one.code for one in look.meanings}
    wanted = RegisterWanted(columns={"客户": "name", "位置": "region"}, action="green-mall")
    named = workspace.registers.look(path, wanted, silent, look)
    assert [row.fate for row in named.rows] == [RowFate.NEW]
    workspace.registers.take_in(named, RegisterChoices(), silent)
    later = workspace.registers.look(path, RegisterWanted(), silent)
    assert (later.has_names, later.action, [row.fate for row in later.rows]) == (True, "green-mall", [RowFate.SAME])


def test_taking_in_says_what_was_written_and_the_search_finds_it(workspace, register):
    look = workspace.registers.look(register, RegisterWanted(), silent)
    with pytest.raises(Refusal) as refused:
        workspace.registers.take_in(look, RegisterChoices(update=True), silent)
    assert refused.value.code == "faulty_rows"
    outcome = workspace.registers.take_in(look, RegisterChoices(update=True, skip_faulty=True), silent)
    assert outcome == RegisterOutcome(new=1, updated=1, skipped=1)
    assert [row.name for row in workspace.units.find("jzylgc").rows] == ["晋中样例广场"]
    assert workspace.units.find(CODE).rows[0].address == "样例路 9 号"


def test_units_that_came_after_the_look_stop_the_writing(workspace, register):
    look = workspace.registers.look(register, RegisterWanted(), silent)
    workspace.units.register(UnitValues("晋中样例广场", "green-mall", "140702"))
    with pytest.raises(Refusal) as refused:
        workspace.registers.take_in(look, RegisterChoices(skip_faulty=True), silent)
    assert refused.value.code == "register_changed"
    assert workspace.units.find("").total == 2


def test_a_writing_that_is_stopped_writes_nothing_and_the_search_finds_nothing(workspace, register):
    look = workspace.registers.look(register, RegisterWanted(), silent)

    def stop(*_):
        raise Stopped

    with pytest.raises(Stopped):
        workspace.registers.take_in(look, RegisterChoices(skip_faulty=True), stop)
    assert workspace.units.find("").total == 1


@pytest.mark.parametrize(("name", "start"), [("out.xlsx", b"PK"), ("out.csv", b"\xef\xbb\xbf")])
def test_the_register_is_written_and_comes_back_the_same(workspace, tmp_path, name, start):
    assert workspace.registers.give_out(tmp_path / name, silent) == 1
    assert (tmp_path / name).read_bytes().startswith(start)
    look = workspace.registers.look(tmp_path / name, RegisterWanted(), silent)
    assert [row.fate for row in look.rows] == [RowFate.SAME]


def test_units_say_what_was_assessed_of_them(finished_office, sit):
    (unit,) = sit(finished_office, INSPECTOR).units.find("ty").rows
    assert (unit.last.isoformat(), unit.last_grade, unit.draft) == (TAIYUAN.visit.isoformat(), "达标", None)


def test_assessments_are_listed_page_by_page(finished_office, sit):
    listed = sit(finished_office, INSPECTOR).assessments.listed
    assert (len(listed().rows), listed().total) == (1, 1)
    assert (listed(skip=1).rows, listed(skip=1).total) == ((), 1)
