"""Write planned sheets onto somebody's own workbook: our columns change, whatever else is there stays with its row."""

from __future__ import annotations

import io
import unicodedata
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.spreadsheets.keeping import lost_parts
from workbench.spreadsheets.lists import Lists, forget_lists
from workbench.spreadsheets.moving import Moves, follow_moves, move_rows
from workbench.spreadsheets.pages import Page, write_page
from workbench.spreadsheets.places import cell_place
from workbench.spreadsheets.reading import BookRead, SheetRead, cell_text, read_workbook
from workbench.spreadsheets.refusals import CellsMerged, WorkbookPartsLost
from workbench.spreadsheets.writing import (
    CellValue,
    SheetPlan,
    offer_choices,
    put,
    put_title,
    put_value,
    to_bytes,
    write_sheet,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def write_onto(data: bytes, file: str, plans: Sequence[SheetPlan], pages: Sequence[Page] = ()) -> bytes:
    """Give the bytes of a workbook with the planned sheets written onto it.

    Rows are found again by their keys: rows that are new are added, rows that are gone are taken out, rows in another
    order are moved with everything in them. A cell of ours is touched only where it says something else than planned,
    so formulas, fonts and fills stay. A page that is there already stays as it is.

    Raises:
        NoWorkbook, WorkbookTooLarge, WorkbookLocked, WorkbookPartsLost, CellsMerged.
    """
    import openpyxl

    read = read_workbook(data, file)
    parts = lost_parts(data)
    if parts:
        raise WorkbookPartsLost(file=file, parts=parts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what could be lost has been looked for above
        book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    forget_lists(book)
    lists = Lists(book)
    moves: dict[str, Moves] = {}
    for plan in plans:
        sheet = _sheet_of(book, (plan.name, *plan.also))
        if sheet is None:
            write_sheet(book.create_sheet(plan.name), plan, lists)
        else:
            moves[sheet.title] = _Update(plan, sheet, _read_of(read, sheet)).run(lists)
    _add_pages(book, pages)
    follow_moves(book, moves)
    lists.finish()
    return to_bytes(book)


def _sheet_of(book: Workbook, names: Sequence[str]) -> Worksheet | None:
    wanted = {_plain(name) for name in names}
    return next((sheet for sheet in book.worksheets if _plain(sheet.title) in wanted), None)


def _read_of(read: BookRead, sheet: Worksheet) -> SheetRead:
    return read.by_name[sheet.title]


def _plain(text: str) -> str:
    """Bring a title to one spelling: width, case and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _add_pages(book: Workbook, pages: Sequence[Page]) -> None:
    for number, page in enumerate(pages):
        if _sheet_of(book, (page.name, *page.also)) is None:
            write_page(book.create_sheet(page.name, number), page)


@dataclass
class _Update:
    """One sheet of ours in somebody's workbook."""

    plan: SheetPlan
    sheet: Worksheet
    read: SheetRead

    def run(self, lists: Lists) -> Moves:
        """Bring the sheet to what is planned."""
        places = self._places()
        old = self._old_rows(places)
        order = self._order(old)
        self._refuse_merged(places, is_moving=order != list(range(2, len(order) + 2)))
        ours = set(old.values())
        rows = [number for number, row in enumerate(order, start=2) if row is None or row in ours]
        moves = move_rows(self.sheet, order, (max(ours, default=1), max(rows, default=1)))
        self._write(places, dict(zip(rows, (order[number - 2] for number in rows), strict=True)))
        offer_choices(self.sheet, self.plan, places, lists, rows)
        lists.has_moved(self.plan.name, self.sheet.title, places)
        self._stretch(moves)
        return moves

    def _places(self) -> dict[int, int]:
        """Say in which column each planned column stands; those that are missing and hold something are added."""
        titles: dict[str, int] = {}
        for number, cell in enumerate(self.read.header, start=1):
            titles.setdefault(_plain(cell.text), number)
        places: dict[int, int] = {}
        for number, column in enumerate(self.plan.columns, start=1):
            names = (_plain(title) for title in (column.title, *column.also))
            found = next((titles[name] for name in names if name in titles), None)
            if found is not None:
                places[number] = found
            elif any(row[number - 1] is not None for row in self.plan.rows):
                places[number] = max([self.sheet.max_column, *places.values()]) + 1
                put_title(self.sheet.cell(1, places[number]), column)
        return places

    def _old_rows(self, places: Mapping[int, int]) -> dict[tuple[str, int], int]:
        """Name the rows that are there; of rows with the same key each has its number."""
        found: dict[tuple[str, int], int] = {}
        seen: Counter[str] = Counter()
        for number, row in enumerate(self.read.rows[1:], start=2):
            texts = [
                row[places[column] - 1].text.strip() if places.get(column, len(row) + 1) <= len(row) else ""
                for column in range(1, len(self.plan.columns) + 1)
            ]
            key = self.plan.key_of(texts) if any(texts) else None
            if key is not None:
                found[key, seen[key]] = number
                seen[key] += 1
        return found

    def _order(self, old: Mapping[tuple[str, int], int]) -> list[int | None]:
        """Line up the old rows for the planned ones; rows that are none of ours follow the row they stood below."""
        last = max(old.values(), default=1)
        end = len(self.read.rows)
        strays = [row for row in range(2, last + 1) if row not in set(old.values())]
        seen: Counter[str] = Counter()
        order: list[int | None] = [row for row in strays if row < min(old.values(), default=2)]
        for row in self.plan.rows:
            key = self.plan.key_of([cell_text(value) for value in row]) or ""
            found = old.get((key, seen[key]))
            seen[key] += 1
            order.append(found)
            if found is not None:
                order += _following(found, strays)
        left = [row for row in strays if row not in set(order)]
        return [*order, *left, *range(last + 1, end + 1)]

    def _write(self, places: Mapping[int, int], old_rows: Mapping[int, int | None]) -> None:
        """Write our cells; `old_rows` says for each of our rows, in order, where it stood before."""
        for (number, old), row in zip(old_rows.items(), self.plan.rows, strict=True):
            for column, place in places.items():
                self._write_cell(self.sheet.cell(number, place), row[column - 1], old, place)

    def _write_cell(self, cell: Cell | MergedCell, value: CellValue, old: int | None, place: int) -> None:
        if old is None:
            put(cell, value)
            return
        row = self.read.rows[old - 1]
        held = row[place - 1].text if place <= len(row) else ""
        if held != cell_text(value):
            if isinstance(value, str) and not held:
                put(cell, value)
            else:
                put_value(cell, value)

    def _refuse_merged(self, places: Mapping[int, int], *, is_moving: bool) -> None:
        """Refuse merged cells that hide a cell of ours, or that rows on the move would tear apart."""
        for area in self.sheet.merged_cells.ranges:
            is_ours = any(area.min_col <= place <= area.max_col for place in places.values())
            if area.max_row > 1 and (is_ours or (is_moving and area.min_row != area.max_row)):
                raise CellsMerged(place=cell_place(self.sheet.title, area.min_row, area.min_col), area=area.coord)

    def _stretch(self, moves: Moves) -> None:
        """Let a filter, and a table of Excel's own kind, run down to the new end of the rows."""
        filters = [self.sheet.auto_filter, *(table.autoFilter for table in self.sheet.tables.values())]
        for one in (*filters, *self.sheet.tables.values()):
            start, mark, end = (one.ref or "").partition(":") if one is not None else ("", "", "")
            letters = end.rstrip("0123456789")
            if mark and int(end.removeprefix(letters)) <= max(moves.last):
                one.ref = f"{start}:{letters}{max(moves.last[1], 2)}"


def _following(row: int, strays: Sequence[int]) -> list[int]:
    """Give the rows of the author's own right below a row."""
    found = []
    while row + 1 in strays:
        row += 1
        found.append(row)
    return found
