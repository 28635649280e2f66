"""How our cells look: one typeface, calm colours; each style is made once and shared by all cells that wear it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Font, PatternFill

FONT: Final = "等线"
INK: Final = "1F3D2E"
LINK_INK: Final = "1F5F8B"
BAND: Final = "E3ECE6"
PALE_BAND: Final = "F4F7F5"
HAIRLINE: Final = "A9B8AE"


@cache
def font(*, size: float = 10.5, is_bold: bool = False, ink: str | None = None, is_link: bool = False) -> Font:
    """Give a font of the one typeface."""
    from openpyxl.styles import Font

    return Font(name=FONT, size=size, bold=is_bold, color=ink, underline="single" if is_link else None)


@cache
def fill(colour: str) -> PatternFill:
    """Give a plain fill."""
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour)


@cache
def alignment(*, vertical: str = "top", is_wrapped: bool = False) -> Alignment:
    """Give an alignment."""
    from openpyxl.styles import Alignment

    return Alignment(vertical=vertical, wrap_text=is_wrapped)
