"""The plain tables of a paper form: labelled fields, values to enter once, reference tables, results."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.documents.paper_form.content import Field, Sheet
from workbench.documents.paper_form.flowing import set_blocks
from workbench.documents.paper_form.geometry import HEAD, LABEL, MEASURE
from workbench.documents.paper_form.rows import Cell, FormRow, room_of
from workbench.documents.paper_form.strips import centred, words_strips
from workbench.documents.pen import laid
from workbench.documents.press import Press
from workbench.documents.styles import SHADE
from workbench.documents.table import Grid, Row, Table

_LABEL_WIDTH = 92.0
_FIELDS = Grid((_LABEL_WIDTH, MEASURE - _LABEL_WIDTH), ("left", "left"))


def field_table(press: Press, fields: Sequence[Field]) -> Table:
    """Give labelled rows to fill in, labels in the middle of their cells."""
    rows: list[Row] = []
    for field in fields:
        label = words_strips(laid(press, field.label, LABEL, room_of(_FIELDS, 0)))
        answer = set_blocks(press, field.blocks, room_of(_FIELDS, 1))
        rows.append(FormRow(_FIELDS, [Cell(label, is_middle=True), Cell(answer, is_middle=True)]))
    return Table(press, _FIELDS, rows)


def sheet_table(press: Press, sheet: Sheet) -> Table:
    """Give a small table under its head."""
    grid = Grid(tuple(share * MEASURE for share in sheet.shares), ("left",) * len(sheet.shares))
    head = []
    for column, name in enumerate(sheet.heads):
        lines = laid(press, name, HEAD, room_of(grid, column))
        head.append(Cell([centred(line, room_of(grid, column)) for line in lines], is_middle=True))
    rows = [
        FormRow(
            grid,
            [
                Cell(set_blocks(press, blocks, room_of(grid, column)), is_middle=True)
                for column, blocks in enumerate(row)
            ],
        )
        for row in sheet.rows
    ]
    return Table(press, grid, rows, FormRow(grid, head, shade=SHADE, is_strong=True))
