"""The conclusion with every condition and its state, the groups against their floors, and the prerequisites."""

from __future__ import annotations

from fractions import Fraction

from reportlab.platypus.flowables import Flowable, Spacer
from typing_extensions import override

from workbench.documents.content import Conclusion, Condition, GroupEntry, PrerequisiteEntry, ReportContent, Standing
from workbench.documents.flow import paragraph, plain
from workbench.documents.pages.composition import Columns, Composition, bound, coloured, columns
from workbench.documents.pen import SIGN_COLOURS, Pen, laid
from workbench.documents.pictures import picture_rows
from workbench.documents.press import Press
from workbench.documents.styles import (
    CELL,
    CELL_STRONG,
    INK,
    MEASURE,
    PAPER,
    SHADE,
    SMALL,
    SMALL_INK,
    TRACK,
    VERDICT,
)
from workbench.documents.table import Cell, CellRow, Grid, Row, SpanRow, Table

_PANEL_HEIGHT = 52.0
_BAR_HEIGHT = 7.0
_BAR_COLUMN = 2
_FIRST_LINE_MIDDLE = 9.9  # below the top of a row


class VerdictPanel(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """The verdict in large type with its sign, the grade at the right."""

    def __init__(self, press: Press, conclusion: Conclusion) -> None:
        super().__init__()
        self._press = press
        self._conclusion = conclusion

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return MEASURE, _PANEL_HEIGHT

    @override
    def draw(self) -> None:
        press, conclusion = self._press, self._conclusion
        pen = Pen(self.canv, press)
        pen.fill((0, 0), (MEASURE, _PANEL_HEIGHT), SHADE)
        pen.fill((0, 0), (3, _PANEL_HEIGHT), SIGN_COLOURS[conclusion.standing])
        pen.sign(conclusion.standing, 20, _PANEL_HEIGHT / 2, 17)
        top = (_PANEL_HEIGHT + VERDICT.leading) / 2
        pen.stack(laid(press, conclusion.verdict, VERDICT, MEASURE), 48, top, MEASURE - 48)
        if conclusion.grade and conclusion.grade != conclusion.verdict:
            pen.stack(laid(press, conclusion.grade, VERDICT, MEASURE), 0, top, MEASURE - 20, "right")
        pen.lift()


def conclusion(composition: Composition) -> list[Flowable]:
    """Lay out the conclusion: verdict, sentence, every condition with what was found, notices."""
    press, content = composition.press, composition.content
    story = [VerdictPanel(press, content.conclusion), Spacer(0, 8), paragraph(press, content.conclusion.sentence)]
    if content.conclusion.conditions:
        table = columns(
            press,
            "report.conclusion",
            [("condition", 246, "left"), ("found", 136, "left"), ("standing", MEASURE - 382, "left")],
        )
        rows = [_condition_row(table, entry) for entry in content.conclusion.conditions]
        story += [Spacer(0, 8), Table(press, table.grid, rows, table.head())]
    if content.warnings:
        notice = press.say("report.conclusion.warnings", count=len(content.warnings))
        story += [Spacer(0, 6), plain(press, notice, SMALL)]
    return composition.section("report.conclusion.title", story)


def _condition_row(table: Columns, entry: Condition) -> CellRow:
    word = table.press.say(f"report.groups.standing.{entry.standing.value}")
    style = coloured(CELL, entry.standing)
    cells = [
        table.cell(0, (entry.text, CELL)),
        table.cell(1, (entry.found, CELL)),
        table.cell(2, (word, style), sign=entry.standing),
    ]
    return CellRow(table.grid, cells)


class BarRow(CellRow):
    """A row of the group table with a bar of its share and an upright line at its floor."""

    def __init__(self, grid: Grid, cells: list[Cell], group: GroupEntry) -> None:
        super().__init__(grid, cells)
        self._share, self._floor = group.share, group.floor_share
        self._colour = SIGN_COLOURS[group.standing or Standing.MET]

    @override
    def draw(self, pen: Pen, x: float, top: float) -> None:
        super().draw(pen, x, top)
        left, room = x + self._grid.left(_BAR_COLUMN), self._grid.room(_BAR_COLUMN)
        bottom = top - _FIRST_LINE_MIDDLE - _BAR_HEIGHT / 2
        pen.fill((left, bottom), (room, _BAR_HEIGHT), TRACK)
        if self._share is not None and self._share > 0:
            length = float(min(self._share, Fraction(1))) * room
            pen.fill((left, bottom), (length, _BAR_HEIGHT), self._colour)
        if self._floor is not None:
            tick = left + float(self._floor) * room
            pen.rule((tick, bottom), (tick, bottom + _BAR_HEIGHT), 3.0, PAPER)
            pen.rule((tick, bottom - 3), (tick, bottom + _BAR_HEIGHT + 3), 1.0, INK)


def groups(composition: Composition) -> list[Flowable]:
    """Lay out the group table with its bars."""
    press, content = composition.press, composition.content
    table = columns(
        press,
        "report.groups",
        [
            ("name", 140, "left"),
            ("points", 66, "right"),
            ("share", 84, "left"),
            ("", 48, "right"),
            ("floor", 40, "right"),
            ("result", MEASURE - 378, "left"),
        ],
    )
    rows: list[Row] = [_group_row(table, group) for group in content.groups]
    for row in rows:
        row.keeps_with_next = True  # one glance: the groups stand on one page with their total
    if content.total is not None:
        rows.append(_total_row(table, content))
    legend = plain(press, press.say("report.groups.legend"), SMALL)
    story = [Table(press, table.grid, rows, table.head()), Spacer(0, 4), legend]
    return composition.section("report.groups.title", story)


def _group_row(table: Columns, group: GroupEntry) -> BarRow:
    press = table.press
    standing = group.standing
    word = press.say(f"report.groups.standing.{standing.value if standing else 'none'}")
    figure = press.say("report.groups.figure", points=group.points, max_points=group.max_points)
    cells = [
        table.cell(0, (f"{group.code}  {group.name}", CELL)),
        table.cell(1, (figure, CELL)),
        table.cell(2),
        table.cell(3, (group.ratio, CELL)),
        table.cell(4, (group.floor or "—", CELL)),
        table.cell(5, (word, coloured(CELL, standing or Standing.NOT_APPLICABLE)), sign=standing),
    ]
    return BarRow(table.grid, cells, group)


def _total_row(table: Columns, content: ReportContent) -> CellRow:
    assert content.total is not None
    press, total = table.press, content.total
    figure = press.say("report.groups.figure", points=total.points, max_points=total.max_points)
    cells = [
        table.cell(0, (press.say("report.groups.total"), CELL_STRONG)),
        table.cell(1, (figure, CELL_STRONG)),
        table.cell(2),
        table.cell(3, (total.ratio, CELL_STRONG)),
        table.cell(4),
        table.cell(5),
    ]
    return CellRow(table.grid, cells)


def prerequisites(composition: Composition) -> list[Flowable]:
    """Lay out the prerequisites with what was recorded and how each stands."""
    press, content = composition.press, composition.content
    if not content.prerequisites:
        return []
    table = columns(
        press,
        "report.prerequisites",
        [
            ("code", 38, "left"),
            ("kind", 50, "left"),
            ("name", 154, "left"),
            ("answer", 138, "left"),
            ("state", MEASURE - 380, "left"),
        ],
    )
    rows = [row for entry in content.prerequisites for row in _prerequisite_rows(composition, table, entry)]
    return composition.section("report.prerequisites.title", [Table(press, table.grid, rows, table.head())])


def _prerequisite_rows(composition: Composition, table: Columns, entry: PrerequisiteEntry) -> list[Row]:
    press = table.press
    cells = [
        table.cell(0, (entry.code, CELL)),
        table.cell(1, (entry.kind, SMALL_INK)),
        table.cell(2, (entry.name, CELL_STRONG), (entry.check, CELL)),
        table.cell(3, (entry.answer, CELL)),
        table.cell(4, (entry.state, coloured(CELL, entry.standing)), sign=entry.standing),
    ]
    first = CellRow(table.grid, cells)
    first.on_draw = composition.notes_page(entry.code)
    rows: list[Row] = [first]
    if entry.note:
        width = table.grid.room(2, len(table.heads) - 1)
        rows.append(SpanRow(table.grid, 2, laid(press, press.say("report.items.note", note=entry.note), CELL, width)))
    rows.extend(picture_rows(press, table.grid, 2, entry.pictures))
    return bound(rows)
