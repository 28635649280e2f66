"""The engraved border of a certificate: interlaced waves between fine lines, computed once and drawn as vectors."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

_WAVES = 4  # interlaced, each a quarter period behind the last
_CONTROL = 0.3642  # handle length of the cubic that follows half a sine wave best, as a share of its length


@cache
def wave_band(size: tuple[float, float], inset: float, depth: float, corner: float) -> str:
    """Give the PDF path operators of a woven band around a page, all in points.

    Args:
        size: of the page, width and height.
        inset: of the middle of the band from the page's edge.
        depth: of the band from crest to trough.
        corner: half the side of the square that each corner's ornament fills.
    """
    width, height = size
    corners = [(inset, inset), (width - inset, inset), (width - inset, height - inset), (inset, height - inset)]
    operators: list[str] = []
    for index, start in enumerate(corners):
        end = corners[(index + 1) % 4]
        for wave in range(_WAVES):
            ends = _between(start, end, corner), _between(end, start, corner)
            operators.extend(_wave(*ends, depth / 2, wave / _WAVES))
    operators.extend(operator for centre in corners for operator in _rosette(centre, corner * 0.86))
    return " ".join(operators)


def _between(start: tuple[float, float], end: tuple[float, float], gap: float) -> tuple[float, float]:
    """Move from one corner towards the next, to leave room for its ornament."""
    share = gap / math.dist(start, end)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _wave(start: tuple[float, float], end: tuple[float, float], amplitude: float, phase: float) -> Iterator[str]:
    """Follow a sine wave from corner to corner: whole periods, so that the sides meet evenly."""
    length = math.dist(start, end)
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    across = (-along[1], along[0])
    halves = 2 * round(length / (amplitude * 5.2))
    half = length / halves

    def place(run: float, rise: float) -> str:
        x = start[0] + along[0] * run + across[0] * rise
        y = start[1] + along[1] * run + across[1] * rise
        return f"{x:.2f} {y:.2f}"

    # Four waves, two and two mirrored, all begin and end on the middle line at whole half periods.
    shift, side = (phase * 2) % 1 * half, 1 if phase < 0.5 else -1
    yield f"{place(shift, side * amplitude)} m"
    for step in range(halves - (1 if shift else 0)):
        sign = side * (amplitude if step % 2 == 0 else -amplitude)
        run = shift + step * half
        handles = f"{place(run + half * _CONTROL, sign)} {place(run + half * (1 - _CONTROL), -sign)}"
        yield f"{handles} {place(run + half, -sign)} c"


def _rosette(centre: tuple[float, float], radius: float) -> Iterator[str]:
    """Draw a corner ornament: one line that swings around the centre in twelve loops."""
    points = 96
    for step in range(points + 1):
        turn = 2 * math.pi * step / points
        reach = radius * (0.72 + 0.28 * math.cos(12 * turn))
        x, y = centre[0] + reach * math.cos(turn), centre[1] + reach * math.sin(turn)
        yield f"{x:.2f} {y:.2f} {'l' if step else 'm'}"
