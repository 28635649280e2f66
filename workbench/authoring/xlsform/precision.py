"""How exactly the phone takes each figure: as many decimals as still let every product stay exact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbench.authoring.xlsform.polynomials import LengthUnknown, ratio_of
from workbench.domain.forms import Form, InputKind, Item, Prerequisite
from workbench.domain.rules import (
    Bands,
    Gate,
    ItemRule,
    Linear,
    ParameterRef,
    PrerequisiteRule,
    Quantity,
    Step,
    SumOfParts,
    TargetDeduct,
)

_ALONE: Final = 4
_MULTIPLIED: Final = 3
ATTRIBUTE_PLACES: Final = 2
WEIGHT_PLACES: Final = 1


@dataclass(frozen=True, slots=True)
class Precision:
    """Decimals of a figure, and whether it may be negative: only one that is compared as it stands may."""

    places: int
    may_be_negative: bool


def _compared_with_parameters(rule: ItemRule | PrerequisiteRule) -> Iterator[tuple[Quantity, str]]:
    """Give quantities whose value is held against a parameter: one more factor on the other side."""
    match rule:
        case Bands():
            bounds = (bound for band in rule.bands for bound in (*band.every, *band.any_of) if bound.quantity is None)
            yield from ((rule.quantity, bound.limit.key) for bound in bounds if isinstance(bound.limit, ParameterRef))
        case Gate():
            known = {quantity.key: quantity for quantity in rule.quantities}
            for condition in (condition for branch in rule.branches for condition in branch.every):
                if condition.quantity is not None and isinstance(condition.lte, ParameterRef):
                    yield known[condition.quantity], condition.lte.key
        case SumOfParts():
            for part in rule.parts:
                yield from _compared_with_parameters(part.rule)
        case _:
            return


def quantities_of(rule: ItemRule | PrerequisiteRule) -> Iterator[Quantity]:
    """Give every quantity of a rule, those of its parts included."""
    match rule:
        case Bands() | Step() | Linear() | TargetDeduct():
            yield rule.quantity
        case Gate():
            yield from rule.quantities
        case SumOfParts():
            for part in rule.parts:
                yield from quantities_of(part.rule)
        case _:
            return


def precisions(form: Form) -> dict[str, Precision]:
    """Find the precision of every input (`key`) and parameter (`param.key`) from the expressions that use it."""
    degrees: defaultdict[str, int] = defaultdict(lambda: 1)
    combined: set[str] = set()
    nodes: list[Item | Prerequisite] = [*form.items, *form.prerequisites, *form.provincial_checks]
    for quantity in (entry for node in nodes for entry in quantities_of(node.rule)):
        names, degree = _names_and_degree(quantity)
        for name in names:
            degrees[name] = max(degrees[name], degree)
        if not quantity.expression.isidentifier():
            combined.update(names)
    for quantity, parameter in (found for node in nodes for found in _compared_with_parameters(node.rule)):
        names, degree = _names_and_degree(quantity)
        if not quantity.expression.isidentifier():
            for name in (*names, f"param.{parameter}"):
                degrees[name] = max(degrees[name], degree + 1)
    keys = [*(entry.key for entry in form.inputs), *(f"param.{entry.key}" for entry in form.parameters)]
    whole = {entry.key for entry in form.inputs if entry.kind is InputKind.INTEGER}
    return {
        key: Precision(
            places=0 if key in whole else _ALONE if degrees[key] < 2 else _MULTIPLIED,
            may_be_negative=key not in whole and key not in combined and not key.startswith("param."),
        )
        for key in keys
    }


def _names_and_degree(quantity: Quantity) -> tuple[set[str], int]:
    if not quantity.expression:
        return set(quantity.inputs), 1
    try:
        ratio = ratio_of(quantity.expression, quantity.lengths)
    except LengthUnknown:
        return set(quantity.inputs), 1
    sides = (ratio.above, ratio.below, *ratio.divisors)
    return {name.split("#")[0] for side in sides for factors in side for name in factors}, ratio.degree
