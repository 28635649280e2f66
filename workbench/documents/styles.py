"""Sizes, colours and measures of the pages, after GB/T 9704-2012: quiet black on white, one green, one red."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.documents.fonts import Role

Colour = tuple[float, float, float]

MM = 72 / 25.4

PAPER: Colour = (1, 1, 1)
INK: Colour = (0.10, 0.11, 0.11)
GREY: Colour = (0.40, 0.42, 0.41)
RULE: Colour = (0.74, 0.77, 0.75)
SHADE: Colour = (0.945, 0.957, 0.949)
TRACK: Colour = (0.895, 0.915, 0.902)
GREEN: Colour = (0.043, 0.400, 0.286)
RED: Colour = (0.655, 0.145, 0.125)
AMBER: Colour = (0.580, 0.360, 0.020)
WATERMARK: Colour = (0.915, 0.915, 0.915)

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 35 * MM, 28 * MM, 26 * MM  # 天头 37, 订口 28, 版心 156 x 225 (GB/T 9704, 5.2)
MEASURE = PAGE_WIDTH - LEFT - RIGHT
BODY_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

_ASCENT = 0.88  # of the em box, in every face of the bundle


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text looks; sizes in points."""

    role: Role
    size: float
    leading: float
    colour: Colour = INK

    @property
    def rise_of_baseline(self) -> float:
        """How far below the top of its line the baseline stands."""
        return (self.leading - self.size) / 2 + self.size * _ASCENT


TITLE = TextStyle(Role.TITLE, 26, 38)
SUBTITLE = TextStyle(Role.SUBHEADING, 14, 22)
HEADING_1 = TextStyle(Role.HEADING, 15, 24)
HEADING_2 = TextStyle(Role.SUBHEADING, 13.5, 22)
BODY = TextStyle(Role.BODY, 12, 21)
VERDICT = TextStyle(Role.TITLE, 20, 30)

COVER_LABEL = TextStyle(Role.BODY, 12, 18)
COVER_VALUE = TextStyle(Role.BODY, 12, 18)
COVER_PROSE = TextStyle(Role.BODY, 10.5, 17)

CELL = TextStyle(Role.BODY, 9.5, 13.5)
CELL_STRONG = TextStyle(Role.STRONG, 9.5, 13.5)
CELL_HEAD = TextStyle(Role.LABEL_STRONG, 8.5, 12.5, GREY)
CELL_CHECK = TextStyle(Role.BODY, 8.8, 12.6)
CELL_REASON = TextStyle(Role.BODY, 8.2, 12, GREY)
CELL_BAND = TextStyle(Role.SUBHEADING, 10.5, 15)
CELL_GREY = TextStyle(Role.BODY, 9.5, 13.5, GREY)
SMALL = TextStyle(Role.BODY, 8, 11.5, GREY)
SMALL_INK = TextStyle(Role.BODY, 8, 11.5)
CLAUSE = TextStyle(Role.BODY, 7.4, 10.6, GREY)
FINE = TextStyle(Role.LABEL, 6.6, 9.8, GREY)
FOOTER = TextStyle(Role.BODY, 8, 12, GREY)
PAGE_NUMBER = TextStyle(Role.BODY, 14, 18)  # 4 号 (GB/T 9704, 7.5)
WATERMARK_STYLE = TextStyle(Role.TITLE, 150, 150, WATERMARK)
