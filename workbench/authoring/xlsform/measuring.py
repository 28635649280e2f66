"""Measured quantities on the phone: whether they can be computed, and how they compare with a limit, without rounding.

A value is a fraction `above` / `below` of whole numbers with `below` positive; `value >= p/q` is written as
`above * q >= p * below`, which a double decides exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Final

from workbench.authoring.xlsform.context import Scoring, marked
from workbench.authoring.xlsform.fields import ROLE_POPULATION, Node
from workbench.authoring.xlsform.judged import FINE, NOT_ANSWERED, TOO_LARGE, UNDETERMINED
from workbench.authoring.xlsform.logic import (
    FALSE,
    all_hold,
    chosen_text,
    is_blank,
    is_given,
    negated,
    one_holds,
)
from workbench.authoring.xlsform.numbers import LARGEST, ONE, ZERO, Exactly, Whole, chosen, figure, minus
from workbench.authoring.xlsform.polynomials import Polynomial, in_whole_numbers, ratio_of
from workbench.domain.rules import Bound, ColumnRef, Limit, ParameterRef, Quantity, Relation, Sample

_SIGNS: Final[Mapping[Relation, str]] = {
    Relation.GTE: ">=",
    Relation.GT: ">",
    Relation.LTE: "<=",
    Relation.LT: "<",
    Relation.EQ: "=",
}


class BeyondDoubles(ValueError):  # noqa: N818 -- an answer of this room, told to the user as a reason
    """Even the smallest figures of an expression would need more digits than a phone's numbers have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """A limit as a fraction of whole numbers, and when it is known."""

    above: Whole
    below: int
    given: str = "true()"


class Measuring:
    """One quantity of one node; `exact` collects what must be watched, so ask for the fault last."""

    def __init__(self, scoring: Scoring, node: Node, quantity: Quantity, prefix: str) -> None:
        self._scoring = scoring
        self._node = node
        self._quantity = quantity
        self.exact = Exactly(scoring.workings, prefix)
        self._prefix = prefix
        self._columns: Mapping[str, Limits] = {}
        self._zero = FALSE
        self.above, self.below = self._fraction()

    # --- the value ------------------------------------------------------------------------------

    def _fraction(self) -> tuple[Whole, Whole]:
        if not self._quantity.expression:
            return ZERO, ONE
        ratio = ratio_of(self._quantity.expression, self._quantity.lengths)
        factors = {name for side in (ratio.above, ratio.below, *ratio.divisors) for term in side for name in term}
        places = {name: self._factor(name)[1] for name in factors}
        above, below = in_whole_numbers((ratio.above, ratio.below), places)
        if any(abs(by) > LARGEST for side in (above, below) for by in side.values()):
            raise BeyondDoubles(self._quantity.expression)
        divisors = [in_whole_numbers((divisor,), places)[0] for divisor in ratio.divisors]
        self._zero = one_holds(*(f"{self._sum(divisor).text} = 0" for divisor in divisors))
        workings = self._scoring.workings
        n = workings.kept(f"{self._prefix}_n", self._sum(above))
        d = workings.kept(f"{self._prefix}_m", self._sum(below))
        if d.low >= 0:
            return n, Whole(d.text, max(d.low, 1), d.high)
        turned = workings.kept(f"{self._prefix}_n", chosen(f"{d.text} < 0", minus(ZERO, n), n))
        size = max(-d.low, d.high)
        positive = workings.keep(f"{self._prefix}_m", chosen(f"{d.text} < 0", minus(ZERO, d), d).text)
        return turned, Whole(positive, 1, size)

    def _sum(self, polynomial: Polynomial | Mapping[tuple[str, ...], int]) -> Whole:
        return self.exact.total(
            self.exact.product([figure(int(by)), *(self._factor(name)[0] for name in names)])
            for names, by in polynomial.items()
        )

    def _factor(self, name: str) -> tuple[Whole, int]:
        if name.startswith("param."):
            outside = self._scoring.parameters[name.removeprefix("param.")]
            return outside.whole, outside.places
        entry = self._node.fields["list" if "#" in name else "input", name]
        return self._scoring.whole(entry), entry.places

    # --- why it cannot be computed --------------------------------------------------------------

    @property
    def is_none(self) -> str:
        """When a nullable input of the expression says that there is none: the value then holds no bound."""
        if not self._quantity.expression:
            return FALSE
        return one_holds(*(marked(self._node.field(("none", key))) for key in self._quantity.nullable))

    def _missing(self) -> str:
        found = []
        for key in self._quantity.inputs:
            entries = [entry for code, entry in self._node.of_kind("list") if code.split("#")[0] == key]
            single = self._node.field(("input", key))
            blanks = [is_blank(entry.reference) for entry in ([single] if single else entries)]
            none = marked(self._node.field(("none", key)))
            found.append(all_hold(negated(none), one_holds(*blanks)))
        return one_holds(*found)

    def _sample_fault(self, sample: Sample | None) -> tuple[str, str]:
        return (FALSE, FALSE) if sample is None else sample_fault(self._node, sample)

    def fault(self, sample: Sample | None = None, *, missing_fact: str = FALSE, none_is_open: bool = False) -> str:
        """Give the state that keeps the value from being judged, blank when there is a value; ask for it last.

        The order of the steps is the scoring contract's.
        """
        unsized, too_small = self._sample_fault(sample)
        unknown = one_holds(*(negated(self._parameter(key).given) for key in self._quantity.parameters))
        watched = chosen_text(negated(all_hold(*self.exact.checks)), TOO_LARGE, FINE)
        computed = chosen_text(self._zero, UNDETERMINED, watched)
        computed = chosen_text(self.is_none, NOT_ANSWERED if none_is_open else FINE, computed)
        text = chosen_text(one_holds(too_small, unknown, missing_fact), UNDETERMINED, computed)
        text = chosen_text(one_holds(self._missing(), unsized), NOT_ANSWERED, text)
        return text if text.startswith("'") else self._scoring.workings.keep(f"{self._prefix}_f", text)

    def _parameter(self, key: str) -> Limits:
        outside = self._scoring.parameters[key]
        return Limits(outside.whole, 10**outside.places, outside.given)

    # --- comparing ------------------------------------------------------------------------------

    def use_columns(self, columns: Mapping[str, Limits]) -> None:
        """Take the limits of the fitting row of a look-up table."""
        self._columns = columns

    def limits(self, limit: Limit) -> Limits:
        """Give a limit as a fraction of whole numbers."""
        match limit:
            case ParameterRef():
                return self._parameter(limit.key)
            case ColumnRef():
                return self._columns[limit.column]
            case _:
                return Limits(figure(limit.numerator), limit.denominator)

    def holds(self, bound: Bound) -> str:
        """Compare the value, or a raw input, with a limit; what there is none of never holds."""
        limit = self.limits(bound.limit)
        if bound.quantity is None:
            if not self._quantity.expression:
                return FALSE
            known = negated(self.is_none)
            above, below = self.above, self.below
        else:
            entry = self._node.fields["input", bound.quantity]
            none = marked(self._node.field(("none", bound.quantity)))
            known = all_hold(negated(none), is_given(entry.reference)) if none != FALSE else "true()"
            above, below = self._scoring.whole(entry), figure(10**entry.places)
        return all_hold(known, limit.given, self.compared(above, below, bound.relation, limit))

    def compared(self, above: Whole, below: Whole, relation: Relation, limit: Limits) -> str:
        """Write `above / below relation limit` in whole numbers."""
        common = gcd(limit.below, below.constant or 1) if below.constant is not None else 1
        left = self.exact.product([above, figure(limit.below // common)])
        right = self.exact.product([limit.above, below if common == 1 else figure(below.low // common)])
        return f"{left.text} {_SIGNS[relation]} {right.text}"

    def reaches(self, line: Fraction) -> str:
        """Say that the value is at least a line."""
        return self.holds(Bound(None, Relation.GTE, line))


def sample_fault(node: Node, sample: Sample) -> tuple[str, str]:
    """Say when the size of a sample is missing, and when it is too small to be judged."""
    size = node.fields["input", sample.size_input]
    population = node.fields[ROLE_POPULATION].reference
    least = str(sample.min_size)
    smallest = f"if({population} = '', {least}, if({population} < {least}, {population}, {least}))"
    return is_blank(size.reference), f"{size.reference} < {smallest}"


def first_matching(conditions: Sequence[str], worths: Sequence[Whole], otherwise: Whole) -> Whole:
    """Read bands top down: the first that matches wins."""
    found = otherwise
    for condition, worth in reversed(list(zip(conditions, worths, strict=True))):
        found = chosen(condition, worth, found)
    return found
