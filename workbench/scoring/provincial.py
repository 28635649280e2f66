"""The provincial required level of a building, a second verdict beside the score (contract section 8, P2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from workbench.domain.forms import Grade
from workbench.domain.results import PrerequisiteResult, PrerequisiteState
from workbench.scoring.answers import SubjectValue

_LARGE: Final = Fraction(20_000)
_AREA_BY_TYPE: Final[Mapping[str, str]] = {"public": "floor_area", "mixed": "public_area"}
_STAR: Final = "star1"
_BASIC: Final = "basic"


def required_level(subject: Mapping[str, SubjectValue]) -> str | None:
    """Give the level a building must reach; None while a fact that could decide is missing."""
    reasons = (subject.get("government_public_welfare"), subject.get("social_housing"), _is_large_public(subject))
    if True in reasons:
        return _STAR
    return None if None in reasons else _BASIC


def _is_large_public(subject: Mapping[str, SubjectValue]) -> bool | None:
    kind = subject.get("building_type")
    if kind is None:
        return None
    if kind not in _AREA_BY_TYPE:
        return False
    area = subject.get(_AREA_BY_TYPE[str(kind)])
    return area >= _LARGE if isinstance(area, Fraction) else None


def judge(
    code: str, subject: Mapping[str, SubjectValue], grade: Grade | None, grading: Sequence[Grade]
) -> PrerequisiteResult:
    """Compare the required level with the grade reached; an unknown level is undetermined, with or without a grade."""
    required = required_level(subject)
    if required is None:
        return PrerequisiteResult(code, PrerequisiteState.UNDETERMINED)
    if grade is None:
        return PrerequisiteResult(code, PrerequisiteState.OPEN, required)
    ranks = [entry.code for entry in grading]
    is_met = ranks.index(grade.code) <= ranks.index(required)
    return PrerequisiteResult(code, PrerequisiteState.MET if is_met else PrerequisiteState.NOT_MET, required)
