"""What an item or prerequisite looks at beside its own answer, so that a change touches only what depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.domain.forms import Item, Prerequisite, StarRequirement
from workbench.domain.rules import (
    AllOf,
    Bands,
    ColumnRef,
    Condition,
    Gate,
    ItemGate,
    ItemMustPass,
    ItemRule,
    Limit,
    Linear,
    ParameterRef,
    PrerequisiteRule,
    Quantity,
    Step,
    SumOfParts,
    TargetDeduct,
)
from workbench.scoring.membership import STAGE
from workbench.scoring.rules.sum_of_parts import BUILDING_TYPE, SHARES


@dataclass(frozen=True, slots=True)
class OnAttribute:
    """A fact about the subject, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class OnParameter:
    """An outside value, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class OnItem:
    """An item whose row and answer a derived prerequisite looks at."""

    code: str


Dependency = OnAttribute | OnParameter | OnItem


def of_item(item: Item) -> frozenset[Dependency]:
    """Collect what the row of an item depends on."""
    return frozenset(in_order(item))


def in_order(item: Item) -> Iterator[Dependency]:
    """Give what an item depends on: what decides whether it is in the form, then what its rule looks at."""
    yield from (OnAttribute(key) for key in (STAGE,) if item.stages is not None)
    yield from _of_condition(item.applies_to)
    yield from of_rule(item.rule)


def of_asked(asked: Prerequisite | StarRequirement, items: Iterable[Item]) -> frozenset[Dependency]:
    """Collect what the state of a prerequisite or star requirement depends on."""
    if isinstance(asked, StarRequirement):
        return frozenset(_of_condition(asked.when))
    if not isinstance(asked.rule, ItemMustPass | ItemGate):
        return frozenset(of_rule(asked.rule))
    watched = asked.rule.item
    of_watched = (of_item(item) for item in items if item.code == watched)
    return frozenset({OnItem(watched)}).union(*of_watched)


def _of_condition(condition: Condition | None) -> Iterator[Dependency]:
    match condition:
        case None:
            return
        case AllOf():
            for member in condition.members:
                yield from _of_condition(member)
        case _:
            yield OnAttribute(condition.attribute)


def of_rule(rule: ItemRule | PrerequisiteRule) -> Iterator[Dependency]:
    """Give every attribute and parameter a rule looks at, in file order, repeats included."""
    match rule:
        case Bands():
            yield from _of_quantities([rule.quantity])
            yield from _of_limits(bound.limit for band in rule.bands for bound in (*band.every, *band.any_of))
            yield from (OnAttribute(key) for key in (rule.lookup.by if rule.lookup else ()))
        case SumOfParts():
            yield from _of_parts(rule)
        case Step() | Linear() | TargetDeduct():
            yield from _of_quantities([rule.quantity])
            by = None if isinstance(rule, Linear) else rule.by
            yield from (OnAttribute(key) for key in (by,) if key)
        case Gate():
            yield from _of_gate(rule)
        case _:
            return


def _of_parts(rule: SumOfParts) -> Iterator[Dependency]:
    for part in rule.parts:
        yield from _of_condition(part.when)
        yield from of_rule(part.rule)
    if rule.mixed_by_area:
        yield from (OnAttribute(key) for key in (BUILDING_TYPE, *(area for _kind, area in SHARES)))


def _of_gate(rule: Gate) -> Iterator[Dependency]:
    yield from _of_quantities(rule.quantities)
    for branch in rule.branches:
        yield from _of_condition(branch.when)
        yield from _of_limits(condition.lte for condition in branch.every)


def _of_quantities(quantities: Iterable[Quantity]) -> Iterator[Dependency]:
    yield from (OnParameter(key) for quantity in quantities for key in quantity.parameters)


def _of_limits(limits: Iterable[Limit | ColumnRef | None]) -> Iterator[Dependency]:
    yield from (OnParameter(limit.key) for limit in limits if isinstance(limit, ParameterRef))
