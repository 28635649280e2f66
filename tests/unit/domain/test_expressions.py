"""Expressions of measured quantities are read strictly and computed exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.expressions import (
    Binary,
    ExpressionError,
    Literal,
    Mean,
    Name,
    Negative,
    evaluate,
    names,
    parse,
)


def figures(**values: str) -> dict[str, Fraction]:
    return {key.replace("param_", "param."): Fraction(value) for key, value in values.items()}


def test_a_share_is_computed_exactly():
    assert evaluate(parse("passed / tested * 100"), figures(passed="1", tested="3")) == Fraction(100, 3)


def test_operators_of_one_rank_bind_to_the_left():
    assert evaluate(parse("a - b - c"), figures(a="10", b="3", c="2")) == 5
    assert evaluate(parse("a / b / c * d"), figures(a="12", b="3", c="2", d="5")) == 10


def test_products_bind_tighter_than_sums_and_brackets_tighter_than_both():
    assert evaluate(parse("a + b * c"), figures(a="1", b="2", c="3")) == 7
    assert evaluate(parse("(a + b) * c"), figures(a="1", b="2", c="3")) == 9


def test_decimals_are_read_without_a_binary_detour():
    assert parse("0.1") == Literal(Fraction(1, 10))


def test_a_parameter_is_a_name_with_its_prefix():
    tree = parse("(annual_water / floor_area / 365 * 1000) / param.quota")
    assert [name.name for name in names(tree)] == ["annual_water", "floor_area", "param.quota"]
    assert Name("param.quota").parameter == "quota"
    assert Name("floor_area").parameter is None


def test_figures_and_negated_names_give_their_names_too():
    assert [entry.name for entry in names(parse("-(a + 2) * mean(x)"))] == ["a", "x"]
    assert list(names(parse("365"))) == []


def test_the_mean_of_a_list_is_exact():
    assert parse("mean(power_factor)") == Mean("power_factor")
    assert evaluate(parse("mean(x) * 2"), {"x": [Fraction(1), Fraction(0), Fraction(0)]}) == Fraction(2, 3)


def test_a_name_called_mean_without_brackets_is_an_input():
    assert parse("mean") == Name("mean")


def test_a_leading_minus_negates():
    assert parse("-a + b") == Binary("+", Negative(Name("a")), Name("b"))
    assert evaluate(parse("-a + b"), figures(a="2", b="5")) == 3


def test_a_zero_denominator_is_said():
    with pytest.raises(ZeroDivisionError):
        evaluate(parse("a / b"), figures(a="0", b="0"))
    with pytest.raises(ZeroDivisionError):
        evaluate(parse("mean(x)"), {"x": []})


def test_a_missing_value_is_said():
    with pytest.raises(KeyError):
        evaluate(parse("a"), {})


def test_lists_and_single_figures_are_not_mixed_up():
    with pytest.raises(TypeError, match=r"write mean\(x\)"):
        evaluate(parse("x"), {"x": [Fraction(1)]})
    with pytest.raises(TypeError, match="needs a list"):
        evaluate(parse("mean(x)"), figures(x="1"))


@pytest.mark.parametrize(
    ("text", "position", "found"),
    [
        ("", 0, ""),
        ("a +", 3, ""),
        ("a b", 2, "b"),
        ("a + * b", 4, "*"),
        ("(a + b", 6, ""),
        ("a ** b", 3, "*"),
        ("a % b", 2, "%"),
        ("a + 1e5", 5, "e5"),
        ("a.b", 0, "a.b"),
        ("mean(a + b)", 7, "+"),
        ("mean(param.a)", 5, "param.a"),
        ("__import__", 0, "_"),
        ("A", 0, "A"),
        ("1.", 1, "."),
        ("a)", 1, ")"),
        ("mean(a", 6, ""),
    ],
)
def test_a_fault_names_its_position(text: str, position: int, found: str):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.position, caught.value.found) == (position, found)


def test_a_tower_of_brackets_is_refused_before_it_fells_the_reader():
    with pytest.raises(ExpressionError):
        parse("(" * 5000 + "a" + ")" * 5000)


def test_an_endless_sum_is_refused_before_it_fells_the_reader():
    with pytest.raises(ExpressionError):
        parse("a" + " + a" * 5000)


def outcome_of(text: str) -> object:
    try:
        return parse(text)
    except ExpressionError as error:
        return error


@given(st.text(alphabet="ab1.+-*/() param,mean%", max_size=40))
def test_any_text_is_either_an_expression_or_one_typed_refusal(text: str):
    outcome = outcome_of(text)
    assert isinstance(outcome, Binary | Literal | Mean | Name | Negative) or 0 <= outcome.position <= len(text)
