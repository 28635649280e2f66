"""What every rule may look at while its score is written for the phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from workbench.authoring.xlsform.fields import MOST, Field, FieldKind
from workbench.authoring.xlsform.logic import TRUE, Subject, is_given
from workbench.authoring.xlsform.numbers import Whole, Workings, figure
from workbench.authoring.xlsform.plan import PhonePlan
from workbench.domain.forms import Form, Table
from workbench.domain.rules import (
    Bands,
    Count,
    Deduction,
    Graded,
    ItemRule,
    Linear,
    PrerequisiteRule,
    Step,
    SumOfParts,
    TargetDeduct,
)


@dataclass(frozen=True, slots=True)
class Outside:
    """A parameter as the score sees it: when it is known, and its value counted in its last decimal place."""

    given: str
    whole: Whole
    places: int


@dataclass
class Scoring:
    """The score of one form while it is written."""

    plan: PhonePlan
    workings: Workings
    unit: int
    subject: Subject
    parameters: Mapping[str, Outside]
    tables: Mapping[str, Table]
    refused: dict[str, str] = field(default_factory=dict)
    once: dict[str, Whole] = field(default_factory=dict)
    _wholes: dict[str, Whole] = field(default_factory=dict)

    def points(self, worth: Fraction) -> Whole:
        """Count points in units of the form's smallest point."""
        return figure(int(worth * self.unit))

    def whole(self, entry: Field) -> Whole:
        """Give an entered figure counted in its last decimal place; without sense while it is blank."""
        if entry.name not in self._wholes:
            self._wholes[entry.name] = self._made(entry)
        return self._wholes[entry.name]

    def _made(self, entry: Field) -> Whole:
        scale = 10**entry.places
        low = -MOST * scale if entry.may_be_negative else 0
        if entry.kind is FieldKind.WHOLE or scale == 1:
            return Whole(entry.reference, low, MOST)
        text = f"if({entry.reference} = '', '', round({entry.reference} * {scale}))"
        return Whole(self.workings.keep(f"{entry.name}_x", text), low, MOST * scale)


def scoring_of(plan: PhonePlan) -> Scoring:
    """Begin the score of a form: attributes and parameters with their defaults."""
    form = plan.form
    workings = Workings(plan.names)
    references = {}
    for attribute in form.attributes:
        entry = plan.attributes[attribute.key]
        references[attribute.key] = entry.reference
        if entry.default:
            text = f"if({entry.reference} = '', '{entry.default}', {entry.reference})"
            references[attribute.key] = workings.keep(f"{entry.name}_x", text)
    return Scoring(
        plan=plan,
        workings=workings,
        unit=unit_of(form),
        subject=Subject({entry.key: entry for entry in form.attributes}, references),
        parameters={key: _outside(entry, workings) for key, entry in plan.parameters.items()},
        tables={table.key: table for table in form.tables},
    )


def _outside(entry: Field, workings: Workings) -> Outside:
    scale = 10**entry.places
    otherwise = str(int(Fraction(entry.default) * scale)) if entry.default else "''"
    text = f"if({entry.reference} = '', {otherwise}, round({entry.reference} * {scale}))"
    kept = workings.keep(f"{entry.name}_x", text)
    low = min(0, int(Fraction(entry.default or "0") * scale))
    return Outside(TRUE if entry.default else is_given(entry.reference), Whole(kept, low, MOST * scale), entry.places)


def unit_of(form: Form) -> int:
    """Find how many units one point has: the least number that makes every declared worth whole."""
    worths = [item.points for item in form.items]
    for item in form.items:
        worths.extend(_worths(item.rule))
    worths.extend(group.cap for group in form.groups if group.cap is not None)
    worths.append(form.total_formula.prerequisite_points)
    return lcm(*(worth.denominator for worth in worths))


def _worths(rule: ItemRule | PrerequisiteRule) -> Iterator[Fraction]:  # noqa: C901 -- one case per kind of rule
    match rule:
        case Graded():
            yield from (level.points for level in rule.levels)
        case Bands():
            shortcut = rule.shortcut.points if rule.shortcut else None
            yield from _given([*(band.points for band in rule.bands), rule.otherwise, shortcut])
        case Count():
            yield from _given([rule.each, rule.cap, rule.otherwise, *(band.points for band in rule.bands)])
        case Deduction():
            yield from _given([rule.start, rule.floor])
            yield from _given([entry.each for entry in rule.rules] + [entry.cap for entry in rule.rules if entry.cap])
        case SumOfParts():
            for part in rule.parts:
                yield part.points
                yield from _worths(part.rule)
        case Step():
            yield from (rule.base_points, rule.step_points, rule.cap)
        case Linear():
            yield rule.full_points
        case TargetDeduct():
            yield from (rule.full_points, rule.per_step, rule.floor)
        case _:
            return


def _given(worths: Sequence[Fraction | None]) -> Iterator[Fraction]:
    yield from (worth for worth in worths if worth is not None)


def marked(entry: Field | None) -> str:
    """Say that a mark or a yes is set."""
    return "false()" if entry is None else f"{entry.reference} = '1'"


def any_given(entries: Iterator[Field]) -> list[str]:
    """Say of each field that it has an answer, fields asked in several places once."""
    return list(dict.fromkeys(is_given(entry.reference) for entry in entries))
