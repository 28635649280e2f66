"""Lines of boxes and blanks in the full measure, outside any table."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable
from typing_extensions import override

from workbench.documents.paper_form.geometry import MEASURE
from workbench.documents.paper_form.strips import Strip, draw_strips, height_of
from workbench.documents.pen import Pen
from workbench.documents.press import Press


class Loose(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """Strips below one another, which may break between pages."""

    def __init__(self, press: Press, strips: Sequence[Strip]) -> None:
        super().__init__()
        self._press = press
        self._strips = list(strips)

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return MEASURE, height_of(self._strips)

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        used, count = 0.0, 0
        while count < len(self._strips) and used + self._strips[count].height <= availHeight:
            used += self._strips[count].height
            count += 1
        parts = (self._strips[:count], self._strips[count:])
        return [Loose(self._press, part) for part in parts if part] if count else []

    @override
    def draw(self) -> None:
        pen = Pen(self.canv, self._press)
        draw_strips(pen, self._strips, 0, height_of(self._strips))
        pen.lift()
