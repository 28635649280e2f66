"""A form is written onto its author's own workbook, and everything the program does not know stays with its row."""

from __future__ import annotations

import copy
import io
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from workbench.spreadsheets.lists import FromColumn
from workbench.spreadsheets.moving import Moves, moved_formula
from workbench.spreadsheets.onto import write_onto
from workbench.spreadsheets.pages import Line, LineKind, Page
from workbench.spreadsheets.reading import read_workbook
from workbench.spreadsheets.refusals import CellsMerged, NoWorkbook, WorkbookPartsLost
from workbench.spreadsheets.writing import Column, SheetPlan, write_workbook

COLUMNS = (Column("代码", also=("Code",)), Column("名称"), Column("分值"), Column("类型", choices=("甲", "乙")))
PAGE = Page("说明", (20, 20), (Line(LineKind.TITLE, ("怎样填",)),))


def plan(*rows, columns=COLUMNS):
    return SheetPlan("条目", columns, [list(row) for row in rows], also=("Items",))


OLD = plan(("a", "甲", 1, "甲"), ("b", "乙", 2, "乙"), ("c", "丙", 3, None))


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def an_authors_book(change=lambda _: None):
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([OLD], [PAGE])))
    sheet = book["条目"]
    for row, note in enumerate(("我的备注", "先问张工", "乙有疑问", "丙已改"), start=1):
        sheet.cell(row, 5, note)
    change(book)
    return saved(book)


def onto(data, *rows):
    return openpyxl.load_workbook(io.BytesIO(write_onto(data, "mine.xlsx", [plan(*rows)], [PAGE])), rich_text=True)


def shown(book):
    return [[cell.value for cell in row] for row in book["条目"].iter_rows(min_row=2)]


def test_rows_move_come_and_go_and_the_authors_column_goes_with_them():
    book = onto(an_authors_book(), ("c", "丙", 3, None), ("new", "新", 9, "甲"), ("a", "甲改", 1, "甲"))
    assert shown(book) == [
        ["c", "丙", 3, None, "丙已改"],
        ["new", "新", 9, "甲", None],
        ["a", "甲改", 1, "甲", "先问张工"],
    ]
    assert book["条目"]["E1"].value == "我的备注"


def test_colours_comments_heights_links_and_rich_text_move_with_their_row():
    def change(book):
        sheet = book["条目"]
        sheet["B4"].fill = PatternFill("solid", fgColor="FFEEAA")
        sheet["B4"].font = Font(name="楷体", bold=True)
        sheet["C4"].number_format = "0.00"
        sheet["E4"].comment = Comment("再核对", "李")
        sheet["E4"].hyperlink = "https://example.invalid/c"
        sheet["E3"] = CellRichText("有", TextBlock(InlineFont(b=True), "粗体"))
        sheet.row_dimensions[4].height = 60
        sheet.column_dimensions["E"].width = 33

    sheet = onto(an_authors_book(change), ("c", "丙改", 4, None), ("b", "乙", 2, "乙"), ("a", "甲", 1, "甲"))["条目"]
    assert (sheet["B2"].value, sheet["B2"].fill.fgColor.rgb, sheet["B2"].font.name) == ("丙改", "00FFEEAA", "楷体")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (4, "0.00")
    assert (sheet["E2"].comment.text, sheet["E2"].hyperlink.target) == ("再核对", "https://example.invalid/c")
    assert sheet["E2"].hyperlink.ref == "E2"
    assert sheet["E4"].comment is None
    assert (sheet.row_dimensions[2].height, sheet.row_dimensions[4].height) == (60, None)
    assert sheet.column_dimensions["E"].width == 33
    assert isinstance(sheet["E3"].value, CellRichText)


def test_a_cell_that_says_the_same_is_not_touched():
    def change(book):
        book["条目"]["B2"] = CellRichText("", TextBlock(InlineFont(color="FF0000"), "甲"))

    book = onto(an_authors_book(change), ("a", "甲", 1, "甲"), ("b", "乙", 2, "乙"))
    assert isinstance(book["条目"]["B2"].value, CellRichText)


def test_sheets_formats_validations_filters_and_print_settings_of_the_author_stay():
    def change(book):
        sheet = book["条目"]
        sheet.conditional_formatting.add("C2:C9", CellIsRule("greaterThan", ["2"], fill=PatternFill(bgColor="FF0000")))
        own = DataValidation("list", formula1='"x,y"')
        own.add("E2:E9")
        sheet.add_data_validation(own)
        sheet.print_area = "A1:E4"
        sheet.page_setup.paperSize = 8
        book.create_sheet("我的表")["A1"] = "=SUM(条目!C2:C4)+条目!C4"

    book = onto(
        an_authors_book(change), ("c", "丙", 3, None), ("a", "甲", 1, "甲"), ("b", "乙", 2, "乙"), ("d", "丁", 4, None)
    )
    sheet = book["条目"]
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["C2:C9"]
    rules = {rule.formula1: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert rules == {'"x,y"': "E2:E9", "workbench_list_1": "D2:D505"}
    assert (sheet.print_area, sheet.page_setup.paperSize) == ("'条目'!$A$1:$E$4", 8)
    assert book["我的表"]["A1"].value == "=SUM(条目!C2:C5)+条目!C2"
    assert sheet.auto_filter.ref == "A1:D5"
    assert book.sheetnames == ["说明", "条目", "我的表", "_lists"]


def test_rows_of_the_authors_own_stay_below_the_row_they_stood_below():
    def change(book):
        sheet = book["条目"]
        sheet.insert_rows(3)
        sheet["E3"] = "以上已定稿"
        sheet["E6"] = "合计"
        sheet["F6"] = "=SUM(C2:C5)"

    book = onto(
        an_authors_book(change), ("b", "乙", 2, "乙"), ("a", "甲", 1, "甲"), ("c", "丙", 3, None), ("d", "丁", 4, None)
    )
    assert [row[0] or row[4] for row in shown(book)] == ["b", "a", "以上已定稿", "c", "d", "合计"]
    assert book["条目"]["F7"].value == "=SUM(C2:C6)"


def test_columns_in_another_order_and_titles_of_another_language_are_found():
    def change(book):
        sheet = book["条目"]
        sheet.title = "items"
        sheet["A1"], sheet["B1"] = "名 称", "Ｃode"
        for row in (2, 3, 4):
            sheet.cell(row, 1).value, sheet.cell(row, 2).value = sheet.cell(row, 2).value, sheet.cell(row, 1).value
        sheet.delete_cols(3)

    data = write_onto(an_authors_book(change), "mine.xlsx", [plan(("b", "乙改", 2, "乙"))])
    sheet = openpyxl.load_workbook(io.BytesIO(data))["items"]
    assert [cell.value for cell in sheet[1]] == ["名 称", "Ｃode", "类型", "我的备注", "分值"]
    assert [cell.value for cell in sheet[2]] == ["乙改", "b", "乙", "乙有疑问", 2]


def test_choices_of_another_sheet_are_offered_from_where_that_sheet_stands_now():
    groups = SheetPlan("分组", (Column("代码"),), [["A"]])
    items = SheetPlan("条目", (Column("分组", choices=FromColumn("分组", 1)),), [["A"]])
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([groups, items])))
    book["分组"].insert_cols(1)
    after = openpyxl.load_workbook(io.BytesIO(write_onto(saved(book), "m.xlsx", [groups, items])))
    assert after.defined_names["workbench_list_1"].attr_text.startswith("OFFSET('分组'!$B$2,")


def test_a_table_of_excels_own_kind_grows_and_an_old_guide_is_left_alone():
    def change(book):
        book["条目"].auto_filter.ref = None
        book["条目"].add_table(Table(displayName="T", ref="A1:E4"))
        book["说明"]["A1"] = "我写的说明"

    book = onto(an_authors_book(change), *[(code, code, 1, None) for code in "abcde"])
    assert book["条目"].tables["T"].ref == "A1:E6"
    assert book["说明"]["A1"].value == "我写的说明"


def test_writing_twice_changes_nothing_more():
    rows = [("b", "乙", 2, "乙"), ("a", "甲", 1, "甲")]
    once = write_onto(an_authors_book(), "m.xlsx", [plan(*rows)], [PAGE])
    twice = write_onto(once, "m.xlsx", [plan(*rows)], [PAGE])
    told = [[[cell.text for cell in row] for row in sheet.rows] for sheet in read_workbook(once, "m").sheets]
    assert [[[cell.text for cell in row] for row in sheet.rows] for sheet in read_workbook(twice, "m").sheets] == told


@pytest.mark.parametrize(("area", "rows"), [("A2:A3", "abc"), ("E2:E3", "cab"), ("C2:E2", "abc")])
def test_merged_cells_that_hide_ours_or_would_be_torn_apart_are_refused(area, rows):
    data = an_authors_book(lambda book: book["条目"].merge_cells(area))
    with pytest.raises(CellsMerged) as refused:
        onto(data, *[(code, code, 1, None) for code in rows])
    assert (refused.value.facts["area"], refused.value.place) == (area, f"条目!{area[:2]}")


def test_merged_cells_of_the_author_in_one_row_move_with_it():
    def change(book):
        book["条目"]["E2"] = "一格两列"
        book["条目"].merge_cells("E2:F2")

    sheet = onto(an_authors_book(change), ("b", "乙", 2, "乙"), ("a", "甲", 1, "甲"))["条目"]
    assert (sheet["E3"].value, [area.coord for area in sheet.merged_cells.ranges]) == ("一格两列", ["E3:F3"])


def with_member(data, name, content):
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("xl/vbaProject.bin", b"", "macros"),
        ("xl/threadedComments/threadedComment1.xml", b"", "threaded_comments"),
        ("xl/slicers/slicer1.xml", b"", "slicers"),
        ("xl/drawings/drawing9.xml", b'<xdr:wsDr><xdr:sp macro=""></xdr:sp></xdr:wsDr>', "shapes"),
        ("xl/worksheets/sheet9.xml", b"<x14:sparklineGroup >", "sparklines"),
        ("xl/worksheets/sheet9.xml", b"<x14:dataValidation ><f>other!A1</f></x14:dataValidation>", "lists"),
        ("xl/embeddings/oleObject1.bin", b"", "embedded_objects"),
        ("xl/media/image1.emf", b"", "pictures"),
        ("xl/connections.xml", b"", "data_connections"),
        ("xl/metadata.xml", b"", "dynamic_formulas"),
        ("_xmlsignatures/sig1.xml", b"", "signatures"),
    ],
)
def test_a_workbook_with_parts_that_would_be_lost_is_refused(name, content, part):
    with pytest.raises(WorkbookPartsLost) as refused:
        write_onto(with_member(an_authors_book(), name, content), "mine.xlsx", [OLD])
    assert refused.value.facts["parts"] == (part,)


def test_our_own_lists_rewritten_by_excel_are_no_reason_to_refuse():
    rule = b"<x14:dataValidation ><f>workbench_list_1</f></x14:dataValidation>"
    data = with_member(an_authors_book(), "xl/worksheets/sheet9.xml", rule)
    assert write_onto(data, "mine.xlsx", [OLD])


def test_what_is_no_workbook_is_refused_before_anything_is_written():
    with pytest.raises(NoWorkbook):
        write_onto(b"text", "mine.xlsx", [copy.deepcopy(OLD)])


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("=H5*2", "=H9*2"),
        ("=$H$5+条目!H3", "=$H$9+条目!H2"),
        ("=SUM(H2:H6)", "=SUM(H2:H12)"),
        ("=SUM(B5:D5)", "=SUM(B9:D9)"),
        ("=SUM(H3:H4)", "=SUM(H3:H4)"),
        ("=别处!H5", "=别处!H5"),
        ('=IF(H5="H5",H6,"条目!H5")', '=IF(H5="H5",H6,"条目!H5")'.replace("IF(H5=", "IF(H9=")),
        ("=VLOOKUP(A5,条目!A:C,2,0)", "=VLOOKUP(A9,条目!A:C,2,0)"),
        ("=LOG10(H5)", "=LOG10(H9)"),
    ],
)
def test_formulas_follow_the_rows_they_point_at(formula, after):
    moves = {"条目": Moves({5: 9, 3: 2, 4: 3, 2: 4}, (6, 12))}
    assert moved_formula(formula, "条目", moves) == after
