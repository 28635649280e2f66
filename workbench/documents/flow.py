"""The running text of a report: headings that enter the outline, justified paragraphs, and the space between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus.flowables import CondPageBreak, Flowable, Spacer
from typing_extensions import override

from workbench.documents.pen import Laid, Pen, height_of, laid, paragraph_lines
from workbench.documents.press import Press
from workbench.documents.styles import BODY, BODY_HEIGHT, HEADING_1, HEADING_2, MEASURE, TextStyle
from workbench.documents.table import Table

_SPACE = {1: (18.0, 6.0), 2: (11.0, 5.0)}  # above and below a heading of each level
_ENOUGH_PROSE = 63.0  # below a heading, so that it does not stand alone at the foot of a page


class Stack(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """Lines below one another in the full measure, which may break between pages."""

    def __init__(self, press: Press, lines: Sequence[Laid], align: str = "left", measure: float = MEASURE) -> None:
        super().__init__()
        self._press = press
        self._lines = list(lines)
        self._align = align
        self._measure = measure

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return self._measure, height_of(self._lines)

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        used, count = 0.0, 0
        while count < len(self._lines) and used + self._lines[count].style.leading <= availHeight:
            used += self._lines[count].style.leading
            count += 1
        if count < min(2, len(self._lines)):
            return []
        parts = (self._lines[:count], self._lines[count:])
        return [Stack(self._press, part, self._align, self._measure) for part in parts if part]

    @override
    def draw(self) -> None:
        pen = Pen(self.canv, self._press)
        pen.stack(self._lines, 0, height_of(self._lines), self._measure, self._align)
        pen.lift()


class Heading(Stack):
    """A heading of level 1 (黑体) or 2 (楷体) that enters the outline under a key of its own."""

    def __init__(self, press: Press, text: str, key: str, level: int, measure: float = MEASURE) -> None:
        style = HEADING_1 if level == 1 else HEADING_2
        first, *rest = laid(press, text, style, measure)
        if text.startswith("（"):  # the blank half of the bracket stands in the margin
            first = replace(first, indent=-style.size / 2)
        super().__init__(press, [first, *rest], measure=measure)
        self._entry = (text, key, level - 1)
        self.spaceBefore, self.spaceAfter = _SPACE[level]

    @override
    def draw(self) -> None:
        text, key, level = self._entry
        _, top = self.canv.absolutePosition(0, height_of(self._lines))
        self.canv.bookmarkPage(key, fit="XYZ", left=0, top=top + 6)
        self.canv.addOutlineEntry(text, key, level)
        super().draw()


def headed(head: Heading, following: Sequence[Flowable]) -> list[Flowable]:
    """Put a heading above what follows; both move to the next page unless the beginning of it fits on this one."""
    return [CondPageBreak(_opening_height([head, *following])), head, *following]


def _opening_height(story: Sequence[Flowable]) -> float:
    """How much of a story must stand together at its beginning, in points."""
    used = 0.0
    for flowable in story:
        if isinstance(flowable, Table):
            return used + flowable.opening
        if isinstance(flowable, CondPageBreak):
            continue
        height = float(flowable.wrap(MEASURE, BODY_HEIGHT)[1])
        if not isinstance(flowable, (Heading, Spacer)):
            return used + min(height, _ENOUGH_PROSE)
        used += flowable.getSpaceBefore() + height + flowable.getSpaceAfter()
    return used


def paragraph(press: Press, text: str, style: TextStyle = BODY) -> Stack:
    """Give a paragraph of body text in the full measure."""
    return Stack(press, paragraph_lines(press, text, style, MEASURE))


def plain(press: Press, text: str, style: TextStyle, align: str = "left", measure: float = MEASURE) -> Stack:
    """Give lines without indent."""
    return Stack(press, laid(press, text, style, measure), align, measure)
