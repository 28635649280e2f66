"""Run command lines inside the test, with everything outside captured."""

from __future__ import annotations

import io
import itertools
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import FrozenClock
from tests.helpers.offices import DATA, PASSWORD, TINY, a_clock
from workbench.cli import main as cli
from workbench.cli.context import Surroundings
from workbench.usecases.workplace import Workplace

_SEEDS = itertools.count(3)  # two desks never make the same keys


@dataclass
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """Standard error, which has to be one sentence on one line."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


@dataclass
class Desk:
    """A command line in front of some store, in Chinese unless told otherwise."""

    store: Path | None = None
    user: str = ""
    environment: dict[str, str] = field(default_factory=lambda: {"WORKBENCH_PASSWORD": PASSWORD})
    clock: FrozenClock = field(default_factory=a_clock)
    opened: list[Sequence[str]] = field(default_factory=list)
    random: random.Random = field(default_factory=lambda: random.Random(next(_SEEDS)))

    def run(self, *words: object, given: bytes = b"") -> Ran:
        """Run one command line."""
        out, err = io.StringIO(), io.StringIO()
        surroundings = Surroundings(
            data=DATA,
            clock=self.clock,
            random=self.random.randbytes,
            environment=self.environment,
            serve_hub=lambda **_: None,
            open_window=lambda arguments: self.opened.append(arguments) or 0,
            stdin=io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"),
            stdout=out,
            stderr=err,
        )
        code = cli.run([*map(str, words), *self._common(words)], surroundings)
        return Ran(code, out.getvalue(), err.getvalue())

    def as_user(self, user: str, store: Path | None = None) -> Desk:
        """Give the same desk in front of somebody else."""
        return Desk(store or self.store, user, self.environment, self.clock, random=self.random)

    def _common(self, words: Sequence[object]) -> list[str]:
        if not words or "--store" in words or self.store is None:
            return []
        return ["--store", str(self.store), *(["--user", self.user] if self.user else [])]


def cheap_places(monkeypatch: Any, library: Workplace) -> None:
    """Make guesses of passwords cheap in commands, and let them share one reading of the forms."""

    def make(data: Any, clock: Any, source: Any, *, cache: Any = None) -> Workplace:
        place = Workplace(data, clock, source, cache=cache, cost=TINY)
        vars(place).update({"library": library.library, "regions": library.regions})
        return place

    monkeypatch.setattr(cli, "Workplace", make)
