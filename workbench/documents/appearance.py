"""The look of a visible signature: one small page, drawn to the size of its box, that the signing room places there."""

from __future__ import annotations

from workbench.documents.content import AppearanceContent
from workbench.documents.fonts import MissingGlyph, Role
from workbench.documents.naming import name_the_place
from workbench.documents.pen import Pen, fitted, height_of, laid
from workbench.documents.press import Press, open_canvas
from workbench.documents.styles import GREEN, GREY, INK, PAPER, TextStyle

_EDGE, _FLAT_EDGE, _BAR = 7.0, 4.5, 3.0
_SHARE_OF_NAME = 0.4  # of a flat box
_FLAT = 60.0  # a box lower than this has its texts side by side
_LEAD = TextStyle(Role.LABEL_STRONG, 8.2, 12, GREEN)
_SMALL = TextStyle(Role.LABEL, 7.2, 10.4, GREY)
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
    width, height = size
    pen.fill((0, 0), size, PAPER)  # covers the dashed place that the report prints for the signature
    pen.frame((0.4, 0.4), (width - 0.8, height - 0.8), 0.8, GREEN)
    pen.fill((0.4, 0.4), (_BAR, height - 0.8), GREEN)
    if height < _FLAT:
        _draw_abreast(pen, content, size)
    else:
        _draw_stacked(pen, content, size)
    pen.lift()


def _draw_stacked(pen: Pen, content: AppearanceContent, size: tuple[float, float]) -> None:
    """Write title and role on top, the name below, time and key at the foot."""
    press, (width, height) = pen.press, size
    left, room, top = _BAR + _EDGE, width - _BAR - 2 * _EDGE, height - _EDGE
    pen.stack([fitted(press, press.say("appearance.title"), _LEAD, room / 2)], left, top, room)
    pen.stack([fitted(press, content.role, _SMALL, room / 2)], left, top, room, "right")
    foot = [fitted(press, line, _SMALL, room) for line in _facts(press, content)]
    bottom = _EDGE + height_of(foot)
    _draw_name(pen, content.name, (left, room), (top - _LEAD.leading, bottom))
    pen.stack(foot, left, bottom, room)


def _draw_abreast(pen: Pen, content: AppearanceContent, size: tuple[float, float]) -> None:
    """Write title and name at the left, role, time and key at the right: for boxes too flat for a stack."""
    press, (width, height) = pen.press, size
    whole = width - _BAR - 3 * _EDGE
    left, room, top = _BAR + _EDGE, whole * _SHARE_OF_NAME, height - _FLAT_EDGE
    pen.stack([fitted(press, press.say("appearance.title"), _LEAD, room)], left, top, room)
    _draw_name(pen, content.name, (left, room), (top - _LEAD.leading, _FLAT_EDGE))
    rest = whole - room
    lines = [fitted(press, line, _SMALL, rest) for line in (content.role, *_facts(press, content))]
    pen.stack(lines, left + room + _EDGE, (height + height_of(lines)) / 2, rest)


def _facts(press: Press, content: AppearanceContent) -> tuple[str, str]:
    return (
        f"{press.say('appearance.time')}  {press.moment(content.signed_at)}",
        f"{press.say('appearance.key')}  {short_fingerprint(content.key_id)}",
    )


def _draw_name(pen: Pen, name: str, across: tuple[float, float], down: tuple[float, float]) -> None:
    """Write the name as large as it fits between two heights, on as many lines as that takes."""
    (left, room), (top, bottom) = across, down
    for size in _NAME_SIZES:
        lines = laid(pen.press, name, TextStyle(Role.SUBHEADING, size, size * 1.25, INK), room)
        used = height_of(lines)
        if used <= top - bottom:
            break
    pen.stack(lines, left, top - (top - bottom - used) / 2, room)
