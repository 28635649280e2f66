"""What is asked of one subject: the parts that fit it, the facts that are lacking, and what stands where nothing is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbench.domain.forms import Asked, Item, StarRequirement
from workbench.domain.rules import (
    AllOf,
    Bands,
    Combine,
    Condition,
    Gate,
    ItemRule,
    Part,
    PrerequisiteRule,
    RequiredLevel,
    Step,
    SumOfParts,
    TargetDeduct,
)
from workbench.scoring.answers import SubjectValue
from workbench.scoring.conditions import holds
from workbench.scoring.dependencies import OnParameter, of_rule
from workbench.scoring.membership import STAGE
from workbench.scoring.rules.sum_of_parts import BUILDING_TYPE, MIXED, SHARES

Subject = Mapping[str, SubjectValue]
_LEVEL_FACTS = ("government_public_welfare", "social_housing", BUILDING_TYPE)


def fitting_parts(rule: SumOfParts, subject: Subject, aside: frozenset[str] = frozenset()) -> tuple[Part, ...]:
    """List the parts that can count for a subject, in file order; what cannot be decided is asked.

    Args:
        rule: whose parts.
        subject: what is known.
        aside: the parts that left the base; a selection goes on to the next one that fits.
    """
    if rule.combine is not Combine.SELECT:
        return tuple(part for part in rule.parts if holds(part.when, subject) is not False)
    if rule.mixed_by_area and subject.get(BUILDING_TYPE) == MIXED:
        kinds = ({**subject, BUILDING_TYPE: kind} for kind, _area in SHARES)
        chosen = {part.code for kind in kinds for part in _selected(rule, kind, aside)}
        return tuple(part for part in rule.parts if part.code in chosen)
    return tuple(_selected(rule, subject, aside))


def _selected(rule: SumOfParts, subject: Subject, aside: frozenset[str]) -> Iterator[Part]:
    is_decided = True
    for part in rule.parts:
        fits = holds(part.when, subject)
        if fits is False:
            continue
        yield part
        is_decided = is_decided and fits is True
        if is_decided and part.code not in aside:
            return


def empty_value(rule: ItemRule | PrerequisiteRule, subject: Subject) -> dict[str, object] | None:
    """Give the answer to a rule that asks this subject nothing (contract 10.2); None where something is asked."""
    if isinstance(rule, Gate):
        fits = [holds(branch.when, subject) for branch in rule.branches]
        return {"statements": {}} if all(fit is False for fit in fits) else None
    if not isinstance(rule, SumOfParts) or rule.precondition is not None:
        return None
    parts: dict[str, object] = {}
    for part in fitting_parts(rule, subject):
        inner = empty_value(part.rule, subject)
        if inner is None:
            return None
        parts[part.code] = {"value": inner}
    return {"parts": parts}


def wanted_parameters(rule: ItemRule | PrerequisiteRule, subject: Subject) -> tuple[str, ...]:
    """Name the outside values that a rule looks at for this subject, in file order."""
    return tuple(dict.fromkeys(_parameters(rule, subject)))


def _parameters(rule: ItemRule | PrerequisiteRule, subject: Subject) -> Iterator[str]:
    if isinstance(rule, SumOfParts):
        for part in fitting_parts(rule, subject):
            yield from _parameters(part.rule, subject)
        return
    if isinstance(rule, Gate):
        rule = _fitting_gate(rule, subject)
    yield from (found.key for found in of_rule(rule) if isinstance(found, OnParameter))


def _fitting_gate(rule: Gate, subject: Subject) -> Gate:
    branches = tuple(branch for branch in rule.branches if holds(branch.when, subject) is not False)[:1]
    measured = {condition.quantity for branch in branches for condition in branch.every}
    return Gate(branches, tuple(quantity for quantity in rule.quantities if quantity.key in measured))


def lacking_facts(asked: Item | Asked, subject: Subject) -> tuple[str, ...]:
    """Name the attributes without which it cannot be told whether, or how, something is asked of a subject."""
    return tuple(dict.fromkeys(_lacking(asked, subject)))


def _lacking(asked: Item | Asked, subject: Subject) -> Iterator[str]:
    if isinstance(asked, StarRequirement):
        yield from _unknown(asked.when, subject)
        return
    if isinstance(asked, Item):
        yield from (key for key in (STAGE,) if asked.stages is not None and key not in subject)
        yield from _unknown(asked.applies_to, subject)
    yield from _of_rule(asked.rule, subject)


def _of_rule(rule: ItemRule | PrerequisiteRule, subject: Subject) -> Iterator[str]:
    match rule:
        case SumOfParts():
            yield from _of_parts(rule, subject)
        case Gate():
            for branch in rule.branches:
                yield from _unknown(branch.when, subject)
        case Bands() if rule.lookup is not None:
            yield from (key for key in rule.lookup.by if key not in subject)
        case Step() | TargetDeduct() if rule.by is not None and rule.by not in subject:
            yield rule.by
        case RequiredLevel():
            yield from (key for key in _LEVEL_FACTS if key not in subject)
        case _:
            return


def _of_parts(rule: SumOfParts, subject: Subject) -> Iterator[str]:
    is_mixed = rule.mixed_by_area and subject.get(BUILDING_TYPE) == MIXED
    for part in fitting_parts(rule, subject):
        undecided = () if is_mixed else tuple(_unknown(part.when, subject))
        yield from undecided or _of_rule(part.rule, subject)
    if is_mixed:
        yield from (area for _kind, area in SHARES if area not in subject)


def _unknown(condition: Condition | None, subject: Subject) -> Iterator[str]:
    """Name what a condition still waits for; one that is decided waits for nothing."""
    if condition is None or holds(condition, subject) is not None:
        return
    if isinstance(condition, AllOf):
        for member in condition.members:
            yield from _unknown(member, subject)
    else:
        yield condition.attribute
