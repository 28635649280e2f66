"""The schema's history: steps run in order with alembic's operations, named here so that a frozen build finds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations

from workbench.store.migrations import v0001_first_schema, v0002_replaced_drafts


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the schema; `number` is what `alembic_version` holds afterwards."""

    number: str
    upgrade: Callable[[Operations], None]


STEPS: tuple[Step, ...] = (
    Step("0001", v0001_first_schema.upgrade),
    Step("0002", v0002_replaced_drafts.upgrade),
)


def newest(steps: Sequence[Step] = STEPS) -> str:
    """Give the number this program's tables belong to."""
    return steps[-1].number


def steps_after(found: str | None, steps: Sequence[Step] = STEPS) -> tuple[Step, ...] | None:
    """List what is still to be run on a schema (None: on an empty file); None when the number is not known here."""
    if found is None:
        return tuple(steps)
    numbers = [step.number for step in steps]
    return tuple(steps[numbers.index(found) + 1 :]) if found in numbers else None
