"""The trust lists held; the highest number counts and never goes down."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from workbench.protocol import records
from workbench.store.arrivals import Arrival
from workbench.store.refusals import TrustListFork
from workbench.store.rows import TrustListRow
from workbench.store.tables import record, trust_list


def current(connection: Connection) -> TrustListRow | None:
    """Give the trust list that counts."""
    query = (
        select(trust_list.c.number, trust_list.c.record_id, record.c.envelope)
        .join(record, record.c.record_id == trust_list.c.record_id)
        .order_by(trust_list.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else TrustListRow(row.number, row.record_id, row.envelope)


def index(connection: Connection, arrival: Arrival[records.TrustList]) -> None:
    """Keep a trust list; an older one is kept too and changes nothing.

    Raises:
        TrustListFork: another list bears this number.
    """
    number = arrival.record.number
    held = connection.execute(
        select(trust_list.c.record_id).where(trust_list.c.number == number),
    ).scalar_one_or_none()
    if held is not None:
        raise TrustListFork(number=number, held=held)
    connection.execute(insert(trust_list).values(number=number, record_id=arrival.record_id))
