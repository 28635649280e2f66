"""deduction: points are lost per occurrence, each rule up to its own cap, the item down to its floor."""

from __future__ import annotations

from fractions import Fraction

from workbench.domain.figures import exact_sum
from workbench.domain.results import Reason
from workbench.domain.rules import Deduction, DeductionRule
from workbench.scoring.answers import Occurrences
from workbench.scoring.judgement import Circumstances, Judgement, scored, unjudged
from workbench.scoring.rules.quantities import sample_fault


def judge(rule: Deduction, value: Occurrences, full: Fraction, _circumstances: Circumstances) -> Judgement:
    """Judge: from 4, two rules of 1 (cap 2) and 0.5 with 5 and 3 occurrences leave 0.5."""
    if rule.void_if is not None and value.void:
        return scored(Fraction(0), full, Reason.VOID)
    if (rule.void_if is not None and value.void is None) or any(entry.code not in value.counts for entry in rule.rules):
        return unjudged(Reason.NOT_ANSWERED, full)
    fault = sample_fault(rule.sample, value.inputs, value.population)
    if fault is not None:
        return unjudged(fault, full)
    lost = exact_sum(lost_by(entry, value.counts[entry.code]) for entry in rule.rules)
    return scored(max(rule.floor, rule.start - lost), full)


def lost_by(rule: DeductionRule, count: int) -> Fraction:
    """Give the points that one rule takes away."""
    lost = rule.each * count
    return lost if rule.cap is None else min(rule.cap, lost)
