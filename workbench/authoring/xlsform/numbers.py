"""Exact whole numbers inside XPath, whose numbers are doubles: every product is known, or watched, to stay below 2^53.

A `Whole` is an expression whose value is a whole number between `low` and `high`. Below 2^53 a double holds it exactly,
so comparisons of such expressions are exact, ties included. Where the bounds alone do not promise that, the figure is
kept in a calculate of its own and a check is noted: rounding is monotone, so a figure that is too large shows itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workbench.authoring.xlsform.naming import NameBook, reference

LARGEST: Final = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Whole:
    """An XPath expression that gives a whole number, with its bounds."""

    text: str
    low: int
    high: int

    @property
    def constant(self) -> int | None:
        """The number, where it is always the same."""
        return self.low if self.low == self.high else None

    @property
    def is_exact(self) -> bool:
        """Whether a double surely holds it."""
        return self.low >= -LARGEST and self.high <= LARGEST


def figure(number: int) -> Whole:
    """Write a number that does not change."""
    return Whole(str(number) if number >= 0 else f"(0 - {-number})", number, number)


ZERO: Final = figure(0)
ONE: Final = figure(1)


def plus(left: Whole, right: Whole) -> Whole:
    """Add."""
    if left.constant is not None and right.constant is not None:
        return figure(left.constant + right.constant)
    if left.constant == 0:
        return right
    if right.constant == 0:
        return left
    return Whole(f"({left.text} + {right.text})", left.low + right.low, left.high + right.high)


def minus(left: Whole, right: Whole) -> Whole:
    """Subtract."""
    if left.constant is not None and right.constant is not None:
        return figure(left.constant - right.constant)
    if right.constant == 0:
        return left
    return Whole(f"({left.text} - {right.text})", left.low - right.high, left.high - right.low)


def times(left: Whole, right: Whole) -> Whole:
    """Multiply."""
    if left.constant is not None and right.constant is not None:
        return figure(left.constant * right.constant)
    for one, other in ((left, right), (right, left)):
        if one.constant == 0:
            return ZERO
        if one.constant == 1:
            return other
    corners = [one * other for one in (left.low, left.high) for other in (right.low, right.high)]
    return Whole(f"({left.text} * {right.text})", min(corners), max(corners))


def chosen(condition: str, yes: Whole, no: Whole) -> Whole:
    """Take one of two numbers."""
    if yes == no:
        return yes
    return Whole(f"if({condition}, {yes.text}, {no.text})", min(yes.low, no.low), max(yes.high, no.high))


class Workings:
    """The calculates of a form, in the order in which they are needed."""

    def __init__(self, names: NameBook) -> None:
        self.names = names
        self.calculations: list[tuple[str, str]] = []

    def keep(self, wanted: str, text: str) -> str:
        """Keep an expression in a calculate and give the reference to it."""
        name = self.names.take(wanted)
        self.calculations.append((name, text))
        return reference(name)

    def kept(self, wanted: str, whole: Whole) -> Whole:
        """Keep a number in a calculate, unless it is one already or never changes."""
        if whole.constant is not None or (whole.text.startswith("${") and whole.text.count("$") == 1):
            return whole
        return Whole(self.keep(wanted, whole.text), whole.low, whole.high)


class Exactly:
    """Arithmetic that notes a check wherever a figure could grow beyond what a double holds exactly."""

    def __init__(self, workings: Workings, prefix: str) -> None:
        self._workings = workings
        self._prefix = prefix
        self.checks: list[str] = []

    def held(self, whole: Whole) -> Whole:
        """Give the number back, watched where its bounds promise too little."""
        if whole.is_exact:
            return whole
        kept = self._workings.kept(f"{self._prefix}_w", whole)
        if whole.high > LARGEST:
            self.checks.append(f"{kept.text} <= {LARGEST}")
        if whole.low < -LARGEST:
            self.checks.append(f"{kept.text} >= (0 - {LARGEST})")
        return Whole(kept.text, max(whole.low, -LARGEST), min(whole.high, LARGEST))

    def product(self, factors: Iterable[Whole]) -> Whole:
        """Multiply, watched at every step."""
        found = ONE
        for factor in factors:
            found = self.held(times(found, factor))
        return found

    def total(self, terms: Iterable[Whole]) -> Whole:
        """Add, watched at every step."""
        found = ZERO
        for term in terms:
            found = self.held(plus(found, term))
        return found

    def difference(self, left: Whole, right: Whole) -> Whole:
        """Subtract, watched."""
        return self.held(minus(left, right))

    def split(self, number: Whole, divisor: Whole) -> tuple[Whole, Whole]:
        """Divide a number that is not negative by a positive one: how many whole times, and what is left."""
        if divisor.constant == 1:
            return number, ZERO
        if number.constant is not None and divisor.constant is not None:
            times_, left = divmod(number.constant, divisor.constant)
            return figure(times_), figure(left)
        kept = self._workings.kept(f"{self._prefix}_s", number)
        least = max(divisor.low, 1)
        rest = self._workings.kept(
            f"{self._prefix}_r", Whole(f"({kept.text} mod {divisor.text})", 0, min(divisor.high - 1, number.high))
        )
        return Whole(f"(({kept.text} - {rest.text}) div {divisor.text})", 0, number.high // least), rest
