"""A register of very many units written straight into the tables of a throw-away store, to measure searching on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert

from workbench.store.rows import Origin
from workbench.store.tables import record, unit

_AT = "2026-11-23T10:00:00+08:00"


@dataclass(frozen=True, slots=True)
class BareUnit:
    """What a search reads of a unit."""

    unit_id: str
    name: str
    action: str
    region: str
    credit_code: str | None


def fill_register(connection: Connection, units: Iterable[BareUnit]) -> None:
    """Write units whose records are empty: nothing but a search can be done with them."""
    found = tuple(units)
    connection.execute(
        insert(record),
        [
            {"record_id": one.unit_id, "kind": "unit", "envelope": b"", "received_at": _AT, "origin": Origin.OWN}
            for one in found
        ],
    )
    connection.execute(
        insert(unit),
        [
            {
                "unit_id": one.unit_id,
                "name": one.name,
                "action": one.action,
                "region": one.region,
                "credit_code": one.credit_code,
                "address": "",
                "attributes": {},
                "initials": "",
                "search": "",
                "recorded_at": _AT,
                "record_id": one.unit_id,
            }
            for one in found
        ],
    )
