"""Tables whose rows are measured once, break between pages and within a row, and repeat their head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from reportlab.platypus.flowables import Flowable
from typing_extensions import override

from workbench.documents.content import Standing
from workbench.documents.pen import Laid, Pen, height_of, laid_whole
from workbench.documents.press import Press
from workbench.documents.styles import BODY_HEIGHT, GREY, INK, RULE, SHADE, TextStyle

PADDING = 5.0
_GAP = 3.2  # above and below the text of a row
_SIGN_ROOM = 10.0
_MIDDLE_OF_TEXT = 3.4  # above the baseline
_BREAKS_INSIDE_ABOVE = BODY_HEIGHT / 3


@dataclass(frozen=True)
class Grid:
    """The columns of a table: their widths in points and how their cells are aligned."""

    widths: tuple[float, ...]
    aligns: tuple[str, ...]

    @property
    def width(self) -> float:
        """The whole table's width."""
        return sum(self.widths)

    def left(self, column: int) -> float:
        """Where the text of a column begins, from the table's left edge."""
        return sum(self.widths[:column]) + (PADDING if column else 0)

    def room(self, column: int, last: int | None = None) -> float:
        """How wide the text of a column (up to the column `last`) may be."""
        end = sum(self.widths[: (column if last is None else last) + 1])
        at_the_edge = end >= self.width - 0.01
        return end - self.left(column) - (0 if at_the_edge else PADDING)


class Row(Protocol):
    """One row: a height known beforehand, a way to be cut, and a drawing."""

    keeps_with_next: bool
    ruled: bool
    leads: bool  # never the last row on a page

    @property
    def height(self) -> float:
        """In points."""
        ...

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Give a first part no higher than `room` and the rest, or None if it cannot be cut there."""
        ...

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw with the table's left edge at `x` and the row's upper edge at `top`."""
        ...


@dataclass(frozen=True)
class Cell:
    """The lines of one cell; a sign stands before its first line; `late` is asked for its text when it is drawn."""

    lines: Sequence[Laid] = ()
    sign: Standing | None = None
    late: tuple[Callable[[], str], TextStyle] | None = None


class CellRow:
    """Cells side by side."""

    def __init__(self, grid: Grid, cells: Sequence[Cell], *, keeps_with_next: bool = False, ruled: bool = True) -> None:
        self._grid = grid
        self._cells = tuple(cells)
        self.keeps_with_next = keeps_with_next
        self.ruled = ruled
        self.leads = False
        self.on_draw: Callable[[Any], None] | None = None
        self._rise = max((cell.lines[0].style.rise_of_baseline for cell in self._cells if cell.lines), default=0.0)
        self.height: float = max(map(self._reach, self._cells)) + 2 * _GAP

    def _drop(self, cell: Cell) -> float:
        """How far a cell is lowered so that all first lines share one baseline."""
        return self._rise - cell.lines[0].style.rise_of_baseline if cell.lines else 0.0

    def _reach(self, cell: Cell) -> float:
        return self._drop(cell) + height_of(cell.lines) if cell.late is None else cell.late[1].leading

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Cut each cell after the lines that fit."""
        parts = [_cut_cell(cell, room - 2 * _GAP) for cell in self._cells]
        if not any(first.lines for first, _ in parts) or not any(rest.lines for _, rest in parts):
            return None
        first = CellRow(self._grid, [part for part, _ in parts], ruled=False)
        first.on_draw = self.on_draw
        rest = CellRow(self._grid, [part for _, part in parts], keeps_with_next=self.keeps_with_next, ruled=self.ruled)
        return first, rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw every cell, and tell who wants to know that this row stands on this page."""
        if self.on_draw is not None:
            self.on_draw(pen.canvas)
        grid = self._grid
        for column, cell in enumerate(self._cells):
            left, room, align = x + grid.left(column), grid.room(column), grid.aligns[column]
            if cell.sign is not None:
                pen.sign(cell.sign, left, top - _GAP - self._rise + _MIDDLE_OF_TEXT)
                left, room = left + _SIGN_ROOM, room - _SIGN_ROOM
            lines = cell.lines
            if cell.late is not None:
                lines = [laid_whole(pen.press, cell.late[0](), cell.late[1])]
            pen.stack(lines, left, top - _GAP - self._drop(cell), room, align)


class BandRow:
    """A shaded line across the table that names the rows below it."""

    def __init__(self, grid: Grid, left: Laid, right: Laid | None = None) -> None:
        self.keeps_with_next = True
        self.ruled = True
        self.leads = True
        self._grid = grid
        self._left = left
        self._right = right
        self.height = left.style.leading + 2 * _GAP

    def cut(self, room: float) -> tuple[Row, Row] | None:  # noqa: ARG002 -- one line has no inner break
        """A single line is never cut."""
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the shade, the name at the left and the figure at the right."""
        pen.fill((x - PADDING, top - self.height), (self._grid.width + 2 * PADDING, self.height), SHADE)
        pen.stack([self._left], x, top - _GAP, self._grid.width)
        if self._right is not None:
            pen.stack([self._right], x, top - _GAP, self._grid.width, "right")


class SpanRow:
    """Lines that run across several columns below a row, without a rule between."""

    def __init__(self, grid: Grid, column: int, lines: Sequence[Laid], *, keeps_with_next: bool = False) -> None:
        self._grid = grid
        self._column = column
        self._lines = lines
        self.keeps_with_next = keeps_with_next
        self.ruled = True
        self.leads = False
        self.height = height_of(lines) + _GAP

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Cut after the lines that fit."""
        first, rest = _cut_lines(self._lines, room - _GAP)
        if not first or not rest:
            return None
        head = SpanRow(self._grid, self._column, first)
        head.ruled = False
        return head, SpanRow(self._grid, self._column, rest, keeps_with_next=self.keeps_with_next)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the lines from their column to the right edge."""
        width = self._grid.room(self._column, len(self._grid.widths) - 1)
        pen.stack(self._lines, x + self._grid.left(self._column), top, width)


def _cut_lines(lines: Sequence[Laid], room: float) -> tuple[Sequence[Laid], Sequence[Laid]]:
    used = 0.0
    for index, line in enumerate(lines):
        used += line.style.leading
        if used > room:
            return lines[:index], lines[index:]
    return lines, ()


def _cut_cell(cell: Cell, room: float) -> tuple[Cell, Cell]:
    first, rest = _cut_lines(cell.lines, room)
    return Cell(first, cell.sign, cell.late), Cell(rest)


@dataclass
class _Part:
    """The rows of a table that stand on one page."""

    rows: list[Row] = field(default_factory=list)
    height: float = 0.0

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self.height += row.height


class Table(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """Rows under a repeated head, between two strong rules."""

    def __init__(self, press: Press, grid: Grid, rows: Sequence[Row], head: Row | None = None) -> None:
        super().__init__()
        self._press = press
        self._grid = grid
        self._rows = list(rows)
        self._head = head
        self._height = sum(row.height for row in self._rows) + (head.height if head else 0)

    @property
    def opening(self) -> float:
        """The height of the head and the first rows that stand together."""
        first = sum(row.height for row in self._cluster(0)) if self._rows else 0.0
        return (self._head.height if self._head else 0.0) + min(first, _BREAKS_INSIDE_ABOVE)

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return self._grid.width, self._height

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        if self._height <= availHeight:
            return [self]
        part = _Part(height=self._head.height if self._head else 0)
        rest = self._take(part, availHeight)
        if not part.rows:
            return []
        return [Table(self._press, self._grid, rows, self._head) for rows in (part.rows, rest)]

    def _take(self, part: _Part, room: float) -> list[Row]:
        """Move what fits into `part`, keeping bound rows together, and give the rest."""
        index = 0
        while index < len(self._rows):
            cluster = self._cluster(index)
            height = sum(row.height for row in cluster)
            if part.height + height <= room:
                for row in cluster:
                    part.add(row)
                index += len(cluster)
                continue
            if height <= _BREAKS_INSIDE_ABOVE:
                break
            return self._take_apart(part, index, room)
        return self._rows[index:]

    def _take_apart(self, part: _Part, index: int, room: float) -> list[Row]:
        """Break a cluster too high to be kept whole: between its rows, then inside one."""
        while index < len(self._rows):
            row = self._rows[index]
            if part.height + row.height <= room:
                part.add(row)
                index += 1
                continue
            cut = row.cut(room - part.height)
            if cut is None:
                break
            part.add(cut[0])
            return [cut[1], *self._rows[index + 1 :]]
        while part.rows and part.rows[-1].leads:
            index -= 1
            part.rows.pop()
        return self._rows[index:]

    def _cluster(self, index: int) -> list[Row]:
        end = index
        while end < len(self._rows) - 1 and self._rows[end].keeps_with_next:
            end += 1
        return self._rows[index : end + 1]

    @override
    def draw(self) -> None:
        pen = Pen(self.canv, self._press)
        width, top = self._grid.width, self._height
        pen.rule((0, top), (width, top), 0.9, INK)
        if self._head is not None:
            self._head.draw(pen, 0, top)
            top -= self._head.height
            pen.rule((0, top), (width, top), 0.5, GREY)
        for index, row in enumerate(self._rows):
            row.draw(pen, 0, top)
            top -= row.height
            if row.ruled and index < len(self._rows) - 1:
                pen.rule((0, top), (width, top), 0.3, RULE)
        pen.rule((0, 0), (width, 0), 0.9, INK)
        pen.lift()
