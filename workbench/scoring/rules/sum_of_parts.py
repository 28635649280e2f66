"""sum_of_parts: points put together from parts, in seven ways; parts nest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from workbench.domain.figures import exact_sum
from workbench.domain.results import ItemState, Reason
from workbench.domain.rules import Combine, Part, SumOfParts
from workbench.scoring.answers import PartAnswers, Response
from workbench.scoring.conditions import holds
from workbench.scoring.judgement import Circumstances, Judgement, first_open, scored, unanswered, unjudged

JudgeEntry = Callable[[Part, Response | None, Circumstances], Judgement]

BUILDING_TYPE: Final = "building_type"
MIXED: Final = "mixed"
SHARES: Final = (("residential", "residential_area"), ("public", "public_area"))
_PASSED_ON: Final = (Reason.NO_VARIANT, Reason.PRECONDITION_NOT_MET)
_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Kept:
    """A part that counts, with its judgement."""

    part: Part
    judgement: Judgement


def judge(
    rule: SumOfParts, value: PartAnswers, full: Fraction, circumstances: Circumstances, judge_part: JudgeEntry
) -> Judgement:
    """Judge the parts and put them together; a precondition comes first.

    2+2+2+2+2 with two parts excluded and the rest yes is 6 of 6; time-weighted 4 (1000 h) and 7 (2000 h) is 6.
    """
    if rule.precondition is not None and value.precondition is False:
        return scored(_NOTHING, full, Reason.PRECONDITION_NOT_MET)
    if rule.combine is Combine.SELECT:
        judged = _selected(rule, value, full, circumstances, judge_part)
    else:
        kept = kept_parts(rule, value, circumstances, judge_part)
        if any(holds(part.when, circumstances.subject) is None for part in rule.parts):
            judged = unjudged(Reason.MISSING_ATTRIBUTE, _base(kept) if rule.combine is Combine.SUM else full)
        else:
            judged = _combined(rule.combine, kept, value, full)
    if rule.precondition is not None and value.precondition is None:
        return unanswered(judged.max_points)
    return judged


def kept_parts(
    rule: SumOfParts, value: PartAnswers, circumstances: Circumstances, judge_part: JudgeEntry
) -> tuple[Kept, ...]:
    """Judge every part that is neither known not to fit the subject nor excluded, in file order."""
    judged = (
        Kept(part, judge_part(part, value.parts.get(part.code), circumstances))
        for part in rule.parts
        if holds(part.when, circumstances.subject) is not False
    )
    return tuple(entry for entry in judged if not entry.judgement.is_excluded)


def _combined(combine: Combine, kept: Sequence[Kept], value: PartAnswers, full: Fraction) -> Judgement:
    match combine:
        case Combine.SUM:
            return _sum(kept)
        case Combine.MAX:
            return _best(kept, value, full)
        case _ if not kept:
            return scored(_NOTHING, full, Reason.NO_VARIANT)
        case Combine.ALL:
            return _all(kept, full)
        case _:
            return _weighed(combine, kept, value, full)


def _sum(kept: Sequence[Kept]) -> Judgement:
    base = _base(kept)
    if not kept:
        return Judgement(ItemState.NA, None, base, Reason.NA_EXCLUDED)
    return _open(kept, base) or scored(exact_sum(_points(entry) for entry in kept), base)


def _base(kept: Sequence[Kept]) -> Fraction:
    return exact_sum(entry.judgement.max_points for entry in kept)


def _best(kept: Sequence[Kept], value: PartAnswers, full: Fraction) -> Judgement:
    """Give the best alternative; one at full points decides, whatever the others are (contract 10.6)."""
    entered = [entry for entry in kept if is_entered(value, entry.part)]
    if any(_points(entry) >= full for entry in entered if not entry.judgement.state.is_open):
        return scored(full, full)
    if not entered:
        return unanswered(full)
    return _open(entered, full) or scored(max(_points(entry) for entry in entered), full)


def _all(kept: Sequence[Kept], full: Fraction) -> Judgement:
    if any(not entry.judgement.state.is_open and not entry.judgement.is_full for entry in kept):
        return scored(_NOTHING, full)
    return _open(kept, full) or scored(full, full)


def _weighed(combine: Combine, kept: Sequence[Kept], value: PartAnswers, full: Fraction) -> Judgement:
    """Give the worst, the mean, or the mean weighted by time; a missing weight is an unanswered part (10.7)."""
    weighted = combine is Combine.TIME_WEIGHTED and len(kept) > 1
    if weighted and any(entry.part.code not in value.weights for entry in kept):
        return unanswered(full)
    still_open = _open(kept, full)
    if still_open is not None:
        return still_open
    if combine is Combine.MIN:
        return scored(min(_points(entry) for entry in kept), full)
    weights = [value.weights[entry.part.code] if weighted else Fraction(1) for entry in kept]
    total = exact_sum(weights)
    if total == 0:
        return unjudged(Reason.DIVISION_BY_ZERO, full)
    points = exact_sum((_points(entry) * weight for entry, weight in zip(kept, weights, strict=True)))
    return scored(points / total, full)


def _selected(
    rule: SumOfParts, value: PartAnswers, full: Fraction, circumstances: Circumstances, judge_part: JudgeEntry
) -> Judgement:
    if rule.mixed_by_area and circumstances.subject.get(BUILDING_TYPE) == MIXED:
        return _by_area(rule, value, full, circumstances, judge_part)
    return _first_fitting(rule, value, full, circumstances, judge_part)


def _first_fitting(
    rule: SumOfParts, value: PartAnswers, full: Fraction, circumstances: Circumstances, judge_part: JudgeEntry
) -> Judgement:
    """Judge the first part, in file order, that fits the subject and is not excluded."""
    for part in rule.parts:
        fits = holds(part.when, circumstances.subject)
        if fits is None:
            return unjudged(Reason.MISSING_ATTRIBUTE, full)
        judged = judge_part(part, value.parts.get(part.code), circumstances) if fits else None
        if judged is None or judged.is_excluded:
            continue
        if judged.points is None:
            return unjudged(judged.reason, full)
        return scored(judged.points, full, judged.reason if judged.reason in _PASSED_ON else Reason.OK)
    return scored(_NOTHING, full, Reason.NO_VARIANT)


def _by_area(
    rule: SumOfParts, value: PartAnswers, full: Fraction, circumstances: Circumstances, judge_part: JudgeEntry
) -> Judgement:
    """Score a mixed building as residential and as public, and weigh both by area (contract 10.5)."""
    judged = [_first_fitting(rule, value, full, as_building(kind, circumstances), judge_part) for kind, _area in SHARES]
    still_open = first_open(judged)
    if still_open is not None:
        return unjudged(still_open, full)
    areas = [circumstances.subject.get(area) for _kind, area in SHARES]
    known = [area for area in areas if isinstance(area, Fraction)]
    if len(known) < len(areas):
        return unjudged(Reason.MISSING_ATTRIBUTE, full)
    total = exact_sum(known)
    if total == 0:
        return unjudged(Reason.DIVISION_BY_ZERO, full)
    points = exact_sum(((entry.points or _NOTHING) * area for entry, area in zip(judged, known, strict=True)))
    return scored(min(full, max(_NOTHING, points / total)), full)


def as_building(kind: str, circumstances: Circumstances) -> Circumstances:
    """See a mixed building as if it were of one kind only."""
    return replace(circumstances, subject={**circumstances.subject, BUILDING_TYPE: kind})


def is_entered(value: PartAnswers, part: Part) -> bool:
    """Tell whether an alternative has a value or an N/A mark; one without is ignored (contract 10.6)."""
    response = value.parts.get(part.code)
    return response is not None and response.is_entered


def _open(kept: Sequence[Kept], full: Fraction) -> Judgement | None:
    """Leave the whole open while a part is: not answered wins, otherwise the first undetermined part's reason."""
    reason = first_open(entry.judgement for entry in kept)
    return None if reason is None else unjudged(reason, full)


def _points(entry: Kept) -> Fraction:
    return entry.judgement.points or _NOTHING
