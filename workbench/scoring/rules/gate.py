"""gate: the first branch that fits the subject decides; all its conditions together give full points."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from workbench.domain.results import Reason
from workbench.domain.rules import Gate, GateBranch, GateCondition, ParameterRef, Quantity
from workbench.scoring.answers import GateAnswers
from workbench.scoring.conditions import holds
from workbench.scoring.judgement import Circumstances, Judgement, scored, unjudged
from workbench.scoring.rules.quantities import figure_of, input_fault, parameter_fault


def judge(rule: Gate, value: GateAnswers, full: Fraction, circumstances: Circumstances) -> Judgement:
    """Judge: a condition known to be false gives 0 even if others are unknown; not answered wins over undetermined."""
    branch = branch_of(rule, circumstances)
    if isinstance(branch, Reason):
        if branch is Reason.NO_VARIANT:
            return scored(Fraction(0), full, branch)
        return unjudged(branch, full)
    met = [is_met(condition, rule, value, circumstances) for condition in branch.every]
    if False in met:
        return scored(Fraction(0), full)
    unknown = [found for found in met if isinstance(found, Reason)]
    if unknown:
        return unjudged(Reason.NOT_ANSWERED if Reason.NOT_ANSWERED in unknown else unknown[0], full)
    return scored(full, full)


def branch_of(rule: Gate, circumstances: Circumstances) -> GateBranch | Reason:
    """Give the first branch whose `when` holds, or why there is none."""
    for branch in rule.branches:
        fits = holds(branch.when, circumstances.subject)
        if fits is None:
            return Reason.MISSING_ATTRIBUTE
        if fits:
            return branch
    return Reason.NO_VARIANT


def is_met(condition: GateCondition, rule: Gate, value: GateAnswers, circumstances: Circumstances) -> bool | Reason:
    """Tell whether one condition is met, or why that is not known."""
    if condition.quantity is None:
        return value.statements.get(condition.code, Reason.NOT_ANSWERED)
    figure = measured(quantity_of(condition, rule), value, circumstances)
    limit = limit_of(condition, circumstances.parameters)
    if isinstance(figure, Reason):
        return figure
    return Reason.MISSING_PARAMETER if limit is None else figure <= limit


def quantity_of(condition: GateCondition, rule: Gate) -> Quantity:
    """Give the quantity that a measured condition looks at."""
    return next(entry for entry in rule.quantities if entry.key == condition.quantity)


def measured(quantity: Quantity, value: GateAnswers, circumstances: Circumstances) -> Fraction | Reason:
    """Compute one quantity of the gate, or say why it cannot be computed."""
    fault = input_fault(quantity, value.inputs) or parameter_fault(quantity, circumstances.parameters)
    return figure_of(quantity, value.inputs, circumstances.parameters) if fault is None else fault


def limit_of(condition: GateCondition, parameters: Mapping[str, Fraction]) -> Fraction | None:
    """Give the line of a measured condition; None for a parameter that is missing."""
    return parameters.get(condition.lte.key) if isinstance(condition.lte, ParameterRef) else condition.lte
