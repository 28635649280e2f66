"""What an answer that is being typed is worth, by the scoring law itself: parts, and the conditions of a gate."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from workbench.domain.results import Reason
from workbench.domain.rules import Gate, GateBranch, Part, SumOfParts
from workbench.scoring.answers import GateAnswers
from workbench.scoring.decoding.values import response as decoded_response
from workbench.scoring.decoding.values import value as decoded_value
from workbench.scoring.faults import Findings, Place
from workbench.scoring.judgement import Judgement, unanswered
from workbench.scoring.rules import gate
from workbench.scoring.rules.dispatch import judge_entry
from workbench.ui.editors.measuring import EditorContext


def as_logic(rule: SumOfParts) -> SumOfParts:
    """Give every part one point, so that a rule judged as logic, without points, can be judged by points (10.1)."""
    parts = tuple(
        replace(part, points=Fraction(1), rule=as_logic(part.rule) if isinstance(part.rule, SumOfParts) else part.rule)
        for part in rule.parts
    )
    return replace(rule, parts=parts)


def judged_part(part: Part, raw: object, context: EditorContext) -> Judgement:
    """Judge the response to a part; one that cannot be read yet is not answered."""
    findings = Findings()
    place = Place("", findings)
    read = decoded_response(raw, part.rule, part.not_applicable, context.form.input_by_key, place)
    if findings.faults or raw is None:
        return unanswered(part.points)
    return judge_entry(part, read, context.circumstances())


def fitting_branch(rule: Gate, context: EditorContext) -> GateBranch | Reason:
    """Give the branch that decides for this subject, or why there is none."""
    return gate.branch_of(rule, context.circumstances())


def judged_conditions(rule: Gate, branch: GateBranch, raw: object, context: EditorContext) -> tuple[bool | Reason, ...]:
    """Tell of every condition of a branch whether it is met, or why that is not known."""
    read = decoded_value(raw, rule, context.form.input_by_key, Place("", Findings()))
    value = read if isinstance(read, GateAnswers) else GateAnswers({}, {})
    circumstances = context.circumstances()
    return tuple(gate.is_met(condition, rule, value, circumstances) for condition in branch.every)
