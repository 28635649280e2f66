"""Comparisons with limits, exact: edges as written, a null never holds."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.rules import Band, Bound, ColumnRef, Limit, ParameterRef, Relation
from workbench.scoring.answers import InputValue
from workbench.scoring.rules.lookup import Row, figure

_COMPARE: Mapping[Relation, Callable[[Fraction, Fraction], bool]] = {
    Relation.GTE: operator.ge,
    Relation.GT: operator.gt,
    Relation.LTE: operator.le,
    Relation.LT: operator.lt,
    Relation.EQ: operator.eq,
}


def compares(value: Fraction, relation: Relation, limit: Fraction) -> bool:
    """Tell whether a value stands in a relation to a limit."""
    return _COMPARE[relation](value, limit)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the bounds of a band are compared with."""

    value: Fraction | None
    inputs: Mapping[str, InputValue]
    parameters: Mapping[str, Fraction]
    row: Row | None


def limit_of(limit: Limit, reading: Reading) -> Fraction | None:
    """Give a limit as a figure; None for a parameter that is missing."""
    match limit:
        case ParameterRef():
            return reading.parameters.get(limit.key)
        case ColumnRef():
            return None if reading.row is None else figure(reading.row[limit.column])
        case _:
            return limit


def is_held(bound: Bound, reading: Reading) -> bool:
    """Tell whether one bound holds; for a null input it never does."""
    value = reading.value if bound.quantity is None else reading.inputs.get(bound.quantity)
    limit = limit_of(bound.limit, reading)
    return isinstance(value, Fraction) and limit is not None and compares(value, bound.relation, limit)


def is_matched(band: Band, reading: Reading) -> bool:
    """Tell whether a band matches: all of `every`, and one of `any_of` where there are any."""
    return all(is_held(bound, reading) for bound in band.every) and (
        not band.any_of or any(is_held(bound, reading) for bound in band.any_of)
    )
