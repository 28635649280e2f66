"""Form workbooks in tests: write content, read it back, change single cells of a workbook in between."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import openpyxl

from tests.helpers.form_content import RESOURCES, form_schema
from workbench.authoring.workbook.checking import CheckedWorkbook, check_workbook
from workbench.authoring.workbook.reading import ReadSheets, read_sheets
from workbench.authoring.workbook.rows import as_cell
from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.authoring.workbook.writing import sheet_plans
from workbench.domain.texts import Language
from workbench.spreadsheets.places import cell_place
from workbench.spreadsheets.reading import BookRead, Cell, CellKind, SheetRead, cell_text, read_workbook
from workbench.spreadsheets.writing import write_workbook
from workbench.usecases.words import load_words

Book = Any
"""An openpyxl workbook, which only tests may hold in their hands."""


@cache
def spoken(language: Language = Language.ZH) -> Vocabulary:
    """Give the words of form workbooks."""
    folder = RESOURCES / "words"
    return Vocabulary(language, {one: load_words(folder, one).room("authoring") for one in Language})


def read_back(content: Any, language: Language = Language.ZH) -> ReadSheets:
    """Write content as the bytes of a workbook (the guide left out) and read them."""
    data = write_workbook(sheet_plans(content, spoken(language)))
    return read_sheets(read_workbook(data, "f.xlsx"), spoken())


def read_plans(content: Any, language: Language = Language.ZH) -> ReadSheets:
    """Write content as plain cells and read those, without a file in between."""
    return read_sheets(PlainBook(content, language).read(), spoken())


class Uncomputed(str):
    """A formula whose value was never stored."""

    __slots__ = ()


class PlainBook:
    """A form workbook as plain cells, changed the way somebody with a spreadsheet changes it; no file is involved."""

    def __init__(self, content: Any, language: Language = Language.ZH) -> None:
        plans = sheet_plans(content, spoken(language))
        self.sheets: dict[str, list[list[Any]]] = {
            plan.name: [[column.title for column in plan.columns], *map(list, plan.rows)] for plan in plans
        }
        self.covered: set[str] = set()

    def column(self, sheet: str, title: str) -> int:
        """Say where a title stands, counted from 0."""
        return self.sheets[sheet][0].index(title)

    def put(self, sheet: str, row: int, title: str, value: Any) -> None:
        """Set a cell by its row and the title of its column."""
        self.sheets[sheet][row - 1][self.column(sheet, title)] = value

    def add(self, sheet: str, *values: Any) -> None:
        """Add a row."""
        self.sheets[sheet].append(list(values))

    def double(self, sheet: str, row: int) -> None:
        """Copy a row to the end."""
        self.add(sheet, *self.sheets[sheet][row - 1])

    def drop(self, sheet: str, *rows: int) -> None:
        """Delete rows."""
        self.sheets[sheet] = [row for number, row in enumerate(self.sheets[sheet], 1) if number not in rows]

    def drop_column(self, sheet: str, title: str) -> None:
        """Delete a column."""
        at = self.column(sheet, title)
        for row in self.sheets[sheet]:
            del row[at]

    def rename(self, sheet: str, name: str) -> None:
        """Name a sheet anew; it keeps its place."""
        self.sheets = {name if one == sheet else one: rows for one, rows in self.sheets.items()}

    def read(self) -> BookRead:
        """Give what the door to openpyxl would give."""
        return BookRead("f.xlsx", tuple(self._sheet(name, rows) for name, rows in self.sheets.items()))

    def _sheet(self, name: str, rows: list[list[Any]]) -> SheetRead:
        width = max(map(len, rows))
        return SheetRead(
            name,
            tuple(
                tuple(self._cell(value, cell_place(name, number, column)) for column, value in enumerate(row, 1))
                for number, row in enumerate(([*row, *[None] * (width - len(row))] for row in rows), start=1)
            ),
        )

    def _cell(self, value: Any, place: str) -> Cell:
        if place in self.covered:
            return Cell("", place, kind=CellKind.EMPTY, is_covered=True)
        if isinstance(value, Uncomputed):
            return Cell("", place, is_formula=True, kind=CellKind.EMPTY)
        if isinstance(value, date):
            return Cell(cell_text(value), place, kind=CellKind.DAY)
        plain = as_cell(value)
        return Cell(plain.text, place, kind=plain.kind)


def changed(data: bytes, change: Callable[[Book], object]) -> bytes:
    """Change a workbook the way somebody with a spreadsheet does."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(data: bytes) -> Book:
    """Open a workbook."""
    return openpyxl.load_workbook(io.BytesIO(data))


def column_of(sheet: Any, title: str) -> int:
    """Say in which column a title stands."""
    return next(cell.column for cell in sheet[1] if cell.value == title)


def put(book: Book, sheet: str, row: int, title: str, value: Any) -> None:
    """Set a cell by its row and the title of its column."""
    book[sheet].cell(row, column_of(book[sheet], title)).value = value


def checked(book: bytes | PlainBook, language: Language = Language.ZH) -> CheckedWorkbook:
    """Read and check a workbook."""
    read = read_workbook(book, "f.xlsx") if isinstance(book, bytes) else book.read()
    return check_workbook(read, spoken(language), form_schema())
