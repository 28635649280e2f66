"""The colours of the window, named once: one frozen table per scheme, with palettes and style sheet made of them."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication


class Scheme(enum.Enum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one scheme as `#RRGGBB`; the names are those of the design page."""

    window: str
    panel: str
    surface: str
    zebra: str
    hover: str
    row_focus: str
    line: str
    line2: str
    control: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_ink: str
    accent_soft: str
    met: str
    lost: str
    lost_soft: str
    fail: str
    fail_soft: str
    flag: str
    flag_soft: str
    changed: str
    changed_soft: str
    bar: str
    bar_open: str
    step1: str
    step2: str
    step3: str
    step4: str


LIGHT = Tokens(
    window="#ECEFEA",
    panel="#F5F7F3",
    surface="#FFFFFF",
    zebra="#FAFBF9",
    hover="#E4E9E2",
    row_focus="#EEF5F0",
    line="#D6DBD3",
    line2="#AEB6AC",
    control="#7C857C",
    ink="#17201B",
    ink2="#434D47",
    ink3="#59635D",
    accent="#0B6B4C",
    accent_ink="#FFFFFF",
    accent_soft="#DDEDE4",
    met="#2E6B50",
    lost="#8F4E00",
    lost_soft="#FBEFD9",
    fail="#B3261E",
    fail_soft="#FBE6E3",
    flag="#6A3FA0",
    flag_soft="#EFE8F8",
    changed="#14579A",
    changed_soft="#E2EDF9",
    bar="#3F7F64",
    bar_open="#C9D3CB",
    step1="#DDEDE4",
    step2="#A9CDBB",
    step3="#3F7F64",
    step4="#0B6B4C",
)

DARK = Tokens(
    window="#141917",
    panel="#191F1C",
    surface="#1E2522",
    zebra="#212825",
    hover="#2A332E",
    row_focus="#243029",
    line="#333D38",
    line2="#4C5852",
    control="#78857E",
    ink="#E9EEEB",
    ink2="#BCC7C1",
    ink3="#9AA69F",
    accent="#62C89C",
    accent_ink="#0C1712",
    accent_soft="#1F3A2F",
    met="#7FC7A4",
    lost="#F0B35A",
    lost_soft="#3A2D16",
    fail="#FF8A80",
    fail_soft="#42201D",
    flag="#C3A5F0",
    flag_soft="#2F2740",
    changed="#86B9F2",
    changed_soft="#1C2F44",
    bar="#4FA47F",
    bar_open="#3C4742",
    step1="#1F3A2F",
    step2="#2C5A48",
    step3="#4FA47F",
    step4="#62C89C",
)

TABLES = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}


def high_contrast(tokens: Tokens) -> Tokens:
    """Sharpen a scheme: borders that carry, one ink, no soft grounds (a 2 px border in the state's colour instead)."""
    return replace(
        tokens,
        line=tokens.control,
        line2=tokens.control,
        ink2=tokens.ink,
        ink3=tokens.ink,
        lost_soft=tokens.surface,
        fail_soft=tokens.surface,
        flag_soft=tokens.surface,
        changed_soft=tokens.surface,
    )


def contrast(one: str, other: str) -> float:
    """Compute the WCAG 2 contrast ratio of two `#RRGGBB` colours."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class _Current:
    """The scheme in use; like Qt's own palette there is one per program."""

    def __init__(self) -> None:
        self.tokens = LIGHT
        self.scheme = Scheme.LIGHT
        self.colours: dict[str, QColor] = {}
        self.has_style = False


_current = _Current()


def tokens() -> Tokens:
    """Give the table in use."""
    return _current.tokens


def scheme() -> Scheme:
    """Give the scheme in use."""
    return _current.scheme


def colour(name: str) -> QColor:
    """Give a token of the scheme in use as a QColor; do not change what you get."""
    found = _current.colours.get(name)
    if found is None:
        found = _current.colours[name] = QColor(getattr(_current.tokens, name))
    return found


def palette_of(table: Tokens) -> QPalette:
    """Fill a complete palette, disabled group and placeholder text included."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: table.panel,
        role.WindowText: table.ink,
        role.Base: table.surface,
        role.AlternateBase: table.zebra,
        role.Text: table.ink,
        role.Button: table.surface,
        role.ButtonText: table.ink,
        role.BrightText: table.fail,
        role.PlaceholderText: table.ink3,
        role.ToolTipBase: table.surface,
        role.ToolTipText: table.ink,
        role.Highlight: table.accent,
        role.HighlightedText: table.accent_ink,
        role.Accent: table.accent,
        role.Link: table.accent,
        role.LinkVisited: table.met,
        role.Light: table.surface,
        role.Midlight: table.line,
        role.Mid: table.line2,
        role.Dark: table.control,
        role.Shadow: table.ink3,
    }
    palette = QPalette()
    for which, value in pairs.items():
        palette.setColor(QPalette.ColorGroup.All, which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(table.ink3))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(table.line))
    return palette


def style_sheet(template: str, table: Tokens) -> str:
    """Put the colours into a style sheet: `@ink` becomes the token `ink`; an unknown name is a KeyError."""
    values = {entry.name: getattr(table, entry.name) for entry in fields(table)}
    return re.sub(r"@([a-z][a-z0-9_]*)", lambda found: values[found[1]], template)


def apply(application: QApplication, wanted: Scheme, *, sheet: Path | None = None, sharp: bool = False) -> None:
    """Dress the program in a scheme; every widget repaints by itself."""
    table = high_contrast(TABLES[wanted]) if sharp else TABLES[wanted]
    _current.tokens, _current.scheme = table, wanted
    _current.colours = {}
    if not _current.has_style:
        # Once only: a second setStyle pulls the style from under the style sheet that wraps it.
        application.setStyle("Fusion")
        _current.has_style = True
    application.setPalette(palette_of(table))
    if sheet is not None:
        application.setStyleSheet(style_sheet(sheet.read_text(encoding="utf-8"), table))
