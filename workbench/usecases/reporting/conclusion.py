"""Put the verdict into words: the conclusion, each condition behind it, and why it fails where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from workbench.documents.content import Conclusion, Condition, Standing
from workbench.domain.figures import on_screen, plain
from workbench.domain.forms import Grade, Requirement
from workbench.domain.results import PrerequisiteState, Verdict
from workbench.domain.rules import ParameterRef
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
    grades = material.form.grading
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


def _conditions(material: Material) -> Iterator[Condition]:
    requires = aim(material).requires
    if Requirement.PREREQUISITES in requires and material.result.prerequisites:
        yield _prerequisites_condition(material)
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
    counted = [one.state for one in material.result.prerequisites if one.state is not PrerequisiteState.NOT_IN_FORM]
    met = sum(state in _SETTLED for state in counted)
    if PrerequisiteState.NOT_MET in counted:
        standing = Standing.NOT_MET
    else:
        standing = Standing.MET if met == len(counted) else Standing.OPEN
    found = material.say("condition.prerequisites_found", met=met, total=len(counted))
    return Condition(material.say("condition.prerequisites"), found, standing)


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
