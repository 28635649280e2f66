"""A visit as a column holds it."""

from __future__ import annotations

from typing import Any

from workbench.domain.people import Person
from workbench.store.rows import Visit


def to_json(visit: Visit | None) -> dict[str, Any] | None:
    """Write a visit."""
    if visit is None:
        return None
    return {"date": visit.date, "team": [{"person_id": one.person_id, "name": one.name} for one in visit.team]}


def from_json(value: dict[str, Any] | None) -> Visit | None:
    """Read a visit."""
    if value is None:
        return None
    return Visit(value["date"], tuple(Person(**one) for one in value["team"]))
