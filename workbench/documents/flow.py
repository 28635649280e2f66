"""The running text of a report: headings that enter the outline, justified paragraphs, and the space between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus.flowables import CondPageBreak, Flowable
from typing_extensions import override

from workbench.documents.lines import break_lines
from workbench.documents.pen import Laid, Pen, height_of, laid
from workbench.documents.press import Press
from workbench.documents.styles import BODY, HEADING_1, HEADING_2, MEASURE, TextStyle

_SPACE = {1: (18.0, 6.0), 2: (11.0, 5.0)}  # above and below a heading of each level
_ROOM_BELOW_HEADING = 110.0  # a heading never stands alone at the foot of a page


class Stack(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """Lines below one another in the full measure, which may break between pages."""

    def __init__(self, press: Press, lines: Sequence[Laid], align: str = "left") -> None:
        super().__init__()
        self._press = press
        self._lines = list(lines)
        self._align = align

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return MEASURE, height_of(self._lines)

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        used, count = 0.0, 0
        while count < len(self._lines) and used + self._lines[count].style.leading <= availHeight:
            used += self._lines[count].style.leading
            count += 1
        if count < min(2, len(self._lines)):
            return []
        parts = (self._lines[:count], self._lines[count:])
        return [Stack(self._press, part, self._align) for part in parts if part]

    @override
    def draw(self) -> None:
        pen = Pen(self.canv, self._press)
        pen.stack(self._lines, 0, height_of(self._lines), MEASURE, self._align)
        pen.lift()


class Heading(Stack):
    """A heading of level 1 (黑体) or 2 (楷体) that enters the outline under a key of its own."""

    def __init__(self, press: Press, text: str, key: str, level: int) -> None:
        style = HEADING_1 if level == 1 else HEADING_2
        hang = style.size / 2 if text.startswith("（") else 0.0  # the blank half of the bracket stands in the margin
        lines = [replace(line, indent=-hang) for line in laid(press, text, style, MEASURE)]
        super().__init__(press, lines)
        self._entry = (text, key, level - 1)
        self.spaceBefore, self.spaceAfter = _SPACE[level]

    @override
    def draw(self) -> None:
        text, key, level = self._entry
        _, top = self.canv.absolutePosition(0, height_of(self._lines))
        self.canv.bookmarkPage(key, fit="XYZ", left=0, top=top + 6)
        self.canv.addOutlineEntry(text, key, level)
        super().draw()


def heading(press: Press, text: str, key: str, level: int = 1, room: float = _ROOM_BELOW_HEADING) -> list[Flowable]:
    """Give a heading; it moves to the next page unless `room` points follow on this one."""
    return [CondPageBreak(room), Heading(press, text, key, level)]


def paragraph(press: Press, text: str, style: TextStyle = BODY) -> Stack:
    """Give a paragraph whose first line is indented by two characters and whose edges are even (两端对齐)."""
    indent = 2 * style.size
    face = press.face(style)
    lines, begins = [], True
    for line in break_lines(face, text, style.size, MEASURE, indent):
        lines.append(Laid(line.text, line.width, style, face, indent if begins else 0, stretches=not line.is_last))
        begins = line.is_last
    return Stack(press, lines)


def plain(press: Press, text: str, style: TextStyle, align: str = "left") -> Stack:
    """Give lines without indent."""
    return Stack(press, laid(press, text, style, MEASURE), align)
