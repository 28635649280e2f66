"""From rows to verdict: groups and floors, totals, completeness, grades, and what stands in the way."""

from __future__ import annotations

import pytest

from tests.helpers.forms import (
    a_document,
    a_form,
    a_grade,
    a_group,
    a_prerequisite,
    an_attribute,
    an_item,
    answers_to,
    excluded,
    only_for,
    points,
    some_levels,
)
from workbench.domain.forms import Mode, Normalisation, Parameter
from workbench.domain.results import Verdict
from workbench.domain.rules import ParameterRef
from workbench.domain.texts import Text
from workbench.scoring.engine import score
from workbench.scoring.result_document import to_document

TEN = some_levels(*range(10, -1, -1))
NA = {"na": True}


def level(worth):
    """Choose the level of TEN that is worth so many points."""
    return {"value": chr(97 + 10 - worth)}


def form_of(**more):
    first = an_item("A101", 10, TEN, not_applicable=excluded())
    second = an_item("A102", 10, TEN, not_applicable=excluded())
    made = {"groups": (a_group("A", first, second, floor="0.85"), a_group("B", an_item("B101", 10, TEN)))}
    groups = more.pop("groups", made["groups"])
    return a_form(*groups, prerequisites=(a_prerequisite("P1"),), **more)


def result_of(entries, form=None, prerequisite=True, **more):
    asked = form or form_of()
    document = a_document(prerequisites={"P1": {"value": prerequisite}}, **more)
    document["responses"] = entries
    return score(asked, answers_to(asked, document))


GOOD = {"A101": level(9), "A102": level(8), "B101": level(10)}


def test_a_group_is_held_against_its_floor_by_exact_ratio():
    group = result_of(GOOD).groups[0]
    assert (group.points, group.max_points, group.ratio) == (17, 20, points("0.85"))
    assert group.met is True
    assert result_of({**GOOD, "A102": level(7)}).groups[0].met is False


def test_a_group_without_a_floor_meets_nothing():
    group = result_of(GOOD).groups[1]
    assert (group.floor, group.met) == (None, None)


def test_a_group_with_an_open_item_is_not_yet_told():
    assert result_of({"A101": level(10)}).groups[0].met is None


def test_a_group_without_applicable_items_has_no_ratio_and_meets_its_floor():
    group = result_of({**GOOD, "A101": NA, "A102": NA}).groups[0]
    assert (group.max_points, group.ratio, group.met) == (0, None, True)


def test_excluded_items_shrink_the_base_of_group_and_total():
    result = result_of({**GOOD, "A102": NA})
    assert (result.groups[0].ratio, result.total, result.max_points) == (points("0.9"), 19, 20)
    assert result.normalised == 95


def test_a_floor_and_a_pass_line_may_be_parameters():
    grading = (a_grade("pass", "total", min_normalised=ParameterRef("pass_total")), a_grade("fail", passes=False))
    groups = (a_group("A", an_item("A101", 10, TEN), line=ParameterRef("floor")),)
    parameters = (
        Parameter("floor", Text("下限"), "", points("0.5")),
        Parameter("pass_total", Text("总分线"), "", None),
    )
    form = form_of(groups=groups, parameters=parameters, grading=grading)
    result = result_of({"A101": level(5)}, form, parameters={"pass_total": "50"})
    assert (result.groups[0].floor, result.groups[0].met, result.grade) == (points("0.5"), True, "pass")
    result = result_of({"A101": level(10)}, form)
    assert (result.grade, result.blocking) == ("fail", ("total",))


@pytest.mark.parametrize(
    ("normalisation", "expected"),
    [(Normalisation.SHARE_OF_HUNDRED, 90), (Normalisation.TOTAL, 27), (Normalisation.NONE, None)],
)
def test_the_total_is_normalised_as_the_form_declares(normalisation, expected):
    assert result_of(GOOD, form_of(normalisation=normalisation)).normalised == expected


def test_nothing_applicable_at_all_cannot_be_normalised_and_never_reaches_a_line():
    grading = (a_grade("pass", "total", min_normalised=points(0)), a_grade("fail", passes=False))
    form = form_of(groups=(a_group("A", an_item("A101", 10, not_applicable=excluded())),), grading=grading)
    result = result_of({"A101": NA}, form)
    assert (result.normalised, result.grade, result.complete) == (None, "fail", True)


# --- grades --------------------------------------------------------------------------------------

LINES = (
    a_grade("excellent", "prerequisites", "group_floors", "total", min_normalised=points(95)),
    a_grade("good", "prerequisites", "group_floors", "total", min_normalised=points(90)),
    a_grade("fail", passes=False),
)


def test_the_best_grade_whose_requirements_all_hold_is_reached():
    form = form_of(grading=LINES)
    result = result_of(GOOD, form)
    assert (result.grade, result.grade_name, result.verdict) == ("good", "等级good", Verdict.PASS)
    assert result.blocking == ("total",)
    best = result_of({**GOOD, "A101": level(10), "A102": level(10)}, form)
    assert (best.grade, best.blocking) == ("excellent", ())


def test_without_a_passing_grade_the_lowest_one_is_the_aim():
    result = result_of({**GOOD, "B101": level(0), "A102": level(7)}, form_of(grading=LINES))
    assert (result.grade, result.verdict) == ("fail", Verdict.FAIL)
    assert result.blocking == ("group:A", "total")


def test_an_incomplete_assessment_has_no_grade_and_its_open_items_stand_in_the_way():
    result = result_of({"A101": level(10), "A102": level(10)}, form_of(grading=LINES))
    assert (result.complete, result.grade, result.verdict) == (False, None, Verdict.INCOMPLETE)
    assert result.blocking == ("item:B101",)


def test_unanswered_never_passes_even_where_nothing_more_is_asked():
    form = form_of(grading=(a_grade("pass"),))
    assert result_of({}, form).verdict is Verdict.INCOMPLETE
    assert result_of({}, form).grade is None


def test_a_prerequisite_that_is_not_met_fails_even_an_incomplete_assessment():
    result = result_of({}, prerequisite=False)
    assert (result.complete, result.grade, result.verdict) == (False, None, Verdict.FAIL)
    assert result.blocking == ("prerequisite:P1", "item:A101", "item:A102", "item:B101")


def test_an_unjudged_prerequisite_keeps_everything_open():
    result = result_of(GOOD, prerequisite=None)
    assert (result.complete, result.verdict, result.blocking) == (False, Verdict.INCOMPLETE, ("prerequisite:P1",))


def test_a_form_whose_last_grade_asks_for_something_can_end_without_a_grade():
    form = form_of(grading=(a_grade("pass", "group_floors"),))
    result = result_of({**GOOD, "A101": level(0)}, form)
    assert (result.complete, result.grade, result.grade_name, result.verdict) == (True, None, None, Verdict.FAIL)
    assert result.blocking == ("group:A",)
    assert to_document(result)["grade"] is None


def test_a_form_without_passing_grades_has_no_aim():
    assert result_of({}, form_of(grading=(a_grade("recorded", passes=False),))).blocking == ()


# --- modes that count criteria -------------------------------------------------------------------

COUNTING = (
    a_grade("good", "prerequisites", "total", min_normalised=points(60), mode="points"),
    a_grade(
        "good",
        "prerequisites",
        "criteria_count",
        mode="criteria",
        min_criteria={"urban": 2, "rural": 1},
        criteria_attribute="residence",
    ),
    a_grade("fail", passes=False),
)
HOUSEHOLD = form_of(
    groups=(a_group("A", an_item("A101")), a_group("M", an_item("M101", 1), an_item("M102", 1))),
    modes=(
        Mode("points", Text("打分"), ("A",)),
        Mode("criteria", Text("条数"), ("M",), Normalisation.NONE),
    ),
    attributes=(an_attribute("mode", "points", "criteria"), an_attribute("residence", "urban", "rural")),
    grading=COUNTING,
)


@pytest.mark.parametrize(("residence", "grade"), [("rural", "good"), ("urban", "fail"), (None, "fail")])
def test_criteria_are_counted_against_the_number_for_the_residence(residence, grade):
    entries = {"M101": {"value": True}, "M102": {"value": False}}
    result = result_of(entries, HOUSEHOLD, subject={"mode": "criteria", "residence": residence})
    assert (result.total, result.max_points, result.normalised, result.grade) == (1, 2, None, grade)
    assert result.blocking == (() if grade == "good" else ("total",))
    assert [row.code for row in result.ledger] == ["M101", "M102"]


def test_the_points_mode_does_not_look_at_criteria():
    result = result_of({"A101": {"value": True}}, HOUSEHOLD)
    assert (result.normalised, result.grade, [group.code for group in result.groups]) == (100, "good", ["A"])


# --- the document --------------------------------------------------------------------------------


def test_the_document_rounds_half_up_and_only_at_the_end():
    third = some_levels(points(10) / 3)
    form = a_form(a_group("A", an_item("A101", 10, third), an_item("A102", 10, third), floor="0.3333333"))
    entries = {"A101": {"value": "a"}, "A102": {"value": "a"}}
    document = a_document()
    document["responses"] = entries
    written = to_document(score(form, answers_to(form, document)))
    assert written["groups"] == [
        {"code": "A", "points": "6.6667", "max": "20", "ratio": "0.333333", "floor": "0.333333", "met": True}
    ]
    assert (written["total"], written["max"], written["normalised"]) == ("6.6667", "20", "33.3333")
    assert written["ledger"][0] == {
        "code": "A101",
        "state": "scored",
        "points": "3.3333",
        "max": "10",
        "rule": "graded",
        "reason_code": "ok",
    }


def test_every_item_has_its_row_also_one_that_is_not_in_the_form():
    item = an_item("A101", applies_to=only_for("kind", "a"))
    form = a_form(a_group("A", item), attributes=(an_attribute("kind", "a", "b"),))
    written = to_document(score(form, answers_to(form, a_document(subject={"kind": "b"}))))
    assert written["ledger"] == [
        {
            "code": "A101",
            "state": "not_in_form",
            "points": None,
            "max": "0",
            "rule": "yes_no",
            "reason_code": "not_applicable_to_subject",
        }
    ]
