"""The three sheets of an XLSForm as rows of cells by their role; columns without a place are listed at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from workbench.authoring.xlsform_in.ledger import Ledger, is_present
from workbench.authoring.xlsform_in.refusals import XlsformTooLong
from workbench.authoring.xlsform_in.source.columns import WITHOUT_PLACE, Heading, Role, heading_of
from workbench.spreadsheets.reading import BookRead, Cell, SheetRead

SHEETS: Final = ("survey", "choices", "settings")
"""The sheets that are read, in this order."""
_KNOWN_SHEETS: Final = frozenset({"entities", "external_choices", "osm"})
_MOST_ROWS: Final = {"survey": 5_000, "choices": 20_000, "settings": 1_000}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title cell and what it holds."""

    title: Cell
    heading: Heading


@dataclass(frozen=True)
class Row:
    """A row with something in it, cells by column."""

    number: int
    cells: tuple[tuple[Column, Cell], ...]

    def cell(self, role: Role) -> Cell | None:
        """Give the first cell of a role that says something."""
        return next((cell for cell in self.cells_of(role) if not cell.is_empty), None)

    def text(self, role: Role) -> str:
        """Give what the first cell of a role says, without blanks around it."""
        cell = self.cell(role)
        return "" if cell is None else cell.text.strip()

    def cells_of(self, role: Role) -> Iterator[Cell]:
        """Give all cells of a role, whatever their language."""
        return (cell for column, cell in self.cells if column.heading.role is role)

    @property
    def every_cell(self) -> tuple[Cell, ...]:
        """All its cells."""
        return tuple(cell for _, cell in self.cells)


@dataclass(frozen=True)
class Table:
    """One sheet of an XLSForm; an absent one has neither columns nor rows."""

    name: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What the sheet's columns hold."""
        return frozenset(column.heading.role for column in self.columns)

    def titles(self) -> dict[str, str]:
        """Give every cell that is not empty, the column titles first, with the title of its column."""
        found = {column.title.place: column.title.text.strip() for column in self.columns if is_present(column.title)}
        for row in self.rows:
            found.update({cell.place: column.title.text.strip() for column, cell in row.cells})
        return found


def sheet_named(book: BookRead, name: str) -> SheetRead | None:
    """Find a sheet by its name, in whatever case it is written."""
    return next((sheet for sheet in book.sheets if sheet.name.strip().lower() == name), None)


def headings(sheet: SheetRead, name: str) -> tuple[Heading, ...]:
    """Read the column titles of a sheet; a second column of the same meaning is none."""
    double_colon = any("::" in cell.text for cell in sheet.header)
    found: list[Heading] = []
    for cell in sheet.header:
        heading = heading_of(cell.text, name, double_colon=double_colon)
        is_twin = heading.role not in WITHOUT_PLACE and heading in found
        found.append(Heading(Role.TWICE) if is_twin else heading)
    return tuple(found)


def read_tables(book: BookRead, ledger: Ledger) -> dict[str, Table]:
    """Read the three sheets, and list all others.

    Raises:
        XlsformTooLong.
    """
    found = {name: sheet_named(book, name) for name in SHEETS}
    for sheet in book.sheets:
        if not any(sheet is one for one in found.values()):
            _leave_sheet(sheet, ledger)
    return {name: _table(name, sheet, book.file) for name, sheet in found.items()}


def _leave_sheet(sheet: SheetRead, ledger: Ledger) -> None:
    """List a sheet that is no part of an XLSForm, or one for which there is no counterpart."""
    rows = [row for row in sheet.rows if any(is_present(cell) for cell in row)]
    if rows:
        known = sheet.name.strip().lower() in _KNOWN_SHEETS
        place = f"{rows[0][0].place}:{rows[-1][-1].place.rpartition('!')[2]}"
        ledger.leave_sheet(place, "sheet_not_carried" if known else "sheet_ignored", title=sheet.name)


def _table(name: str, sheet: SheetRead | None, file: str) -> Table:
    if sheet is None:
        return Table(name)
    columns = tuple(map(Column, sheet.header, headings(sheet, name)))
    rows = tuple(_rows(sheet, columns))
    if len(rows) > _MOST_ROWS[name]:
        raise XlsformTooLong(place=sheet.name, file=file, rows=len(rows), limit=_MOST_ROWS[name])
    return Table(name, columns, rows)


def _rows(sheet: SheetRead, columns: tuple[Column, ...]) -> Iterator[Row]:
    for number, cells in enumerate(sheet.rows[1:], start=2):
        present = tuple((column, cell) for column, cell in zip(columns, cells, strict=True) if is_present(cell))
        if present:
            yield Row(number, present)
