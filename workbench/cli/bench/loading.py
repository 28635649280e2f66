"""How long it takes until every form can be used."""

from __future__ import annotations

from pathlib import Path

from workbench.catalogue.library import Library
from workbench.cli.bench.figures import Figure, median, seconds
from workbench.usecases.workplace import Workplace

_ROUNDS = 9


def load_forms(place: Workplace, folder: Path) -> Figure:
    """Load all editions from checked contents that an earlier start kept."""
    cache = folder / "forms"
    first = seconds(lambda: Library.open(place.data, cache).usable())
    times = [seconds(lambda: Library.open(place.data, cache).usable()) for _ in range(_ROUNDS)]
    number = len(Library.open(place.data, cache).usable())
    return Figure(
        name="load_forms",
        value=median(times) * 1_000,
        unit="ms",
        ceiling=100.0,
        work=f"{number} editions, warm, median of {_ROUNDS}",
        note=f"the first time, read and checked anew, {first:.2f} s",
    )
