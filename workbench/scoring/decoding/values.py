"""The `value` of a response, read by the kind of its rule (contract section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, assert_never

from workbench.domain.forms import Input, StarRequirement
from workbench.domain.rules import (
    Bands,
    ChooseN,
    Combine,
    Count,
    Deduction,
    Gate,
    Graded,
    ItemGate,
    ItemMustPass,
    ItemRule,
    Linear,
    MeasureKind,
    NotApplicable,
    PrerequisiteRule,
    RequiredLevel,
    StarMeasure,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.scoring.answers import Chosen, Claims, GateAnswers, Occurrences, PartAnswers, Response, Tally, Value
from workbench.scoring.decoding.measured import inputs, measured, population, wanted
from workbench.scoring.decoding.scalars import (
    boolean,
    code,
    codes,
    decimal,
    members,
    shown,
    text,
    warn_unknown,
    whole,
)
from workbench.scoring.faults import Place

_ENTRY_KEYS = frozenset({"value", "na", "proof", "note", "readings"})


def response(
    raw: Any,
    rule: ItemRule | PrerequisiteRule,
    policy: NotApplicable | None,
    declared: Mapping[str, Input],
    place: Place,
) -> Response:
    """Read one entry; where N/A is marked the value beside it is not looked at (contract 10.12)."""
    entered = members(raw, place)
    warn_unknown(entered, _ENTRY_KEYS, place, "unknown_key")
    text(entered.get("note"), place.at("note"))
    proof = boolean(entered.get("proof"), place.at("proof")) is True
    if boolean(entered.get("na"), place.at("na")):
        if policy is None:
            place.at("na").fault("na_not_allowed")
        return Response(not_applicable=True, proof=proof)
    return Response(value(entered.get("value"), rule, declared, place.at("value")), proof=proof)


def value(  # noqa: C901, PLR0911 -- one case per kind of rule
    raw: Any, rule: ItemRule | PrerequisiteRule, declared: Mapping[str, Input], place: Place
) -> Value | None:
    """Read a value; None when nothing is entered, or when it is faulty."""
    if raw is None:
        return None
    match rule:
        case YesNo():
            return boolean(raw, place)
        case Graded():
            return code(raw, [level.code for level in rule.levels], place, "unknown_level")
        case Bands():
            want = wanted([rule.quantity], rule.sample, declared)
            return measured(raw, want, place, sample=rule.sample, shortcut=rule.shortcut)
        case Step() | Linear() | TargetDeduct():
            return measured(raw, wanted([rule.quantity], None, declared), place, sample=None, shortcut=None)
        case Count():
            return _tally(raw, rule, place)
        case Deduction():
            return _occurrences(raw, rule, declared, place)
        case SumOfParts():
            return _parts(raw, rule, declared, place)
        case Gate():
            return _gate(raw, rule, declared, place)
        case ChooseN():
            return _chosen(raw, rule, place)
        case ItemMustPass() | ItemGate() | RequiredLevel():
            return None
        case _:  # pragma: no cover -- mypy proves that no kind is forgotten
            assert_never(rule)


def _tally(raw: Any, rule: Count, place: Place) -> Tally:
    entered = members(raw, place)
    warn_unknown(entered, {"count", "options"}, place, "unknown_key")
    number = whole(entered.get("count"), place.at("count"))
    if entered.get("options") is None:
        return Tally(number)
    if not rule.options:
        place.at("options").fault("options_not_declared")
        return Tally(number)
    allowed = [option.code for option in rule.options]
    return Tally(number, codes(entered["options"], allowed, place.at("options"), "unknown_option"))


def _occurrences(raw: Any, rule: Deduction, declared: Mapping[str, Input], place: Place) -> Occurrences:
    entered = members(raw, place)
    want = wanted([], rule.sample, declared)
    extra = ("void",) * bool(rule.void_if) + ("population",) * bool(rule.sample)
    warn_unknown(entered, {"counts", *want.keys, *extra}, place, "unknown_key")
    at_counts = place.at("counts")
    raw_counts = members(entered.get("counts"), at_counts)
    known = [entry.code for entry in rule.rules]
    warn_unknown(raw_counts, known, at_counts, "unknown_key")
    counts = {key: whole(raw_counts.get(key), at_counts.at(key)) for key in known}
    return Occurrences(
        counts={key: count for key, count in counts.items() if count is not None},
        void=boolean(entered.get("void"), place.at("void")) if rule.void_if else None,
        inputs=inputs(entered, want, place),
        population=population(entered, rule.sample, place),
    )


def _parts(raw: Any, rule: SumOfParts, declared: Mapping[str, Input], place: Place) -> PartAnswers:
    entered = members(raw, place)
    extra = ("precondition",) * bool(rule.precondition) + ("weights",) * (rule.combine is Combine.TIME_WEIGHTED)
    warn_unknown(entered, {"parts", *extra}, place, "unknown_key")
    at_parts = place.at("parts")
    raw_parts = members(entered.get("parts"), at_parts)
    _refuse_unknown(raw_parts, rule, at_parts)
    return PartAnswers(
        parts={
            part.code: response(raw_parts[part.code], part.rule, part.not_applicable, declared, at_parts.at(part.code))
            for part in rule.parts
            if raw_parts.get(part.code) is not None
        },
        precondition=boolean(entered.get("precondition"), place.at("precondition")) if rule.precondition else None,
        weights=_weights(entered.get("weights"), rule, place.at("weights"))
        if rule.combine is Combine.TIME_WEIGHTED
        else {},
    )


def _refuse_unknown(found: Mapping[str, Any], rule: SumOfParts, place: Place) -> None:
    known = [part.code for part in rule.parts]
    for key in found:
        if key not in known:
            place.at(key).fault("unknown_part", found=shown(key), allowed=", ".join(known))


def _weights(raw: Any, rule: SumOfParts, place: Place) -> dict[str, Fraction]:
    entered = members(raw, place)
    _refuse_unknown(entered, rule, place)
    found: dict[str, Fraction] = {}
    for part in rule.parts:
        weight = decimal(entered.get(part.code), place.at(part.code))
        if weight is not None and weight < 0:
            place.at(part.code).fault("negative", found=shown(entered[part.code]))
        elif weight is not None:
            found[part.code] = weight
    return found


def _gate(raw: Any, rule: Gate, declared: Mapping[str, Input], place: Place) -> GateAnswers:
    entered = members(raw, place)
    want = wanted(rule.quantities, None, declared)
    warn_unknown(entered, {"statements", *want.keys}, place, "unknown_key")
    at_statements = place.at("statements")
    raw_statements = members(entered.get("statements"), at_statements)
    known = {condition.code for branch in rule.branches for condition in branch.every if condition.quantity is None}
    warn_unknown(raw_statements, known, at_statements, "unknown_key")
    statements = {key: boolean(raw_statements.get(key), at_statements.at(key)) for key in sorted(known)}
    return GateAnswers(
        inputs=inputs(entered, want, place),
        statements={key: said for key, said in statements.items() if said is not None},
    )


def _chosen(raw: Any, rule: ChooseN, place: Place) -> Chosen:
    entered = members(raw, place)
    known = [option.code for option in rule.options]
    for key in entered:
        if key not in known:
            place.at(key).fault("unknown_option", found=shown(key), allowed=", ".join(known))
    marks = {key: boolean(entered.get(key), place.at(key)) for key in known}
    return Chosen({key: mark for key, mark in marks.items() if mark is not None})


def star_response(raw: Any, requirement: StarRequirement, place: Place) -> Response:
    """Read the entry of a star requirement; it cannot be marked N/A (contract 10.11)."""
    entered = members(raw, place)
    warn_unknown(entered, _ENTRY_KEYS, place, "unknown_key")
    text(entered.get("note"), place.at("note"))
    if boolean(entered.get("na"), place.at("na")):
        place.at("na").fault("na_not_allowed")
    if entered.get("value") is None:
        return Response()
    at_value = place.at("value")
    claimed = members(entered["value"], at_value)
    warn_unknown(claimed, {measure.key for measure in requirement.measures}, at_value, "unknown_key")
    found: dict[str, Fraction | bool | None] = {}
    for measure in requirement.measures:
        if claimed.get(measure.key) is not None:
            claim = _claim(claimed[measure.key], measure, at_value.at(measure.key))
            if claim is not None:
                found[measure.key] = claim
        elif measure.key in claimed and measure.nullable:
            found[measure.key] = None
    return Response(Claims(found))


def _claim(raw: Any, measure: StarMeasure, place: Place) -> Fraction | bool | None:
    match measure.kind:
        case MeasureKind.BOOLEAN:
            return boolean(raw, place)
        case MeasureKind.DECIMAL:
            return decimal(raw, place)
        case MeasureKind.INTEGER:
            number = whole(raw, place)
            return None if number is None else Fraction(number)
        case _:  # pragma: no cover -- mypy proves that no kind is forgotten
            assert_never(measure.kind)
