"""Figures while they are typed: formulas, rulers, and values that never seem to reach a line they miss."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.helpers.fake_workspace import mall_form
from workbench.domain.results import Reason
from workbench.domain.texts import Language
from workbench.ui.editors.measuring import EditorContext, figure, ruler, shown, tidy


@pytest.fixture(scope="module")
def context() -> EditorContext:
    return EditorContext(mall_form(), Language.ZH)


def rule_of(code):
    return mall_form().item_by_code[code].rule


@pytest.mark.parametrize(
    ("typed", "kept"), [("46", "46"), ("5.", "5"), (".5", "0.5"), ("-.5", "-0.5"), ("", ""), ("-", ""), ("4a", "")]
)
def test_a_typed_figure_is_brought_into_shape(typed, kept):
    assert tidy(typed) == kept


def test_a_formula_is_computed_exactly(context):
    value = {"meters_installed": "46", "meters_required": "48"}
    assert figure(rule_of("A501").quantity, value, context) == Fraction(4600, 48)


def test_whole_numbers_that_were_taken_in_from_a_file_are_figures_as_well(context):
    value = {"meters_installed": 46, "meters_required": 48}
    assert figure(rule_of("A501").quantity, value, context) == Fraction(4600, 48)
    assert figure(rule_of("A501").quantity, {**value, "meters_required": True}, context) is None


def test_a_missing_input_gives_nothing_and_a_zero_denominator_a_reason(context):
    quantity = rule_of("A501").quantity
    assert figure(quantity, {"meters_installed": "46"}, context) is None
    assert figure(quantity, {"meters_installed": "0", "meters_required": "0"}, context) is Reason.DIVISION_BY_ZERO


def test_a_missing_parameter_is_named(context):
    value = {"annual_electricity": "1", "floor_area": "1"}
    assert figure(rule_of("A601").quantity, value, context) is Reason.MISSING_PARAMETER


def test_a_value_below_an_edge_is_never_shown_as_reaching_it(context):
    assert shown(rule_of("A501"), Fraction("94.9999"), context) == "94.9999 %"
    assert shown(rule_of("A501"), Fraction("95.8333"), context) == "95.83 %"


def test_the_ruler_of_higher_is_better_rises_to_the_right(context):
    drawn = ruler(rule_of("A501"), {})
    assert [tick.label for tick in drawn.ticks] == ["≥70 → 2", "≥85 → 4", "≥95 → 6", "≥100 → 8"]
    assert [step for _, step in drawn.segments] == [0, 1, 2, 3, 4]
    assert drawn.place(Fraction(70)) < drawn.place(Fraction(100))


def test_the_ruler_of_lower_is_better_is_mirrored_not_relabelled(context):
    drawn = ruler(rule_of("B408"), {})
    assert [tick.label for tick in drawn.ticks] == ["≤2 → 1", "≤1.5 → 2"]
    assert [step for _, step in drawn.segments] == [0, 2, 4]
    assert drawn.place(Fraction(2)) < drawn.place(Fraction("1.5"))


def test_the_ruler_of_a_range_shows_its_best_in_the_middle(context):
    drawn = ruler(rule_of("B203"), {})
    assert [step for _, step in drawn.segments] == [0, 2, 3, 4, 3, 2, 0]
