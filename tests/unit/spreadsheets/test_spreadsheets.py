"""Workbooks come back as plain cells, and what is no workbook is refused."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from workbench.spreadsheets.csv_reading import read_csv
from workbench.spreadsheets.places import cell_place
from workbench.spreadsheets.reading import read_values, read_workbook
from workbench.spreadsheets.refusals import NoWorkbook, WorkbookLocked, WorkbookTooLarge
from workbench.spreadsheets.writing import Column, SheetPlan, write_workbook


def a_book(*rows, columns=("a", "b")):
    plan = SheetPlan("条目", tuple(Column(title) for title in columns), rows)
    return read_workbook(write_workbook([plan]), "f.xlsx")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "0.10", "007", "1e3", "条 文\n第二行", "𠀀", " a "])
def test_a_text_comes_back_as_it_was_written(text):
    cell = a_book([text, None]).sheets[0].rows[1][0]
    assert (cell.text, cell.is_formula) == (text, False)


def test_figures_truth_values_and_empty_cells_are_told_plainly():
    book = openpyxl.Workbook()
    book.active.append([12, 0.1, 1e21, True, None, "=1+1"])
    stream = io.BytesIO()
    book.save(stream)
    row = read_workbook(stream.getvalue(), "f.xlsx").sheets[0].rows[0]
    assert [cell.text for cell in row[:5]] == ["12", "0.1", "1" + "0" * 21, "TRUE", ""]
    assert row[5].is_formula


def test_values_alone_are_the_same_cells_without_what_is_empty_at_the_edges():
    book = openpyxl.Workbook()
    for row in ([], [12, 0.1, True, None, " a "], [None, "中"], [None, None, None, None, None, "", None], []):
        book.active.append(row)
    book.create_sheet("2").append(["甲"])
    stream = io.BytesIO()
    book.save(stream)
    first, second = read_values(stream.getvalue(), "f.xlsx")
    whole = read_workbook(stream.getvalue(), "f.xlsx").sheets[0]
    assert [[cell.text for cell in row] for row in first.rows] == [
        *([""] * 5 for _ in whole.rows[:1] if not any(cell.text for cell in whole.rows[0])),
        ["12", "0.1", "TRUE", "", " a "],
        ["", "中", "", "", ""],
    ]
    assert [first.rows[-1][1].place, second.rows[0][0].place] == [f"Sheet!B{len(first.rows)}", "2!A1"]


def test_records_carry_cells_with_their_places_and_leave_out_empty_rows():
    book = a_book(["1", "2"], ["", None], ["3", "4"])
    records = list(book.sheets[0].records())
    assert [(number, record["b"].text, record["b"].place) for number, record in records] == [
        (2, "2", "条目!B2"),
        (4, "4", "条目!B4"),
    ]


def test_a_column_with_choices_offers_them_from_a_hidden_sheet():
    plan = SheetPlan("s", (Column("kind", choices=("yes_no", "graded")),), [["graded"]])
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([plan])))
    rule = book["s"].data_validations.dataValidation[0]
    assert (rule.formula1, str(rule.sqref)) == ("workbench_list_1", "A2:A502")
    assert book.defined_names["workbench_list_1"].attr_text == "'_lists'!$A$1:$A$2"
    assert (book["_lists"].sheet_state, [cell.value for cell in book["_lists"]["A"]]) == (
        "hidden",
        ["yes_no", "graded"],
    )
    assert book["s"].freeze_panes == "A2"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", NoWorkbook),
        (b"no zip", NoWorkbook),
        (b"\xd0\xcf\x11\xe0rest", WorkbookLocked),
        (b"\x00" * 30_000_001, WorkbookTooLarge),
    ],
)
def test_what_is_no_workbook_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_workbook(data, "f.xlsx")


def test_a_zip_without_a_workbook_and_one_that_unpacks_to_far_too_much_are_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\x00" * 200_000_001)
    with pytest.raises(WorkbookTooLarge):
        read_workbook(stream.getvalue(), "bomb.xlsx")
    small = io.BytesIO()
    with zipfile.ZipFile(small, "w") as archive:
        archive.writestr("a", b"")
    with pytest.raises(NoWorkbook):
        read_workbook(small.getvalue(), "f.xlsx")


def test_a_merged_cell_over_a_whole_sheet_is_refused_before_its_cells_are_made():
    stream = io.BytesIO(write_workbook([SheetPlan("s", (Column("a"),), [["1"]])]))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    with pytest.raises(WorkbookTooLarge):
        read_workbook(stream.getvalue(), "f.xlsx")


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_cells_are_named_as_a_spreadsheet_names_them(column, letters):
    assert cell_place("s", 3, column) == f"s!{letters}3"


def test_a_percentage_is_told_from_a_plain_number():
    book = openpyxl.Workbook()
    book.active.append([0.4, 0.4])
    book.active["A1"].number_format = "0%"
    stream = io.BytesIO()
    book.save(stream)
    row = read_workbook(stream.getvalue(), "f.xlsx").sheets[0].rows[0]
    assert [(cell.text, cell.kind.value) for cell in row] == [("0.4", "percent"), ("0.4", "number")]


@pytest.mark.parametrize("text", ["a," * 999 + "\n" * 2_100, "x\n" * 200_001, "," * 1_001])
def test_a_text_table_that_would_fill_the_memory_is_refused_while_it_is_read(text):
    with pytest.raises(WorkbookTooLarge):
        read_csv(text.encode(), "f.csv")
