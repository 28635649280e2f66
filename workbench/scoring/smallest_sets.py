"""Finds the smallest sets of gains that fill every pool to its least sum and all pools together to a total; exact.

The number of gains comes first and is found greedily, for the best sum of a pool is concave in that number. Among sets
of that number only those matter whose sums stay within reach of the best ones: a narrow window, so that all achievable
sums fit into small tables, and the cheapest sets are read out of them in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, islice
from math import ceil, lcm


@dataclass(frozen=True, slots=True)
class Pool:
    """Gains by position; their chosen sum must reach `least`, and counts towards the total only up to `room`."""

    gains: tuple[tuple[int, Fraction], ...]
    least: Fraction = Fraction(0)
    room: Fraction | None = None


def smallest_sets(pools: Sequence[Pool], total: Fraction, most: int) -> tuple[tuple[int, ...], ...]:
    """Give the sets with the fewest gains, cheapest first, then by position; none when no set is enough.

    Args:
        pools: disjoint pools; positions rise within and across them.
        total: what the pools must reach together; 0 asks for nothing.
        most: how many sets are wanted at most.

    Returns:
        Sets as positions in rising order.
    """
    figures = [gain for pool in pools for _position, gain in pool.gains]
    figures += [pool.room for pool in pools if pool.room is not None]
    scale = lcm(*(figure.denominator for figure in figures))
    tables = [_Table(pool, scale) for pool in pools]
    needed = max(0, ceil(total * scale))
    number = _fewest(tables, needed)
    return () if number is None else tuple(islice(_Search(tables, needed, number).sets(), most))


class _Table:
    """One pool in whole numbers: its best sums, and later the sums within reach of them."""

    def __init__(self, pool: Pool, scale: int) -> None:
        self.positions = [position for position, _gain in pool.gains]
        self.gains = [int(gain * scale) for _position, gain in pool.gains]
        self.least = ceil(pool.least * scale)
        self.room = None if pool.room is None else int(pool.room * scale)
        ends = range(len(self.gains) + 1)
        self.best = [list(accumulate(sorted(self.gains[start:], reverse=True), initial=0)) for start in ends]
        self.fewest = next((number for number in ends if self.best[0][number] >= self.least), None)
        self.sums: list[list[set[int]]] = []

    def counted(self, gained: int) -> int:
        """Cut a sum at the room."""
        return gained if self.room is None else min(gained, self.room)

    def top(self, number: int) -> int:
        """Give the best that so many gains count."""
        return self.counted(self.best[0][number])

    def fill(self, slack: int, numbers: range) -> None:
        """Collect, for every rest of the pool and every number of gains, the sums that may still be part of a set."""
        wanted = [number for number in numbers if number < len(self.best[0])]
        window = max((self.best[0][number] - max(self.least, self.top(number) - slack) for number in wanted), default=0)
        rest: list[set[int]] = [{0}]
        self.sums = [rest]
        for start in reversed(range(len(self.gains))):
            rest = self._with(start, rest, window, numbers.stop)
            self.sums.insert(0, rest)

    def enough(self) -> Iterator[tuple[int, int]]:
        """Give every number of gains with every sum within reach that fills the pool."""
        for number, sums in enumerate(self.sums[0]):
            yield from ((number, gained) for gained in sums if gained >= self.least)

    def _with(self, start: int, rest: list[set[int]], window: int, stop: int) -> list[set[int]]:
        gain, best = self.gains[start], self.best[start]
        filled: list[set[int]] = []
        for number in range(min(len(best), stop)):
            without = rest[number] if number < len(rest) else set()
            taking = rest[number - 1] if number else set()
            low = best[number] - window
            filled.append({gained for gained in (*without, *(gain + more for more in taking)) if gained >= low})
        return filled


def _fewest(tables: Sequence[_Table], needed: int) -> int | None:
    """Give the smallest number of gains that is enough, taking the greatest next gain again and again."""
    numbers = [table.fewest for table in tables if table.fewest is not None]
    if len(numbers) < len(tables):
        return None
    have = sum(table.top(number) for table, number in zip(tables, numbers, strict=True))
    while have < needed:
        steps = [
            (table.top(number + 1) - table.top(number), -at)
            for at, (table, number) in enumerate(zip(tables, numbers, strict=True))
            if number + 1 < len(table.best[0])
        ]
        gain, at = max(steps, default=(0, 0))
        if gain == 0:
            return None
        have += gain
        numbers[-at] += 1
    return sum(numbers)


@dataclass(frozen=True, slots=True)
class _Step:
    """A walk through the pools: the next gain, how many are left to choose, and what is chosen so far."""

    pool: int
    start: int
    left: int
    gained: int
    counted: int
    cost_left: int

    def onward(self, gain: int = 0) -> _Step:
        """Go past one gain, leaving it or taking it."""
        taken = 1 if gain else 0
        return _Step(
            self.pool, self.start + 1, self.left - taken, self.gained + gain, self.counted, self.cost_left - gain
        )


class _Search:
    """The sets of exactly `number` gains, in order."""

    def __init__(self, tables: Sequence[_Table], needed: int, number: int) -> None:
        self._tables = tables
        self._needed = needed
        self._number = number
        best = self._best_together()
        slack = best[0][number] - needed
        spare = number - sum(table.fewest or 0 for table in tables)
        for table in tables:
            first = table.fewest or 0
            table.fill(slack, range(first, first + spare + 1))
        self._costs = self._costs_together(best, slack)

    def sets(self) -> Iterator[tuple[int, ...]]:
        """Walk through all sets, the cheapest first."""
        costs = self._costs[0][self._number]
        for cost in sorted(cost for cost, counted in costs.items() if counted >= self._needed):
            yield from self._walk(_Step(0, 0, self._number, 0, 0, cost))

    def _best_together(self) -> list[dict[int, int]]:
        """Give, for the pools from each on, the best that so many gains count together."""
        together: list[dict[int, int]] = [{0: 0}]
        for table in reversed(self._tables):
            found: dict[int, int] = {}
            for number in range(table.fewest or 0, len(table.best[0])):
                for others, counted in together[0].items():
                    if number + others <= self._number:
                        more = table.top(number) + counted
                        found[number + others] = max(more, found.get(number + others, 0))
            together.insert(0, found)
        return together

    def _costs_together(self, best: list[dict[int, int]], slack: int) -> list[dict[int, dict[int, int]]]:
        """Give, for the pools from each on and each number of gains, the costs within reach and what each counts."""
        together: list[dict[int, dict[int, int]]] = [{0: {0: 0}}]
        for table, bests in zip(reversed(self._tables), reversed(best[:-1]), strict=True):
            found: dict[int, dict[int, int]] = {number: {} for number in bests}
            for number, gained in table.enough():
                for others, costs in together[0].items():
                    if number + others in found:
                        low = bests[number + others] - slack
                        _keep(found[number + others], gained, table.counted(gained), costs, low)
            together.insert(0, found)
        return together

    def _walk(self, step: _Step) -> Iterator[tuple[int, ...]]:
        if step.pool == len(self._tables):
            yield ()
            return
        table = self._tables[step.pool]
        if step.start == len(table.gains):
            counted = step.counted + table.counted(step.gained)
            yield from self._walk(_Step(step.pool + 1, 0, step.left, 0, counted, step.cost_left))
            return
        taking, leaving = step.onward(table.gains[step.start]), step.onward()
        if self._can_end(taking):
            for rest in self._walk(taking):
                yield (table.positions[step.start], *rest)
        if self._can_end(leaving):
            yield from self._walk(leaving)

    def _can_end(self, step: _Step) -> bool:
        """Tell whether some way from here leads to a set of the wanted number and cost."""
        table, later = self._tables[step.pool], self._costs[step.pool + 1]
        return any(
            self._is_end(step, step.gained + gained, later.get(step.left - number, {}).get(step.cost_left - gained))
            for number, sums in enumerate(table.sums[step.start])
            for gained in sums
        )

    def _is_end(self, step: _Step, gained: int, later: int | None) -> bool:
        table = self._tables[step.pool]
        if later is None or gained < table.least:
            return False
        return step.counted + table.counted(gained) + later >= self._needed


def _keep(known: dict[int, int], gained: int, counted: int, others: dict[int, int], low: int) -> None:
    """Add one pool's sum to the costs of the later pools, keeping what stays within reach."""
    for cost, more in others.items():
        if counted + more >= low and counted + more > known.get(gained + cost, -1):
            known[gained + cost] = counted + more
