"""Rows of a ruled form: cells with their upright lines, which break between the lines inside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.documents.paper_form.geometry import BODY_HEIGHT, LINE
from workbench.documents.paper_form.strips import Strip, draw_strips, height_of
from workbench.documents.pen import Pen
from workbench.documents.styles import INK, Colour
from workbench.documents.table import Grid, Row

PADDING = 4.0
_ABOVE, _BELOW = 3.2, 3.4
_LEAST_PART = 60.0  # a row is cut only where both parts keep so much
_STAYS_WHOLE = BODY_HEIGHT / 2  # what is no higher moves to the next page as a whole


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; it may run over the columns up to `last`. A centred one is centred upright too."""

    strips: Sequence[Strip] = ()
    last: int | None = None
    is_middle: bool = False


@dataclass
class FormRow:
    """One row; `again` are the cells that a continuation on the next page repeats, by their place in the row."""

    grid: Grid
    cells: Sequence[Cell]
    keeps_with_next: bool = False
    leads: bool = False
    shade: Colour | None = None
    is_strong: bool = False
    again: Sequence[int] = ()
    ruled: bool = field(default=False, init=False)  # it draws its own lines

    @property
    def height(self) -> float:
        """The highest cell with the space around it."""
        return max(height_of(cell.strips) for cell in self.cells) + _ABOVE + _BELOW

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Cut each cell of a very high row after the lines that fit; neither side is left a mere scrap."""
        if room < _LEAST_PART or self.height <= _STAYS_WHOLE:
            return None
        room = min(room, self.height - _LEAST_PART)
        parts = [_cut(cell, room - _ABOVE - _BELOW) for cell in self.cells]
        if not any(rest.strips for _, rest in parts):
            return None
        first = FormRow(self.grid, [above for above, _ in parts], shade=self.shade)
        below = [self.cells[place] if place in self.again else rest for place, (_, rest) in enumerate(parts)]
        rest = FormRow(self.grid, below, self.keeps_with_next, shade=self.shade, again=self.again)
        return first, rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the shade, the lines around the cells and what stands in them."""
        height, column, left = self.height, 0, x
        if self.shade is not None:
            pen.fill((x, top - height), (self.grid.width, height), self.shade)
        for cell in self.cells:
            last = column if cell.last is None else cell.last
            width = sum(self.grid.widths[column : last + 1])
            above = (height - height_of(cell.strips)) / 2 if cell.is_middle else _ABOVE
            draw_strips(pen, cell.strips, left + PADDING, top - above)
            pen.rule((left, top), (left, top - height), 0.9 if left == x else 0.45, INK if left == x else LINE)
            column, left = last + 1, left + width
        pen.rule((left, top), (left, top - height), 0.9, INK)
        weight = 0.9 if self.is_strong else 0.45
        pen.rule((x, top - height), (left, top - height), weight, INK if self.is_strong else LINE)


def room_of(grid: Grid, column: int, last: int | None = None) -> float:
    """How wide the lines of a cell may be."""
    return sum(grid.widths[column : (column if last is None else last) + 1]) - 2 * PADDING


def _cut(cell: Cell, room: float) -> tuple[Cell, Cell]:
    used = 0.0
    for index, strip in enumerate(cell.strips):
        used += strip.height
        if used > room:
            return Cell(cell.strips[:index], cell.last), Cell(cell.strips[index:], cell.last)
    return cell, Cell((), cell.last)
