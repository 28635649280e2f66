"""What can be said of cells before any question is understood: columns without a place, third languages, formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from workbench.authoring.xlsform_in.ledger import Ledger
from workbench.authoring.xlsform_in.source.columns import SPEAKING, WITHOUT_PLACE, Role
from workbench.authoring.xlsform_in.source.languages import Languages
from workbench.authoring.xlsform_in.source.tables import Column, Table
from workbench.spreadsheets.reading import Cell

_NAMED: Final = frozenset({Role.SETTING, Role.FILTER, Role.UNKNOWN, Role.TWICE})
"""Roles whose columns are told one by one, by their title."""


def judge_cells(tables: Iterable[Table], languages: Languages, ledger: Ledger) -> None:
    """Count the column titles and list the cells that have no place whatever their row asks."""
    for table in tables:
        below: dict[str, list[Cell]] = {column.title.place: [] for column in table.columns}
        for row in table.rows:
            for column, cell in row.cells:
                below[column.title.place].append(cell)
        for column in table.columns:
            _judge_column(column, below[column.title.place], languages, ledger)
        _judge_formulas(table, ledger)


def _judge_column(column: Column, below: Sequence[Cell], languages: Languages, ledger: Ledger) -> None:
    role, mark = column.heading.role, column.heading.language
    whole = [column.title, *below]
    if role in WITHOUT_PLACE:
        facts = {"title": column.title.text.strip()} if role in _NAMED else {}
        ledger.leave(whole, role.value, **facts)
    elif role in SPEAKING and languages.of(mark) is None:
        ledger.leave(whole, "third_language", language=mark or column.title.text.strip())
    else:
        ledger.carry([column.title], "column_title")


def _judge_formulas(table: Table, ledger: Ledger) -> None:
    """A formula counts as what it gave when the workbook was saved; one that gave nothing cannot be read."""
    titles = (column.title for column in table.columns)
    for cell in (*titles, *(cell for row in table.rows for cell in row.every_cell)):
        if cell.is_formula and cell.is_empty:
            ledger.leave([cell], "formula_without_value")
        elif cell.is_formula:
            ledger.tell([cell], "formula_value")
