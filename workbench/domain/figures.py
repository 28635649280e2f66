"""Exact figures written for machines and people; rounding happens here and nowhere earlier (contract section 1)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

_SCREEN_PLACES_AT_MOST = 4


def exact_sum(figures: Iterable[Fraction]) -> Fraction:
    """Add exactly; several times faster than `sum`, which makes and reduces a fraction at every step."""
    numerator, denominator = 0, 1
    for figure in figures:
        if figure.denominator != denominator:
            common = lcm(denominator, figure.denominator)
            numerator *= common // denominator
            denominator = common
        numerator += figure.numerator * (denominator // figure.denominator)
    return Fraction(numerator, denominator)


def half_up(value: Fraction, places: int) -> Fraction:
    """Round to `places` decimals, halves away from zero."""
    scale = 10**places
    magnitude = (abs(value) * scale * 2 + 1) // 2
    return Fraction(-magnitude if value < 0 else magnitude, scale)


def cut(value: Fraction, places: int, *, up: bool = False) -> Fraction:
    """Cut to `places` decimals, towards smaller values unless `up`."""
    scale = 10**places
    return Fraction(-(-value * scale // 1) if up else value * scale // 1, scale)


def plain(value: Fraction, places: int = 4) -> str:
    """Write a decimal string in plain notation, rounded half up, without trailing zeros or a trailing point."""
    scaled = half_up(value, places) * 10**places
    digits = f"{abs(scaled.numerator):0{places + 1}d}"
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def on_screen(value: Fraction, line: Fraction | None = None, places: int = 1) -> str:
    """Write a figure for people, with as many places (up to four) as keep it from seeming to reach a line it misses.

    Where four are not enough it is cut, not rounded: 79.99996 against 80 is 79.9999.
    """
    while line is not None and value < line <= half_up(value, places) and places < _SCREEN_PLACES_AT_MOST:
        places += 1
    if line is not None and value < line <= half_up(value, places):
        return plain(cut(value, places), places)
    return plain(value, places)


def scaled(ten_thousandths: int) -> Fraction:
    """Give back the figure that a database column keeps as whole ten-thousandths (decision 9)."""
    return Fraction(ten_thousandths, 10_000)
