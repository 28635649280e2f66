"""Measured quantities: the steps that decide whether a figure can be computed, and the figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from workbench.domain.expressions import Expression, evaluate, names, parse
from workbench.domain.expressions import Value as Operand
from workbench.domain.results import Reason
from workbench.domain.rules import Quantity, Sample
from workbench.scoring.answers import InputValue


@dataclass(frozen=True, slots=True)
class Figure:
    """The computed value; None where the quantity has no expression, or a nullable input of it says "there is none"."""

    value: Fraction | None


@lru_cache(maxsize=4096)
def parsed(expression: str) -> Expression:
    """Parse an expression once."""
    return parse(expression)


@lru_cache(maxsize=4096)
def used_names(expression: str) -> tuple[str, ...]:
    """List the inputs and parameters (`param.<key>`) that an expression needs."""
    return tuple(dict.fromkeys(entry.name for entry in names(parsed(expression))))


def missing_inputs(quantity: Quantity, inputs: Mapping[str, InputValue]) -> tuple[str, ...]:
    """List the inputs that are not answered; null counts as an answer."""
    return tuple(key for key in quantity.inputs if key not in inputs)


def has_wrong_length(quantity: Quantity, inputs: Mapping[str, InputValue]) -> bool:
    """Tell whether a list input does not have exactly its declared length."""
    return any(
        isinstance(series := inputs[key], tuple) and len(series) != length for key, length in quantity.lengths.items()
    )


def smallest_sample(sample: Sample, population: int | None) -> int:
    """Give the smallest sample that may be judged; a whole small population is enough."""
    return sample.min_size if population is None else min(sample.min_size, population)


def sample_fault(sample: Sample | None, inputs: Mapping[str, InputValue], population: int | None) -> Reason | None:
    """Say why a sample cannot be judged, or None."""
    if sample is None:
        return None
    size = inputs.get(sample.size_input)
    if not isinstance(size, Fraction):
        return Reason.NOT_ANSWERED
    return Reason.SAMPLE_TOO_SMALL if size < smallest_sample(sample, population) else None


def input_fault(quantity: Quantity, inputs: Mapping[str, InputValue]) -> Reason | None:
    """Say why the raw inputs cannot be judged: an input is missing, or a series has the wrong length."""
    if missing_inputs(quantity, inputs):
        return Reason.NOT_ANSWERED
    return Reason.SERIES_LENGTH if has_wrong_length(quantity, inputs) else None


def parameter_fault(quantity: Quantity, parameters: Mapping[str, Fraction]) -> Reason | None:
    """Say that an outside value of the quantity is missing, or None."""
    return None if all(key in parameters for key in quantity.parameters) else Reason.MISSING_PARAMETER


def compute(
    quantity: Quantity, inputs: Mapping[str, InputValue], parameters: Mapping[str, Fraction]
) -> Figure | Reason:
    """Compute the expression; a denominator of 0 is a reason, not a figure."""
    if not quantity.expression:
        return Figure(None)
    operands: dict[str, Operand] = {}
    for name in used_names(quantity.expression):
        operand = parameters.get(name.removeprefix("param.")) if name.startswith("param.") else inputs[name]
        if operand is None:
            return Reason.MISSING_PARAMETER if name.startswith("param.") else Figure(None)
        operands[name] = operand
    try:
        return Figure(evaluate(parsed(quantity.expression), operands))
    except ZeroDivisionError:
        return Reason.DIVISION_BY_ZERO


def figure_of(
    quantity: Quantity, inputs: Mapping[str, InputValue], parameters: Mapping[str, Fraction]
) -> Fraction | Reason:
    """Compute a quantity that must give a figure; "there is none" is then as good as not answered."""
    computed = compute(quantity, inputs, parameters)
    if isinstance(computed, Reason):
        return computed
    return Reason.NOT_ANSWERED if computed.value is None else computed.value
