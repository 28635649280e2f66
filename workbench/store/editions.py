"""Every edition of a form that was ever used here, so that a score can be rebuilt (decision 12)."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from workbench.protocol import canonical, records
from workbench.store.arrivals import Arrival
from workbench.store.rows import Edition
from workbench.store.tables import edition


def put(connection: Connection, content: bytes, *, form: str, code: str) -> str:
    """Keep an edition and give its SHA-256.

    Args:
        connection: Where to.
        content: Canonical JSON of the parsed edition.
        form: Code of the form.
        code: Code of the edition.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    statement = insert(edition).values(sha256=sha256, form=form, edition=code, content=content)
    connection.execute(statement.on_conflict_do_nothing(index_elements=["sha256"]))
    return sha256


def get(connection: Connection, sha256: str) -> Edition | None:
    """Give an edition by the hash of its content."""
    row = connection.execute(select(edition).where(edition.c.sha256 == sha256)).one_or_none()
    return None if row is None else _edition(row)


def listing(connection: Connection) -> tuple[Edition, ...]:
    """List the editions held, by form and edition."""
    query = select(edition).order_by(edition.c.form, edition.c.edition, edition.c.sha256)
    return tuple(_edition(row) for row in connection.execute(query))


def index(connection: Connection, arrival: Arrival[records.FormEdition]) -> None:
    """Keep the edition a record carries; the record's reader has checked its hash."""
    put(
        connection,
        canonical.encode(arrival.record.content),
        form=arrival.record.form,
        code=arrival.record.edition,
    )


def _edition(row: Row[Any]) -> Edition:
    return Edition(row.sha256, row.form, row.edition, row.content)
