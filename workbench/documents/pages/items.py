"""Every item with clause, answer, reason, points, note, readings and its photos below it, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from workbench.documents.content import GroupEntry, ItemEntry, Reading, Standing, SubgroupEntry
from workbench.documents.pages.composition import Columns, Composition, bound, coloured, columns
from workbench.documents.pen import fitted, laid, laid_whole
from workbench.documents.pictures import picture_rows
from workbench.documents.press import Press
from workbench.documents.styles import (
    CELL,
    CELL_BAND,
    CELL_CHECK,
    CELL_REASON,
    CELL_STRONG,
    CLAUSE,
    MEASURE,
    SMALL_INK,
)
from workbench.documents.table import BandRow, Cell, CellRow, Grid, Row, SpanRow, Table

_TEXT_COLUMN = 1
_READING_SHARES = (0.22, 0.2, 0.36, 0.22)


def items(composition: Composition) -> list[Flowable]:
    """Lay out all chapters, each with a table of its items."""
    press = composition.press
    table = columns(
        press,
        "report.items",
        [
            ("code", 38, "left"),
            ("name", 194, "left"),
            ("answer", 162, "left"),
            ("points", MEASURE - 394, "right"),
        ],
    )
    story: list[Flowable] = []
    for number, group in enumerate(composition.content.groups, start=1):
        rows = [row for subgroup in group.subgroups for row in _subgroup_rows(composition, table, subgroup)]
        of_group = [Table(press, table.grid, rows, table.head())]
        story += composition.subsection(number, _group_title(press, group), of_group)
    return composition.section("report.items.title", story)


def _group_title(press: Press, group: GroupEntry) -> str:
    key = "report.items.group_with_floor" if group.floor else "report.items.group"
    return press.say(
        key,
        name=group.name,
        points=group.points,
        max_points=group.max_points,
        ratio=group.ratio,
        floor=group.floor,
    )


def _subgroup_rows(composition: Composition, table: Columns, subgroup: SubgroupEntry) -> Iterator[Row]:
    press = composition.press
    if subgroup.name:
        name = press.say("report.items.subgroup", code=subgroup.code, name=subgroup.name)
        points = laid_whole(press, subgroup.points, CELL_BAND)
        yield BandRow(table.grid, fitted(press, name, CELL_BAND, table.grid.width - points.width - 12), points)
    for item in subgroup.items:
        yield from _item_rows(composition, table, item)


def _item_rows(composition: Composition, table: Columns, item: ItemEntry) -> list[Row]:
    press, grid = composition.press, table.grid
    first = CellRow(grid, _item_cells(table, item))
    first.on_draw = composition.notes_page(item.code)
    rows: list[Row] = [first]
    if item.note:
        width = grid.room(_TEXT_COLUMN, len(table.heads) - 1)
        note = press.say("report.items.note", note=item.note)
        rows.append(SpanRow(grid, _TEXT_COLUMN, laid(press, note, CELL_CHECK, width)))
    rows.extend(_reading_row(press, grid, reading) for reading in item.readings)
    rows.extend(picture_rows(press, grid, _TEXT_COLUMN, item.pictures))
    return bound(rows)


def _item_cells(table: Columns, item: ItemEntry) -> list[Cell]:
    press = table.press
    figure = press.say("report.groups.figure", points=item.points, max_points=item.max_points)
    style = coloured(CELL if item.standing is Standing.MET else CELL_STRONG, item.standing)
    state = item.state if item.standing in (Standing.OPEN, Standing.NOT_APPLICABLE) else ""
    clause = press.say("report.items.clause", clause=item.clause) if item.clause else ""
    return [
        table.cell(0, (item.code, CELL)),
        table.cell(1, (item.name, CELL_STRONG), (item.check, CELL_CHECK), (clause, CLAUSE)),
        table.cell(2, (item.answer, CELL_CHECK), (item.reason, CELL_REASON)),
        table.cell(3, (figure, style), (state, coloured(CLAUSE, item.standing))),
    ]


def _reading_row(press: Press, grid: Grid, reading: Reading) -> CellRow:
    """Give one measured place below its item: place, quantity, values, limit, and whether they meet it."""
    indent = sum(grid.widths[:_TEXT_COLUMN])
    shares = [share * (grid.width - indent) for share in _READING_SHARES]
    strip = Grid((indent, *shares), ("left",) * (len(shares) + 1))
    table = Columns(press, strip, ())
    cells = [
        Cell(),
        table.cell(1, (reading.place, SMALL_INK), sign=reading.standing),
        *(
            table.cell(column, (text, SMALL_INK))
            for column, text in enumerate((reading.kind, reading.values, reading.limit), start=2)
        ),
    ]
    return CellRow(strip, cells)
