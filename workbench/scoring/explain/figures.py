"""Writes figures for people so that no figure seems to stand on the other side of a limit than it does."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from workbench.domain.figures import cut, half_up, plain
from workbench.domain.rules import Relation
from workbench.scoring.explain.facts import BandFact, BoundFact
from workbench.scoring.rules.bounds import compares

PERCENT: Final = "%"
_BARE_UNITS: Final = ("", "1", "-")
_PLACES_AT_MOST: Final = 4

Line = tuple[Relation, Fraction]


def lines_of(bands: Iterable[BandFact | None]) -> tuple[Line, ...]:
    """Collect the limits that the main value of a quantity is held against."""
    bounds = [bound for band in bands if band is not None for bound in (*band.every, *band.any_of)]
    return tuple(line_of(bound) for bound in bounds if bound.name is None and bound.limit is not None)


def line_of(bound: BoundFact) -> Line:
    """Give the limit of one bound; a missing one is never reached."""
    return bound.relation, Fraction(0) if bound.limit is None else bound.limit


def written(value: Fraction, unit: str, lines: Iterable[Line] = ()) -> str:
    """Write a value with its unit: percentages with one place, others with up to two, more where a limit is near."""
    listed = tuple(lines)
    places = 1 if unit == PERCENT else 2
    while places < _PLACES_AT_MOST and not _is_true(value, places, listed):
        places += 1
    figure = plain(_shown(value, places, listed), places)
    if unit == PERCENT and "." not in figure:
        figure += ".0"
    return with_unit(figure, unit)


def _shown(value: Fraction, places: int, lines: tuple[Line, ...]) -> Fraction:
    """Round, or cut where rounding would carry the figure over a limit that four places cannot tell it from."""
    rounded = half_up(value, places)
    candidates = (rounded, cut(value, places), cut(value, places, up=True))
    return next((figure for figure in candidates if _tells_the_truth(figure, value, lines)), rounded)


def _is_true(value: Fraction, places: int, lines: tuple[Line, ...]) -> bool:
    return _tells_the_truth(half_up(value, places), value, lines)


def _tells_the_truth(figure: Fraction, value: Fraction, lines: tuple[Line, ...]) -> bool:
    return all(compares(figure, relation, limit) is compares(value, relation, limit) for relation, limit in lines)


def with_unit(figure: str, unit: str) -> str:
    """Put a unit behind a figure; a pure number has none."""
    return figure if unit in _BARE_UNITS else f"{figure} {unit}"
