"""What waits to be delivered, the batches it was sealed into, and the receipts that came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.sqlite import insert

from workbench.domain.people import Person
from workbench.domain.states import AssessmentState, Delivery
from workbench.protocol import records
from workbench.store import progress
from workbench.store.arrivals import Arrival
from workbench.store.refusals import OutOfStep
from workbench.store.rows import Batch, Device, Receipt
from workbench.store.tables import batch, batch_record, device, imported_batch, outbox, receipt, record


def enqueue(connection: Connection, record_id: str, at: str) -> None:
    """Put a record into the outbox; one that has changed since (more signatures) waits again."""
    statement = insert(outbox).values(record_id=record_id, queued_at=at)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["record_id"],
            set_={"queued_at": at, "batch_id": None, "receipt_id": None},
        ),
    )


def waiting(connection: Connection) -> tuple[str, ...]:
    """List the records of the outbox that are in no batch yet, in the order of their arrival."""
    return _outbox(connection, outbox.c.receipt_id.is_(None), outbox.c.batch_id.is_(None))


def unacknowledged(connection: Connection) -> tuple[str, ...]:
    """List the records of the outbox for which no receipt is held, sealed or not, in the order of their arrival."""
    return _outbox(connection, outbox.c.receipt_id.is_(None))


def receipt_for(connection: Connection, record_id: str) -> str | None:
    """Give the receipt that says somebody holds a record of the outbox."""
    query = select(outbox.c.receipt_id).where(outbox.c.record_id == record_id)
    return connection.execute(query).scalar_one_or_none()


def this_device(connection: Connection) -> Device:
    """Give this store's own counters; the next revision and the next batch bear the number after."""
    row = connection.execute(select(device)).one()
    return Device(row.device_id, row.record_sequence, row.last_record, row.batch_sequence)


def add(connection: Connection, made: Batch) -> None:
    """Note a batch that was sealed: its records no longer wait, their assessments are sealed.

    Raises:
        OutOfStep: its sequence is not the device's next.
    """
    expected = this_device(connection).batch_sequence + 1
    if made.sequence != expected:
        raise OutOfStep(rule="sequence", expected=expected, found=made.sequence)
    names = ("batch_id", "sequence", "delivery", "path", "made_at", "offered_at", "receipt_id")
    connection.execute(insert(batch).values({name: getattr(made, name) for name in names}))
    for record_id in made.records:
        connection.execute(insert(batch_record).values(batch_id=made.batch_id, record_id=record_id))
    connection.execute(update(device).values(batch_sequence=made.sequence))
    connection.execute(update(outbox).where(outbox.c.record_id.in_(made.records)).values(batch_id=made.batch_id))
    progress.advance(connection, made.records, AssessmentState.SEALED, made.made_at)


def mark_offered(connection: Connection, batch_id: str, at: str) -> None:
    """Note that a batch went out; only a receipt says that it arrived."""
    connection.execute(
        update(batch)
        .where(batch.c.batch_id == batch_id, batch.c.delivery == Delivery.READY)
        .values(delivery=Delivery.OFFERED, offered_at=at),
    )
    progress.advance(connection, _records(connection, batch_id), AssessmentState.SENT, at)


def get(connection: Connection, batch_id: str) -> Batch | None:
    """Give a batch sealed here."""
    row = connection.execute(select(batch).where(batch.c.batch_id == batch_id)).one_or_none()
    return None if row is None else _batch(connection, row)


def listing(connection: Connection) -> tuple[Batch, ...]:
    """List the batches sealed here, the latest first."""
    rows = connection.execute(select(batch).order_by(batch.c.sequence.desc())).all()
    return tuple(_batch(connection, row) for row in rows)


def note_import(connection: Connection, batch_id: str, receipt_id: str | None, at: str) -> None:
    """Note a batch taken in and the receipt given for it, so that a second import gives the same receipt."""
    statement = insert(imported_batch).values(batch_id=batch_id, receipt_id=receipt_id, imported_at=at)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["batch_id"], set_={"receipt_id": receipt_id}),
    )


def receipt_given(connection: Connection, batch_id: str) -> str | None:
    """Give the record id of the receipt this store gave for somebody's batch."""
    query = select(imported_batch.c.receipt_id).where(imported_batch.c.batch_id == batch_id)
    return connection.execute(query).scalar_one_or_none()


def receipts(connection: Connection, batch_id: str) -> tuple[Receipt, ...]:
    """List the receipts held for a batch, the oldest first."""
    query = select(receipt).where(receipt.c.batch_id == batch_id)
    return tuple(
        Receipt(
            record_id=row.record_id,
            batch_id=row.batch_id,
            holder=Person(row.holder_id, row.holder_name),
            role=row.role,
            received_at=row.received_at,
            parked=row.parked,
        )
        for row in connection.execute(query.order_by(receipt.c.received_at, receipt.c.record_id))
    )


def index_receipt(connection: Connection, arrival: Arrival[records.Receipt]) -> None:
    """Draw a receipt's columns; what it accepts is delivered, its batch acknowledged (decision 7)."""
    given = arrival.record
    connection.execute(
        insert(receipt).values(
            record_id=arrival.record_id,
            batch_id=given.batch,
            holder_id=given.holder.person_id,
            holder_name=given.holder.name,
            role=given.holder.role,
            received_at=given.received_at,
            parked={one.id: one.reason for one in given.parked},
        ),
    )
    for record_id in given.accepted:
        # A record that waits again because it gained signatures is not delivered by a receipt for its former bytes.
        connection.execute(
            update(outbox)
            .where(outbox.c.record_id == record_id, outbox.c.batch_id.is_not(None), outbox.c.receipt_id.is_(None))
            .values(receipt_id=arrival.record_id),
        )
    if not given.parked:
        # A batch with parked records stays on its way: it is offered again until a receipt accepts all of it.
        connection.execute(
            update(batch)
            .where(batch.c.batch_id == given.batch, batch.c.receipt_id.is_(None))
            .values(delivery=Delivery.ACKNOWLEDGED, receipt_id=arrival.record_id),
        )
    progress.advance(connection, given.accepted, AssessmentState.RECEIVED, arrival.at)


def _outbox(connection: Connection, *conditions: Any) -> tuple[str, ...]:
    query = select(outbox.c.record_id).join(record, record.c.record_id == outbox.c.record_id)
    return tuple(connection.execute(query.where(*conditions).order_by(record.c.arrival)).scalars())


def _records(connection: Connection, batch_id: str) -> Sequence[str]:
    query = select(batch_record.c.record_id).where(batch_record.c.batch_id == batch_id)
    return connection.execute(query.order_by(batch_record.c.record_id)).scalars().all()


def _batch(connection: Connection, row: Row[Any]) -> Batch:
    return Batch(
        batch_id=row.batch_id,
        sequence=row.sequence,
        path=row.path,
        made_at=row.made_at,
        records=tuple(_records(connection, row.batch_id)),
        delivery=row.delivery,
        offered_at=row.offered_at,
        receipt_id=row.receipt_id,
    )
