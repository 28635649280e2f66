"""Explains the rules without bands: yes or no, levels, counts, deductions, formulas, gates."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from workbench.domain.figures import exact_sum
from workbench.domain.results import Reason
from workbench.domain.rules import Count, Deduction, DeductionRule, Gate, Graded, Linear, Step, TargetDeduct
from workbench.scoring.answers import GateAnswers, Occurrences, Tally
from workbench.scoring.explain.facts import (
    ConditionFact,
    CountFact,
    DeductionFact,
    GateFact,
    LevelFact,
    LinearFact,
    LossFact,
    StepFact,
    TargetFact,
)
from workbench.scoring.judgement import Circumstances
from workbench.scoring.rules import formula, gate
from workbench.scoring.rules.count import points_for
from workbench.scoring.rules.deduction import lost_by


def explain_level(rule: Graded, chosen: str) -> LevelFact:
    """Explain the level chosen and the next better one."""
    level = next(entry for entry in rule.levels if entry.code == chosen)
    better = [entry for entry in rule.levels if entry.points > level.points]
    next_up = min(better, key=lambda entry: entry.points, default=None)
    return LevelFact(level.label, None if next_up is None else (next_up.label, next_up.points))


def explain_count(rule: Count, value: Tally, full: Fraction) -> CountFact:
    """Explain a count and the next number that gives more."""
    number = value.number or 0
    named = tuple(option.text for option in rule.options if option.code in (value.options or ()))
    return CountFact(number, rule.unit, rule.each, rule.cap, named, _next_count(rule, number, full))


def _next_count(rule: Count, number: int, full: Fraction) -> tuple[int, Fraction] | None:
    now = points_for(rule, number, full)
    if rule.each is not None:
        more = points_for(rule, number + 1, full)
        return (number + 1, more) if more > now else None
    better = [band for band in rule.bands if band.points > now]
    lowest = min(better, key=lambda band: band.at_least, default=None)
    return None if lowest is None else (lowest.at_least, lowest.points)


def explain_deduction(rule: Deduction, value: Occurrences) -> DeductionFact:
    """Explain what was lost."""
    if rule.void_if is not None and value.void:
        return DeductionFact(rule.start, (), rule.void_if, floored=False)
    losses = tuple(_loss(entry, count) for entry in rule.rules if (count := value.counts[entry.code]))
    lost = exact_sum(loss.lost for loss in losses)
    return DeductionFact(rule.start, losses, None, floored=rule.start - lost < rule.floor)


def _loss(rule: DeductionRule, count: int) -> LossFact:
    lost = lost_by(rule, count)
    return LossFact(rule.text, count, rule.each, lost, capped=rule.each * count > lost)


def explain_formula(
    rule: Step | Linear | TargetDeduct, figure: Fraction, line: Fraction
) -> StepFact | LinearFact | TargetFact:
    """Explain a figure on its line."""
    if isinstance(rule, Step):
        return _step(rule, figure, line)
    if isinstance(rule, TargetDeduct):
        return _target(rule, figure, line)
    return LinearFact(rule.quantity.name, rule.quantity.unit, figure, rule.zero_at, rule.full_at, rule.full_points)


def _step(rule: Step, figure: Fraction, line: Fraction) -> StepFact:
    now = formula.points_for(rule, figure, line)
    next_at = line if figure < line else line + (floor((figure - line) / rule.step) + 1) * rule.step
    more = formula.points_for(rule, next_at, line)
    return StepFact(
        name=rule.quantity.name,
        unit=rule.quantity.unit,
        value=figure,
        base_at=line,
        base_points=rule.base_points,
        step=rule.step,
        step_points=rule.step_points,
        cap=rule.cap,
        better=(next_at, more) if more > now else None,
    )


def _target(rule: TargetDeduct, figure: Fraction, line: Fraction) -> TargetFact:
    return TargetFact(
        name=rule.quantity.name,
        unit=rule.quantity.unit,
        value=figure,
        target=line,
        steps=max(0, ceil((line - figure) / rule.step)),
        step=rule.step,
        per_step=rule.per_step,
        full_points=rule.full_points,
    )


def explain_gate(rule: Gate, value: GateAnswers, circumstances: Circumstances) -> GateFact | None:
    """Explain the branch that fits and its conditions; None where no branch does."""
    branch = gate.branch_of(rule, circumstances)
    if isinstance(branch, Reason):
        return None
    conditions = []
    for condition in branch.every:
        met = gate.is_met(condition, rule, value, circumstances)
        if condition.quantity is None:
            conditions.append(ConditionFact(condition.text, met))
            continue
        quantity = gate.quantity_of(condition, rule)
        figure = gate.measured(quantity, value, circumstances)
        limit = gate.limit_of(condition, circumstances.parameters)
        known = None if isinstance(figure, Reason) else figure
        conditions.append(ConditionFact(condition.text, met, quantity.unit, known, limit))
    return GateFact(branch.name, tuple(conditions))
