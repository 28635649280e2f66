"""gate on the phone: the first branch that fits decides; its conditions are a three-valued AND."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.authoring.xlsform.context import Scoring
from workbench.authoring.xlsform.fields import Node
from workbench.authoring.xlsform.judged import (
    FINE,
    NO_POINTS,
    NOT_ANSWERED,
    SCORED,
    TOO_LARGE,
    UNDETERMINED,
    Judged,
    Points,
    picked,
)
from workbench.authoring.xlsform.logic import Subject, all_hold, chosen_text, is_blank, negated, one_holds
from workbench.authoring.xlsform.measuring import Measuring
from workbench.authoring.xlsform.numbers import ZERO, Exactly, chosen
from workbench.domain.rules import Bound, Gate, GateBranch, GateCondition, Relation


@dataclass(frozen=True, slots=True)
class _Condition:
    """When a condition is known to be false, and why it is unknown (blank when it is known)."""

    is_false: str
    unknown: str


def gate(scoring: Scoring, node: Node, rule: Gate, subject: Subject, prefix: str) -> Judged:
    """Judge by the first branch whose `when` holds; none gives 0."""
    full = scoring.points(node.points)
    exact = Exactly(scoring.workings, prefix)
    found = Judged(SCORED, NO_POINTS, full)
    for at, branch in reversed(list(enumerate(rule.branches))):
        truth = subject.holds(branch.when)
        found = picked(truth.yes, _branch(scoring, node, rule, branch, f"{prefix}_{at}"), found, exact)
        found = picked(truth.unknown, Judged(UNDETERMINED, NO_POINTS, full), found, exact)
    return found


def _branch(scoring: Scoring, node: Node, rule: Gate, branch: GateBranch, prefix: str) -> Judged:
    full = scoring.points(node.points)
    conditions = [_condition(scoring, node, rule, entry, f"{prefix}_{entry.code}") for entry in branch.every]
    missed = one_holds(*(entry.is_false for entry in conditions))
    state = SCORED
    for letter in (TOO_LARGE, UNDETERMINED, NOT_ANSWERED):
        state = chosen_text(one_holds(*(_is(entry.unknown, letter) for entry in conditions)), letter, state)
    return Judged(chosen_text(missed, SCORED, state), Points(chosen(missed, ZERO, full)), full)


def _is(expression: str, letter: str) -> str:
    if expression.startswith("'"):
        return "true()" if expression == letter else "false()"
    return f"{expression} = {letter}"


def _condition(scoring: Scoring, node: Node, rule: Gate, condition: GateCondition, prefix: str) -> _Condition:
    if condition.quantity is None:
        asked = node.fields["statement", condition.code].reference
        unknown = scoring.workings.keep(f"{prefix}_f", chosen_text(is_blank(asked), NOT_ANSWERED, FINE))
        return _Condition(f"{asked} = '0'", unknown)
    quantity = next(entry for entry in rule.quantities if entry.key == condition.quantity)
    measuring = Measuring(scoring, node, quantity, prefix)
    if condition.lte is None:
        limit_missing, above = "true()", "false()"
    else:
        limit = measuring.limits(condition.lte)
        limit_missing = negated(limit.given)
        met = measuring.holds(Bound(None, Relation.LTE, condition.lte))
        above = all_hold(limit.given, negated(met))
    fault = measuring.fault(none_is_open=True)
    unknown = chosen_text(all_hold(_is(fault, FINE), limit_missing), UNDETERMINED, fault)
    known = scoring.workings.keep(f"{prefix}_g", unknown)
    return _Condition(all_hold(f"{known} = ''", above), known)
