"""Finds the judge of every rule, and the N/A policy of every item and part."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar, assert_never

from workbench.domain.forms import Item
from workbench.domain.results import ItemState, Reason
from workbench.domain.rules import (
    Bands,
    Count,
    Deduction,
    Gate,
    Graded,
    ItemRule,
    Linear,
    NotApplicable,
    NotApplicableRule,
    Part,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.scoring.answers import GateAnswers, Measured, Occurrences, PartAnswers, Response, Tally, Value
from workbench.scoring.judgement import Circumstances, Judgement, unanswered
from workbench.scoring.rules import bands, count, deduction, formula, gate, graded, sum_of_parts, yes_no

_V = TypeVar("_V", bool, str, Measured, Tally, Occurrences, PartAnswers, GateAnswers)


def judge_entry(node: Item | Part, response: Response | None, circumstances: Circumstances) -> Judgement:
    """Judge an item or a part by its response; the N/A mark wins over the value."""
    if response is not None and response.not_applicable and node.not_applicable is not None:
        return _set_aside(node.not_applicable, response, node.points)
    return judge(node.rule, None if response is None else response.value, node.points, circumstances)


def judge(  # noqa: PLR0911, C901 -- one case per kind of rule
    rule: ItemRule, value: Value | None, full: Fraction, circumstances: Circumstances
) -> Judgement:
    """Judge a value by a rule worth `full` points; no value is not answered.

    Raises:
        TypeError: the value is not of the rule's kind, which decoding never lets through.
    """
    if value is None:
        return unanswered(full)
    match rule:
        case YesNo():
            return yes_no.judge(rule, _expect(value, bool), full, circumstances)
        case Graded():
            return graded.judge(rule, _expect(value, str), full, circumstances)
        case Bands():
            return bands.judge(rule, _expect(value, Measured), full, circumstances)
        case Count():
            return count.judge(rule, _expect(value, Tally), full, circumstances)
        case Deduction():
            return deduction.judge(rule, _expect(value, Occurrences), full, circumstances)
        case SumOfParts():
            return sum_of_parts.judge(rule, _expect(value, PartAnswers), full, circumstances, judge_entry)
        case Step() | Linear() | TargetDeduct():
            return formula.judge(rule, _expect(value, Measured), full, circumstances)
        case Gate():
            return gate.judge(rule, _expect(value, GateAnswers), full, circumstances)
        case _:  # pragma: no cover -- mypy proves that no kind is forgotten
            assert_never(rule)


def _expect(value: Value, kind: type[_V]) -> _V:
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} cannot answer a rule that wants {kind.__name__}")
    return value


def _set_aside(policy: NotApplicable, response: Response, full: Fraction) -> Judgement:
    """Judge what the inspector marked as not applicable by the node's own policy (contract section 5)."""
    if policy.needs_proof and not response.proof:
        return Judgement(ItemState.NA, Fraction(0), full, Reason.NA_PROOF_MISSING)
    match policy.rule:
        case NotApplicableRule.EXCLUDED:
            return Judgement(ItemState.NA, None, Fraction(0), Reason.NA_EXCLUDED)
        case NotApplicableRule.FULL_POINTS | NotApplicableRule.PASS:
            return Judgement(ItemState.NA, full, full, Reason.NA_FULL_POINTS)
        case NotApplicableRule.ZERO:
            return Judgement(ItemState.NA, Fraction(0), full, Reason.NA_ZERO)
        case _:  # pragma: no cover -- mypy proves that no policy is forgotten
            assert_never(policy.rule)
