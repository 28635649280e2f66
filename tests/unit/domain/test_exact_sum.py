"""Adding is exact, whatever the denominators."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.figures import exact_sum, on_screen


@given(st.lists(st.fractions(max_denominator=1000)))
def test_the_sum_is_what_adding_one_by_one_gives(figures):
    assert exact_sum(figures) == sum(figures, start=Fraction(0))


@pytest.mark.parametrize(
    ("value", "line", "shown"),
    [("79.99996", 80, "79.9999"), ("79.9996", 80, "79.9996"), ("80.00004", 80, "80"), ("79.4", 80, "79.4")],
)
def test_a_figure_just_short_of_a_line_is_cut_not_rounded(value, line, shown):
    assert on_screen(Fraction(value), Fraction(line)) == shown
