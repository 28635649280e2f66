"""Grades that nobody can reach, and a grading without an end."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from workbench.catalogue.problems import Problem
from workbench.catalogue.source.yaml_source import Source
from workbench.domain.figures import plain
from workbench.domain.forms import Form, Grade, Normalisation, Requirement


def grade_problems(form: Form, source: Source) -> Iterator[Problem]:
    """Read the grading best first, mode by mode."""
    most = Fraction(100) if form.normalisation is Normalisation.SHARE_OF_HUNDRED else form.total_points
    for index, grade in enumerate(form.grading):
        yield from _line_problems(index, grade, most, source)
        yield from _criteria_problems(index, grade, form, source)
        better = next((one for one in form.grading[:index] if _swallows(one, grade)), None)
        if better is not None:
            yield source.problem("grade_unreachable", ("grading", index), grade=grade.code, better=better.code)
    yield from _end_problems(form, source)
    yield from _floor_problems(form, source)


def _end_problems(form: Form, source: Source) -> Iterator[Problem]:
    ends = [index for index, grade in enumerate(form.grading) if not grade.requires]
    if not ends:
        yield source.problem("grading_without_end", ("grading",))
    for index in ends:
        if form.grading[index].passes:
            yield source.problem("grade_for_nothing", ("grading", index), grade=form.grading[index].code)
    if not any(grade.passes for grade in form.grading):
        yield source.problem("grading_without_pass", ("grading",))


def _floor_problems(form: Form, source: Source) -> Iterator[Problem]:
    for index, group in enumerate(form.groups):
        if isinstance(group.floor, Fraction) and not 0 <= group.floor <= 1:
            path = ("groups", index, "floor")
            yield source.problem("floor_out_of_reach", path, group=group.code, floor=plain(group.floor))


def _line_problems(index: int, grade: Grade, most: Fraction, source: Source) -> Iterator[Problem]:
    line = grade.min_normalised
    if Requirement.TOTAL in grade.requires and line is None:
        yield source.problem("grade_without_line", ("grading", index), grade=grade.code)
    if isinstance(line, Fraction) and (line > most or line < 0):
        told = {"grade": grade.code, "line": plain(line), "most": plain(most)}
        yield source.problem("grade_above_total", ("grading", index, "min_normalised"), **told)


def _criteria_problems(index: int, grade: Grade, form: Form, source: Source) -> Iterator[Problem]:
    for value, number in grade.min_criteria.items():
        if number > _most_criteria(form, grade):
            path = ("grading", index, "min_criteria", "values", value)
            yield source.problem("criteria_above_items", path, grade=grade.code, number=str(number))


def _most_criteria(form: Form, grade: Grade) -> Fraction:
    """Give the most that the criteria of a grade's mode can count up to."""
    groups = (group for group in form.groups if group.mode in (None, grade.mode))
    return sum((item.points for group in groups for item in group.items), Fraction(0))


def _swallows(better: Grade, grade: Grade) -> bool:
    """Tell whether whoever reaches `grade` has reached `better` before, so that `grade` is never given."""
    if better.mode is not None and better.mode != grade.mode:
        return False
    if not better.requires <= grade.requires or better.min_criteria != grade.min_criteria:
        return False
    if (better.star or 0) > (grade.star or 0):
        return False
    if Requirement.TOTAL not in better.requires:
        return True
    lines = (better.min_normalised, grade.min_normalised)
    return all(isinstance(line, Fraction) for line in lines) and lines[0] <= lines[1]  # type: ignore[operator]
