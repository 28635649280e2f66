"""What the parts of one report share while it is laid out: numbering, and where things came to stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from reportlab.platypus.flowables import Flowable

from workbench.documents.content import Box, ReportContent, Standing
from workbench.documents.dates import chinese_number
from workbench.documents.flow import Heading, headed
from workbench.documents.pen import SIGN_COLOURS, Laid, laid
from workbench.documents.pictures import PictureRow
from workbench.documents.press import Press
from workbench.documents.styles import CELL, CELL_HEAD, TextStyle
from workbench.documents.table import Cell, CellRow, Grid, Row
from workbench.domain.texts import Language


@dataclass
class Composition:
    """One report in the making; `page_of` and `boxes` fill while its pages are drawn."""

    press: Press
    content: ReportContent
    page_of: dict[str, int] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    _sections: int = 0

    def section(self, title_key: str, following: Sequence[Flowable]) -> list[Flowable]:
        """Head a section: 一、, 二、 or 1., 2."""
        self._sections += 1
        text = self.press.say("report.heading", number=self._ordinal(self._sections), text=self.press.say(title_key))
        return headed(Heading(self.press, text, f"section-{self._sections}", level=1), following)

    def subsection(self, number: int, text: str, following: Sequence[Flowable]) -> list[Flowable]:
        """Head a subsection: （一） or (1)."""
        worded = self.press.say("report.subheading", number=self._ordinal(number), text=text)
        return headed(Heading(self.press, worded, f"section-{self._sections + 1}-{number}", level=2), following)

    def _ordinal(self, number: int) -> str:
        return chinese_number(number) if self.press.language is Language.ZH else str(number)

    def notes_page(self, key: str) -> Callable[[Any], None]:
        """Give what a row calls when it is drawn, so that later indexes can name its page."""

        def note(canvas: Any) -> None:
            self.page_of.setdefault(key, canvas.getPageNumber())

        return note

    def page_cell(self, key: str, style: TextStyle = CELL) -> Cell:
        """Give a cell that names the page of an item drawn before it, or stays empty."""
        return Cell(late=(lambda: str(self.page_of.get(key, "")), style))


@dataclass(frozen=True)
class Columns:
    """A grid with the words of its head, and cells made to measure."""

    press: Press
    grid: Grid
    heads: Sequence[str]

    def head(self) -> CellRow:
        """Give the repeated head row."""
        cells = [self.cell(column, (text, CELL_HEAD)) for column, text in enumerate(self.heads)]
        return CellRow(self.grid, cells)

    def cell(self, column: int, *texts: tuple[str, TextStyle], sign: Standing | None = None) -> Cell:
        """Break texts into the lines of a cell, one paragraph each."""
        room = self.grid.room(column) - (10 if sign is not None else 0)
        lines: list[Laid] = []
        for text, style in texts:
            lines.extend(laid(self.press, text, style, room))
        return Cell(lines, sign)


def columns(press: Press, room_key: str, specification: Sequence[tuple[str, float, str]]) -> Columns:
    """Make columns from (key of the head's wording, width in points, alignment)."""
    grid = Grid(tuple(width for _, width, _ in specification), tuple(align for _, _, align in specification))
    return Columns(press, grid, [press.say(f"{room_key}.{key}") if key else "" for key, _, _ in specification])


def coloured(style: TextStyle, standing: Standing | None) -> TextStyle:
    """Give a style the colour of how something stands; what is met stays black."""
    if standing in (None, Standing.MET):
        return style
    return TextStyle(style.role, style.size, style.leading, SIGN_COLOURS[standing])


def bound(rows: list[Row]) -> list[Row]:
    """Bind rows that belong to one entry: no rules between, and all up to its first photos on one page."""
    are_photos = False
    for row, following in pairwise(rows):
        row.ruled = False
        row.keeps_with_next = not (are_photos and isinstance(following, PictureRow))
        are_photos = are_photos or isinstance(row, PictureRow)
    return rows
