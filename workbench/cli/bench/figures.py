"""What one measurement says, and how two pieces of work are timed against each other."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One line of the bench: a ratio (or a value in `unit`), the most it may be, and what was done."""

    name: str
    value: float
    unit: str
    ceiling: float
    work: str
    note: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether the figure keeps its ceiling."""
        return self.value <= self.ceiling

    def told(self) -> dict[str, object]:
        """Give the figure as `bench --json` prints it."""
        key = "ratio" if self.unit == "x" else "value"
        rounded = round(self.value, 3)
        return {
            "name": self.name,
            key: rounded,
            "unit": self.unit,
            "ceiling": self.ceiling,
            "work": self.work,
            "note": self.note,
        }


def seconds(work: Work) -> float:
    """Time one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def side_by_side(ours: Work, bare: Work, rounds: int) -> tuple[list[float], list[float]]:
    """Time both in turn, so that whatever else the machine does hits both alike; seconds, sorted."""
    ours()  # the first calls load and compile
    bare()
    gc.collect()
    mine, theirs = [], []
    for _ in range(rounds):
        mine.append(seconds(ours))
        theirs.append(seconds(bare))
    return sorted(mine), sorted(theirs)


def median(times: list[float]) -> float:
    """Give the middle."""
    return statistics.median(times)


def percentile(times: list[float], share: float) -> float:
    """Give the value that `share` of the sorted times do not exceed."""
    return times[min(len(times) - 1, round(share * (len(times) - 1)))]
