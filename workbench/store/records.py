"""The one door by which a record enters the store: whole or not at all, and any number of times with one effect."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from workbench.protocol import records as kinds
from workbench.protocol.signatures import Envelope, merge, open_envelope
from workbench.store import (
    batches,
    certificates,
    decisions,
    editions,
    parameters,
    progress,
    revisions,
    trust,
    units,
)
from workbench.store.arrivals import Arrival
from workbench.store.rows import Applied, Conflict, Origin, StoredRecord
from workbench.store.tables import record, revision

# Built once: whole registers come in record by record.
_NEW = insert(record)
_BY_ID = select(record).where(record.c.record_id == bindparam("wanted"))


def apply(connection: Connection, envelope: bytes, *, at: str, origin: Origin, enqueue: bool = False) -> Applied:
    """Take a record in with all that is drawn from it; one already held only gains signatures it lacked.

    Signatures and roles must have been checked before, and the contents it names kept before. The order in which
    records come changes nothing in the end.

    Args:
        connection: An open transaction; whatever is refused leaves no trace in it.
        envelope: Canonical bytes of the envelope.
        at: The moment of arrival.
        origin: Whether the record was made here.
        enqueue: Whether it is to be delivered to somebody.

    Raises:
        NotCanonical, EnvelopeInvalid, RecordInvalid, FutureFormat, UnknownKind, WrongFigure: park the bytes.
        DuplicateSerial, TrustListFork: it contradicts a record held; park the bytes.
    """
    opened = open_envelope(envelope)
    with connection.begin_nested():
        held = get(connection, opened.record_id)
        if held is not None:
            return _add_signatures(connection, held, opened, at=at, enqueue=enqueue)
        _insert(connection, opened, at=at, origin=origin)
        noticed = _index(connection, Arrival(opened.record_id, opened.record, at, origin))
        if enqueue:
            batches.enqueue(connection, opened.record_id, at)
    return Applied(opened.record_id, opened.record.kind, is_new=True, is_changed=True, conflicts=noticed)


def get(connection: Connection, record_id: str) -> StoredRecord | None:
    """Give a record as it lies in the store."""
    row = connection.execute(_BY_ID, {"wanted": record_id}).one_or_none()
    return None if row is None else _stored(row)


def held(connection: Connection, record_ids: Collection[str]) -> frozenset[str]:
    """Tell which of these records the store holds."""
    query = select(record.c.record_id).where(record.c.record_id.in_(record_ids))
    return frozenset(connection.execute(query).scalars())


def listing(connection: Connection, kind: str | None = None) -> tuple[StoredRecord, ...]:
    """List the records of a kind or of all kinds, in the order of their arrival."""
    query = select(record).order_by(record.c.arrival)
    if kind is not None:
        query = query.where(record.c.kind == kind)
    return tuple(_stored(row) for row in connection.execute(query))


def last_of_units(connection: Connection) -> int:
    """Give the arrival of the last record that may have changed the register of units; 0 where there is none."""
    query = select(func.max(record.c.arrival)).where(record.c.kind.in_(("unit", "revision")))
    return connection.execute(query).scalar() or 0


def _insert(connection: Connection, opened: Envelope, *, at: str, origin: Origin) -> None:
    values = {
        "record_id": opened.record_id,
        "kind": opened.record.kind,
        "envelope": opened.to_bytes(),
        "received_at": at,
        "origin": origin,
    }
    connection.execute(_NEW, values)


def _add_signatures(
    connection: Connection,
    before: StoredRecord,
    opened: Envelope,
    *,
    at: str,
    enqueue: bool,
) -> Applied:
    united = merge(open_envelope(before.envelope), opened).to_bytes()
    is_changed = united != before.envelope
    if is_changed:
        connection.execute(update(record).where(record.c.record_id == before.record_id).values(envelope=united))
        if enqueue:
            batches.enqueue(connection, before.record_id, at)
    return Applied(before.record_id, before.kind, is_new=False, is_changed=is_changed)


def _index(connection: Connection, arrival: Arrival[Any]) -> tuple[Conflict, ...]:
    indexer = _INDEXERS.get(type(arrival.record))
    noticed: tuple[Conflict, ...] = (indexer(connection, arrival) or ()) if indexer is not None else ()
    assessment_id = _assessment_of(connection, arrival)
    if assessment_id is None:
        return noticed
    return (*noticed, *progress.settle(connection, assessment_id, arrival.at))


def _assessment_of(connection: Connection, arrival: Arrival[Any]) -> str | None:
    match arrival.record:
        case kinds.Revision(assessment=assessment_id) | kinds.Decision(assessment=assessment_id):
            return str(assessment_id)
        case kinds.Certificate(revision=revision_id):
            query = select(revision.c.assessment_id).where(revision.c.record_id == revision_id)
            return connection.execute(query).scalar_one_or_none()
        case _:
            return None


# Manifests are kept for what they prove and draw no columns.
_INDEXERS: dict[type[kinds.RecordBase], Callable[[Connection, Arrival[Any]], tuple[Conflict, ...] | None]] = {
    kinds.Unit: units.index,
    kinds.FormEdition: editions.index,
    kinds.ParameterSet: parameters.index,
    kinds.Revision: revisions.index,
    kinds.Acknowledgement: revisions.index_acknowledgement,
    kinds.Decision: decisions.index,
    kinds.Certificate: certificates.index,
    kinds.Revocation: certificates.index_revocation,
    kinds.Receipt: batches.index_receipt,
    kinds.TrustList: trust.index,
}


def _stored(row: Row[Any]) -> StoredRecord:
    return StoredRecord(row.record_id, row.kind, row.envelope, row.received_at, row.origin)
