"""Breaking text into lines as Chinese pages do: no closing mark begins one, no opening mark ends one (避头尾)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.documents.fonts import Typeface, tidy

_CLOSING = frozenset("、。，．：；？！）］｝〕〉》」』】〗’”…—～·％‰℃°)]},.:;?!%»”′″ー")
_OPENING = frozenset("（［｛〔〈《「『【〖‘“([{《￥$№«")
_HALF_BLANK = frozenset("、。，．：；）］｝〕〉》」』】〗")  # full-width marks whose right half carries no ink
_FIRST_CJK = 0x2E80  # below: alphabets, figures and signs that hold together as words
_CLOSING_MARKS = "".join(sorted(_CLOSING))
_MOST_TO_SPARE = 5
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text with its width in points; `is_last` ends its paragraph and is never stretched."""

    text: str
    width: float
    is_last: bool


@lru_cache(maxsize=32768)
def break_lines(face: Typeface, text: str, size: float, width: float, indent: float = 0) -> tuple[Line, ...]:
    """Break a text into lines no wider than `width` points; line feeds begin paragraphs.

    A full-width closing mark may end a line with its blank half outside the measure. A word longer than a whole line is
    cut where the line ends.

    Args:
        face: the face that measures and will draw it.
        text: any text; characters without ink or width are left out.
        size: of the type, in points.
        width: of the column, in points.
        indent: of the first line of each paragraph, in points.

    Raises:
        MissingGlyph: a character stands in no face.
    """
    lines: list[Line] = []
    for paragraph in tidy(text).split("\n"):
        lines.extend(_paragraph(face, paragraph.rstrip(" "), size, (width, indent)))
    return tuple(lines)


def _paragraph(face: Typeface, text: str, size: float, measure: tuple[float, float]) -> Iterator[Line]:
    width, indent = measure
    whole = face.width(text, size)
    if whole <= width - indent + _ROUNDING:
        yield Line(text, whole, is_last=True)
        return
    for start, end in _spans(face, text, (width - indent) * 1000 / size, width * 1000 / size):
        line = text[start:end].rstrip(" ")
        yield Line(line, face.width(line, size), is_last=end == len(text))


def _spans(face: Typeface, text: str, first_room: float, room: float) -> list[tuple[int, int]]:
    """Cut a paragraph into lines; its last line is never a single character if the line before can spare one (孤字)."""
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _line_end(face, text, start, room if spans else first_room)
        spans.append((start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    if len(spans) == 1:  # its last mark hangs
        return spans
    (before, _), (start, last) = spans[-2:]
    if len(text[start:last].rstrip(_CLOSING_MARKS)) == 1 and ord(text[start]) >= _FIRST_CJK:
        for cut in range(start - 1, max(before, start - _MOST_TO_SPARE) + 1, -1):
            if _may_break(text, cut):
                spans[-2:] = [(before, cut), (cut, last)]
                break
    return spans


def _line_end(face: Typeface, text: str, start: int, room: float) -> int:
    """Find where the line that begins at `start` ends; `room` is in thousandths of the size."""
    advances = face.advances
    used = 0.0
    possible = start
    for position in range(start, len(text)):
        character = text[position]
        used += advances[character]
        if used > room + _ROUNDING and character != " ":
            hangs = character in _HALF_BLANK and used - advances[character] / 2 <= room + _ROUNDING
            if hangs and _may_break(text, position + 1):
                return position + 1
            return possible if possible > start else max(position, start + 1)
        if _may_break(text, position + 1):
            possible = position + 1
    return len(text)


def _may_break(text: str, position: int) -> bool:
    """Tell whether a line may end before the character at `position`."""
    if position >= len(text):
        return True
    before, after = text[position - 1], text[position]
    if after == " " or after in _CLOSING or before in _OPENING:
        return False
    if before == " ":
        return True
    return ord(before) >= _FIRST_CJK or ord(after) >= _FIRST_CJK
