"""Put the verdict into words: the conclusion, each condition behind it, and why it fails where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from workbench.documents.content import Conclusion, Condition, Standing
from workbench.domain.figures import on_screen, plain
from workbench.domain.forms import Grade, Requirement
from workbench.domain.results import PrerequisiteState, Verdict
from workbench.domain.rules import ParameterRef
from workbench.scoring.grade import criteria_line, grades_of, is_below_star
from workbench.scoring.membership import active_mode
from workbench.usecases.reporting.material import Material

_SETTLED = (PrerequisiteState.MET, PrerequisiteState.NA)
_STANDING = {Verdict.PASS: Standing.MET, Verdict.FAIL: Standing.NOT_MET, Verdict.INCOMPLETE: Standing.OPEN}


def conclude(material: Material, unit_name: str) -> Conclusion:
    """Write the conclusion with every condition and its state."""
    result = material.result
    grade = result.grade_name or ""
    facts = {
        "unit": unit_name,
        "total": material.points(result.total),
        "max": material.points(result.max_points),
        "grade": grade_name(material) or grade,
        "count": sum(row.state.is_open for row in result.ledger),
        "why": material.say("why.joined").join(reasons(material)),
    }
    return Conclusion(
        verdict=material.say(f"verdict.{result.verdict.value}"),
        sentence=material.say(f"sentence.{result.verdict.value}", **facts),
        standing=_STANDING[result.verdict],
        conditions=tuple(_conditions(material)),
        grade=grade_name(material),
    )


def grade_name(material: Material) -> str:
    """Name the grade reached in the language of the report; empty where there is none yet."""
    for grade in material.form.grading:
        if grade.code == material.result.grade:
            return material.words.text(grade.name)
    return ""


def aim(material: Material) -> Grade:
    """Give the grade whose conditions are listed: the one reached if it passes, else the lowest passing one."""
    grades = grades_of(material.form, active_mode(material.form, material.subject))
    for grade in grades:
        if grade.code == material.result.grade and grade.passes:
            return grade
    return next(grade for grade in reversed(grades) if grade.passes)


def reasons(material: Material) -> Iterator[str]:
    """Say why the passing grade is not reached, one reason each."""
    for entry in material.form.prerequisites:
        state = material.prerequisites[entry.code].state
        if state is PrerequisiteState.NOT_MET:
            yield material.say("why.prerequisite", name=material.words.text(entry.name))
    yield from _star_reasons(material)
    for group in material.form.groups:
        found = material.groups.get(group.code)
        if found is not None and found.met is False and found.floor is not None:
            yield material.say(
                "why.floor",
                name=material.words.text(group.name),
                ratio=material.percent(found.ratio, found.floor),
                floor=plain(found.floor * 100),
            )
    line = _total_line(material, aim(material))
    value = material.result.normalised
    if line is not None and value is not None and value < line:
        yield material.say("why.total", value=on_screen(value, line), line=plain(line))
    yield from _criteria_reasons(material)


def _star_reasons(material: Material) -> Iterator[str]:
    if Requirement.STAR_REQUIREMENTS not in aim(material).requires:
        return
    for requirement in material.form.star_requirements:
        judged = material.prerequisites.get(requirement.code)
        if judged is not None and is_below_star(judged, aim(material)):
            yield material.say("why.prerequisite", name=material.words.text(requirement.name))


def _criteria_reasons(material: Material) -> Iterator[str]:
    count, met = criteria_line(aim(material), material.subject), material.result.total
    if Requirement.CRITERIA_COUNT in aim(material).requires and count is not None and met is not None and met < count:
        yield material.say("why.criteria", value=plain(met), line=plain(count))


def _conditions(material: Material) -> Iterator[Condition]:
    requires = aim(material).requires
    if Requirement.PREREQUISITES in requires and material.form.prerequisites:
        yield _prerequisites_condition(material)
    if Requirement.STAR_REQUIREMENTS in requires:
        yield _stars_condition(material)
    if Requirement.CRITERIA_COUNT in requires:
        yield from _criteria_condition(material)
    if Requirement.GROUP_FLOORS in requires:
        yield from _floor_conditions(material)
    line = _total_line(material, aim(material))
    value = material.result.normalised
    if line is not None:
        met = value is not None and value >= line and material.result.complete
        standing = Standing.MET if met else Standing.NOT_MET if material.result.complete else Standing.OPEN
        found = material.say("no_ratio") if value is None else on_screen(value, line)
        yield Condition(material.say("condition.total", line=plain(line)), found, standing)


def _prerequisites_condition(material: Material) -> Condition:
    states = (material.prerequisites[entry.code].state for entry in material.form.prerequisites)
    counted = [state for state in states if state is not PrerequisiteState.NOT_IN_FORM]
    met = sum(state in _SETTLED for state in counted)
    if PrerequisiteState.NOT_MET in counted:
        standing = Standing.NOT_MET
    else:
        standing = Standing.MET if met == len(counted) else Standing.OPEN
    found = material.say("condition.prerequisites_found", met=met, total=len(counted))
    return Condition(material.say("condition.prerequisites"), found, standing)


def _stars_condition(material: Material) -> Condition:
    found = [material.prerequisites[one.code] for one in material.form.star_requirements]
    counted = [one for one in found if one.state is not PrerequisiteState.NOT_IN_FORM]
    reached = sum(not is_below_star(one, aim(material)) for one in counted)
    unjudged = any(one.level is None for one in counted)
    standing = Standing.MET if reached == len(counted) else Standing.OPEN if unjudged else Standing.NOT_MET
    text = material.say("condition.stars", grade=material.words.text(aim(material).name))
    return Condition(text, material.say("condition.prerequisites_found", met=reached, total=len(counted)), standing)


def _criteria_condition(material: Material) -> Iterator[Condition]:
    line, met = criteria_line(aim(material), material.subject), material.result.total
    if line is None or met is None:
        return
    is_known = material.result.complete
    standing = (Standing.MET if met >= line else Standing.NOT_MET) if is_known else Standing.OPEN
    most = material.points(material.result.max_points)
    found = material.say("condition.criteria_found", met=plain(met), total=most)
    yield Condition(material.say("condition.criteria", line=plain(line)), found, standing)


def _floor_conditions(material: Material) -> Iterator[Condition]:
    for group in material.form.groups:
        found = material.groups.get(group.code)
        if found is None or found.floor is None:
            continue
        text = material.say(
            "condition.floor",
            code=group.code,
            name=material.words.text(group.name),
            floor=plain(found.floor * 100),
        )
        if found.met is None:
            yield Condition(text, material.say("condition.floor_open"), Standing.OPEN)
        elif found.ratio is None:
            yield Condition(text, material.say("condition.floor_none"), Standing.NOT_APPLICABLE)
        else:
            ratio = material.say("condition.floor_found", ratio=material.percent(found.ratio, found.floor))
            yield Condition(text, ratio, Standing.MET if found.met else Standing.NOT_MET)


def _total_line(material: Material, grade: Grade) -> Fraction | None:
    if Requirement.TOTAL not in grade.requires or grade.min_normalised is None:
        return None
    if not isinstance(grade.min_normalised, ParameterRef):
        return grade.min_normalised
    told = material.dossier.answers["parameters"].get(grade.min_normalised.key)
    if told is not None:
        return Fraction(str(told))
    defaults = {parameter.key: parameter.default for parameter in material.form.parameters}
    return defaults.get(grade.min_normalised.key)
