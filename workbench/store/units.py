"""The register of units, drawn from their records; the latest record of a unit counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from workbench.catalogue.pinyin import folded, spelled
from workbench.protocol import records
from workbench.store.arrivals import Arrival
from workbench.store.rows import Unit
from workbench.store.tables import unit

# Built once: registers of tens of thousands of units come in.
_NEW = insert(unit)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["unit_id"], set_={one.name: _NEW.excluded[one.name] for one in unit.c if not one.primary_key}
)
_BY_ID = select(unit).where(unit.c.unit_id == bindparam("wanted"))


def get(connection: Connection, unit_id: str) -> Unit | None:
    """Give a unit as its latest record tells."""
    row = connection.execute(_BY_ID, {"wanted": unit_id}).one_or_none()
    return None if row is None else _unit(row)


def some(connection: Connection, unit_ids: Sequence[str]) -> tuple[Unit, ...]:
    """Give units in the order of their ids here; the ones that are not in the register are left out."""
    held = {row.unit_id: _unit(row) for row in connection.execute(select(unit).where(unit.c.unit_id.in_(unit_ids)))}
    return tuple(held[one] for one in unit_ids if one in held)


def by_prefix(connection: Connection, prefix: str) -> tuple[str, ...]:
    """Give the ids that begin so, at most two: whoever asks wants to know whether there is exactly one."""
    if not prefix:
        return ()
    # "g" comes after every sign of a UUID.
    wanted = select(unit.c.unit_id).where(unit.c.unit_id >= prefix, unit.c.unit_id < prefix + "g").limit(2)
    return tuple(connection.execute(wanted).scalars())


def twin(connection: Connection, action: str, *, name: str, region: str, credit_code: str = "") -> Unit | None:
    """Find the unit of an action that is this very one: by the credit code, else by name and region."""
    wanted = select(unit).where(unit.c.action == action).limit(1)
    same_name = (unit.c.name == name) & (unit.c.region == region)
    for same in ([unit.c.credit_code == credit_code] if credit_code else []) + [same_name]:
        row = connection.execute(wanted.where(same)).one_or_none()
        if row is not None:
            return _unit(row)
    return None


def every(connection: Connection, action: str | None = None) -> Iterator[Unit]:
    """Give all units, by region and name."""
    wanted = select(unit).order_by(unit.c.region, unit.c.name, unit.c.unit_id)
    if action is not None:
        wanted = wanted.where(unit.c.action == action)
    for row in connection.execution_options(yield_per=1_000).execute(wanted):
        yield _unit(row)


def count(connection: Connection) -> int:
    """Count the units."""
    return connection.execute(select(func.count()).select_from(unit)).scalar_one()


def index(connection: Connection, arrival: Arrival[records.Unit]) -> None:
    """Let a unit's record count if it is the latest of its unit."""
    held = get(connection, arrival.record.unit_id)
    found = arrival.record
    if held is not None and _age(held.recorded_at, held.record_id) >= _age(found.recorded_at, arrival.record_id):
        return
    values = {**_values(found), "attributes": found.attributes, "recorded_at": found.recorded_at}
    _put(connection, values, arrival.record_id)


def index_assessed(connection: Connection, arrival: Arrival[records.Revision]) -> None:
    """Note a unit that only revisions name, until its own record comes."""
    held = get(connection, arrival.record.unit.unit_id)
    if held is None or (held.recorded_at == "" and arrival.record_id < held.record_id):
        values = {**_values(arrival.record.unit), "attributes": {}, "recorded_at": ""}
        _put(connection, values, arrival.record_id)


def _values(found: records.Unit | records.AssessedUnit) -> dict[str, Any]:
    names = ("unit_id", "name", "action", "region", "credit_code", "address")
    return {name: getattr(found, name) for name in names}


def _put(connection: Connection, values: dict[str, Any], record_id: str) -> None:
    initials, sounds = spelled(values["name"])
    parts = (values["name"], initials, sounds, values["credit_code"] or "")
    search = "\n".join(map(folded, parts))
    connection.execute(_PUT, {**values, "record_id": record_id, "initials": initials, "search": search})


def _age(recorded_at: str, record_id: str) -> tuple[float, str]:
    # The id decides between records of one second, so that every store comes to the same end in any order.
    return (datetime.fromisoformat(recorded_at).timestamp() if recorded_at else float("-inf"), record_id)


def _unit(row: Row[Any]) -> Unit:
    return Unit(
        unit_id=row.unit_id,
        name=row.name,
        action=row.action,
        region=row.region,
        credit_code=row.credit_code,
        address=row.address,
        attributes=row.attributes,
        recorded_at=row.recorded_at,
        record_id=row.record_id,
        initials=row.initials,
    )
