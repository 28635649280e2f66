"""Explains prerequisites: what was chosen, measured or taken from an item, against what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from workbench.domain.forms import Form, Prerequisite, StarRequirement
from workbench.domain.results import LedgerRow, PrerequisiteState, Reason, Result
from workbench.domain.rules import Bands, ChooseN, ItemGate, ItemMustPass, Quantity
from workbench.domain.texts import Text
from workbench.scoring.answers import Chosen, DecodedAnswers, Measured
from workbench.scoring.explain.bands import band_fact
from workbench.scoring.explain.facts import BandFact
from workbench.scoring.judgement import circumstances_of
from workbench.scoring.prerequisites import JudgedItem, gate_figures
from workbench.scoring.rules.bands import place

Asked = Prerequisite | StarRequirement
_SET_ASIDE: Final = (PrerequisiteState.NA, PrerequisiteState.NOT_IN_FORM)


@dataclass(frozen=True, slots=True)
class ChoiceFact:
    """How many options are there, of how many that are wanted; unjudged ones may still count."""

    present: tuple[Text, ...]
    unjudged: int
    of: int
    wanted: int


@dataclass(frozen=True, slots=True)
class LineFact:
    """A measured figure against its line."""

    name: Text
    unit: str
    value: Fraction
    line: Fraction


@dataclass(frozen=True, slots=True)
class EligibilityFact:
    """A measured figure against the band that makes eligible, or the shortcut that does."""

    name: Text
    unit: str
    value: Fraction | None
    band: BandFact | None
    shortcut: Text | None


@dataclass(frozen=True, slots=True)
class ItemFact:
    """An item that must have its full points."""

    code: str
    name: Text
    points: Fraction | None
    full: Fraction


PrerequisiteFact = ChoiceFact | LineFact | EligibilityFact | ItemFact


@dataclass(frozen=True, slots=True)
class PrerequisiteExplanation:
    """Why a prerequisite, star requirement or provincial check stands as it does."""

    code: str
    name: Text
    state: PrerequisiteState
    level: str | None
    fact: PrerequisiteFact | None = None
    terms: Mapping[str, Text] = field(default_factory=dict, compare=False, repr=False)


def explain_prerequisites(form: Form, answers: DecodedAnswers, result: Result) -> tuple[PrerequisiteExplanation, ...]:
    """Explain every prerequisite, star requirement and provincial check of a result, in its order."""
    listed: list[Asked] = [*form.prerequisites, *form.star_requirements, *form.provincial_checks]
    asked = {entry.code: entry for entry in listed}
    explainer = _Explainer(form, answers, {row.code: row for row in result.ledger})
    return tuple(
        PrerequisiteExplanation(
            code=entry.code,
            name=asked[entry.code].name,
            state=entry.state,
            level=entry.level,
            fact=explainer.fact(asked[entry.code], entry.state),
            terms=form.word_by_zh,
        )
        for entry in result.prerequisites
    )


class _Explainer:
    """Explains the prerequisites of one set of answers."""

    def __init__(self, form: Form, answers: DecodedAnswers, rows: Mapping[str, LedgerRow]) -> None:
        self._form = form
        self._answers = answers
        self._rows = rows
        self._circumstances = circumstances_of(form, answers)

    def fact(self, asked: Asked, state: PrerequisiteState) -> PrerequisiteFact | None:
        if isinstance(asked, StarRequirement) or state in _SET_ASIDE:
            return None
        response = self._answers.prerequisites.get(asked.code)
        match asked.rule, None if response is None else response.value:
            case ItemMustPass() as rule, _:
                return self._item(rule)
            case ItemGate() as rule, _:
                return self._line(rule)
            case ChooseN() as rule, value:
                return _choice(rule, value if isinstance(value, Chosen) else Chosen({}))
            case Bands() as rule, Measured() as value:
                return self._eligibility(rule, value)
            case _:
                return None

    def _item(self, rule: ItemMustPass) -> ItemFact:
        item, row = self._form.item_by_code[rule.item], self._rows[rule.item]
        return ItemFact(item.code, item.name, row.points, row.max_points)

    def _line(self, rule: ItemGate) -> LineFact | None:
        item = self._form.item_by_code[rule.item]
        judged = JudgedItem(item, self._rows[rule.item], self._answers.responses.get(rule.item))
        figures = gate_figures(rule, judged, self._circumstances)
        quantity = getattr(item.rule, "quantity", None)
        if isinstance(figures, Reason) or figures[1] is None or not isinstance(quantity, Quantity):
            return None
        return LineFact(item.name, quantity.unit, figures[0], figures[1])

    def _eligibility(self, rule: Bands, value: Measured) -> EligibilityFact:
        quantity = rule.quantity
        shortcut = rule.shortcut.condition if rule.shortcut is not None and value.shortcut else None
        placed = place(rule, value, self._circumstances)
        if isinstance(placed, Reason):
            return EligibilityFact(quantity.name, quantity.unit, None, None, shortcut)
        asked = rule.bands[placed.band or 0]
        band = band_fact(asked, quantity, placed.reading, self._form.input_by_key)
        return EligibilityFact(quantity.name, quantity.unit, placed.reading.value, band, shortcut)


def _choice(rule: ChooseN, value: Chosen) -> ChoiceFact:
    present = tuple(option.text for option in rule.options if value.options.get(option.code))
    unjudged = sum(option.code not in value.options for option in rule.options)
    return ChoiceFact(present, unjudged, len(rule.options), rule.min_count)
