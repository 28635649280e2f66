"""The private keys of this store's users, each at rest in its own sealed envelope."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.sqlite import insert

from workbench.store.rows import KeyUse, SigningKey
from workbench.store.tables import signing_key


def put(connection: Connection, one: SigningKey) -> None:
    """Keep a sealed key; sealing it anew (another password) replaces it."""
    values = {
        "key_id": one.key_id,
        "person_id": one.person_id,
        "use": one.use,
        "sealed": one.sealed,
        "deposited": one.deposited,
        "certificate": one.certificate,
        "created_at": one.created_at,
    }
    connection.execute(
        insert(signing_key).values(values).on_conflict_do_update(index_elements=["key_id"], set_=values),
    )


def get(connection: Connection, key_id: str) -> SigningKey | None:
    """Give a key by its id."""
    row = connection.execute(select(signing_key).where(signing_key.c.key_id == key_id)).one_or_none()
    return None if row is None else _key(row)


def of_person(connection: Connection, person_id: str, use: KeyUse = KeyUse.RECORDS) -> SigningKey | None:
    """Give somebody's latest key for a use."""
    query = select(signing_key).where(signing_key.c.person_id == person_id, signing_key.c.use == use)
    row = connection.execute(
        query.order_by(signing_key.c.created_at.desc(), signing_key.c.key_id).limit(1),
    ).one_or_none()
    return None if row is None else _key(row)


def listing(connection: Connection) -> tuple[SigningKey, ...]:
    """List all keys, the oldest first."""
    query = select(signing_key).order_by(signing_key.c.created_at, signing_key.c.key_id)
    return tuple(_key(row) for row in connection.execute(query))


def set_certificate(connection: Connection, key_id: str, certificate: bytes) -> None:
    """Put the certificate (DER) beside its key."""
    connection.execute(
        update(signing_key).where(signing_key.c.key_id == key_id).values(certificate=certificate),
    )


def _key(row: Row[Any]) -> SigningKey:
    return SigningKey(
        key_id=row.key_id,
        person_id=row.person_id,
        sealed=row.sealed,
        certificate=row.certificate,
        created_at=row.created_at,
        use=row.use,
        deposited=row.deposited,
    )
