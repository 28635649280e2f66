"""Parts put together in seven ways, their N/A marks, their conditions, and nesting."""

from __future__ import annotations

import pytest

from tests.helpers.forms import (
    a_part,
    an_input,
    an_item,
    answer,
    circumstances,
    excluded,
    full_points_if_na,
    only_for,
    points,
    some_bands,
    some_levels,
    some_parts,
)
from workbench.domain.results import ItemState, Reason
from workbench.domain.rules import AttributeContains, NotApplicable, NotApplicableRule
from workbench.domain.texts import Text
from workbench.scoring.answers import Response
from workbench.scoring.judgement import Judgement, scored
from workbench.scoring.rules import judge, judge_entry

NUMBERS = (an_input("part"), an_input("whole"))
YES, NO, NA, NOTHING = {"value": True}, {"value": False}, {"na": True}, {"value": None}
ZERO_BASE = {"value": {"part": "1", "whole": "0"}}


def judged(rule, parts=None, full=10, subject=None, **more):
    value = {"parts": parts or {}, **more}
    return judge(rule, answer(rule, value, NUMBERS), points(full), circumstances(subject))


def worth(figure, full=10, reason=Reason.OK):
    return scored(points(figure), points(full), reason)


def left_open(reason=Reason.NOT_ANSWERED, full=10):
    state = ItemState.NOT_ANSWERED if reason is Reason.NOT_ANSWERED else ItemState.UNDETERMINED
    return Judgement(state, None, points(full), reason)


def two_each(combine, count=5, **more):
    return some_parts(combine, *(a_part(chr(97 + at), 2, not_applicable=excluded()) for at in range(count)), **more)


# --- sum -----------------------------------------------------------------------------------------


def test_excluded_parts_shrink_the_base_of_a_sum():
    marks = {"a": NA, "b": NA, "c": YES, "d": YES, "e": YES}
    assert judged(two_each("sum"), marks) == worth(6, 6)
    assert judged(two_each("sum"), {**marks, "e": NO}) == worth(4, 6)


def test_a_sum_of_nothing_but_excluded_parts_is_not_applicable():
    everything = dict.fromkeys("abcde", NA)
    assert judged(two_each("sum"), everything) == Judgement(ItemState.NA, None, points(0), Reason.NA_EXCLUDED)


def test_a_sum_with_an_open_part_keeps_the_base_of_what_is_not_excluded():
    assert judged(two_each("sum"), {"a": NA, "b": YES, "c": YES}) == left_open(full=8)
    assert judged(two_each("sum"), {}) == left_open()


def test_a_part_that_was_touched_but_not_answered_is_open():
    assert judged(two_each("sum", 2), {"a": YES, "b": NOTHING}) == left_open(full=4)


def test_a_sum_of_full_points_by_rule_is_scored():
    rule = some_parts("sum", a_part("a", 4, not_applicable=full_points_if_na()), a_part("b", 6))
    assert judged(rule, {"a": NA, "b": NO}) == worth(4)
    only = some_parts("sum", a_part("a", 10, not_applicable=full_points_if_na()))
    assert judged(only, {"a": NA}) == worth(10)


def test_unanswered_wins_over_undetermined_and_then_the_first_in_file_order_counts():
    sampled = some_bands(quantity=some_bands().quantity)
    rule = some_parts("sum", a_part("a", 6, sampled), a_part("b", 2), a_part("c", 2, when=only_for("kind", "x")))
    known = {"kind": "x"}
    assert judged(rule, {"a": ZERO_BASE, "c": YES}, subject=known) == left_open()
    assert judged(rule, {"a": ZERO_BASE, "b": YES, "c": YES}, subject=known) == left_open(Reason.DIVISION_BY_ZERO)


def test_a_part_that_does_not_fit_the_subject_is_dropped():
    rule = some_parts("sum", a_part("a", 4), a_part("b", 6, when=only_for("kind", "x")))
    assert judged(rule, {"a": YES}, subject={"kind": "y"}) == worth(4, 4)
    assert judged(rule, {"a": YES}, subject={"kind": "x"}) == left_open()
    assert judged(rule, {"a": YES, "b": YES}) == left_open(Reason.MISSING_ATTRIBUTE)


def test_the_base_of_a_sum_that_cannot_be_decided_leaves_excluded_parts_out():
    rule = some_parts("sum", a_part("a", 4, not_applicable=excluded()), a_part("b", 6, when=only_for("kind", "x")))
    assert judged(rule, {"a": NA}) == left_open(Reason.MISSING_ATTRIBUTE, 6)


def test_a_nested_sum_hands_its_smaller_base_up():
    inner = two_each("sum", 2)
    rule = some_parts("sum", a_part("x", 4, inner), a_part("y", 6))
    assert judged(rule, {"x": {"value": {"parts": {"a": NA, "b": YES}}}, "y": YES}) == worth(8, 8)
    assert judged(rule, {"x": {"value": {"parts": {"a": NA, "b": NA}}}, "y": YES}) == worth(6, 6)


# --- precondition --------------------------------------------------------------------------------


def test_a_precondition_comes_first():
    rule = two_each("sum", precondition=Text("前提"))
    everything = dict.fromkeys("abcde", YES)
    assert judged(rule, {}, precondition=False) == worth(0, reason=Reason.PRECONDITION_NOT_MET)
    assert judged(rule, everything, precondition=True) == worth(10)
    assert judged(rule, everything) == left_open()
    assert judged(rule, {**everything, "a": NA}) == left_open(full=8)


# --- max, min, mean, all -------------------------------------------------------------------------

ALTERNATIVES = some_parts("max", a_part("a", 10, some_levels(10, 6)), a_part("b", 10, some_bands()), a_part("c", 5))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, left_open()),
        ({"a": NOTHING}, left_open()),
        ({"a": {"value": "b"}}, worth(6)),
        ({"a": {"value": "b"}, "c": YES}, worth(6)),
        ({"c": YES}, worth(5)),
        ({"a": {"value": "a"}, "b": ZERO_BASE}, worth(10)),
        ({"a": {"value": "b"}, "b": ZERO_BASE}, left_open(Reason.DIVISION_BY_ZERO)),
        ({"a": {"value": "b"}, "b": {"value": {}}}, left_open()),
    ],
)
def test_the_best_alternative_counts_and_full_points_decide_at_once(parts, expected):
    assert judged(ALTERNATIVES, parts) == expected


def test_an_excluded_alternative_is_no_alternative():
    rule = some_parts("max", a_part("a", 10, not_applicable=excluded()), a_part("b", 10))
    assert judged(rule, {"a": NA, "b": NO}) == worth(0)
    assert judged(rule, {"a": NA}) == left_open()


def test_the_worst_part_counts_and_all_of_them_are_needed():
    rule = some_parts("min", a_part("a", 10, some_levels(10, 5), not_applicable=excluded()), a_part("b", 10))
    assert judged(rule, {"a": {"value": "b"}, "b": YES}) == worth(5)
    assert judged(rule, {"a": NA, "b": YES}) == worth(10)
    assert judged(rule, {"b": NO}) == left_open()


def test_a_mean_is_exact():
    rule = some_parts("mean", a_part("a", 10, some_levels(5)), a_part("b", 10, some_levels(7)), a_part("c", 10))
    answers = {"a": {"value": "a"}, "b": {"value": "a"}}
    assert judged(rule, {**answers, "c": NO}) == worth(4)
    assert judged(rule, {**answers, "c": YES}) == worth(points(22) / 3)
    assert judged(rule, answers) == left_open()


def test_all_is_full_or_nothing_and_one_miss_is_enough():
    rule = some_parts("all", a_part("a", 10), a_part("b", 10, not_applicable=excluded()), a_part("c", 10))
    assert judged(rule, {"a": YES, "b": NA, "c": YES}) == worth(10)
    assert judged(rule, {"a": NO}) == worth(0)
    assert judged(rule, {"a": YES, "b": YES}) == left_open()


def contains(code):
    return AttributeContains("structure", code)


@pytest.mark.parametrize("combine", ["mean", "min", "all", "time_weighted", "select"])
def test_without_any_variant_there_are_no_points(combine):
    rule = some_parts(combine, a_part("a", 10, when=contains("concrete")), a_part("b", 10, when=contains("steel")))
    timber = {"structure": frozenset({"timber"})}
    assert judged(rule, {}, subject=timber) == worth(0, reason=Reason.NO_VARIANT)
    assert judged(rule, {}) == left_open(Reason.MISSING_ATTRIBUTE)


# --- time-weighted -------------------------------------------------------------------------------

BY_TIME = some_parts(
    "time_weighted",
    a_part("a", 10, some_levels(4, 0), not_applicable=excluded()),
    a_part("b", 10, some_levels(7)),
)
BOTH = {"a": {"value": "a"}, "b": {"value": "a"}}


@pytest.mark.parametrize(
    ("parts", "weights", "expected"),
    [
        (BOTH, {"a": "1000", "b": "2000"}, worth(6)),
        (BOTH, {"a": "1000"}, left_open()),
        (BOTH, {"a": "0", "b": "0"}, left_open(Reason.DIVISION_BY_ZERO)),
        ({**BOTH, "a": NA}, {}, worth(7)),
        ({"a": {"value": "a"}}, {"a": "1", "b": "1"}, left_open()),
    ],
)
def test_a_mean_may_be_weighted_by_time(parts, weights, expected):
    assert judged(BY_TIME, parts, weights=weights) == expected


# --- select --------------------------------------------------------------------------------------

VARIANTS = some_parts(
    "select",
    a_part("u", 10, when=only_for("residence", "urban"), not_applicable=excluded()),
    a_part("r", 10, some_levels(10, 4), when=only_for("residence", "rural")),
    a_part("z", 10, some_levels(3)),
)


@pytest.mark.parametrize(
    ("parts", "subject", "expected"),
    [
        ({"u": YES}, {"residence": "urban"}, worth(10)),
        ({"u": YES}, {"residence": "rural"}, left_open()),
        ({"r": {"value": "b"}}, {"residence": "rural"}, worth(4)),
        ({"u": NA, "z": {"value": "a"}}, {"residence": "urban"}, worth(3)),
        ({"z": {"value": "a"}}, {"residence": "elsewhere"}, worth(3)),
        ({"u": YES, "z": {"value": "a"}}, {}, left_open(Reason.MISSING_ATTRIBUTE)),
    ],
)
def test_the_first_variant_that_fits_is_judged(parts, subject, expected):
    assert judged(VARIANTS, parts, subject=subject) == expected


def test_a_variant_passes_on_that_nothing_in_it_fits_or_its_precondition_fails():
    nothing = some_parts("select", a_part("a", 10, when=only_for("kind", "x")))
    outer = some_parts("select", a_part("p", 10, nothing))
    entered = {"p": {"value": {"parts": {}}}}
    assert judged(outer, entered, subject={"kind": "y"}) == worth(0, reason=Reason.NO_VARIANT)
    guarded = some_parts("select", a_part("p", 10, two_each("sum", precondition=Text("前提"))))
    refused = {"p": {"value": {"parts": {}, "precondition": False}}}
    assert judged(guarded, refused) == worth(0, reason=Reason.PRECONDITION_NOT_MET)


def test_a_shortcut_inside_a_variant_is_not_passed_on():
    bands = some_bands(shortcut=None)
    rule = some_parts("select", a_part("p", 6, bands))
    assert judged(rule, {"p": {"value": {"part": "95", "whole": "100"}}}, full=6) == worth(6, 6)


MIXED = some_parts(
    "select",
    a_part("R", 20, some_levels(15), when=only_for("building_type", "residential")),
    a_part("P", 20, some_bands(otherwise=points(12)), when=only_for("building_type", "public")),
    mixed_by_area=True,
)
HOMES, OFFICES = {"value": "a"}, {"value": {"part": "0", "whole": "1"}}


@pytest.mark.parametrize(
    ("parts", "areas", "expected"),
    [
        ({"R": HOMES, "P": OFFICES}, ("20000", "10000"), worth(14, 20)),
        ({"R": HOMES, "P": OFFICES}, ("20000", None), left_open(Reason.MISSING_ATTRIBUTE, 20)),
        ({"R": HOMES, "P": OFFICES}, ("0", "0"), left_open(Reason.DIVISION_BY_ZERO, 20)),
        ({"R": HOMES, "P": OFFICES}, ("-10000", "10100"), worth(0, 20)),
        ({"R": HOMES}, (None, None), left_open(full=20)),
        ({"R": HOMES, "P": ZERO_BASE}, (None, None), left_open(Reason.DIVISION_BY_ZERO, 20)),
    ],
)
def test_a_mixed_building_is_weighed_by_area(parts, areas, expected):
    named = zip(("residential_area", "public_area"), areas, strict=True)
    subject = {"building_type": "mixed"} | {key: points(area) for key, area in named if area is not None}
    assert judged(MIXED, parts, full=20, subject=subject) == expected


def test_only_a_mixed_building_is_weighed():
    assert judged(MIXED, {"R": HOMES}, full=20, subject={"building_type": "residential"}) == worth(15, 20)
    unweighed = some_parts("select", *MIXED.parts)
    expected = worth(0, 20, Reason.NO_VARIANT)
    assert judged(unweighed, {"R": HOMES}, full=20, subject={"building_type": "mixed"}) == expected


# --- not applicable ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "proof", "shown", "expected"),
    [
        ("excluded", False, False, Judgement(ItemState.NA, None, points(0), Reason.NA_EXCLUDED)),
        ("full_points", False, False, Judgement(ItemState.NA, points(6), points(6), Reason.NA_FULL_POINTS)),
        ("pass", False, False, Judgement(ItemState.NA, points(6), points(6), Reason.NA_FULL_POINTS)),
        ("zero", False, False, Judgement(ItemState.NA, points(0), points(6), Reason.NA_ZERO)),
        ("full_points", True, True, Judgement(ItemState.NA, points(6), points(6), Reason.NA_FULL_POINTS)),
        ("full_points", True, False, Judgement(ItemState.NA, points(0), points(6), Reason.NA_PROOF_MISSING)),
    ],
)
def test_not_applicable_follows_the_items_own_policy(rule, proof, shown, expected):
    item = an_item("A101", not_applicable=NotApplicable(NotApplicableRule(rule), Text(""), proof))
    assert judge_entry(item, Response(True, not_applicable=True, proof=shown), circumstances()) == expected


def test_without_a_policy_the_mark_is_not_known():
    assert judge_entry(an_item("A101"), Response(not_applicable=True), circumstances()) == left_open(full=6)
