"""The smallest sets are what trying every set would give."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.scoring.smallest_sets import Pool, smallest_sets


def tried(pools, total, most):
    """Try every set, fewest gains first."""
    everything = [(at, position, gain) for at, pool in enumerate(pools) for position, gain in pool.gains]
    for number in range(len(everything) + 1):
        found = []
        for chosen in combinations(everything, number):
            sums = [sum(gain for at, _position, gain in chosen if at == pool) for pool in range(len(pools))]
            counted = [
                gained if pool.room is None else min(gained, pool.room)
                for gained, pool in zip(sums, pools, strict=True)
            ]
            if sum(counted) >= total and all(gained >= pool.least for gained, pool in zip(sums, pools, strict=True)):
                found.append((sum(sums), tuple(position for _at, position, _gain in chosen)))
        if found:
            return tuple(chosen for _cost, chosen in sorted(found)[:most])
    return ()


figures = st.integers(1, 12).map(lambda figure: Fraction(figure, 2)) | st.fractions(
    min_value=Fraction(1, 3), max_value=6, max_denominator=7
)


@st.composite
def some_pools(draw):
    pools, position = [], 0
    for _ in range(draw(st.integers(1, 3))):
        gains = draw(st.lists(figures, max_size=4))
        least = draw(st.just(Fraction(0)) | st.fractions(0, 12, max_denominator=4))
        room = draw(st.none() | st.fractions(0, 8, max_denominator=3))
        pools.append(Pool(tuple((position + at, gain) for at, gain in enumerate(gains)), least, room))
        position += len(gains)
    return pools


@given(some_pools(), st.fractions(-2, 25, max_denominator=4), st.integers(1, 4))
def test_the_search_finds_what_trying_everything_finds(pools, total, most):
    assert smallest_sets(pools, total, most) == tried(pools, total, most)


def gains(*worths, start=0):
    return tuple((start + at, Fraction(worth)) for at, worth in enumerate(worths))


@pytest.mark.parametrize(
    ("pools", "total", "expected"),
    [
        ([], 0, ((),)),
        ([], 1, ()),
        ([Pool(gains(5, 3, 3, 2))], 5, ((0,),)),
        ([Pool(gains(5, 3, 3, 2))], 6, ((1, 2), (0, 3), (0, 1))),
        ([Pool(gains(2, 2, 2, 2))], 3, ((0, 1), (0, 2), (0, 3))),
        ([Pool(gains(5, 5), Fraction(1)), Pool(gains(9, start=2))], 9, ((0, 1), (0, 2), (1, 2))),
        ([Pool(gains(50), room=Fraction(4)), Pool(gains(5, start=1))], 5, ((1,),)),
        ([Pool(gains(50), room=Fraction(4)), Pool(gains(5, start=1))], 9, ((0, 1),)),
        ([Pool(gains(50), room=Fraction(4)), Pool(gains(5, start=1))], 10, ()),
        ([Pool(gains(1), Fraction(2))], 0, ()),
    ],
)
def test_fewest_come_first_then_the_cheapest_then_file_order(pools, total, expected):
    assert smallest_sets(pools, Fraction(total), 3) == expected
