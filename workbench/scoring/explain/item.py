"""Explains one item or part: its judgement, the fact behind it, or what is still missing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from workbench.domain.forms import Form, Item
from workbench.domain.results import ItemState, Reason
from workbench.domain.rules import (
    Bands,
    Combine,
    Count,
    Deduction,
    Gate,
    Graded,
    Linear,
    Part,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.scoring import ledger
from workbench.scoring.answers import (
    DecodedAnswers,
    GateAnswers,
    Measured,
    Occurrences,
    PartAnswers,
    Response,
    Tally,
    Value,
)
from workbench.scoring.conditions import holds
from workbench.scoring.dependencies import in_order, of_rule
from workbench.scoring.engine import groups_in
from workbench.scoring.explain.bands import explain_bands
from workbench.scoring.explain.details import (
    explain_count,
    explain_deduction,
    explain_formula,
    explain_gate,
    explain_level,
)
from workbench.scoring.explain.facts import Explanation, Fact, OpenFact, PartsFact, YesNoFact
from workbench.scoring.explain.still_open import explain_missing, explain_numbers, explain_outside
from workbench.scoring.judgement import Circumstances, Judgement, circumstances_of
from workbench.scoring.membership import active_mode
from workbench.scoring.rules import formula, judge_entry
from workbench.scoring.rules.sum_of_parts import BUILDING_TYPE, MIXED, SHARES, as_building, is_entered

_OUTSIDE = (Reason.MISSING_ATTRIBUTE, Reason.MISSING_PARAMETER)
_NUMBERS = (Reason.SERIES_LENGTH, Reason.SAMPLE_TOO_SMALL)


def explain(form: Form, answers: DecodedAnswers, code: str) -> Explanation:
    """Explain one item of a form.

    Raises:
        KeyError: the form has no such item.
    """
    return _Explainer(form, answers).item(form.item_by_code[code])


def explain_all(form: Form, answers: DecodedAnswers) -> tuple[Explanation, ...]:
    """Explain every item of the active mode, in file order, as the ledger has them."""
    explainer = _Explainer(form, answers)
    groups = groups_in(form, active_mode(form, answers.subject))
    return tuple(explainer.item(item) for group in groups for item in group.items)


class _Explainer:
    """Explains items of one set of answers."""

    def __init__(self, form: Form, answers: DecodedAnswers) -> None:
        self._form = form
        self._answers = answers
        self._circumstances = circumstances_of(form, answers)

    def item(self, item: Item) -> Explanation:
        response = self._answers.responses.get(item.code)
        row = ledger.row(item, response, self._form.edition, self._circumstances)
        judged = Judgement(row.state, row.points, row.max_points, row.reason)
        return self._entry(item, response, judged, self._circumstances)

    def _entry(
        self, node: Item | Part, response: Response | None, judged: Judgement, circumstances: Circumstances
    ) -> Explanation:
        policy = node.not_applicable
        explained = Explanation(
            code=node.code,
            name=node.name,
            state=judged.state,
            reason=judged.reason,
            points=judged.points,
            max_points=judged.max_points,
            full=node.points,
            condition=None if policy is None else policy.condition,
            terms=self._form.word_by_zh,
        )
        if judged.state in (ItemState.NA, ItemState.NOT_IN_FORM):
            return explained
        value = None if response is None else response.value
        fact = None if value is None else self._fact(node, value, judged, circumstances)
        still_open = self._open(node, value, judged.reason, circumstances) if judged.state.is_open else None
        return replace(explained, fact=fact, still_open=still_open)

    def _open(self, node: Item | Part, value: Value | None, reason: Reason, circumstances: Circumstances) -> OpenFact:
        if reason in _OUTSIDE:
            needs = in_order(node) if isinstance(node, Item) else of_rule(node.rule)
            return explain_outside(self._form, reason, needs, self._answers)
        if reason in _NUMBERS:
            return explain_numbers(node.rule, value, self._form.input_by_key)
        return explain_missing(node.rule, value, self._form.input_by_key, circumstances)

    def _fact(  # noqa: C901, PLR0911 -- one case per kind of rule
        self, node: Item | Part, value: Value, judged: Judgement, circumstances: Circumstances
    ) -> Fact | None:
        match node.rule, value:
            case SumOfParts() as rule, PartAnswers():
                return self._parts(rule, value, circumstances)
            case Gate() as rule, GateAnswers():
                return explain_gate(rule, value, circumstances)
            case _ if judged.points is None:
                return None
            case YesNo(), bool():
                return YesNoFact(value)
            case Graded() as rule, str():
                return explain_level(rule, value)
            case Bands() as rule, Measured():
                return explain_bands(rule, value, judged.points, self._form.input_by_key, circumstances)
            case Count() as rule, Tally():
                return explain_count(rule, value, node.points)
            case Deduction() as rule, Occurrences():
                return explain_deduction(rule, value)
            case (Step() | Linear() | TargetDeduct()) as rule, Measured():
                measured = formula.measure(rule, value, circumstances)
                return None if isinstance(measured, Reason) else explain_formula(rule, *measured)
            case _:  # pragma: no cover -- judging has raised before
                raise TypeError(f"{type(value).__name__} cannot answer {type(node.rule).__name__}")

    def _parts(self, rule: SumOfParts, value: PartAnswers, circumstances: Circumstances) -> PartsFact:
        if rule.precondition is not None and value.precondition is not True:
            return PartsFact(rule.combine, (), {}, lacking=rule.precondition)
        if rule.combine is Combine.SELECT:
            return self._selected(rule, value, circumstances)
        parts = tuple(
            self._part(part, value, circumstances)
            for part in rule.parts
            if holds(part.when, circumstances.subject) and (rule.combine is not Combine.MAX or is_entered(value, part))
        )
        return PartsFact(rule.combine, parts, value.weights)

    def _selected(self, rule: SumOfParts, value: PartAnswers, circumstances: Circumstances) -> PartsFact:
        if not (rule.mixed_by_area and circumstances.subject.get(BUILDING_TYPE) == MIXED):
            return PartsFact(rule.combine, self._first_fitting(rule, value, circumstances), {})
        weights: dict[str, Fraction] = {}
        parts: list[Explanation] = []
        for kind, area_key in SHARES:
            chosen = self._first_fitting(rule, value, as_building(kind, circumstances))
            area = circumstances.subject.get(area_key)
            parts.extend(chosen)
            weights.update({part.code: area for part in chosen if isinstance(area, Fraction)})
        return PartsFact(rule.combine, tuple(parts), weights, by_area=True)

    def _first_fitting(
        self, rule: SumOfParts, value: PartAnswers, circumstances: Circumstances
    ) -> tuple[Explanation, ...]:
        for part in rule.parts:
            if holds(part.when, circumstances.subject):
                explained = self._part(part, value, circumstances)
                if explained.reason is not Reason.NA_EXCLUDED:
                    return (explained,)
        return ()

    def _part(self, part: Part, value: PartAnswers, circumstances: Circumstances) -> Explanation:
        response = value.parts.get(part.code)
        return self._entry(part, response, judge_entry(part, response, circumstances), circumstances)
