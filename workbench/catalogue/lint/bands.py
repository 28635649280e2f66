"""Bands read top down, the first match winning: bands nobody can reach, gaps between bands, points that turn back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from workbench.catalogue.lint.walk import Node, nodes
from workbench.catalogue.problems import Problem
from workbench.catalogue.source.yaml_source import Source
from workbench.domain.figures import plain
from workbench.domain.forms import Form
from workbench.domain.rules import Band, Bands, Better, Bound, Count, Relation

_PLACES = 12


def band_problems(form: Form, source: Source) -> Iterator[Problem]:
    """Look at every banded rule; a `note` at the rule is the stated reason that lets a gap or a turn stand."""
    for node in nodes(form):
        if isinstance(node.rule, Bands):
            yield from _problems_of_bands(node, node.rule, source)
        elif isinstance(node.rule, Count):
            yield from _problems_of_count(node, node.rule, source)


def _problems_of_bands(node: Node, rule: Bands, source: Source) -> Iterator[Problem]:
    if not all(_is_simple(band) for band in rule.bands):
        return  # limits from tables, parameters or a second measure cannot be judged from the form alone
    probes = _probes(rule.bands)
    winners = [_winner(rule.bands, probe) for probe in probes]
    for index in range(len(rule.bands)):
        if index not in winners:
            path = (*node.rule_path, "bands", index)
            yield source.problem("band_unreachable", path, item=node.owner, number=str(index + 1))
    if rule.note is not None:
        return
    gap = _gap(probes, winners)
    if gap is not None:
        yield source.problem("band_gap", (*node.rule_path, "bands"), item=node.owner, value=plain(gap, _PLACES))
    elif _turns_back(rule, winners):
        yield source.problem("band_turns_back", (*node.rule_path, "bands"), item=node.owner, better=rule.better.value)


def _is_simple(band: Band) -> bool:
    return not band.any_of and all(bound.quantity is None and isinstance(bound.limit, Fraction) for bound in band.every)


def _probes(bands: Sequence[Band]) -> list[Fraction]:
    """Give values that stand for all: every limit, one value between any two neighbours, one beyond each end."""
    limits = sorted({bound.limit for band in bands for bound in band.every if isinstance(bound.limit, Fraction)})
    between = [(low + high) / 2 for low, high in pairwise(limits)]
    return sorted([limits[0] - 1, *limits, *between, limits[-1] + 1])


def _winner(bands: Sequence[Band], value: Fraction) -> int | None:
    matching = (index for index, band in enumerate(bands) if all(_holds(bound, value) for bound in band.every))
    return next(matching, None)


def _holds(bound: Bound, value: Fraction) -> bool:
    limit = bound.limit
    assert isinstance(limit, Fraction)
    match bound.relation:
        case Relation.GTE:
            return value >= limit
        case Relation.GT:
            return value > limit
        case Relation.LTE:
            return value <= limit
        case Relation.LT:
            return value < limit
        case Relation.EQ:
            return value == limit


def _gap(probes: Sequence[Fraction], winners: Sequence[int | None]) -> Fraction | None:
    """Give a value that no band takes although bands stand on both sides of it."""
    taken = [index for index, winner in enumerate(winners) if winner is not None]
    if not taken:
        return None
    inside = range(taken[0], taken[-1])
    return next((probes[index] for index in inside if winners[index] is None), None)


def _turns_back(rule: Bands, winners: Sequence[int | None]) -> bool:
    """Tell whether a better value can earn less, although the rule says which way is better."""
    earned = [_points(rule, winner) for winner in winners]
    steps = [after - before for before, after in pairwise(earned)]
    match rule.better:
        case Better.HIGHER:
            return any(step < 0 for step in steps)
        case Better.LOWER:
            return any(step > 0 for step in steps)
        case Better.RANGE:
            return False


def _points(rule: Bands, winner: int | None) -> Fraction:
    """Give points; `met` counts as 1 and `not_met` as 0, which is enough to compare."""
    if winner is None:
        return rule.otherwise or Fraction(0)
    points = rule.bands[winner].points
    return Fraction(1) if points is None else points


def _problems_of_count(node: Node, rule: Count, source: Source) -> Iterator[Problem]:
    for index, (before, after) in enumerate(pairwise(rule.bands)):
        if after.at_least >= before.at_least:
            path = (*node.rule_path, "bands", index + 1)
            yield source.problem("band_unreachable", path, item=node.owner, number=str(index + 2))
