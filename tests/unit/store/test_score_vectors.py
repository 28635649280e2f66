"""Points as int32 ten-thousandths, states as codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.results import ItemState
from workbench.store.refusals import WrongFigure
from workbench.store.score_vectors import (
    NO_POINTS,
    pack_scores,
    pack_states,
    ten_thousandths,
    unpack_scores,
    unpack_states,
)


@pytest.mark.parametrize(
    ("figure", "scaled"),
    [("0", 0), ("87.5", 875_000), ("4.995", 49_950), ("0.0001", 1), ("-0.5", -5_000), ("214748.3647", 2**31 - 1)],
)
def test_a_decimal_string_becomes_ten_thousandths(figure, scaled):
    assert ten_thousandths(figure, "$.total") == scaled


def test_no_figure_stays_none():
    assert ten_thousandths(None, "$.total") is None


@pytest.mark.parametrize("figure", ["0.00001", "214748.3648", "1e3", "８７", "87,5", "", "+1", " 1", ".5", 87, True])
def test_what_does_not_fit_is_refused_with_its_place(figure):
    with pytest.raises(WrongFigure) as refused:
        ten_thousandths(figure, "$.result.total")
    assert refused.value.place == "$.result.total"


@given(st.lists(st.none() | st.integers(NO_POINTS + 1, 2**31 - 1)))
def test_points_come_back_as_they_were_packed(points):
    packed = pack_scores(points)
    assert len(packed) == 4 * len(points)
    assert unpack_scores(packed) == tuple(points)


def test_points_lie_little_endian_on_every_machine():
    assert pack_scores([49_950, None]) == bytes.fromhex("1ec3000000000080")


def test_the_codes_of_the_states_never_change():
    states = (
        ItemState.SCORED,
        ItemState.NA,
        ItemState.NOT_ANSWERED,
        ItemState.UNDETERMINED,
        ItemState.NOT_IN_FORM,
    )
    assert pack_states(states) == bytes([0, 1, 2, 3, 4])
    assert unpack_states(bytes([0, 1, 2, 3, 4])) == states
    assert set(states) == set(ItemState)
