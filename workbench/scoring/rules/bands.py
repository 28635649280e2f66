"""bands: the first band, read top down, that the measured quantity matches."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.results import Reason
from workbench.domain.rules import Bands
from workbench.scoring.answers import Measured
from workbench.scoring.judgement import Circumstances, Judgement, scored, unjudged
from workbench.scoring.rules.bounds import Reading, is_matched
from workbench.scoring.rules.lookup import row_of
from workbench.scoring.rules.quantities import compute, input_fault, parameter_fault, sample_fault


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a measurement lies: the reading, and the index of the first band that matches (None: `otherwise`)."""

    reading: Reading
    band: int | None


def judge(rule: Bands, value: Measured, full: Fraction, circumstances: Circumstances) -> Judgement:
    """Judge: with 40-75: 3, 30-85: 2, 20-95: 1, a load of 75 gives 3, 75.1 gives 2, 95.1 gives 0."""
    placed = place(rule, value, circumstances)
    measured = None if isinstance(placed, Reason) else points_at(rule, placed.band)
    if value.shortcut and rule.shortcut is not None:
        granted = full if rule.shortcut.points is None else rule.shortcut.points
        if measured is None or granted > measured:
            return scored(granted, full, Reason.SHORTCUT)
    if isinstance(placed, Reason):
        return unjudged(placed, full)
    return scored(points_at(rule, placed.band), full)


def place(rule: Bands, value: Measured, circumstances: Circumstances) -> Placed | Reason:
    """Find the band, or why there is none; the steps stand in the contract's order and the first that fails decides."""
    fault = (
        input_fault(rule.quantity, value.inputs)
        or sample_fault(rule.sample, value.inputs, value.population)
        or parameter_fault(rule.quantity, circumstances.parameters)
    )
    if fault is not None:
        return fault
    row = None if rule.lookup is None else row_of(rule.lookup, circumstances)
    if rule.lookup is not None and row is None:
        return Reason.MISSING_ATTRIBUTE
    figure = compute(rule.quantity, value.inputs, circumstances.parameters)
    if isinstance(figure, Reason):
        return figure
    reading = Reading(figure.value, value.inputs, circumstances.parameters, row)
    return Placed(reading, next((at for at, band in enumerate(rule.bands) if is_matched(band, reading)), None))


def points_at(rule: Bands, band: int | None) -> Fraction:
    """Give the points of a band, or of `otherwise`; a band that only says `met` gives none."""
    points = rule.otherwise if band is None else rule.bands[band].points
    return Fraction(0) if points is None else points
