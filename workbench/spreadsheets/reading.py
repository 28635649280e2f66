"""Read a workbook from outside into plain cells: exact texts with their places, nothing executed, nothing guessed."""

from __future__ import annotations

import enum
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from workbench.spreadsheets.guarding import MOST_CELLS, refuse_hostile
from workbench.spreadsheets.places import cell_place
from workbench.spreadsheets.refusals import NoWorkbook, WorkbookTooLarge

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_ROWS: Final = 200_000
_MOST_COLUMNS: Final = 1_000


class CellKind(enum.Enum):
    """What a spreadsheet holds a cell for."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    TRUTH = "truth"
    DAY = "day"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text ("" when empty), where it stands, and whether the text is what a formula gave.

    A number is written as a plain decimal without trailing zeros, a truth value as `TRUE` or `FALSE`, a day as
    `2026-11-23`. A covered cell lies under a merged one and shows nothing of its own.
    """

    text: str
    place: str
    is_formula: bool = False
    kind: CellKind = CellKind.TEXT
    is_covered: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but blanks in it."""
        return not self.text.strip()


@dataclass(frozen=True)
class SheetRead:
    """One sheet; `rows` are as wide as the sheet's widest row, hidden rows and columns included."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]

    @cached_property
    def header(self) -> tuple[Cell, ...]:
        """The first row, empty for an empty sheet."""
        return self.rows[0] if self.rows else ()

    def records(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Give each further row that is not wholly empty as its number and its cells by the header's texts."""
        titles = [cell.text.strip() for cell in self.header]
        for number, row in enumerate(self.rows[1:], start=2):
            if any(not cell.is_empty for cell in row):
                yield number, {title: cell for title, cell in zip(titles, row, strict=True) if title}


@dataclass(frozen=True)
class BookRead:
    """A whole workbook, sheets in their order."""

    file: str
    sheets: tuple[SheetRead, ...]

    @cached_property
    def by_name(self) -> dict[str, SheetRead]:
        """Sheets by name."""
        return {sheet.name: sheet for sheet in self.sheets}


def read_workbook(data: bytes, file: str) -> BookRead:
    """Read the bytes of an XLSX workbook; `file` is its name for refusals.

    Raises:
        NoWorkbook, WorkbookTooLarge, WorkbookLocked.
    """
    refuse_hostile(data, file)
    import openpyxl

    try:
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        written = openpyxl.load_workbook(io.BytesIO(data))
        _refuse_room(written.worksheets, file)
        sheets = tuple(_sheet(values[sheet.title], sheet, file) for sheet in written.worksheets)
    except WorkbookTooLarge:
        raise
    except Exception as fault:  # openpyxl raises whatever the broken part provokes
        raise NoWorkbook(file=file) from fault
    return BookRead(file, sheets)


def read_values(data: bytes, file: str) -> Iterator[SheetRead]:
    """Read what an XLSX workbook shows, sheet by sheet as they are asked for; formulas are not told from values.

    It takes a third of the time of `read_workbook`, which matters with tens of thousands of rows.

    Raises:
        NoWorkbook, WorkbookTooLarge, WorkbookLocked.
    """
    refuse_hostile(data, file)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            yield _shown_sheet(sheet, file)
    except WorkbookTooLarge:
        raise
    except Exception as fault:  # openpyxl raises whatever the broken part provokes
        raise NoWorkbook(file=file) from fault


def _shown_sheet(sheet: Any, file: str) -> SheetRead:
    # The size that a sheet declares may be wrong either way; what is there tells it.
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    for row in sheet.iter_rows(values_only=True):
        texts = [cell_text(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        rows.append(texts)
        refuse_too_large(len(rows), len(texts), file)
    while rows and not rows[-1]:
        rows.pop()
    width = max(map(len, rows), default=0)
    return SheetRead(
        sheet.title,
        tuple(
            tuple(
                Cell(text, cell_place(sheet.title, number, column))
                for column, text in enumerate([*texts, *[""] * (width - len(texts))], start=1)
            )
            for number, texts in enumerate(rows, start=1)
        ),
    )


def _refuse_room(sheets: Sequence[Worksheet], file: str) -> None:
    """Refuse sheets that together would be filled with more empty cells than a workbook may have."""
    if sum(sheet.max_row * sheet.max_column for sheet in sheets) > MOST_CELLS:
        raise WorkbookTooLarge(file=file, limit=f"{MOST_CELLS}")


def refuse_too_large(rows: int, columns: int, file: str) -> None:
    """Refuse a table that would fill the memory: every cell between the first and the last is kept, empty or not.

    Raises:
        WorkbookTooLarge.
    """
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        raise WorkbookTooLarge(file=file, limit=f"{_MOST_ROWS} x {_MOST_COLUMNS}")
    if rows * columns > MOST_CELLS:
        raise WorkbookTooLarge(file=file, limit=f"{MOST_CELLS}")


def _sheet(values: Worksheet, written: Worksheet, file: str) -> SheetRead:
    refuse_too_large(written.max_row, written.max_column, file)
    covered = _covered(written)
    rows = tuple(
        tuple(
            Cell(
                cell_text(shown.value),
                cell_place(written.title, row, column),
                is_formula=told.data_type == "f",
                kind=_kind(shown.value, shown.data_type, shown.number_format),
                is_covered=(row, column) in covered,
            )
            for column, (shown, told) in enumerate(zip(seen, behind, strict=True), start=1)
        )
        for row, (seen, behind) in enumerate(zip(values.iter_rows(), written.iter_rows(), strict=True), start=1)
    )
    return SheetRead(written.title, rows)


def _covered(sheet: Worksheet) -> frozenset[tuple[int, int]]:
    """Name the cells that a merged cell hides, the visible corner left out."""
    return frozenset(
        place for area in sheet.merged_cells.ranges for place in area.cells if place != (area.min_row, area.min_col)
    )


def _kind(value: Any, data_type: str, number_format: str) -> CellKind:
    match value:
        case None:
            return CellKind.EMPTY
        case bool():
            return CellKind.TRUTH
        case int() | float():  # 40 % on the screen is 0.4 in the cell
            return CellKind.PERCENT if "%" in number_format else CellKind.NUMBER
        case date() | time():
            return CellKind.DAY
        case _:
            return CellKind.ERROR if data_type == "e" else CellKind.TEXT


def cell_text(value: Any) -> str:
    """Write what a cell holds as the text that `Cell.text` gives."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float() | Decimal():
            return _figure(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _figure(value: float | Decimal) -> str:
    """Write a number as people see it: the shortest decimal that means the same, without exponent."""
    text = format(value if isinstance(value, Decimal) else Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
