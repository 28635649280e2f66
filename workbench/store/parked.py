"""What could not be taken up: kept as raw bytes with a reason, visible, and ready to be tried again."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from workbench.store.rows import Parked
from workbench.store.tables import parked


def park(connection: Connection, raw: bytes, reason: str, *, batch_id: str | None, at: str) -> str:
    """Keep bytes with the code of a reason and give their id; parking them again renews the reason."""
    parked_id = hashlib.sha256(raw).hexdigest()
    statement = insert(parked).values(parked_id=parked_id, raw=raw, reason=reason, batch_id=batch_id, parked_at=at)
    connection.execute(statement.on_conflict_do_update(index_elements=["parked_id"], set_={"reason": reason}))
    return parked_id


def listing(connection: Connection) -> tuple[Parked, ...]:
    """List what is parked, the oldest first."""
    query = select(parked).order_by(parked.c.parked_at, parked.c.parked_id)
    return tuple(Parked(**row._asdict()) for row in connection.execute(query))


def release(connection: Connection, parked_id: str) -> None:
    """Forget parked bytes, once their record was taken up."""
    connection.execute(delete(parked).where(parked.c.parked_id == parked_id))
