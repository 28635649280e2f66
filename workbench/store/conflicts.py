"""What contradicts itself and waits for a person; nothing is dropped for it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from workbench.store.rows import Conflict, ConflictKind
from workbench.store.tables import conflict


def note(connection: Connection, kind: ConflictKind, subject: str, records: Collection[str], at: str) -> Conflict:
    """Note that records contradict each other; a conflict noted before keeps its moment."""
    named = sorted(records)
    statement = insert(conflict).values(kind=kind, subject=subject, records=named, noticed_at=at)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["kind", "subject"], set_={"records": named}),
    )
    return Conflict(kind, subject, tuple(named), at)


def settle(connection: Connection, kind: ConflictKind, subject: str) -> None:
    """Forget a conflict that a later record has ended."""
    connection.execute(delete(conflict).where(conflict.c.kind == kind, conflict.c.subject == subject))


def listing(connection: Connection) -> tuple[Conflict, ...]:
    """List what waits for a person, the oldest first."""
    query = select(conflict).order_by(conflict.c.noticed_at, conflict.c.kind, conflict.c.subject)
    return tuple(
        Conflict(row.kind, row.subject, tuple(row.records), row.noticed_at) for row in connection.execute(query)
    )
