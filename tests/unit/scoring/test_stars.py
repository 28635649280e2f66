"""What buildings have besides: modes, star requirements, provincial checks, and the index of quality."""

from __future__ import annotations

import pytest

from tests.helpers.forms import a_document, answers_to, points
from tests.helpers.small_building import BEST, BUILDING, PUBLIC
from workbench.domain.results import Verdict
from workbench.scoring.decoding import decode
from workbench.scoring.engine import score
from workbench.scoring.provincial import required_level


def result_of(claims=None, responses=None, subject=None, control=True):
    entries = {code: {"value": value} for code, value in (BEST if claims is None else claims).items()}
    entries["C1"] = {"value": control}
    answered = {"A101": True, "Q101": True, "Q102": True} if responses is None else responses
    document = a_document(answered, prerequisites=entries, subject=PUBLIC if subject is None else subject)
    return score(BUILDING, answers_to(BUILDING, document))


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
    assert required_level(answers_to(BUILDING, a_document(subject=subject)).subject) == level


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
    assert [(fault.path, fault.code) for fault in decode(BUILDING, document).faults] == [
        (f"prerequisites.T8.{path}", code)
    ]


def test_claims_have_their_types():
    document = a_document(
        subject={"building_type": "residential"},
        prerequisites={
            "T1": {"value": {"window": 5, "load": "1.5"}},
            "T3": {"value": {"grade": "2.5", "other": 1}},
            "T8": {"value": {"done": None}},
        },
    )
    decoding = decode(BUILDING, document)
    assert [(fault.path, fault.code) for fault in decoding.faults] == [
        ("prerequisites.T1.value.window", "expected_decimal"),
        ("prerequisites.T3.value.grade", "not_whole"),
    ]
    assert [warning.path for warning in decoding.warnings] == ["prerequisites.T3.value.other"]


@pytest.mark.parametrize("subject", [{"mode": "basic"}, {"building_type": "public"}])
def test_entries_of_requirements_that_are_not_asked_are_ignored(subject):
    document = a_document(subject=subject, prerequisites={"T3": {"value": 3}, "T9": {"value": 3}})
    assert decode(BUILDING, document).faults == ()
