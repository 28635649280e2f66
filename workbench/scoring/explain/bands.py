"""Explains measured bands: the band that matched, and the cheapest better one with the bounds it still misses."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from workbench.domain.forms import Input
from workbench.domain.results import Reason
from workbench.domain.rules import Band, Bands, Bound, Quantity
from workbench.domain.texts import Text
from workbench.scoring.answers import InputValue, Measured
from workbench.scoring.explain.facts import BandFact, BandsFact, BoundFact, NamedValue
from workbench.scoring.judgement import Circumstances
from workbench.scoring.rules.bands import place, points_at
from workbench.scoring.rules.bounds import Reading, is_held, limit_of

Inputs = Mapping[str, Input]


def explain_bands(
    rule: Bands, value: Measured, points: Fraction, inputs: Inputs, circumstances: Circumstances
) -> BandsFact:
    """Explain a judged answer to a `bands` rule that gave `points`."""
    quantity = rule.quantity
    placed = place(rule, value, circumstances)
    shortcut = rule.shortcut.condition if rule.shortcut is not None and value.shortcut else None
    if isinstance(placed, Reason):
        return BandsFact(quantity.name, quantity.unit, None, (), None, None, None, shortcut)
    matched = None if placed.band is None else band_fact(rule.bands[placed.band], quantity, placed.reading, inputs)
    better = _better(rule, points)
    return BandsFact(
        name=quantity.name,
        unit=quantity.unit,
        value=placed.reading.value,
        inputs=named_values(quantity, value.inputs, inputs),
        matched=matched,
        better=None if better is None else band_fact(better, quantity, placed.reading, inputs),
        measured=points_at(rule, placed.band),
        shortcut=shortcut,
    )


def named_values(quantity: Quantity, entered: Mapping[str, InputValue], inputs: Inputs) -> tuple[NamedValue, ...]:
    """Name the raw inputs of a quantity."""
    return tuple(NamedValue(*name_of(key, inputs), entered[key]) for key in quantity.inputs)


def name_of(key: str, inputs: Inputs) -> tuple[Text, str]:
    """Give the name and unit of a raw quantity; one that is not declared is called by its key."""
    return (inputs[key].name, inputs[key].unit) if key in inputs else (Text(key), "")


def _better(rule: Bands, points: Fraction) -> Band | None:
    """Give the band with the fewest points above the present ones; among equals the first in file order."""
    better = [band for band in rule.bands if band.points is not None and band.points > points]
    return min(better, key=lambda band: band.points or points, default=None)


def band_fact(band: Band, quantity: Quantity, reading: Reading, inputs: Inputs) -> BandFact:
    """Explain one band: its bounds and what stands against each."""
    return BandFact(
        points=band.points or Fraction(0),
        every=tuple(_bound(bound, quantity, reading, inputs) for bound in band.every),
        any_of=tuple(_bound(bound, quantity, reading, inputs) for bound in band.any_of),
    )


def _bound(bound: Bound, quantity: Quantity, reading: Reading, inputs: Inputs) -> BoundFact:
    if bound.quantity is None:
        name, unit, actual = None, quantity.unit, reading.value
    else:
        name, unit = name_of(bound.quantity, inputs)
        entered = reading.inputs.get(bound.quantity)
        actual = entered if isinstance(entered, Fraction) else None
    return BoundFact(name, unit, bound.relation, limit_of(bound.limit, reading), actual, is_held(bound, reading))
