"""Find our sheets and columns in a workbook, in either language, and give their lines with the cells by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from workbench.authoring.workbook.fields import Shape, Table
from workbench.authoring.workbook.tables import BY_KEY, TABLES
from workbench.authoring.workbook.vocabulary import Vocabulary, folded
from workbench.catalogue.problems import Problem
from workbench.spreadsheets.places import cell_place
from workbench.spreadsheets.reading import BookRead, Cell, SheetRead

OWNER: Final = "owner"
MORE: Final = "more"
FACT_SHEET: Final = "facts"
GUIDE_SHEET: Final = "guide"
RECORD_COLUMNS: Final = ("record_name", "record_value")
FACT_COLUMNS: Final = ("path", "value")
_ITS_SHEETS: Final = (*(table.key for table in TABLES), FACT_SHEET, GUIDE_SHEET)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: the cells of our columns by their keys, and where the row stands."""

    place: str
    cells: Mapping[str, Cell]
    more: tuple[Cell, ...] = ()

    def text(self, key: str) -> str:
        """Give the text of a cell, without blanks at its ends."""
        cell = self.cells.get(key)
        return cell.text.strip() if cell else ""


@dataclass
class Layout:
    """Where the sheets of a form stand in a workbook, and what is wrong with sheets and titles.

    Attributes:
        words: the words that sheets and titles are recognised by.
        book: the workbook.
        problems: sheets and columns that are missing or there twice, merged cells.
        notes: titles that nobody knows while one of ours is missing.
    """

    words: Vocabulary
    book: BookRead
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @cached_property
    def sheets(self) -> Mapping[str, SheetRead]:
        """Our sheets by key; the first of two is taken."""
        names = {folded(name): key for key in _ITS_SHEETS for name in self.words.sheet_names(key)}
        found: dict[str, SheetRead] = {}
        for sheet in self.book.sheets:
            key = names.get(folded(sheet.name))
            if key and key in found:
                self._fault("sheet_twice", cell_place(sheet.name, 1, 1), other=found[key].name)
            elif key:
                found[key] = sheet
        for table in TABLES:
            if table.is_required and table.key not in found:
                self._fault("sheet_missing", self.words.sheet(table.key), sheet=self.words.sheet(table.key))
        return found

    @property
    def is_form(self) -> bool:
        """Tell whether this workbook means to be a form of ours."""
        return len(self.sheets.keys() & {"form", "groups", "items", "grading"}) > 1

    def lines(self, key: str) -> Iterator[Line]:
        """Give the lines of one of our sheets that say something in our columns."""
        sheet = self.sheets.get(key)
        if sheet is None:
            return
        table = BY_KEY.get(key)
        if table is not None and table.shape is Shape.RECORD:
            yield self._record(table, sheet)
            return
        yield from self._rows(sheet, self._columns(key, sheet))

    def _columns(self, key: str, sheet: SheetRead) -> dict[int, str]:
        """Say which column of ours stands where, by position."""
        known = titles_of(BY_KEY.get(key), self.words)
        found: dict[int, str] = {}
        strange = []
        for position, cell in enumerate(sheet.header):
            title = _known_title(known, cell.text)
            if title is None:
                strange += [cell] if not cell.is_empty else []
            elif title != MORE and title in found.values():
                self._fault("title_twice", cell.place, title=cell.text.strip())
            else:
                found[position] = title
        self._tell_missing(key, sheet, set(known.values()) - set(found.values()) - {MORE}, strange)
        return found

    def _tell_missing(self, key: str, sheet: SheetRead, missing: set[str], strange: list[Cell]) -> None:
        table = BY_KEY.get(key)
        for column in _needed(table):
            if column in missing:
                self._fault("column_missing", cell_place(sheet.name, 1, 1), title=self._title(table, column))
        if missing:
            titles = "、".join(sorted(self._title(table, column) for column in missing))
            self.notes += [
                Problem("title_unknown", cell.place, {"title": cell.text.strip(), "missing": titles})
                for cell in strange
            ]

    def _title(self, table: Table | None, column: str) -> str:
        return self.words.title(table.key if table else FACT_SHEET, column)

    def _rows(self, sheet: SheetRead, columns: Mapping[int, str]) -> Iterator[Line]:
        under_merged: set[int] = set()
        for row in sheet.rows[1:]:
            ours = {position: row[position] for position in columns if position < len(row)}
            covered = {position for position, cell in ours.items() if cell.is_covered}
            for position in sorted(covered - under_merged):
                self._fault("cell_merged", ours[position].place)
            under_merged = covered
            if any(not cell.is_empty or cell.is_formula for cell in ours.values()):
                more = tuple(cell for position, cell in ours.items() if columns[position] == MORE)
                cells = {columns[position]: cell for position, cell in ours.items() if columns[position] != MORE}
                yield Line(row[min(ours)].place, cells, more)

    def _record(self, table: Table, sheet: SheetRead) -> Line:
        """Turn a sheet of names and values into one line."""
        columns = {name: position for position, name in self._columns(table.key, sheet).items()}
        at_name, at_value = (columns.get(key, place) for place, key in enumerate(RECORD_COLUMNS))
        known = _record_titles(table, self.words)
        cells: dict[str, Cell] = {}
        more: list[Cell] = []
        strange: list[Cell] = []
        for row in sheet.rows[1:]:
            name, value = (row[place] if place < len(row) else _nothing() for place in (at_name, at_value))
            key = _known_title(known, name.text)
            if value.is_covered and key is not None:
                self._fault("cell_merged", value.place)
            if key is None:
                strange += [name] if not name.is_empty else []
            elif key == MORE:
                more.append(value)
            elif key in cells:
                self._fault("title_twice", name.place, title=name.text.strip())
            else:
                cells[key] = value
        self._tell_missing_names(table, sheet, set(known.values()) - cells.keys() - {MORE}, strange)
        return Line(cell_place(sheet.name, 1, 1), cells, tuple(more))

    def _tell_missing_names(self, table: Table, sheet: SheetRead, missing: set[str], strange: list[Cell]) -> None:
        for column in table.fields:
            if column.is_needed and column.key in missing:
                title = self.words.title(table.key, column.key)
                self._fault("name_missing", cell_place(sheet.name, 1, 1), title=title)
        titles = "、".join(sorted(self.words.title(table.key, column) for column in missing))
        self.notes += [
            Problem("title_unknown", cell.place, {"title": cell.text.strip(), "missing": titles})
            for cell in strange
            if missing
        ]

    def _fault(self, code: str, place: str, **facts: str) -> None:
        self.problems.append(Problem(code, place, facts))


def titles_of(table: Table | None, words: Vocabulary) -> dict[str, str]:
    """Give the keys of a sheet's columns by their folded titles; None is the sheet of facts."""
    if table is None:
        keys: tuple[str, ...] = FACT_COLUMNS
    elif table.shape is Shape.RECORD:
        keys = RECORD_COLUMNS
    else:
        own = (OWNER,) if table.has_owner else ()
        keys = (*own, *(column.key for column in table.fields), MORE)
    name = table.key if table else FACT_SHEET
    return {folded(title): key for key in keys for title in words.titles(name, key)}


def _record_titles(table: Table, words: Vocabulary) -> dict[str, str]:
    keys = (*(column.key for column in table.fields), MORE)
    return {folded(title): key for key in keys for title in words.titles(table.key, key)}


def _known_title(known: Mapping[str, str], text: str) -> str | None:
    """Recognise a title; those for what no column can say may carry a number."""
    title = folded(text)
    return known.get(title) or (MORE if known.get(title.rstrip("0123456789")) == MORE else None)


def _needed(table: Table | None) -> tuple[str, ...]:
    if table is None:
        return FACT_COLUMNS
    if table.shape is Shape.RECORD:
        return RECORD_COLUMNS
    return (*((OWNER,) if table.has_owner else ()), *(column.key for column in table.fields if column.is_needed))


def _nothing() -> Cell:
    return Cell("", "")
