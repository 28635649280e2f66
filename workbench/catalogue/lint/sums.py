"""Points that must add up: items to subgroups and groups, groups to the total, parts and bands to their item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from workbench.catalogue.lint.walk import Node, nodes
from workbench.catalogue.problems import Path, Problem
from workbench.catalogue.source.yaml_source import Source
from workbench.domain.figures import plain
from workbench.domain.forms import Form, Group, Item
from workbench.domain.rules import (
    Bands,
    Combine,
    Count,
    Deduction,
    Graded,
    Linear,
    Step,
    SumOfParts,
    TargetDeduct,
)

_PLACES = 12
_FINEST = 100
"""Points go down to hundredths: finer ones cannot be told apart on paper, and the smallest sets would never end."""


def sum_problems(form: Form, source: Source) -> Iterator[Problem]:
    """Say where points do not add up, or cannot reach or do exceed what an item is worth."""
    for index, group in enumerate(form.groups):
        current = [item for item in group.items if form.has(item)]
        yield from _group_problems(("groups", index), group, current, source)
    total = _total(form)
    if total != form.total_points:
        yield source.problem("total_sum", ("total_points",), declared=_shown(form.total_points), sum=_shown(total))
    for node in nodes(form):
        if node.points is not None:
            yield from _reach_problems(node, node.points, source)


def _shown(points: Fraction) -> str:
    return plain(points, _PLACES)


def _total(form: Form) -> Fraction:
    """Add the groups up as the form declares: bonus groups count with their cap, modes but the first do not count."""
    first_mode = form.modes[0].code if form.modes else None
    counted = [group for group in form.groups if group.mode in (None, first_mode)]
    worth = (group.points if group.cap is None else group.cap for group in counted)
    formula = form.total_formula
    return (sum(worth, Fraction(0)) + formula.prerequisite_points) / formula.divisor


def _group_problems(path: Path, group: Group, items: Sequence[Item], source: Source) -> Iterator[Problem]:
    total = sum((item.points for item in items), Fraction(0))
    if total != group.points and not group.bonus:
        yield source.problem(
            "group_sum", (*path, "points"), group=group.code, declared=_shown(group.points), sum=_shown(total)
        )
    for index, subgroup in enumerate(group.subgroups):
        inside = sum((item.points for item in items if item.subgroup == subgroup.code), Fraction(0))
        if inside != subgroup.points:
            yield source.problem(
                "subgroup_sum",
                (*path, "subgroups", index, "points"),
                subgroup=subgroup.code,
                declared=_shown(subgroup.points),
                sum=_shown(inside),
            )


def _reach_problems(node: Node, points: Fraction, source: Source) -> Iterator[Problem]:
    facts = {"item": node.owner, "points": _shown(points)}
    yield from _span_problems(node, source)
    for value in (points, *_all_points(node.rule)):
        if (value * _FINEST).denominator != 1:
            yield source.problem("points_too_fine", node.rule_path, item=node.owner, value=_shown(value))
    for value in (points, *_all_points(node.rule)):
        if value < 0:
            yield source.problem("points_negative", node.rule_path, item=node.owner, value=_shown(value))
    most = _most(node.rule, points)
    if most > points:
        yield source.problem("points_exceeded", node.rule_path, **facts, most=_shown(most))
    elif most < points:
        yield source.problem("points_unreachable", node.rule_path, **facts, most=_shown(most))


def _span_problems(node: Node, source: Source) -> Iterator[Problem]:
    """A step of nothing, or a line between one and the same figure, would divide by nought."""
    match node.rule:
        case Step() | TargetDeduct() if node.rule.step <= 0:
            yield source.problem("span_empty", node.rule_path, item=node.owner)
        case Linear() if node.rule.zero_at == node.rule.full_at:
            yield source.problem("span_empty", node.rule_path, item=node.owner)


def _all_points(rule: object) -> list[Fraction]:  # noqa: PLR0911 -- one case per kind of rule
    match rule:
        case Graded():
            return [level.points for level in rule.levels]
        case Bands():
            return [*(band.points for band in rule.bands if band.points is not None), *_otherwise(rule)]
        case Count():
            return [
                *(band.points for band in rule.bands),
                *_otherwise(rule),
                *([] if rule.each is None else [rule.each]),
            ]
        case Deduction():
            return [rule.floor, *(entry.each for entry in rule.rules)]
        case SumOfParts():
            return [part.points for part in rule.parts]
        case Step():
            return [rule.base_points, rule.step_points]
        case TargetDeduct():
            return [rule.floor, rule.per_step]
        case _:
            return []


def _most(rule: object, points: Fraction) -> Fraction:  # noqa: C901, PLR0911 -- one case per kind of rule
    """Give the most points a rule can yield."""
    match rule:
        case Graded():
            return max(_all_points(rule), default=Fraction(0))
        case Bands():
            return max((*_all_points(rule), *_otherwise(rule)), default=Fraction(0))
        case Count():
            return _most_counted(rule)
        case Deduction():
            return max(rule.start, rule.floor)
        case SumOfParts():
            return _most_of_parts(rule, points)
        case Step():
            return max(rule.cap, min(rule.base_points, rule.cap))
        case Linear():
            return rule.full_points
        case TargetDeduct():
            return max(rule.full_points, rule.floor)
        case _:
            return points


def _otherwise(rule: Bands | Count) -> tuple[Fraction, ...]:
    return () if rule.otherwise is None else (rule.otherwise,)


def _most_counted(rule: Count) -> Fraction:
    if rule.bands:
        return max((*(band.points for band in rule.bands), *_otherwise(rule)))
    assert rule.each is not None
    assert rule.cap is not None
    return min(rule.cap, rule.each * len(rule.options)) if rule.options else rule.cap


def _most_of_parts(rule: SumOfParts, points: Fraction) -> Fraction:
    worth = [part.points for part in rule.parts]
    match rule.combine:
        case Combine.SUM if any(part.when for part in rule.parts):
            return min(sum(worth, Fraction(0)), points)  # parts that exclude each other may add up to more
        case Combine.SUM:
            return sum(worth, Fraction(0))
        case Combine.ALL:
            return points
        case _:
            return max(worth)
