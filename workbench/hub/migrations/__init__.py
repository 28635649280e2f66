"""The history of the hub's schema: steps run in order, named here so that a frozen build finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.hub.migrations import v0001_first_schema


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the schema; `number` is what `PRAGMA user_version` holds afterwards."""

    number: int
    statements: tuple[str, ...]


STEPS: tuple[Step, ...] = (Step(1, v0001_first_schema.STATEMENTS),)


def steps_after(found: int, steps: Sequence[Step] = STEPS) -> tuple[Step, ...] | None:
    """List what is still to be run on a schema (0: an empty file); None when the number is not known here."""
    if found > steps[-1].number:
        return None
    return tuple(step for step in steps if step.number > found)
