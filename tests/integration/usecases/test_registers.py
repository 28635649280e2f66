"""Registers are looked at row by row, written whole or not at all, and come back as they went out."""

from __future__ import annotations

import pytest

from tests.helpers.offices import TAIYUAN, new_unit
from workbench.domain.refusals import Refusal
from workbench.domain.texts import Language
from workbench.spreadsheets.writing import Column, SheetPlan, write_workbook
from workbench.store import units
from workbench.usecases.registering import find_units
from workbench.usecases.registers.columns import NoHeader, UnknownColumn, UnknownMeaning, Wanted
from workbench.usecases.registers.giving_out import register_csv, register_workbook
from workbench.usecases.registers.planning import Fate
from workbench.usecases.registers.taking_in import (
    Choices,
    FaultyRows,
    RegisterChanged,
    preview_file,
    preview_register,
    read_register,
    take_in,
    usual_rest,
)

CODE = TAIYUAN.unit["credit_code"]
HEADER = "序号,单位名称,统一社会信用代码,所在市,县(市、区),地址,创建行动,业态,备注"
ROWS = (
    f"1,太原市样例购物中心,{CODE},太原市,小店区,样例路1号,绿色商场,市区购物中心,",
    "2,大同样例小学,,大同市,平城区,样例街2号,绿色学校,,有食堂",
    "3,临汾样例机关,,,141002,,conserving-organ,,",
)


@pytest.fixture
def session(office):
    with office.inspector() as opened:
        yield opened


def a_file(tmp_path, *rows, header=HEADER, name="台账.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes("\r\n".join((header, *rows)).encode(encoding))
    return path


def fates(preview):
    return [row.fate.value for row in preview.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_register_is_read_in_the_encodings_of_offices(session, tmp_path, encoding):
    preview = preview_register(session, a_file(tmp_path, *ROWS, encoding=encoding), Wanted())
    assert fates(preview) == ["new", "new", "new"]
    first, second, third = (row.unit for row in preview.rows)
    assert (first.action, first.region, first.attributes) == ("green-mall", "140105", {"business_format": "urban_mall"})
    assert (second.action, second.region, third.region) == ("green-school", "140213", "141002")
    assert preview.columns.unused == ("序号", "备注")


def test_nothing_is_written_by_a_preview_and_everything_by_taking_in(session, tmp_path):
    preview = preview_register(session, a_file(tmp_path, *ROWS), Wanted())
    assert find_units(session, "样例").units == ()
    assert take_in(session, preview) == 3
    assert {unit.name for unit in find_units(session, "样例").units} == {
        "太原市样例购物中心",
        "大同样例小学",
        "临汾样例机关",
    }
    again = preview_register(session, a_file(tmp_path, *ROWS), Wanted())
    assert fates(again) == ["same", "same", "same"]
    assert take_in(session, again, Choices(update=True)) == 0


def test_what_differs_is_told_and_updated_only_when_asked(session, tmp_path):
    new_unit(session)
    moved = ROWS[0].replace("样例路1号", "样例路9号")
    preview = preview_register(session, a_file(tmp_path, moved), Wanted())
    assert [(row.fate, row.differing) for row in preview.rows] == [(Fate.DIFFERS, ("address",))]
    assert take_in(session, preview) == 0
    assert take_in(session, preview, Choices(update=True)) == 1
    (unit,) = find_units(session, CODE).units
    assert (unit.address, unit.attributes["size_class"]) == ("样例路9号", "large"), "what the file leaves out stays"


@pytest.mark.parametrize(
    "twin", [f"9,别的名字,{CODE},,140105,,绿色商场,,", "9,太原市样例购物中心,,,140105,,绿色商场,,"]
)
def test_a_unit_twice_in_the_file_is_taken_once(session, tmp_path, twin):
    preview = preview_register(session, a_file(tmp_path, ROWS[0], twin), Wanted())
    assert [(row.fate.value, row.twin_row) for row in preview.rows] == [("new", 0), ("repeated", 2)]


FAULTS = {
    "no name": ("1,,,,140105,,绿色商场,,", "name_missing", "台账.csv!B2"),
    "no region": ("1,甲,,,,,绿色商场,,", "unknown_region", "台账.csv!E2"),
    "a former region": ("1,甲,,,140200x,,绿色商场,,", "unknown_region", "台账.csv!E2"),
    "a region of several cities": ("1,甲,,,城区,,绿色商场,,", "region_ambiguous", "台账.csv!E2"),
    "no action": ("1,甲,,,140105,,,,", "action_missing", "台账.csv!G2"),
    "a strange action": ("1,甲,,,140105,,绿色月球,,", "unknown_action", "台账.csv!G2"),
    "a wrong credit code": ("1,甲,91140105YANGLE0118,,140105,,绿色商场,,", "credit_code_check_digit", "台账.csv!C2"),
    "a strange attribute": ("1,甲,,,140105,,绿色商场,宫殿,", "attribute_unreadable", "台账.csv!H2"),
}


@pytest.mark.parametrize(("row", "code", "place"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_told_with_its_cell(session, tmp_path, row, code, place):
    if code == "region_ambiguous":
        names = [one.name for one in session.place.regions.counties]
        shared = next(name for name in names if names.count(name) > 1) if len(set(names)) < len(names) else ""
        if not shared:
            pytest.skip("no two regions of this province share a name")
        row = row.replace("城区", shared)
    (planned,) = preview_register(session, a_file(tmp_path, row), Wanted()).rows
    assert planned.fate is Fate.FAULTY
    assert [(where, refusal.code) for where, refusal in planned.faults] == [(place, code)]


def test_a_faulty_row_stops_all_unless_it_is_skipped(session, tmp_path):
    preview = preview_register(session, a_file(tmp_path, *ROWS, "4,,,,140105,,绿色商场,,"), Wanted())
    with pytest.raises(FaultyRows) as refused:
        take_in(session, preview)
    assert refused.value.facts == {"number": 1, "first": 5}
    assert find_units(session, "样例").units == ()
    assert take_in(session, preview, Choices(skip_faulty=True)) == 3


def test_stopping_half_way_writes_nothing(session, tmp_path):
    class StopError(Exception):
        pass

    def stop(_done, _total, _what):
        raise StopError

    preview = preview_register(session, a_file(tmp_path, *ROWS), Wanted())
    with pytest.raises(StopError):
        take_in(session, preview, progress=stop)
    with session.store.read() as connection:
        assert units.count(connection) == 0


def test_columns_are_chosen_and_remembered(session, tmp_path):
    path = a_file(tmp_path, "甲公司,小店区,x", header="客户,位置,标签")
    with pytest.raises(NoHeader) as refused:
        preview_register(session, path, Wanted(action="green-mall"))
    assert refused.value.facts["titles"] == "客户, 位置, 标签"
    wanted = Wanted(action="green-mall", columns={"客户": "name", "位置": "region"})
    preview = preview_register(session, path, wanted)
    assert [(row.unit.name, row.unit.region) for row in preview.rows] == [("甲公司", "140105")]
    take_in(session, preview)
    again = preview_register(session, path, Wanted(action="green-mall"))
    assert again.columns.meanings == {"客户": "name", "位置": "region"}


def test_a_title_row_may_stand_above_and_columns_may_be_left_out(session, tmp_path):
    path = a_file(tmp_path, HEADER, *ROWS, header="2026年台账,,,,,,,,")
    preview = preview_register(session, path, Wanted(columns={"地址": ""}))
    assert (preview.columns.row, fates(preview)) == (2, ["new", "new", "new"])
    assert {row.unit.address for row in preview.rows} == {""}


@pytest.mark.parametrize(
    ("columns", "refusal"), [({"无此列": "name"}, UnknownColumn), ({"地址": "moon"}, UnknownMeaning)]
)
def test_a_choice_that_cannot_be_is_refused(session, tmp_path, columns, refusal):
    with pytest.raises(refusal):
        preview_register(session, a_file(tmp_path, *ROWS), Wanted(columns=columns))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("make", "name"), [(register_workbook, "r.xlsx"), (register_csv, "r.csv")])
def test_what_goes_out_comes_back_the_same(session, tmp_path, make, name, language):
    take_in(session, preview_register(session, a_file(tmp_path, *ROWS), Wanted()))
    made = make(session, session.place.words(language))
    (tmp_path / name).write_bytes(made.data)
    assert made.units == 3
    assert fates(preview_register(session, tmp_path / name, Wanted())) == ["same", "same", "same"]


def test_a_name_like_a_formula_is_no_formula_in_csv(session, tmp_path):
    take_in(session, preview_register(session, a_file(tmp_path, "1,=1+1,,,140105,,绿色商场,,"), Wanted()))
    assert b"'=1+1" in register_csv(session, session.place.words()).data


def test_a_twin_is_found_among_many_units_with_similar_names(session, tmp_path):
    rows = [f"{number},绿色商场{number}号,,,140105,,绿色商场,," for number in range(300)]
    take_in(session, preview_register(session, a_file(tmp_path, "0,绿色商场,,,140105,,绿色商场,,", *rows), Wanted()))
    with pytest.raises(Refusal) as refused:
        new_unit(session, name="绿色商场", credit_code="", region="140105")
    assert refused.value.code == "unit_exists"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\x00b,\xff", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_what_is_no_table_is_refused(session, tmp_path, data):
    (tmp_path / "f.csv").write_bytes(data)
    with pytest.raises(Refusal) as refused:
        preview_register(session, tmp_path / "f.csv", Wanted())
    assert refused.value.code in {"no_text_table", "no_register_header"}


def test_a_workbook_is_read_from_its_first_sheet_that_holds_anything(session, tmp_path):
    columns = tuple(Column(title) for title in ("单位名称", "行政区划", "创建行动"))
    empty = SheetPlan("空", ())
    full = SheetPlan("台账", columns, [["甲商场", "小店区", "绿色商场"]])
    (tmp_path / "r.xlsx").write_bytes(write_workbook([empty, full]))
    (row,) = preview_register(session, tmp_path / "r.xlsx", Wanted()).rows
    assert (row.fate, row.unit.region) == (Fate.NEW, "140105")


# --- the same unit, written otherwise -------------------------------------------------------------


def test_widths_of_signs_and_blanks_make_no_other_unit(session, tmp_path):
    new_unit(session, name="样例（东）商场", credit_code="", region="140105")
    rows = ("1,样例(东) 商场,,,140105,,绿色商场,,", "2,样例（东）商场,,,140105,,绿色商场,,")
    preview = preview_register(session, a_file(tmp_path, *rows), Wanted())
    assert [(row.fate, row.differing) for row in preview.rows] == [(Fate.DIFFERS, ("name",)), (Fate.REPEATED, ())]


def test_two_rows_of_one_unit_held_are_one_by_its_code_and_one_by_its_name(session, tmp_path):
    new_unit(session)
    rows = (f"1,新名字,{CODE},,140105,,绿色商场,,", "2,太原市样例购物中心,,,140105,,绿色商场,,")
    preview = preview_register(session, a_file(tmp_path, *rows), Wanted())
    assert [(row.fate.value, row.twin_row) for row in preview.rows] == [("differs", 0), ("repeated", 2)]


def test_a_code_of_one_unit_with_the_name_of_another_is_a_fault(session, tmp_path):
    new_unit(session)
    new_unit(session, name="另一商场", credit_code="", region="140105")
    (row,) = preview_register(session, a_file(tmp_path, f"1,另一商场,{CODE},,140105,,绿色商场,,"), Wanted()).rows
    ((place, refusal),) = row.faults
    assert (place, refusal.code) == ("台账.csv!C2", "two_units")
    assert refusal.facts == {"by_code": TAIYUAN.unit["name"], "by_name": "另一商场"}


def test_a_preview_does_not_hold_when_units_came_after_it(session, tmp_path):
    preview = preview_register(session, a_file(tmp_path, *ROWS), Wanted())
    new_unit(session)
    with pytest.raises(RegisterChanged):
        take_in(session, preview)
    assert find_units(session).total == 1
    again = preview_register(session, a_file(tmp_path, *ROWS), Wanted())
    assert (fates(again)[1:], take_in(session, again)) == (["new", "new"], 2)


# --- columns --------------------------------------------------------------------------------------


def test_columns_without_a_title_or_with_the_same_are_told_by_their_letters(session, tmp_path):
    path = a_file(tmp_path, "甲商场,小店区,,绿色商场,140106", header="名称,区划,,行动,区划")
    wanted = Wanted(columns={"区划": "", "区划[E]": "region", "行动": "", "[C]": ""}, action="green-mall")
    preview = preview_register(session, path, wanted)
    assert preview.columns.titles == ("名称", "区划", "[C]", "行动", "区划[E]")
    assert [row.unit.region for row in preview.rows] == ["140106"]


def test_without_a_column_of_names_there_is_nothing_to_plan_yet(session, tmp_path):
    file = read_register(a_file(tmp_path, "甲公司,小店区", header="客户,位置"))
    preview = preview_file(session, file, Wanted())
    assert (preview.columns.row, preview.columns.titles, preview.rows) == (1, ("客户", "位置"), ())
    named = preview_file(session, file, Wanted(action="green-mall", columns={"客户": "name", "位置": "region"}))
    assert fates(named) == ["new"]
    assert fates(preview_file(session, file, Wanted(row=2, columns={"甲公司": "name"}))) == []


def test_the_action_and_region_of_rows_without_one_are_remembered_with_the_columns(session, tmp_path):
    path, rest = a_file(tmp_path, "甲公司", header="名称"), {"action": "green-mall", "region": "140105"}
    preview = preview_register(session, path, Wanted(**rest))
    assert usual_rest(session, preview.columns) == {}
    take_in(session, preview, Choices(rest=rest))
    assert usual_rest(session, preview.columns) == rest


@pytest.mark.parametrize("sign", [";", "\t"])
def test_columns_are_parted_by_the_sign_below_a_heading(session, tmp_path, sign):
    row = sign.join(("甲商场", "小店区", "绿色商场"))
    path = a_file(tmp_path, sign.join(("名称", "区划", "行动")).replace("区划", "行政区划"), row, header="台账，2026年")
    assert fates(preview_register(session, path, Wanted())) == ["new"]


# --- cells ----------------------------------------------------------------------------------------


def read_one(session, tmp_path, row, header=HEADER):
    (planned,) = preview_register(session, a_file(tmp_path, row, header=header), Wanted()).rows
    return planned


def test_a_name_wrapped_in_its_cell_stands_on_one_line(session, tmp_path):
    row = read_one(session, tmp_path, '1,"太原市样例\n购物中心 West\nWing",,,140105,,绿色商场,,')
    assert (row.fate, row.unit.name) == (Fate.NEW, "太原市样例购物中心 West Wing")


@pytest.mark.parametrize(("name", "length"), [("长" * 200, 0), ("长" * 201, 201)])
def test_a_name_longer_than_records_carry_is_a_fault(session, tmp_path, name, length):
    row = read_one(session, tmp_path, f"1,{name},,,140105,,绿色商场,,")
    assert [refusal.facts["length"] for _, refusal in row.faults] == ([length] if length else [])


@pytest.mark.parametrize("code", ["140105000000", "140105002", "１４０１０５"])
def test_a_statistical_code_lies_in_its_county(session, tmp_path, code):
    assert read_one(session, tmp_path, f"1,甲,,,{code},,绿色商场,,").unit.region == "140105"


@pytest.mark.parametrize("name", ["=1+1", "-甲", "@乙", "'丙", "+1"])
@pytest.mark.parametrize(("make", "file"), [(register_workbook, "r.xlsx"), (register_csv, "r.csv")])
def test_a_name_like_a_formula_comes_back_as_it_is(session, tmp_path, name, make, file):
    take_in(session, preview_register(session, a_file(tmp_path, f"1,{name},,,140105,,绿色商场,,"), Wanted()))
    (tmp_path / file).write_bytes(make(session, session.place.words()).data)
    assert fates(preview_register(session, tmp_path / file, Wanted())) == ["same"]
    assert find_units(session).units[0].name == name
