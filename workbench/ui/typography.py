"""The six text roles of the window in one family, Noto Sans SC, scaled by the user's font size."""

from __future__ import annotations

import enum
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

FAMILY = "Noto Sans SC"
SCALES = (90, 100, 115, 130, 150)


class Role(enum.Enum):
    """What a text is for; the value is its size in points at 100 %."""

    DISPLAY = 24.0
    HEADING = 18.0
    TITLE = 15.0
    BODY = 12.0
    TEXT = 10.5
    NOTE = 9.0


_LINES = {Role.DISPLAY: 40, Role.HEADING: 34, Role.TITLE: 28, Role.BODY: 24, Role.TEXT: 20, Role.NOTE: 16}
_WEIGHTS = {400: QFont.Weight.Normal, 500: QFont.Weight.Medium, 700: QFont.Weight.Bold}


class _Current:
    """The user's font size in per cent."""

    scale = 100


def load(folder: Path) -> None:
    """Register the three weights of the family; a missing file leaves the system's fonts in place."""
    for weight in ("Regular", "Medium", "Bold"):
        path = folder / f"NotoSansSC-{weight}.ttf"
        if path.is_file():
            QFontDatabase.addApplicationFont(str(path))


def apply(application: QApplication, percent: int = 100) -> None:
    """Set the program's font size in per cent (one of `SCALES`)."""
    _Current.scale = percent
    font.cache_clear()
    metrics.cache_clear()
    application.setFont(font(Role.TEXT))


def scale() -> int:
    """Give the program's font size in per cent."""
    return _Current.scale


@cache
def font(role: Role, weight: int = 400) -> QFont:
    """Give the font of a role; weights are 400, 500 and 700."""
    made = QFont([FAMILY])
    made.setPointSizeF(role.value * _Current.scale / 100)
    made.setWeight(_WEIGHTS[weight])
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


@cache
def metrics(role: Role, weight: int = 400) -> QFontMetrics:
    """Give the measures of a role's font."""
    return QFontMetrics(font(role, weight))


def line(role: Role) -> int:
    """Give the line height of a role in px at the present font size."""
    return round(_LINES[role] * _Current.scale / 100)


def at_least(height: int, role: Role) -> int:
    """Grow a row's height with the font: max(given, line height + 8 beyond 100 %)."""
    return max(height, line(role) + 8) if _Current.scale > 100 else height
