"""What the phone's score knows of one item or part: its state, its points and what they count against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import lcm
from typing import Final

from workbench.authoring.xlsform.logic import chosen_text, one_holds
from workbench.authoring.xlsform.numbers import ZERO, Exactly, Whole, chosen, figure

SCORED: Final = "'s'"
EXCLUDED: Final = "'x'"
NOT_ANSWERED: Final = "'o'"
UNDETERMINED: Final = "'u'"
TOO_LARGE: Final = "'b'"
"""Figures so large that a double could not hold them exactly: the phone says so and gives no points."""
FINE: Final = "''"


@dataclass(frozen=True, slots=True)
class Points:
    """`number` / (`extra` x the product of `over`), in units of the form's smallest point; 0 unless scored."""

    number: Whole
    extra: int = 1
    over: tuple[Whole, ...] = ()


NO_POINTS: Final = Points(ZERO)


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as expressions; `most` is the maximum in units."""

    state: str
    points: Points
    most: Whole

    def is_in(self, *states: str) -> str:
        """Say that it is in one of these states."""
        if self.state.startswith("'"):
            return one_holds(*("true()" if self.state == state else "false()" for state in states))
        return one_holds(*(f"{self.state} = {state}" for state in states))


def together(points: Iterable[Points], exact: Exactly) -> tuple[list[Whole], int, tuple[Whole, ...]]:
    """Bring points to one denominator: their numbers, and what all of them are then divided by."""
    listed = list(points)
    extra = lcm(*(entry.extra for entry in listed)) if listed else 1
    over = tuple(dict.fromkeys(part for entry in listed for part in entry.over))
    numbers = []
    for entry in listed:
        lacking = [part for part in over if part not in entry.over]
        numbers.append(exact.product([entry.number, figure(extra // entry.extra), *lacking]))
    return numbers, extra, over


def picked(condition: str, yes: Judged, no: Judged, exact: Exactly) -> Judged:
    """Take one of two judgements."""
    numbers, extra, over = together((yes.points, no.points), exact)
    return Judged(
        chosen_text(condition, yes.state, no.state),
        Points(chosen(condition, *numbers), extra, over),
        chosen(condition, yes.most, no.most),
    )
