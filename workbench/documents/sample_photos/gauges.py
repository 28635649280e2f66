"""Displays of instruments: digits of seven segments, a glass over them, and figures read out of a caption."""

from __future__ import annotations

import re

from workbench.documents.sample_photos.easel import Box, Colour, Easel, Point, between

_SEGMENTS = {
    "0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc", "5": "afgcd", "6": "afgedc",
    "7": "abc", "8": "abcdefg", "9": "abcdfg", "-": "g", " ": "",
}  # fmt: skip
_LINES = {
    "a": ((0, 0), (1, 0)), "b": ((1, 0), (1, 1)), "c": ((1, 1), (1, 2)), "d": ((0, 2), (1, 2)),
    "e": ((0, 1), (0, 2)), "f": ((0, 0), (0, 1)), "g": ((0, 1), (1, 1)),
}  # fmt: skip


def figure_in(caption: str, unit: str, otherwise: str) -> str:
    """Read the figure before a unit out of a caption, so that the picture shows what the words say."""
    found = re.search(rf"(\d+(?:\.\d+)?)\s*{unit}", caption)
    return found[1] if found else otherwise


def digits_width(figure: str, height: float) -> float:
    """Tell how wide `digits` will be."""
    return sum(height * (0.2 if sign == "." else 0.66) for sign in figure)


def digits(easel: Easel, at: Point, figure: str, height: float, ink: Colour) -> None:
    """Draw digits of seven segments, a little slanted, from the upper left corner on."""
    x, y = at
    wide, half, thick = height * 0.44, height / 2, height * 0.1
    for sign in figure:
        if sign == ".":
            easel.box((x - thick * 0.2, y + height - thick * 0.7, x + thick * 1.1, y + height + thick * 0.6), ink)
            x += height * 0.2
            continue
        for name in _SEGMENTS[sign]:
            (ax, ay), (bx, by) = _LINES[name]
            gap = thick * 0.62
            start = x + ax * wide + gap * (bx - ax) + (2 - ay) * half * 0.09, y + ay * half + gap * (by - ay)
            stop = x + bx * wide - gap * (bx - ax) + (2 - by) * half * 0.09, y + by * half - gap * (by - ay)
            easel.line([start, stop], ink, thick)
        x += height * 0.66


def display(easel: Easel, box: Box, glass: Colour = (176, 190, 160)) -> None:
    """Draw the sunken glass of a liquid crystal display."""
    left, top, right, bottom = box
    easel.box((left - 10, top - 10, right + 10, bottom + 10), (58, 62, 64), 12)
    easel.shade_box(box, (between(glass, (90, 100, 84), 0.25), glass), 6)
    easel.line([(left + 4, top + 4), (right - 4, top + 4)], between(glass, (60, 66, 56), 0.5), 4)


def screw(easel: Easel, at: Point, radius: float = 11) -> None:
    """Draw the head of a screw."""
    x, y = at
    easel.disc((x - radius, y - radius, x + radius, y + radius), (110, 112, 114))
    easel.shade_disc(
        (x - radius + 2, y - radius + 2, x + radius - 2, y + radius - 2), ((212, 214, 214), (146, 148, 150))
    )
    turn = easel.dice.uniform(-0.7, 0.7)
    reach = radius * 0.7
    easel.line([(x - reach, y - reach * turn), (x + reach, y + reach * turn)], (84, 86, 88), radius * 0.28)


def bars(easel: Easel, box: Box) -> None:
    """Draw a bar code that carries nothing."""
    x = box[0]
    while x < box[2]:
        width = easel.dice.choice((1.5, 1.5, 3, 4.5))
        easel.box((x, box[1], min(x + width, box[2]), box[3]), (36, 36, 38))
        x += width + easel.dice.choice((2, 3, 4.5))


def square_code(easel: Easel, at: Point, size: float) -> None:
    """Draw something like a two-dimensional code, of chance modules: no reader reads it."""
    count = 25
    cell = size / count
    x, y = at
    easel.box((x - cell * 2, y - cell * 2, x + size + cell * 2, y + size + cell * 2), (255, 255, 255))
    for row in range(count):
        for column in range(count):
            if easel.dice.random() < 0.48:
                left, top = x + column * cell, y + row * cell
                easel.box((left, top, left + cell, top + cell), (24, 24, 26))
    for left, top in ((x, y), (x + cell * 18, y), (x, y + cell * 18)):
        easel.box((left - cell, top - cell, left + cell * 8, top + cell * 8), (255, 255, 255))
        easel.box((left, top, left + cell * 7, top + cell * 7), (24, 24, 26))
        easel.box((left + cell, top + cell, left + cell * 6, top + cell * 6), (255, 255, 255))
        easel.box((left + cell * 2, top + cell * 2, left + cell * 5, top + cell * 5), (24, 24, 26))
