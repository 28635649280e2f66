"""Adding is exact, whatever the denominators."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.figures import exact_sum


@given(st.lists(st.fractions(max_denominator=1000)))
def test_the_sum_is_what_adding_one_by_one_gives(figures):
    assert exact_sum(figures) == sum(figures, start=Fraction(0))
