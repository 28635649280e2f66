"""Measures of the paper form: an A4 page that leaves room for a clip above and for holes at the left."""

from __future__ import annotations

from workbench.documents.fonts import Role
from workbench.documents.styles import INK, MM, PAGE_HEIGHT, PAGE_WIDTH, Colour, TextStyle

TOP, BOTTOM, LEFT, RIGHT = 25 * MM, 19 * MM, 23 * MM, 15 * MM
MEASURE = PAGE_WIDTH - LEFT - RIGHT
BODY_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

DARK: Colour = (0.30, 0.31, 0.31)  # still black enough for a copying machine
LINE: Colour = (0.35, 0.36, 0.36)

TITLE = TextStyle(Role.TITLE, 22, 31)  # 2 号小标宋
LONG_TITLE = TextStyle(Role.TITLE, 18, 26)
SUBTITLE = TextStyle(Role.SUBHEADING, 13, 19)
EDITION = TextStyle(Role.BODY, 9.5, 14.5)
ORIGIN = TextStyle(Role.BODY, 8.6, 12.6)
GUIDE = TextStyle(Role.BODY, 8.2, 12)
TABLE_TITLE = TextStyle(Role.STRONG, 9.5, 14)

HEAD = TextStyle(Role.LABEL_STRONG, 8.4, 12)
LABEL = TextStyle(Role.LABEL_STRONG, 8.8, 12.4)
CODE = TextStyle(Role.BODY, 8.8, 12.4)
PART_CODE = TextStyle(Role.BODY, 7.2, 11.6, DARK)
NAME = TextStyle(Role.STRONG, 9.2, 12.4)
CHECK = TextStyle(Role.BODY, 8.6, 11.6)
FINE = TextStyle(Role.BODY, 7.1, 9.8, DARK)
BAND = TextStyle(Role.SUBHEADING, 10, 14)
POINTS = TextStyle(Role.BODY, 9, 12.4)
WRITTEN = TextStyle(Role.SUBHEADING, 10.5, 14)  # 楷体: what was filled in stands out from what was printed
SCALE_LIMIT = TextStyle(Role.BODY, 7.8, 10.6)
SCALE_POINTS = TextStyle(Role.LABEL_STRONG, 7.8, 10.6)
BOX = TextStyle(Role.LABEL, 12, 15.5, INK)  # its □ measures 0.8 of the size: 3.4 mm
TICK = TextStyle(Role.STRONG, 12, 15.5, INK)
RUNNING = TextStyle(Role.BODY, 8, 11)

BOX_SIDE = 0.8 * BOX.size
WRITING_HEIGHT = 20.4  # 7.2 mm: room for a hand
TICK_HEIGHT = 15.5
CELL_SIDE = 6.2 * MM

CODE_WIDTH, MAX_WIDTH, SCORE_WIDTH = 45.0, 26.0, 38.0
TEXT_WIDTH = 170.0
ANSWER_WIDTH = MEASURE - CODE_WIDTH - TEXT_WIDTH - MAX_WIDTH - SCORE_WIDTH
