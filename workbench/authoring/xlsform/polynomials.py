"""Expressions as one fraction of two polynomials, with everything that must not be 0 on the way there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import assert_never

from workbench.domain.expressions import Binary, Expression, Literal, Mean, Name, Negative, parse

Polynomial = Mapping[tuple[str, ...], Fraction]
"""Factors (sorted, repeats included) to the coefficient in front of them."""


class LengthUnknown(ValueError):  # noqa: N818 -- an answer of this room, told to the user as a reason
    """The mean of a list whose length the form does not declare."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """`above` / `below`; `divisors` are the polynomials that an exact evaluation divides by."""

    above: Polynomial
    below: Polynomial
    divisors: tuple[Polynomial, ...] = ()

    @property
    def degree(self) -> int:
        """How many factors stand together at most."""
        return max((len(factors) for side in (self.above, self.below) for factors in side), default=0)


def ratio_of(text: str, lengths: Mapping[str, int]) -> Ratio:
    """Bring an expression into one fraction; list inputs of a known length are named `key#1`, `key#2`, ...

    Raises:
        LengthUnknown.
    """
    return _ratio(parse(text), lengths)


_ONE: Polynomial = {(): Fraction(1)}


def _ratio(expression: Expression, lengths: Mapping[str, int]) -> Ratio:
    match expression:
        case Literal():
            return Ratio({(): expression.value}, _ONE)
        case Name():
            return Ratio({(expression.name,): Fraction(1)}, _ONE)
        case Mean():
            if expression.name not in lengths:
                raise LengthUnknown(expression.name)
            length = lengths[expression.name]
            each = Fraction(1, length)
            return Ratio({(f"{expression.name}#{at}",): each for at in range(1, length + 1)}, _ONE)
        case Negative():
            inner = _ratio(expression.operand, lengths)
            return Ratio(_scaled(inner.above, Fraction(-1)), inner.below, inner.divisors)
        case Binary():
            return _joined(expression.operator, _ratio(expression.left, lengths), _ratio(expression.right, lengths))
        case _:  # pragma: no cover -- mypy proves that no kind is forgotten
            assert_never(expression)


def _joined(operator: str, left: Ratio, right: Ratio) -> Ratio:
    divisors = (*left.divisors, *right.divisors)
    if operator == "*":
        return Ratio(_product(left.above, right.above), _product(left.below, right.below), divisors)
    if operator == "/":
        return Ratio(_product(left.above, right.below), _product(left.below, right.above), (*divisors, right.above))
    sign = Fraction(1 if operator == "+" else -1)
    if left.below == right.below:
        return Ratio(_sum(left.above, _scaled(right.above, sign)), left.below, divisors)
    above = _sum(_product(left.above, right.below), _scaled(_product(right.above, left.below), sign))
    return Ratio(above, _product(left.below, right.below), divisors)


def _scaled(polynomial: Polynomial, by: Fraction) -> Polynomial:
    return {factors: coefficient * by for factors, coefficient in polynomial.items() if coefficient * by}


def _sum(left: Polynomial, right: Polynomial) -> Polynomial:
    found = dict(left)
    for factors, coefficient in right.items():
        found[factors] = found.get(factors, Fraction(0)) + coefficient
    return {factors: coefficient for factors, coefficient in found.items() if coefficient}


def _product(left: Polynomial, right: Polynomial) -> Polynomial:
    found: dict[tuple[str, ...], Fraction] = {}
    for one, by in left.items():
        for other, times in right.items():
            factors = tuple(sorted((*one, *other)))
            found[factors] = found.get(factors, Fraction(0)) + by * times
    return {factors: coefficient for factors, coefficient in found.items() if coefficient}


def in_whole_numbers(
    polynomials: tuple[Polynomial, ...], places: Mapping[str, int]
) -> tuple[Mapping[tuple[str, ...], int], ...]:
    """Rewrite polynomials for factors counted in units of their last decimal place; all are scaled alike.

    The value of a factor is its whole number divided by 10^places; the common scale that makes every coefficient whole
    is the smallest there is.
    """
    shrunk = [
        {
            factors: coefficient / 10 ** sum(places[name] for name in factors)
            for factors, coefficient in polynomial.items()
        }
        for polynomial in polynomials
    ]
    coefficients = [entry for polynomial in shrunk for entry in polynomial.values()]
    up = lcm(*(entry.denominator for entry in coefficients)) if coefficients else 1
    down = gcd(*(int(entry * up) for entry in coefficients)) or 1
    return tuple(
        {factors: int(coefficient * up) // down for factors, coefficient in polynomial.items()} for polynomial in shrunk
    )
