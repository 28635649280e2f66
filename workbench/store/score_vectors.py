"""A ledger as two short byte strings: points per item as int32 ten-thousandths, and a state code per item."""

from __future__ import annotations

import array
import re
import sys
from collections.abc import Sequence
from typing import Final

from workbench.domain.results import ItemState
from workbench.store.refusals import WrongFigure

NO_POINTS: Final = -(2**31)
"""Stands for an item without points (open, excluded, not in the form)."""

_STATES: Final = (
    ItemState.SCORED,
    ItemState.NA,
    ItemState.NOT_ANSWERED,
    ItemState.UNDETERMINED,
    ItemState.NOT_IN_FORM,
)
_FIGURE: Final = re.compile(r"(-?)([0-9]{1,6})(?:\.([0-9]{1,4}))?")
_LARGEST: Final = 2**31 - 1


def ten_thousandths(figure: str | None, place: str) -> int | None:
    """Read a decimal string of a RESULT (at most four decimals, contract section 1) as a scaled integer.

    Raises:
        WrongFigure: it is none, has more decimals, or does not fit 32 bits.
    """
    if figure is None:
        return None
    found = _FIGURE.fullmatch(figure) if isinstance(figure, str) else None
    if found is None:
        raise WrongFigure(place=place, figure=str(figure)[:64])
    sign, whole, decimals = found.groups()
    scaled = int(whole) * 10_000 + int((decimals or "").ljust(4, "0"))
    if scaled > _LARGEST:
        raise WrongFigure(place=place, figure=figure)
    return -scaled if sign else scaled


def pack_scores(points: Sequence[int | None]) -> bytes:
    """Write points as little-endian int32."""
    vector = array.array("i", [NO_POINTS if one is None else one for one in points])
    if sys.byteorder == "big":
        vector.byteswap()
    return vector.tobytes()


def unpack_scores(data: bytes) -> tuple[int | None, ...]:
    """Read points back."""
    vector = array.array("i")
    vector.frombytes(data)
    if sys.byteorder == "big":
        vector.byteswap()
    return tuple(None if one == NO_POINTS else one for one in vector)


def pack_states(states: Sequence[ItemState]) -> bytes:
    """Write one code per item."""
    return bytes(_STATES.index(one) for one in states)


def unpack_states(data: bytes) -> tuple[ItemState, ...]:
    """Read the states back."""
    return tuple(_STATES[code] for code in data)
