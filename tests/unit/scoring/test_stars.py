"""What buildings have besides: modes, star requirements, provincial checks, and the index of quality."""

from __future__ import annotations

import pytest

from tests.helpers.forms import (
    ORIGIN,
    a_document,
    a_form,
    a_grade,
    a_group,
    a_prerequisite,
    an_attribute,
    an_item,
    answers_to,
    only_for,
    points,
)
from workbench.domain.forms import Mode, Normalisation, StarRequirement, TotalFormula
from workbench.domain.results import Verdict
from workbench.domain.rules import MeasureKind, Relation, RequiredLevel, StarBound, StarMeasure
from workbench.domain.texts import Text
from workbench.scoring.decoding import decode
from workbench.scoring.engine import score
from workbench.scoring.provincial import required_level

WINDOW = StarMeasure("window", Text("外窗"), "%", MeasureKind.DECIMAL, nullable=True)
LOAD = StarMeasure("load", Text("负荷"), "%", MeasureKind.DECIMAL, nullable=True)
DONE = StarMeasure("done", Text("已完成"), "", MeasureKind.BOOLEAN)
GRADE = StarMeasure("grade", Text("等级"), "级", MeasureKind.INTEGER)


def at_least(measure, limit):
    return StarBound(measure, Relation.GTE, points(limit))


EITHER = StarRequirement(
    "T1",
    Text("围护或负荷"),
    (WINDOW, LOAD),
    (None, (at_least("window", 5), at_least("load", 3)), (at_least("window", 10), at_least("load", 5))),
    ORIGIN,
)
TAPS = StarRequirement(
    "T3",
    Text("节水器具"),
    (GRADE,),
    tuple((StarBound("grade", Relation.LTE, points(limit)),) for limit in (3, 2, 2)),
    ORIGIN,
    when=only_for("building_type", "residential"),
)
FITTED = StarRequirement(
    "T8",
    Text("全装修"),
    (DONE,),
    ((StarBound("done", Relation.EQ, limit=True),),) * 3,
    ORIGIN,
    editions=frozenset({"1"}),
)
GONE = StarRequirement("T9", Text("旧条"), (DONE,), (None, None, None), ORIGIN, editions=frozenset({"2019"}))

STARS = ("prerequisites", "group_floors", "total", "star_requirements")
GRADING = (
    a_grade("star2", *STARS, min_normalised=points(70), star=2, mode="full"),
    a_grade("star1", *STARS, min_normalised=points(60), star=1, mode="full"),
    a_grade("basic", "prerequisites"),
    a_grade("none", passes=False),
)
FORM = a_form(
    a_group("A", an_item("A101", 300), floor="0.3"),
    a_group("Q", an_item("Q101", 80), an_item("Q102", 80), bonus=True, cap=points(100)),
    attributes=(
        an_attribute("mode", "full", "basic", default="full"),
        an_attribute("building_type", "residential", "public", "mixed"),
        an_attribute("floor_area", kind="decimal"),
        an_attribute("public_area", kind="decimal"),
        an_attribute("government_public_welfare", kind="boolean", default=False),
        an_attribute("social_housing", kind="boolean", default=False),
    ),
    prerequisites=(a_prerequisite("C1", kind="control"),),
    star_requirements=(EITHER, TAPS, FITTED, GONE),
    provincial_checks=(
        a_prerequisite("P1", kind="provincial"),
        a_prerequisite("P2", RequiredLevel(), "provincial", derived=True),
    ),
    grading=GRADING,
    modes=(Mode("full", Text("星级"), ("A", "Q")), Mode("basic", Text("基本级"), (), Normalisation.NONE)),
    normalisation=Normalisation.TOTAL,
    total_formula=TotalFormula(points(400), points(10)),
)
PUBLIC = {"building_type": "public", "floor_area": "20000"}
BEST = {"T1": {"window": "10", "load": None}, "T8": {"done": True}}


def result_of(claims=None, responses=None, subject=None, control=True):
    entries = {code: {"value": value} for code, value in (BEST if claims is None else claims).items()}
    entries["C1"] = {"value": control}
    answered = {"A101": True, "Q101": True, "Q102": True} if responses is None else responses
    document = a_document(answered, prerequisites=entries, subject=PUBLIC if subject is None else subject)
    return score(FORM, answers_to(FORM, document))


def states_of(result):
    return {entry.code: (entry.state.value, entry.level) for entry in result.prerequisites}


def test_the_index_is_the_tenth_of_controls_and_groups_with_a_capped_bonus():
    result = result_of()
    assert (result.total, result.max_points, result.normalised) == (points(80), points(80), points(80))
    assert [group.points for group in result.groups] == [points(300), points(100)]
    assert (result.grade, result.verdict, result.blocking) == ("star2", Verdict.PASS, ())


def test_a_control_that_is_not_met_takes_its_points_and_every_level():
    result = result_of(control=False)
    assert (result.total, result.max_points) == (points(40), points(80))
    assert (result.grade, result.verdict) == ("none", Verdict.FAIL)
    assert result.blocking == ("prerequisite:C1",)


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        ({"window": "10", "load": None}, ("met", "3")),
        ({"window": None, "load": "4.99"}, ("met", "2")),
        ({"window": None, "load": None}, ("met", "1")),
        ({"window": "10"}, ("open", None)),
    ],
)
def test_the_level_is_the_highest_star_whose_demands_all_hold(claim, state):
    assert states_of(result_of({**BEST, "T1": claim}))["T1"] == state


@pytest.mark.parametrize(("grade", "state"), [(1, ("met", "3")), ("3", ("met", "1")), (4, ("not_met", "0"))])
def test_a_lower_grade_of_fixtures_is_better(grade, state):
    home = {"building_type": "residential"}
    assert states_of(result_of({**BEST, "T3": {"grade": grade}}, subject=home))["T3"] == state


def test_a_requirement_may_not_apply_or_be_of_another_edition_or_be_unknown():
    states = states_of(result_of())
    assert (states["T3"], states["T9"]) == (("not_in_form", None), ("not_in_form", None))
    assert states_of(result_of(subject={}))["T3"] == ("undetermined", None)
    assert states_of(result_of({**BEST, "T8": {"done": False}}))["T8"] == ("not_met", "0")
    assert states_of(result_of({}))["T8"] == ("open", None)


def test_an_open_requirement_leaves_no_grade_and_is_named_for_every_aim():
    result = result_of({"T8": {"done": True}})
    assert (result.complete, result.grade, result.verdict) == (False, None, Verdict.INCOMPLETE)
    assert result.blocking == ("requirement:T1",)


def test_a_requirement_below_the_star_of_the_aim_stands_in_its_way():
    result = result_of({**BEST, "T1": {"window": None, "load": None}})
    assert (result.grade, result.blocking) == ("star1", ("requirement:T1",))


def test_a_group_below_its_floor_keeps_a_building_at_the_basic_level():
    result = result_of(responses={"A101": False, "Q101": True, "Q102": True})
    assert (result.grade, result.blocking) == ("basic", ("group:A", "total"))


def test_the_basic_mode_has_no_points_no_ledger_and_no_stars():
    result = result_of(subject={"mode": "basic", **PUBLIC})
    assert (result.total, result.max_points, result.normalised) == (None, None, None)
    assert (result.groups, result.ledger, result.grade) == ((), (), "basic")
    assert states_of(result) == {"C1": ("met", None), "P1": ("open", None), "P2": ("not_met", "star1")}


def test_provincial_checks_never_stand_in_the_way():
    result = result_of()
    assert states_of(result)["P1"] == ("open", None)
    assert result.complete


@pytest.mark.parametrize(
    ("subject", "level"),
    [
        (PUBLIC, "star1"),
        ({**PUBLIC, "floor_area": "19999.99"}, "basic"),
        ({"building_type": "public"}, None),
        ({"building_type": "mixed", "public_area": "20000", "floor_area": "1"}, "star1"),
        ({"building_type": "mixed", "floor_area": "90000"}, None),
        ({"building_type": "residential", "floor_area": "90000"}, "basic"),
        ({"social_housing": True}, "star1"),
        ({}, None),
    ],
)
def test_the_required_level_follows_from_facts_about_the_building(subject, level):
    assert required_level(answers_to(FORM, a_document(subject=subject)).subject) == level


def test_the_required_level_is_compared_with_the_grade():
    assert states_of(result_of())["P2"] == ("met", "star1")
    assert states_of(result_of(responses={}))["P2"] == ("open", "star1")
    assert states_of(result_of(subject={}))["P2"] == ("undetermined", None)
    assert states_of(result_of(control=False))["P2"] == ("not_met", "star1")


@pytest.mark.parametrize(
    ("entry", "path", "code"),
    [
        ({"na": True}, "na", "na_not_allowed"),
        ({"value": []}, "value", "expected_object"),
        ({"value": {"done": "yes"}}, "value.done", "expected_boolean"),
        ({"note": 1}, "note", "expected_text"),
    ],
)
def test_a_star_requirement_is_checked_like_everything_else(entry, path, code):
    document = a_document(prerequisites={"T8": entry})
    assert [(fault.path, fault.code) for fault in decode(FORM, document).faults] == [(f"prerequisites.T8.{path}", code)]


def test_claims_have_their_types():
    document = a_document(
        subject={"building_type": "residential"},
        prerequisites={
            "T1": {"value": {"window": 5, "load": "1.5"}},
            "T3": {"value": {"grade": "2.5", "other": 1}},
            "T8": {"value": {"done": None}},
        },
    )
    decoding = decode(FORM, document)
    assert [(fault.path, fault.code) for fault in decoding.faults] == [
        ("prerequisites.T1.value.window", "expected_decimal"),
        ("prerequisites.T3.value.grade", "not_whole"),
    ]
    assert [warning.path for warning in decoding.warnings] == ["prerequisites.T3.value.other"]


@pytest.mark.parametrize("subject", [{"mode": "basic"}, {"building_type": "public"}])
def test_entries_of_requirements_that_are_not_asked_are_ignored(subject):
    document = a_document(subject=subject, prerequisites={"T3": {"value": 3}, "T9": {"value": 3}})
    assert decode(FORM, document).faults == ()
