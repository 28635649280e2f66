"""What lifts a unit: missing points, and the smallest sets of items that truly reach the next grade."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    full_points_if_na,
    points,
    shipped_form,
    some_levels,
)
from tests.helpers.small_building import BEST, BUILDING, PUBLIC
from workbench.domain.forms import Normalisation, Parameter
from workbench.domain.rules import ItemMustPass, ParameterRef
from workbench.domain.texts import Text
from workbench.scoring.advice import Lift, LiftingSet, lift, lift_group, lifts, missing_points
from workbench.scoring.engine import Scorer

TEN = some_levels(*range(10, -1, -1))
LINES = (
    a_grade("good", "prerequisites", "group_floors", "total", min_normalised=points(80)),
    a_grade("fail", passes=False),
)


def form_of(*grading, normalisation=Normalisation.SHARE_OF_HUNDRED, **more):
    first = a_group("A", *(an_item(f"A{at}", 10, TEN, not_applicable=excluded()) for at in (1, 2, 3)), floor="0.7")
    second = a_group("B", *(an_item(f"B{at}", 10, TEN) for at in (1, 2)))
    return a_form(first, second, grading=grading or LINES, normalisation=normalisation, **more)


def scored_of(form, worths, **more):
    document = a_document(**more)
    document["responses"] = {
        code: {"na": True} if worth == "na" else {"value": chr(97 + 10 - worth)} for code, worth in worths.items()
    }
    return Scorer(form).rescore(answers_to(form, document))


def lifted(form, worths, **more):
    return lift(form, scored_of(form, worths, **more))


def sets_of(advice):
    return [(entry.items, entry.points) for entry in advice.sets]


FULL = {"A1": 10, "A2": 10, "A3": 10, "B1": 10, "B2": 10}


def test_missing_points_are_counted_on_the_present_base():
    result = scored_of(form_of(), {**FULL, "A1": "na", "A2": 3, "A3": 5}).result
    assert [(entry.group, entry.needed, entry.missing) for entry in missing_points(result)] == [("A", 14, 6)]
    assert missing_points(scored_of(form_of(), FULL).result)[0].missing == 0


def test_the_best_grade_has_nothing_above_it():
    assert lifted(form_of(), FULL) == Lift(None)


def test_the_cheapest_of_the_smallest_sets_comes_first():
    advice = lifted(form_of(), {"A1": 9, "A2": 6, "A3": 8, "B1": 0, "B2": 8})
    assert (advice.aim, advice.obstacles) == ("good", ())
    assert sets_of(advice) == [(("B1",), 10)]


def test_a_floor_and_the_total_are_reached_together():
    advice = lifted(form_of(), {"A1": 2, "A2": 6, "A3": 8, "B1": 3, "B2": 3})
    assert sets_of(advice) == [(("A1", "A2", "B1"), 19), (("A1", "A2", "B2"), 19), (("A1", "B1", "B2"), 22)]


def test_open_items_belong_to_every_set_and_marks_stay():
    advice = lifted(form_of(), {"A1": "na", "A2": 0, "A3": 10, "B1": 8})
    assert sets_of(advice) == [(("A2", "B2"), 20)]


def test_at_most_three_sets_are_named_in_file_order():
    advice = lifted(form_of(), {"A1": 7, "A2": 7, "A3": 7, "B1": 8, "B2": 8})
    assert sets_of(advice) == [(("A1",), 3), (("A2",), 3), (("A3",), 3)]


def test_a_mark_without_proof_is_not_lifted():
    items = (an_item("A1", 10, TEN, not_applicable=full_points_if_na(proof=True)), an_item("A2", 10, TEN))
    form = a_form(a_group("A", *items, floor="0.9"))
    assert lifted(form, {"A1": "na", "A2": 5}) == Lift("pass", (), ("group:A",))


# --- what no item can move -----------------------------------------------------------------------


def with_prerequisite(*grading, rule=None, **more):
    return form_of(*grading, prerequisites=(a_prerequisite("P1", rule, **more),))


@pytest.mark.parametrize("value", [False, None])
def test_a_prerequisite_of_its_own_stands_in_the_way(value):
    advice = lifted(with_prerequisite(), {**FULL, "B1": 0, "B2": 0}, prerequisites={"P1": {"value": value}})
    assert advice == Lift("good", (), ("prerequisite:P1",))


def test_a_prerequisite_that_the_aim_does_not_ask_for_must_only_be_judged():
    grading = (a_grade("good", "total", min_normalised=points(80)), a_grade("fail", passes=False))
    worths = {**FULL, "B1": 0, "B2": 0}
    unmet = lifted(with_prerequisite(*grading), worths, prerequisites={"P1": {"value": False}})
    assert sets_of(unmet) == [(("B1",), 10), (("B2",), 10)]
    assert lifted(with_prerequisite(*grading), worths).obstacles == ("prerequisite:P1",)


def test_the_item_behind_a_derived_prerequisite_is_lifted():
    form = with_prerequisite(rule=ItemMustPass("A1"), kind="item_must_pass", derived=True)
    assert sets_of(lifted(form, {**FULL, "A1": 9})) == [(("A1",), 1)]
    assert sets_of(lifted(form, {code: worth for code, worth in FULL.items() if code != "A1"})) == [(("A1",), 10)]


def test_a_star_requirement_stands_in_the_way_of_a_star():
    claims = {"C1": {"value": True}, "T8": {"value": BEST["T8"]}}
    everything = {"A101": True, "Q101": True, "Q102": True}
    low = {**claims, "T1": {"value": {"window": None, "load": None}}}
    scored = Scorer(BUILDING).rescore(answers_to(BUILDING, a_document(everything, subject=PUBLIC, prerequisites=low)))
    assert lift(BUILDING, scored) == Lift("star2", (), ("requirement:T1",))
    unjudged = Scorer(BUILDING).rescore(
        answers_to(BUILDING, a_document(everything, subject=PUBLIC, prerequisites=claims))
    )
    assert lift(BUILDING, unjudged) == Lift("basic", (), ("requirement:T1",))


def test_the_index_counts_controls_and_cuts_the_bonus():
    claims = {"C1": {"value": True}, "T1": {"value": BEST["T1"]}, "T8": {"value": BEST["T8"]}}
    answered = {"A101": True, "Q101": False, "Q102": False}
    scored = Scorer(BUILDING).rescore(answers_to(BUILDING, a_document(answered, subject=PUBLIC, prerequisites=claims)))
    assert scored.result.grade == "star2"
    worse = Scorer(BUILDING).rescore(
        answers_to(BUILDING, a_document({**answered, "A101": False}, subject=PUBLIC, prerequisites=claims))
    )
    assert worse.result.grade == "basic"
    assert lift(BUILDING, worse) == Lift("star1", (LiftingSet(("A101",), points(300)),))


def test_a_floor_that_full_points_cannot_reach_is_said_plainly():
    worths = {"A1": "na", "A2": "na", "A3": "na", "B1": 10, "B2": 5}
    grading = (a_grade("good", "total", min_normalised=points(101)), a_grade("fail", passes=False))
    assert lifted(form_of(*grading), worths) == Lift("good", (), ("total",))


@pytest.mark.parametrize(
    ("normalisation", "sets"),
    [
        (Normalisation.SHARE_OF_HUNDRED, [(("A1",), 6), (("A2",), 6), (("A3",), 6)]),
        (Normalisation.TOTAL, [(tuple(FULL), 30)]),
        (Normalisation.NONE, []),
    ],
)
def test_a_total_is_reached_as_the_form_normalises_it(normalisation, sets):
    grading = (a_grade("good", "total", min_normalised=points(45)), a_grade("fail", passes=False))
    advice = lifted(form_of(*grading, normalisation=normalisation), dict.fromkeys(FULL, 4))
    assert sets_of(advice) == sets
    assert advice.obstacles == (() if sets else ("total",))


def test_a_pass_line_that_is_not_known_cannot_be_reached():
    grading = (a_grade("good", "total", min_normalised=ParameterRef("line")), a_grade("fail", passes=False))
    form = form_of(*grading, parameters=(Parameter("line", Text("线"), "", None),))
    assert lifted(form, FULL) == Lift("good", (), ("total",))


def test_criteria_are_counted():
    grade = a_grade("good", "criteria_count", min_criteria={"urban": 2}, criteria_attribute="residence")
    form = a_form(
        a_group("A", *(an_item(f"A{at}", 1) for at in (1, 2, 3))),
        grading=(grade, a_grade("fail", passes=False)),
        attributes=(an_attribute("residence", "urban", "rural"),),
    )
    document = a_document(dict.fromkeys(("A1", "A2", "A3"), False), subject={"residence": "urban"})
    scored = Scorer(form).rescore(answers_to(form, document))
    assert sets_of(lift(form, scored)) == [(("A1", "A2"), 2), (("A1", "A3"), 2), (("A2", "A3"), 2)]
    unknown = Scorer(form).rescore(answers_to(form, {**document, "subject": {}}))
    assert lift(form, unknown) == Lift("good", (), ("total",))


# --- one group -----------------------------------------------------------------------------------


def test_the_floor_of_one_group_is_cleared_alone():
    form = form_of()
    scored = scored_of(form, {"A1": 2, "A2": 6, "A3": 8, "B1": 0})
    assert lift_group(scored, form.groups[0]) == Lift("group:A", (LiftingSet(("A1",), points(8)),))
    assert lift_group(scored, form.groups[1]) == Lift("group:B", (LiftingSet(("B2",), points(10)),))
    cleared = scored_of(form, FULL)
    assert lift_group(cleared, form.groups[0]) == Lift("group:A", (LiftingSet((), points(0)),))


def test_all_lifts_are_the_next_grade_and_every_floor_that_is_not_reached():
    form = form_of()
    scored = scored_of(form, {"A1": 2, "A2": 5, "A3": 5, "B1": 10, "B2": 10})
    assert lifts(form, scored) == (lift(form, scored), lift_group(scored, form.groups[0]))


# --- against trying everything -------------------------------------------------------------------


@settings(max_examples=40)
@given(st.fixed_dictionaries(dict.fromkeys(FULL, st.integers(0, 10) | st.none())), st.integers(50, 100))
def test_every_set_reaches_the_aim_and_none_smaller_does(worths, line):
    grading = (
        a_grade("good", "group_floors", "total", min_normalised=points(line)),
        a_grade("fail", passes=False),
    )
    form = form_of(*grading)
    entered = {code: worth for code, worth in worths.items() if worth is not None}

    def reaches(codes):
        return scored_of(form, {**entered, **dict.fromkeys(codes, 10)}).result.grade == "good"

    advice = lifted(form, entered)
    if reaches(()):
        assert advice == Lift(None)
        return
    gains = {code: 10 - (worths[code] or 0) for code in FULL if worths[code] != 10}
    smallest = next(number for number in range(len(gains) + 1) if any(map(reaches, combinations(gains, number))))
    found = sorted(
        (sum(gains[code] for code in codes), codes) for codes in combinations(gains, smallest) if reaches(codes)
    )
    assert sets_of(advice) == [(codes, cost) for cost, codes in found[:3]]


def test_the_advice_on_a_shipped_form_keeps_its_word():
    mall = shipped_form("green-mall", "1")
    scored = Scorer(mall).rescore(answers_to(mall, {"form": "green-mall"}))
    advice = lift(mall, scored)
    assert advice.obstacles == tuple(f"prerequisite:P{at}" for at in range(1, 6))


def test_an_aim_that_asks_for_no_prerequisite_lifts_no_item_for_one():
    watched = a_prerequisite("P1", ItemMustPass("A1"), kind="item_must_pass", derived=True)
    grades = (a_grade("good", "total", min_normalised=points(80)), a_grade("fail", passes=False))
    form = form_of(*grades, prerequisites=(watched,))
    scored = scored_of(form, {"A1": 9, "A2": 5, "A3": 5, "B1": 10, "B2": 10})
    assert sets_of(lift(form, scored)) == [(("A1",), points(1)), (("A2",), points(5)), (("A3",), points(5))]
