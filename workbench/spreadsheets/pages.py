"""A sheet for reading, such as a guide: headings, paragraphs and small tables, nothing that is read back."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbench.spreadsheets.looks import BAND, HAIRLINE, INK, LINK_INK, PALE_BAND, alignment, fill, font

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_LINE_HEIGHT: Final = 16.0
_WIDE: Final = 0x2E80
"""From this sign on (Chinese, full-width) a sign takes two columns of a character."""


class LineKind(enum.Enum):
    """How a line of a page looks."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    TABLE_HEAD = "table_head"
    TABLE_ROW = "table_row"


_AIR: Final = {LineKind.TITLE: 18.0, LineKind.HEADING: 10.0}
"""Points of height that a line has beyond those of its text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; its last cell runs to the page's right end, `link` is a sheet to jump to."""

    kind: LineKind
    cells: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet for reading; `widths` are those of its columns, in characters."""

    name: str
    widths: tuple[int, ...]
    lines: tuple[Line, ...]
    also: tuple[str, ...] = ()


def write_page(sheet: Worksheet, page: Page) -> None:
    """Write a page onto an empty sheet."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, width in enumerate(page.widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, line in enumerate(page.lines, start=1):
        _write_line(sheet, number, line, page.widths)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_line(sheet: Worksheet, row: int, line: Line, widths: tuple[int, ...]) -> None:
    count = len(line.cells)
    room = (*widths[: count - 1], sum(widths[count - 1 :]))
    if count < len(widths):
        sheet.merge_cells(start_row=row, start_column=count, end_row=row, end_column=len(widths))
    for column, text in enumerate(line.cells, start=1):
        cell = sheet.cell(row, column)
        cell.value = text
        cell.data_type = "s"
        _dress(cell, line.kind)
        if line.link and column == 1:
            _link(cell, line.link)
    lines = max((_lines(text, width) for text, width in zip(line.cells, room, strict=True)), default=1)
    sheet.row_dimensions[row].height = _LINE_HEIGHT * lines + _AIR.get(line.kind, 2.0)


def _lines(text: str, width: int) -> int:
    """Guess how many lines a text takes in a column: no spreadsheet fits the height of merged cells by itself."""
    signs = (sum(2 if ord(sign) >= _WIDE else 1 for sign in piece) for piece in text.split("\n"))
    return sum(max(1, -(-count // max(1, width - 2))) for count in signs)


def _dress(cell: Cell | MergedCell, kind: LineKind) -> None:
    from openpyxl.styles import Border, Side

    sizes = {LineKind.TITLE: 18.0, LineKind.HEADING: 13.0}
    is_bold = kind in {LineKind.TITLE, LineKind.HEADING, LineKind.TABLE_HEAD}
    cell.font = font(size=sizes.get(kind, 10.5), is_bold=is_bold, ink=INK if is_bold else None)
    cell.alignment = alignment(vertical="center" if is_bold else "top", is_wrapped=True)
    if kind is LineKind.HEADING:
        cell.fill = fill(BAND)
    if kind in {LineKind.TABLE_HEAD, LineKind.TABLE_ROW}:
        cell.border = Border(bottom=Side(style="hair", color=HAIRLINE))
    if kind is LineKind.TABLE_HEAD:
        cell.fill = fill(PALE_BAND)


def _link(cell: Cell | MergedCell, target: str) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = target.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1", display=str(cell.value))
    cell.font = font(is_link=True, ink=LINK_INK)
