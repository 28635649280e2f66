"""A record on its way into the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from workbench.protocol import records
from workbench.store.rows import Origin

Kind = TypeVar("Kind", bound=records.RecordBase)


@dataclass(frozen=True, slots=True)
class Arrival(Generic[Kind]):
    """A record that was not held before, its id, when it came and whether it was made here."""

    record_id: str
    record: Kind
    at: str
    origin: Origin
