"""formula: whole steps up from a base, a straight line, or started steps down from a target."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from workbench.domain.results import Reason
from workbench.domain.rules import Linear, Step, TargetDeduct
from workbench.scoring.answers import Measured
from workbench.scoring.judgement import Circumstances, Judgement, scored, unjudged
from workbench.scoring.rules.quantities import figure_of, input_fault, parameter_fault

_DEFAULT = "default"


def judge(
    rule: Step | Linear | TargetDeduct, value: Measured, full: Fraction, circumstances: Circumstances
) -> Judgement:
    """Judge by the figure and the rule's line (see `points_for`)."""
    measured = measure(rule, value, circumstances)
    if isinstance(measured, Reason):
        return unjudged(measured, full)
    figure, line = measured
    return scored(points_for(rule, figure, line), full)


def measure(
    rule: Step | Linear | TargetDeduct, value: Measured, circumstances: Circumstances
) -> tuple[Fraction, Fraction] | Reason:
    """Give the figure and the line it is held against, or why there is none: inputs, attribute, computation."""
    fault = input_fault(rule.quantity, value.inputs) or parameter_fault(rule.quantity, circumstances.parameters)
    if fault is not None:
        return fault
    line = line_of(rule, circumstances)
    if line is None:
        return Reason.MISSING_ATTRIBUTE
    figure = figure_of(rule.quantity, value.inputs, circumstances.parameters)
    return figure if isinstance(figure, Reason) else (figure, line)


def line_of(rule: Step | Linear | TargetDeduct, circumstances: Circumstances) -> Fraction | None:
    """Give the base, zero or target line for the subject; None while the attribute it depends on is missing."""
    if isinstance(rule, Linear):
        return rule.zero_at
    return _for_subject(rule.base_at if isinstance(rule, Step) else rule.target, rule.by, circumstances)


def _for_subject(
    line: Fraction | Mapping[str, Fraction], by: str | None, circumstances: Circumstances
) -> Fraction | None:
    if isinstance(line, Fraction):
        return line
    value = circumstances.subject.get(by or "")
    return None if value is None else line.get(str(value), line.get(_DEFAULT))


def points_for(rule: Step | Linear | TargetDeduct, figure: Fraction, line: Fraction) -> Fraction:
    """Give the points for a figure.

    Step: 30 % gives 2 and each further whole 10 % gives 1, so 39.9 is 2 and 40 is 3. Linear: 0..10 % for 15 points
    makes 3.33 % worth 4.995. Target: every started step costs, so 69.9 against 70 costs one step.
    """
    if isinstance(rule, Step):
        if figure < line:
            return Fraction(0)
        return min(rule.cap, rule.base_points + floor((figure - line) / rule.step) * rule.step_points)
    if isinstance(rule, Linear):
        share = (figure - line) / (rule.full_at - line)
        return rule.full_points * max(Fraction(0), min(Fraction(1), share))
    if figure >= line:
        return rule.full_points
    return max(rule.floor, rule.full_points - ceil((line - figure) / rule.step) * rule.per_step)
