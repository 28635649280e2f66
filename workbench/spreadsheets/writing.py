"""Write workbooks from plain values: texts stay texts, headers stay in sight, lists are offered where there are any."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.spreadsheets.lists import Choices, Lists
from workbench.spreadsheets.looks import BAND, INK, alignment, fill, font

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from workbench.spreadsheets.pages import Page

CellValue = str | int | bool | Decimal | None
"""What a cell may hold. A `Decimal` becomes a number that a spreadsheet can add up, so it may have at most 15 digits
and no zeros at its end; exact figures beyond that travel as text, so that no spreadsheet rounds them."""

_SPARE_ROWS: Final = 500
"""Rows below the last one that a drop-down list also covers."""
_LONG: Final = 12
"""From so many signs a text is wrapped."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        title: what stands in the first row.
        width: in characters.
        choices: what a cell may hold, or where that stands; empty: anything.
        hint: a comment on the title.
        also: other titles that mean this column in a workbook from outside.
        holds_text: what is typed in an empty cell stays as typed (`1-2` is no day, `1.10` keeps its zero).
    """

    title: str
    width: int = 16
    choices: Choices = ()
    hint: str = ""
    also: tuple[str, ...] = ()
    holds_text: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet: a header row that stays in sight, and rows as wide as `columns`.

    Attributes:
        name: its name.
        columns: its columns.
        rows: what stands below the titles.
        frozen_columns: how many columns at the left stay in sight.
        also: other names that mean this sheet in a workbook from outside.
        tab: the colour of its tab, "" for none.
        choices_in_rows: what the second cell of a row may hold, by position in `rows`, for a sheet of names and values.
        key_of: names a row by the texts of its cells, so that it is found again in a workbook from outside; None: the
            row is none of ours.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[CellValue]] = ()
    frozen_columns: int = 0
    also: tuple[str, ...] = ()
    tab: str = ""
    choices_in_rows: Mapping[int, Choices] = field(default_factory=dict)
    key_of: Callable[[Sequence[str]], str | None] = lambda texts: texts[0] or None


def write_workbook(plans: Sequence[SheetPlan], pages: Sequence[Page] = ()) -> bytes:
    """Write a new workbook with these sheets, in order, pages of plain reading first."""
    import openpyxl

    from workbench.spreadsheets.pages import write_page

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        write_page(book.create_sheet(page.name), page)
    lists = Lists(book)
    for plan in plans:
        write_sheet(book.create_sheet(plan.name), plan, lists)
    lists.finish()
    return to_bytes(book)


def write_sheet(sheet: Worksheet, plan: SheetPlan, lists: Lists) -> None:
    """Write a planned sheet onto an empty one."""
    for number, column in enumerate(plan.columns, start=1):
        _write_title(sheet, number, column)
    for number, row in enumerate(plan.rows, start=2):
        for place, value in enumerate(row, start=1):
            if value is not None:
                put(sheet.cell(number, place), value)
    _freeze(sheet, plan)
    if plan.tab:
        sheet.sheet_properties.tabColor = plan.tab
    every = range(1, len(plan.columns) + 1)
    offer_choices(sheet, plan, dict(zip(every, every, strict=True)), lists, range(2, len(plan.rows) + 2))


def offer_choices(
    sheet: Worksheet, plan: SheetPlan, places: Mapping[int, int], lists: Lists, rows: Sequence[int]
) -> None:
    """Offer the lists of a plan whose columns and rows stand at these places, all counted from 1."""
    for number, place in places.items():
        lists.offer(sheet, plan.columns[number - 1].choices, place, (2, max(rows, default=1) + _SPARE_ROWS))
    for position, choices in plan.choices_in_rows.items():
        if 2 in places:
            lists.offer(sheet, choices, places[2], (rows[position], rows[position]))


def to_bytes(book: Workbook) -> bytes:
    """Give the bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(cell: Cell | MergedCell, value: CellValue) -> None:
    """Set a cell in our own style; a text that begins like a formula stays a text (`=1+1` is written as it stands)."""
    put_value(cell, value)
    if isinstance(value, str):
        cell.number_format = "@"
    cell.font = font()
    cell.alignment = alignment(is_wrapped=isinstance(value, str) and (len(value) > _LONG or "\n" in value))


def put_value(cell: Cell | MergedCell, value: CellValue) -> None:
    """Set what a cell holds and leave its looks alone."""
    cell.value = float(value) if isinstance(value, Decimal) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}


def _write_title(sheet: Worksheet, number: int, column: Column) -> None:
    from openpyxl.utils import get_column_letter

    put_title(sheet.cell(1, number), column)
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.width = column.width
    dimension.alignment = alignment(is_wrapped=True)
    dimension.font = font()
    if column.holds_text:
        dimension.number_format = "@"


def put_title(cell: Cell | MergedCell, column: Column) -> None:
    """Write the title of a column with its hint."""
    from openpyxl.comments import Comment

    put(cell, column.title)
    cell.font = font(is_bold=True, ink=INK)
    cell.fill = fill(BAND)
    cell.alignment = alignment(vertical="center", is_wrapped=True)
    if column.hint:
        cell.comment = Comment(column.hint, "workbench", width=320, height=120)


def _freeze(sheet: Worksheet, plan: SheetPlan) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = f"{get_column_letter(plan.frozen_columns + 1)}2"
    sheet.row_dimensions[1].height = 32
    if plan.columns and plan.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(plan.columns))}{len(plan.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
