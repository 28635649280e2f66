"""The register of units, drawn from their records; the latest record of a unit counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects.sqlite import insert

from workbench.protocol import records
from workbench.store.arrivals import Arrival
from workbench.store.pinyin import folded, initials_of, sounds_of
from workbench.store.rows import Unit
from workbench.store.tables import unit


def get(connection: Connection, unit_id: str) -> Unit | None:
    """Give a unit as its latest record tells."""
    row = connection.execute(select(unit).where(unit.c.unit_id == unit_id)).one_or_none()
    return None if row is None else _unit(row)


def find(connection: Connection, text: str = "", *, action: str | None = None, limit: int = 200) -> tuple[Unit, ...]:
    """Find units by a part of the name, of its pinyin or initials, or of the credit code; the latest first."""
    wanted = select(unit).order_by(unit.c.recorded_at.desc(), unit.c.unit_id).limit(limit)
    if text.strip():
        wanted = wanted.where(unit.c.search.contains(folded(text), autoescape=True))
    if action is not None:
        wanted = wanted.where(unit.c.action == action)
    return tuple(_unit(row) for row in connection.execute(wanted))


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
    initials = initials_of(values["name"])
    parts = (values["name"], initials, sounds_of(values["name"]), values["credit_code"] or "")
    complete = {**values, "record_id": record_id, "initials": initials, "search": "\n".join(map(folded, parts))}
    connection.execute(
        insert(unit).values(complete).on_conflict_do_update(index_elements=["unit_id"], set_=complete),
    )


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
