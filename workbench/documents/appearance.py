"""The look of a visible signature: one small page, drawn to the size of its box, that the signing room places there."""

from __future__ import annotations

from workbench.documents.content import AppearanceContent
from workbench.documents.fonts import MissingGlyph, Role
from workbench.documents.naming import name_the_place
from workbench.documents.pen import Pen, fitted, height_of, laid
from workbench.documents.press import Press, open_canvas
from workbench.documents.styles import GREEN, GREY, INK, TextStyle

_EDGE = 7.0
_NAME_SIZES = (17.0, 14.0, 11.5, 9.5, 8.0, 7.0, 6.0, 5.0)
_FINGERPRINT_DIGITS = 16


def render_appearance(content: AppearanceContent, size: tuple[float, float], press: Press) -> bytes:
    """Draw a signature's appearance as a one-page PDF of `size` points, faces embedded, nothing else declared.

    Raises:
        MissingGlyph: a character of the name or role stands in no face.
    """
    try:
        with open_canvas(press, size) as (canvas, buffer):
            _draw(Pen(canvas, press), content, size)
    except MissingGlyph as refusal:
        raise name_the_place(refusal, content, press, content.name) from refusal
    return buffer.getvalue()


def short_fingerprint(key_id: str) -> str:
    """Write the first 16 digits of a key's id in fours, as people compare them: 4F2A 91C0 7D3E B07D."""
    digits = key_id[:_FINGERPRINT_DIGITS].upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _draw(pen: Pen, content: AppearanceContent, size: tuple[float, float]) -> None:
    press, (width, height) = pen.press, size
    room = width - 2 * _EDGE - 3
    scale = min(1.0, height / 84)
    small = TextStyle(Role.LABEL, 7.2 * scale, 10.4 * scale, GREY)
    lead = TextStyle(Role.LABEL_STRONG, 8.2 * scale, 12 * scale, GREEN)
    pen.frame((0.4, 0.4), (width - 0.8, height - 0.8), 0.8, GREEN)
    pen.fill((0.4, 0.4), (3, height - 0.8), GREEN)
    left = 3 + _EDGE
    top = height - _EDGE * scale
    pen.stack([fitted(press, press.say("appearance.title"), lead, room / 2)], left, top, room)
    pen.stack([fitted(press, content.role, small, room / 2)], left, top, room, "right")
    lines = [
        f"{press.say('appearance.time')}  {press.moment(content.signed_at)}",
        f"{press.say('appearance.key')}  {short_fingerprint(content.key_id)}",
    ]
    bottom = _EDGE * scale + len(lines) * small.leading
    _draw_name(pen, content.name, (left, room), (top - lead.leading, bottom))
    for line in lines:
        bottom = pen.stack([fitted(press, line, small, room)], left, bottom, room)
    pen.lift()


def _draw_name(pen: Pen, name: str, across: tuple[float, float], down: tuple[float, float]) -> None:
    """Write the name as large as it fits between two heights, on as many lines as that takes."""
    (left, room), (top, bottom) = across, down
    for size in _NAME_SIZES:
        lines = laid(pen.press, name, TextStyle(Role.SUBHEADING, size, size * 1.25, INK), room)
        used = height_of(lines)
        if used <= top - bottom:
            break
    pen.stack(lines, left, top - (top - bottom - used) / 2, room)
