"""Adding points of different denominators on the phone, and comparing and printing the sum, exactly.

A sum is kept as `whole + rest / below`, counted in `1 / parts` of a point with 0 <= rest < below: whole numbers stay
small, whatever areas or hours the points of single items were divided by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workbench.authoring.xlsform.judged import Points
from workbench.authoring.xlsform.numbers import ONE, ZERO, Exactly, Whole, Workings, figure

PLACES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Amount:
    """`whole + rest / below`."""

    whole: Whole
    rest: Whole = ZERO
    below: Whole = ONE


class Adding:
    """Adds up for one chapter or the whole form; `exact.checks` must hold for the sum to be true."""

    def __init__(self, workings: Workings, prefix: str) -> None:
        self._workings = workings
        self._prefix = prefix
        self.exact = Exactly(workings, prefix)

    def kept(self, ending: str, whole: Whole) -> Whole:
        """Keep a number under this prefix."""
        return self._workings.kept(f"{self._prefix}_{ending}", whole)

    def amount(self, points: Iterable[Points], parts: int) -> Amount:
        """Add points up."""
        classes: defaultdict[tuple[Whole, ...], list[Whole]] = defaultdict(list)
        for entry in points:
            over = tuple(sorted(entry.over, key=lambda part: part.text))
            classes[over].append(self.exact.product([entry.number, figure(parts // entry.extra)]))
        found = Amount(self.kept("i", self._summed(classes.pop((), []))))
        for over, numbers in classes.items():
            found = self.joined(found, self._summed(numbers), self.exact.product(over))
        return found

    def _summed(self, numbers: list[Whole]) -> Whole:
        return self.exact.total(self.kept("a", number) for number in numbers)

    def joined(self, amount: Amount, number: Whole, below: Whole) -> Amount:
        """Add `number / below`."""
        below = self.kept("b", below)
        times, rest = self.exact.split(number, below)
        whole = self.exact.total([amount.whole, times])
        if amount.below.constant == 1:
            return Amount(self.kept("i", whole), rest, below)
        common = self.kept("b", self.exact.product([amount.below, below]))
        crossed = [self.exact.product([amount.rest, below]), self.exact.product([rest, amount.below])]
        more, left = self.exact.split(self.exact.total(crossed), common)
        return Amount(self.kept("i", self.exact.total([whole, more])), left, common)

    def plus(self, amount: Amount, number: Whole) -> Amount:
        """Add a whole number of parts."""
        return Amount(self.exact.total([amount.whole, number]), amount.rest, amount.below)

    def scaled_floor(self, amount: Amount, by: Whole) -> Whole:
        """Give the whole number below `amount x by`: with a whole number it compares as the amount itself does."""
        times, _rest = self.exact.split(self.exact.product([by, amount.rest]), amount.below)
        return self.exact.total([self.exact.product([by, amount.whole]), times])

    def reaches(self, amount: Amount, by: Whole, line: Whole) -> str:
        """Say that `amount x by` is at least a line."""
        return f"{self.kept('c', self.scaled_floor(amount, by)).text} >= {self.kept('l', line).text}"

    def rounded(self, amount: Amount, by: int, below: Whole) -> str:
        """Write `amount x by / below` to four places, half up, as a number."""
        scaled = self.scaled_floor(amount, figure(2 * PLACES * by))
        doubled = self.exact.product([figure(2), below])
        digits, _rest = self.exact.split(self.exact.total([scaled, below]), self.kept("h", doubled))
        return f"({digits.text} div {PLACES})"
