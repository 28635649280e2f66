"""Characters as one document prints them: each one's font subset and code, asked of the page engine once.

The engine's own text object looks every character of every line up again, which is nearly half the time of a report.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

_PLAIN = {*range(0x20, 0x7F)} - set(b"()\\")
_LITERALS = tuple(chr(code) if code in _PLAIN else f"\\{code:03o}" for code in range(256))  # ISO 32000-1, 7.3.4.2


class _Codes(dict[str, tuple[str, str]]):
    """Character to (name of the font subset, literal) for one face of one document."""

    def __init__(self, font_name: str, document: Any) -> None:
        super().__init__()
        self._font: Any = pdfmetrics.getFont(font_name)
        self._document = document

    def __missing__(self, character: str) -> tuple[str, str]:
        ((subset, code),) = self._font.splitString(character, self._document)
        found = self._font.getSubsetInternalName(subset, self._document), _LITERALS[code[0]]
        self[character] = found
        return found


class Ink:
    """Encodes the measured texts of one document."""

    def __init__(self, canvas: Canvas) -> None:
        self._document: Any = canvas._doc  # noqa: SLF001 -- the engine's own fonts ask for it
        self._codes: dict[str, _Codes] = {}

    def pieces(self, font_name: str, text: str) -> list[tuple[str, str]]:
        """Cut a run into (name of the font subset, string literal) pairs."""
        codes = self._codes.get(font_name)
        if codes is None:
            codes = self._codes[font_name] = _Codes(font_name, self._document)
        pieces: list[tuple[str, str]] = []
        current, literals = "", ""
        for character in text:
            subset, literal = codes[character]
            if subset == current:
                literals += literal
                continue
            if literals:
                pieces.append((current, literals))
            current, literals = subset, literal
        pieces.append((current, literals))
        return pieces


_inks: WeakKeyDictionary[Canvas, Ink] = WeakKeyDictionary()


def ink_of(canvas: Canvas) -> Ink:
    """Give the ink of a canvas, the same for all that is drawn on it."""
    ink = _inks.get(canvas)
    if ink is None:
        ink = _inks[canvas] = Ink(canvas)
    return ink
