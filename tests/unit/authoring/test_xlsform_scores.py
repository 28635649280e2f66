"""The score on the phone is the engine's score: every edition, random forms, ties at limits, and figures too large.

The expressions are computed here with doubles, as a phone does; a real XForms engine does the same in
`test_xlsform_engine.py`.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.forms import a_band, a_bound, a_quantity, an_input, one_item_form, points, some_bands
from tests.helpers.phones import EDITIONS, compared, drawn_form, sayings, typist
from tests.helpers.random_forms import some_form
from tests.helpers.xpath import Sheet, evaluated
from workbench.authoring.xlsform.submissions import Submission
from workbench.authoring.xlsform.workbook import drawn
from workbench.domain.figures import plain
from workbench.domain.forms import Form
from workbench.domain.rules import TargetDeduct


def typed_in(form: Form, **values: str):
    """Fill in a form of the single item A101 and compare."""
    made = drawn(form, sayings())
    typed = {f"i_A101_{name}": value for name, value in values.items()}
    return compared(made, Submission("x", "", Sheet(made.survey.rows).submission(typed)))


def points_of(found):
    assert found.differences == ()
    return found.result.ledger[0].points


@pytest.mark.parametrize(("code", "edition"), EDITIONS)
def test_every_edition_scores_on_the_phone_as_it_does_here(code, edition):
    made = drawn_form(code, edition)
    sheet, hand = Sheet(made.survey.rows), typist(made, seed=20)
    seen = [compared(made, Submission("x", "", sheet.submission(hand.answers()))) for _ in range(12)]
    assert [entry.differences for entry in seen] == [()] * len(seen)
    assert any(entry.result.ledger and not entry.not_computed for entry in seen)


@pytest.mark.parametrize(("code", "edition"), EDITIONS)
def test_no_line_of_a_shipped_form_is_beyond_a_phone(code, edition):
    assert drawn_form(code, edition).score.refused == {}


@pytest.mark.parametrize(("code", "edition"), EDITIONS)
def test_what_random_typists_enter_passes_the_checks_of_the_questions(code, edition):
    made = drawn_form(code, edition)
    sheet, hand = Sheet(made.survey.rows), typist(made, seed=3)
    typed = hand.answers()
    assert [name for name in typed if not sheet.passes(name, typed)] == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(some_form(), st.integers(0, 999))
def test_random_forms_score_on_the_phone_as_they_do_here(form, seed):
    made = drawn(form, sayings())
    sheet, hand = Sheet(made.survey.rows), typist(made, seed)
    for _ in range(4):
        assert compared(made, Submission("x", "", sheet.submission(hand.answers()))).differences == ()


@settings(max_examples=60, deadline=None)
@given(
    expression=st.sampled_from(
        ["part / whole * 100", "(whole - part) / whole", "part / (whole * 3)", "part * whole / 7"]
    ),
    whole=st.integers(1, 10**6),
    limit=st.integers(1, 10**4),
    relation=st.sampled_from(["gte", "gt", "lte", "lt", "eq"]),
    beside=st.sampled_from([0, 0, 1, -1]),
)
def test_a_limit_decides_as_exact_fractions_do_ties_included(expression, whole, limit, relation, beside):
    line = Fraction(limit, 1000)
    part = max(Fraction(0), Fraction(int(line * whole * 10) + beside, 1000))
    rule = some_bands(quantity=a_quantity(expression), bands=(a_band(6, a_bound(relation, str(line))),))
    found = typed_in(one_item_form(rule), part=plain(part, 3), whole=str(whole))
    assert found.not_computed == ""
    assert points_of(found) in (points(6), points(0))


def test_a_tie_that_plain_doubles_miss_is_seen():
    assert 7 / 100 * 100 > 7
    rule = some_bands(bands=(a_band(6, a_bound("lte", 7)),))
    assert points_of(typed_in(one_item_form(rule), part="7", whole="100")) == 6


def test_a_started_step_costs_at_the_exact_edge_only():
    target = TargetDeduct(
        a_quantity("part / whole * 100"), points(70), None, points(10), points(1), points("0.5"), points(0)
    )
    form = one_item_form(target, 10)
    assert points_of(typed_in(form, part="69", whole="100")) == points("9.5")
    assert points_of(typed_in(form, part="69.001", whole="100")) == points("9.5")
    assert points_of(typed_in(form, part="68.999", whole="100")) == 9


def test_figures_that_a_double_cannot_hold_are_named_and_not_scored():
    rule = some_bands(quantity=a_quantity("part * whole * part / 7"), bands=(a_band(6, a_bound("gte", 5)),))
    form = one_item_form(rule)
    found = typed_in(form, part="999999999", whole="999999999")
    assert found.not_computed.strip() == "A101"
    assert points_of(typed_in(form, part="5", whole="7")) == 6


def test_a_phone_that_cannot_compute_an_item_shows_no_total():
    rule = some_bands(quantity=a_quantity("part * whole * part / 7"), bands=(a_band(6, a_bound("gte", 5)),))
    made = drawn(one_item_form(rule), sayings())
    typed = {"i_A101_part": "999999999", "i_A101_whole": "999999999"}
    values = Sheet(made.survey.rows).submission(typed)
    assert "t_total" not in values
    assert values["t_verdict"] == "not_computed"
    assert values["i_A101_state"] == "not_computed"


def test_a_mean_of_a_list_without_a_length_is_refused_by_name():
    rule = some_bands(quantity=a_quantity("mean(months)", "months"))
    made = drawn(one_item_form(rule, inputs=(an_input("months", "decimal_list"),)), sayings())
    assert made.score.refused == {"i_A101": "LengthUnknown"}


@pytest.mark.parametrize(
    ("typed", "passes"),
    [("0.1234", True), ("0.12345", False), ("999999999", True), ("1000000000", False), ("-1", False), ("1e-13", False)],
)
def test_a_figure_with_more_decimals_than_the_score_counts_is_not_taken(typed, passes):
    made = drawn(one_item_form(some_bands()), sayings())
    assert Sheet(made.survey.rows).passes("i_A101_part", {"i_A101_part": typed}) is passes


def test_the_small_evaluator_reads_expressions_as_xpath_does():
    assert evaluated("if(${a} = '', 1, (${a} - (${a} mod 4)) div 4)", {"a": "11"}) == 2
    assert evaluated("selected(${a}, 'x') and not(count-selected(${a}) > 2)", {"a": "x y"}) is True
    assert evaluated("1 + 2 * 3 >= 7 or 'a' = 'b'", {}) is True
