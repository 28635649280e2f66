"""Write workbooks from plain values: texts stay texts, headers stay in sight, lists are offered where there are any."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

CellValue = str | int | bool | None
"""What a cell may hold: exact figures with decimals travel as text, so that no spreadsheet rounds them."""

FONT: Final = "等线"
_HEADER_FILL: Final = "E3ECE6"
_HEADER_INK: Final = "1F3D2E"
_LISTS: Final = "_lists"
_SPARE_ROWS: Final = 500
"""Rows below the last one that a drop-down list also covers."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, width in characters, what a cell may hold (empty: anything), and a hint on the title."""

    title: str
    width: int = 16
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet: a header row that stays in sight, and rows as wide as `columns`."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[CellValue]] = ()
    frozen_columns: int = 0


def write_workbook(plans: Sequence[SheetPlan]) -> bytes:
    """Write a new workbook with these sheets, in order."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    lists = _Lists(book)
    for plan in plans:
        sheet = book.create_sheet(plan.name)
        _write_header(sheet, plan)
        for number, row in enumerate(plan.rows, start=2):
            for column, value in enumerate(row, start=1):
                put(sheet.cell(number, column), value)
        for column, told in enumerate(plan.columns, start=1):
            lists.offer(sheet, column, told.choices, len(plan.rows) + 1 + _SPARE_ROWS)
    lists.finish()
    return to_bytes(book)


def to_bytes(book: Workbook) -> bytes:
    """Give the bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(cell: Cell | MergedCell, value: CellValue) -> None:
    """Set a cell; a text that begins like a formula stays a text (`=1+1` is written as it stands)."""
    from openpyxl.styles import Alignment, Font

    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}
        cell.number_format = "@"
    cell.font = Font(name=FONT, size=10.5)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str) and len(value) > 12)


def _write_header(sheet: Worksheet, plan: SheetPlan) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(plan.columns, start=1):
        cell = sheet.cell(1, number)
        put(cell, column.title)
        cell.font = Font(name=FONT, size=10.5, bold=True, color=_HEADER_INK)
        cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        if column.hint:
            cell.comment = Comment(column.hint, "workbench", width=320, height=120)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = f"{get_column_letter(plan.frozen_columns + 1)}2"
    if plan.columns and plan.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(plan.columns))}{len(plan.rows) + 1}"


class _Lists:
    """The hidden sheet whose columns the drop-down lists show: a list inside the rule itself ends at 255 signs."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[tuple[str, ...], int] = {}

    def offer(self, sheet: Worksheet, column: int, choices: tuple[str, ...], last_row: int) -> None:
        """Let the cells of a column below its title be chosen from a list."""
        if not choices:
            return
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        at = get_column_letter(self._known.setdefault(choices, len(self._known) + 1))
        rule = DataValidation("list", formula1=f"'{_LISTS}'!${at}$1:${at}${len(choices)}", allow_blank=True)
        letter = get_column_letter(column)
        rule.add(f"{letter}2:{letter}{last_row}")
        sheet.add_data_validation(rule)

    def finish(self) -> None:
        """Write the lists that were offered."""
        if not self._known:
            return
        sheet = self._book.create_sheet(_LISTS)
        sheet.sheet_state = "hidden"
        for choices, column in self._known.items():
            for row, choice in enumerate(choices, start=1):
                put(sheet.cell(row, column), choice)
