"""Finds the judge of every node on the phone, and its N/A policy; every node keeps its state and points."""

from __future__ import annotations

from workbench.authoring.xlsform.asking import asks_nothing
from workbench.authoring.xlsform.context import Scoring, any_given, marked
from workbench.authoring.xlsform.fields import ROLE_NA, ROLE_PROOF, Node
from workbench.authoring.xlsform.gates import gate
from workbench.authoring.xlsform.judged import (
    EXCLUDED,
    NO_POINTS,
    NOT_ANSWERED,
    SCORED,
    TOO_LARGE,
    Judged,
    Points,
    picked,
)
from workbench.authoring.xlsform.kinds import bands, count, deduction, exactly, formula, graded, yes_no
from workbench.authoring.xlsform.logic import Subject, one_holds
from workbench.authoring.xlsform.measuring import BeyondDoubles
from workbench.authoring.xlsform.numbers import ZERO, Whole, chosen
from workbench.authoring.xlsform.parts import PartsJudge
from workbench.authoring.xlsform.polynomials import LengthUnknown
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
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.scoring.dependencies import OnAttribute, of_rule
from workbench.scoring.rules.sum_of_parts import BUILDING_TYPE


class NodeJudge:
    """Writes the judgement of nodes, each once for every view of the subject that matters to it."""

    def __init__(self, scoring: Scoring) -> None:
        self._scoring = scoring
        self._known: dict[tuple[str, str | None], Judged] = {}

    def judge(self, node: Node, subject: Subject) -> Judged:
        """Judge an item or part; the N/A mark wins over the value."""
        view = _view(node, subject)
        key = (node.prefix, view)
        if key not in self._known:
            prefix = node.prefix if view is None else f"{node.prefix}_{view[:3]}"
            self._known[key] = self._kept(prefix, self._judged(node, subject, prefix))
        return self._known[key]

    def _kept(self, prefix: str, judged: Judged) -> Judged:
        workings = self._scoring.workings
        state = judged.state if judged.state.startswith("'") else workings.keep(f"{prefix}_k", judged.state)
        points = judged.points
        most = workings.kept(f"{prefix}_top", judged.most)
        counted = points.number
        if not counted.text.startswith("${"):
            counted = chosen(f"{state} = {SCORED}", counted, ZERO)
        number = workings.kept(f"{prefix}_p", counted)
        return Judged(state, Points(Whole(number.text, number.low, number.high), points.extra, points.over), most)

    def _judged(self, node: Node, subject: Subject, prefix: str) -> Judged:
        try:
            found = self._by_kind(node, subject, prefix)
        except (LengthUnknown, BeyondDoubles) as reason:
            self._scoring.refused[node.prefix] = type(reason).__name__
            found = Judged(TOO_LARGE, NO_POINTS, self._scoring.points(node.points))
        exact = exactly(self._scoring, prefix)
        if isinstance(node.rule, SumOfParts | Gate):
            entered = one_holds(*any_given(node.answers()), asks_nothing(node, self._scoring.subject))
            kept = self._scoring.workings.keep(f"{prefix}_e", f"if({entered}, 1, 0)")
            blank = Judged(NOT_ANSWERED, NO_POINTS, self._scoring.points(node.points))
            found = picked(f"{kept} = 1", found, blank, exact)
        if node.policy is None:
            return found
        return picked(marked(node.fields[ROLE_NA]), self._set_aside(node, node.policy), found, exact)

    def _set_aside(self, node: Node, policy: NotApplicable) -> Judged:
        full = self._scoring.points(node.points)
        nothing = Judged(SCORED, NO_POINTS, full)
        found = {
            NotApplicableRule.EXCLUDED: Judged(EXCLUDED, NO_POINTS, ZERO),
            NotApplicableRule.FULL_POINTS: Judged(SCORED, Points(full), full),
            NotApplicableRule.PASS: Judged(SCORED, Points(full), full),
            NotApplicableRule.ZERO: nothing,
        }[policy.rule]
        if not policy.needs_proof:
            return found
        return picked(marked(node.field(ROLE_PROOF)), found, nothing, exactly(self._scoring, node.prefix))

    def _by_kind(  # noqa: PLR0911, C901 -- one case per kind of rule
        self, node: Node, subject: Subject, prefix: str
    ) -> Judged:
        match node.rule:
            case YesNo():
                return yes_no(self._scoring, node, node.rule)
            case Graded():
                return graded(self._scoring, node, node.rule)
            case Bands():
                return bands(self._scoring, node, node.rule, subject, prefix)
            case Count():
                return count(self._scoring, node, node.rule)
            case Deduction():
                return deduction(self._scoring, node, node.rule)
            case Step() | Linear() | TargetDeduct():
                return formula(self._scoring, node, node.rule, subject, prefix)
            case Gate():
                return gate(self._scoring, node, node.rule, subject, prefix)
            case SumOfParts():
                return PartsJudge(self._scoring, node, subject, self.judge, prefix).judged(node.rule)
            case _:
                raise TypeError(f"{node.code} has no rule that gives points")


def _view(node: Node, subject: Subject) -> str | None:
    """Tell which view of the subject a node depends on; None where the plain one does."""
    if not subject.is_assumed or not _looks_at_building(node.rule):
        return None
    return (subject.reference(BUILDING_TYPE) or "").strip("'")


def _looks_at_building(rule: object) -> bool:
    if not isinstance(rule, ItemRule):
        return False
    return OnAttribute(BUILDING_TYPE) in set(of_rule(rule))
