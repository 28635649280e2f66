"""One row: a node of the content as cells, and cells as a node; what no column can say is kept beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from workbench.authoring.workbook.codecs import MisreadError, UnsayableError, cell_safe_json
from workbench.authoring.workbook.fields import Field, Table
from workbench.authoring.workbook.trees import ABSENT, Tree, merge, remainder, same
from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.spreadsheets.reading import Cell, CellKind, cell_text
from workbench.spreadsheets.writing import CellValue

_CHUNK: Final = 30_000


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one row.

    Attributes:
        owner: what it belongs to, "" for the form itself.
        cells: one for each field of the table.
        more: what no column can say, as JSON.
    """

    owner: str
    cells: tuple[CellValue, ...]
    more: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing besides whose it is."""
        return not self.more and all(cell is None for cell in self.cells)

    @property
    def chunks(self) -> list[str]:
        """Cut `more` into pieces that a cell holds."""
        return [self.more[start : start + _CHUNK] for start in range(0, len(self.more), _CHUNK)]


@dataclass(slots=True)
class Meant:
    """What a row means, and which of its cells cannot be meant."""

    node: Tree = field(default_factory=dict)
    faults: list[tuple[Cell, MisreadError]] = field(default_factory=list)


def row_of(table: Table, owner: str, node: Tree, words: Vocabulary) -> Row:
    """Write a node, without what it owns, as a row."""
    said: Tree = {}
    cells = []
    for column in table.fields:
        cell = _said(column, node, words)
        cells.append(cell)
        column.lay_in(said, column.empty if cell is None else column.codec.mean(as_cell(cell), words))
    table.implied(said)
    rest = remainder(node, said)
    return Row(owner, tuple(cells), cell_safe_json(rest) if rest else "")


def _said(column: Field, node: Tree, words: Vocabulary) -> CellValue:
    """Write the value of a column; nothing where the cell would not be read back as the very same value."""
    value = column.value_in(node)
    if value is ABSENT or same(value, column.empty):
        return None
    try:
        cell = column.codec.say(value, words)
        return cell if same(column.codec.mean(as_cell(cell), words), value) else None
    except (UnsayableError, MisreadError):
        return None


def as_cell(value: CellValue) -> Cell:
    """Give the cell that a value becomes once it is written and read."""
    kind = CellKind.TEXT if isinstance(value, str) else CellKind.NUMBER
    return Cell(cell_text(value), "", kind=CellKind.EMPTY if value is None else kind)


def node_of(table: Table, cells: Mapping[str, Cell], more: Sequence[Cell], words: Vocabulary) -> Meant:
    """Read a row; `cells` holds those of the columns that the sheet has, by the key of their field."""
    meant = Meant()
    for column, value, cell, fault in _values(table, cells, words):
        if fault is not None and cell is not None:
            meant.faults.append((cell, fault))
        column.lay_in(meant.node, value)
    table.implied(meant.node)
    text = "".join(cell.text for cell in more)
    if text.strip():
        try:
            merge(meant.node, json.loads(text))
        except (ValueError, AttributeError, RecursionError):
            meant.faults.append((more[0], MisreadError("more_damaged")))
    return meant


def _values(
    table: Table, cells: Mapping[str, Cell], words: Vocabulary
) -> Iterator[tuple[Field, Any, Cell | None, MisreadError | None]]:
    for column in table.fields:
        cell = cells.get(column.key)
        if cell is None or (cell.is_empty and not cell.is_formula):
            yield column, column.empty, cell, None
            continue
        try:
            refuse_cell(cell)
            yield column, column.codec.mean(cell, words), cell, None
        except MisreadError as fault:
            yield column, ABSENT, cell, fault


def refuse_cell(cell: Cell) -> None:
    """Raise a MisreadError for a cell that says nothing reliable, whatever should stand there."""
    if cell.kind is CellKind.ERROR:
        raise MisreadError("formula_failed", value=cell.text)
    if cell.is_formula and cell.is_empty:
        raise MisreadError("formula_not_computed")
