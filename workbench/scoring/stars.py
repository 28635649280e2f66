"""Star requirements of a building: the highest star whose demands, and those of the stars below it, all hold."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from workbench.domain.forms import StarRequirement
from workbench.domain.results import PrerequisiteResult, PrerequisiteState
from workbench.domain.rules import StarBound
from workbench.scoring.answers import Claims, Response
from workbench.scoring.conditions import holds
from workbench.scoring.judgement import Circumstances
from workbench.scoring.rules.bounds import compares


def judge(
    requirement: StarRequirement, response: Response | None, edition: str, circumstances: Circumstances
) -> PrerequisiteResult:
    """Judge one requirement; `level` is the star reached, "0" to "3", None while it is open."""
    if requirement.editions is not None and edition not in requirement.editions:
        return PrerequisiteResult(requirement.code, PrerequisiteState.NOT_IN_FORM)
    applies = holds(requirement.when, circumstances.subject)
    if applies is None:
        return PrerequisiteResult(requirement.code, PrerequisiteState.UNDETERMINED)
    if not applies:
        return PrerequisiteResult(requirement.code, PrerequisiteState.NOT_IN_FORM)
    claims = response.value if response is not None else None
    if not isinstance(claims, Claims) or any(entry.key not in claims.measures for entry in requirement.measures):
        return PrerequisiteResult(requirement.code, PrerequisiteState.OPEN)
    level = reached(requirement, claims.measures)
    return PrerequisiteResult(
        requirement.code, PrerequisiteState.MET if level >= 1 else PrerequisiteState.NOT_MET, str(level)
    )


def reached(requirement: StarRequirement, measures: Mapping[str, Fraction | bool | None]) -> int:
    """Give the highest star s such that the demands of 1..s all hold; no demand always holds."""
    level = 0
    for demand in requirement.stars:
        if demand is not None and not any(_is_held(bound, measures) for bound in demand):
            break
        level += 1
    return level


def _is_held(bound: StarBound, measures: Mapping[str, Fraction | bool | None]) -> bool:
    claim = measures[bound.measure]
    if isinstance(claim, bool) or isinstance(bound.limit, bool):
        return claim is bound.limit
    return claim is not None and compares(claim, bound.relation, bound.limit)
