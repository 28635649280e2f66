"""Completeness, grade and verdict (contract section 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from workbench.domain.forms import Form, Grade, Mode, Requirement
from workbench.domain.results import GroupResult, LedgerRow, PrerequisiteResult, PrerequisiteState, Verdict
from workbench.scoring.answers import SubjectValue
from workbench.scoring.groups import Totals, figure_of

UNJUDGED = (PrerequisiteState.OPEN, PrerequisiteState.UNDETERMINED)
FULFILLED = (PrerequisiteState.MET, PrerequisiteState.NA, PrerequisiteState.NOT_IN_FORM)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a grade can ask for, as it stands."""

    rows: tuple[LedgerRow, ...]
    groups: tuple[GroupResult, ...]
    totals: Totals
    prerequisites: tuple[PrerequisiteResult, ...]
    stars: tuple[PrerequisiteResult, ...]
    subject: Mapping[str, SubjectValue]
    parameters: Mapping[str, Fraction]


def is_fulfilled(prerequisites: tuple[PrerequisiteResult, ...]) -> bool:
    """Tell whether every prerequisite is met, N/A or not in the form."""
    return all(entry.state in FULFILLED for entry in prerequisites)


def is_complete(standing: Standing) -> bool:
    """Tell whether nothing is open: no item, no prerequisite, no star requirement."""
    asked = (*standing.prerequisites, *standing.stars)
    return not any(row.state.is_open for row in standing.rows) and not any(entry.state in UNJUDGED for entry in asked)


def grades_of(form: Form, mode: Mode | None) -> tuple[Grade, ...]:
    """List the grades of a mode, best first."""
    return tuple(grade for grade in form.grading if mode is None or grade.mode in (None, mode.code))


def reached(grades: tuple[Grade, ...], standing: Standing) -> Grade | None:
    """Give the best grade whose requirements all hold; None for a form whose last grade asks for something."""
    return next((grade for grade in grades if all(meets(entry, grade, standing) for entry in grade.requires)), None)


def meets(requirement: Requirement, grade: Grade, standing: Standing) -> bool:
    """Tell whether one requirement of a grade holds."""
    match requirement:
        case Requirement.PREREQUISITES:
            return is_fulfilled(standing.prerequisites)
        case Requirement.GROUP_FLOORS:
            return not any(group.met is False for group in standing.groups)
        case Requirement.TOTAL:
            line = figure_of(grade.min_normalised, standing.parameters)
            normalised = standing.totals.normalised
            return line is not None and normalised is not None and normalised >= line
        case Requirement.CRITERIA_COUNT:
            line = criteria_line(grade, standing.subject)
            return line is not None and standing.totals.total is not None and standing.totals.total >= line
        case Requirement.STAR_REQUIREMENTS:
            return not any(is_below_star(entry, grade) for entry in standing.stars)
        case _:  # pragma: no cover -- mypy proves that none is forgotten
            assert_never(requirement)


def criteria_line(grade: Grade, subject: Mapping[str, SubjectValue]) -> Fraction | None:
    """Give the number of criteria a grade asks of this subject; None while that is not known."""
    count = grade.min_criteria.get(str(subject.get(grade.criteria_attribute or "")))
    return None if count is None else Fraction(count)


def is_below_star(entry: PrerequisiteResult, grade: Grade) -> bool:
    """Tell whether a star requirement stays below the star of a grade; one not in the form never does."""
    if entry.state is PrerequisiteState.NOT_IN_FORM:
        return False
    return int(entry.level or 0) < (grade.star or 0)


def verdict_of(grade: Grade | None, standing: Standing) -> Verdict:
    """Give the verdict: the grade's; without one, failed when complete or when a prerequisite is known not met."""
    if grade is not None:
        return Verdict.PASS if grade.passes else Verdict.FAIL
    not_met = any(entry.state is PrerequisiteState.NOT_MET for entry in standing.prerequisites)
    return Verdict.FAIL if not_met or is_complete(standing) else Verdict.INCOMPLETE
