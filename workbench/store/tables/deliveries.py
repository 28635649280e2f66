"""The outbox, batches both ways, receipts."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Text, UniqueConstraint

from workbench.domain.states import Delivery
from workbench.store.column_types import ByValue, CanonicalJson
from workbench.store.tables.base import integer, key, keyed_table, table, text

outbox = table(
    "outbox",
    Column("record_id", Text, ForeignKey("record.record_id"), primary_key=True, nullable=False),
    text("queued_at"),
    text("batch_id", nullable=True),
    text("receipt_id", nullable=True),
    Index(None, "receipt_id", "batch_id"),
)

batch = table(
    "batch",
    key("batch_id"),
    integer("sequence"),
    Column("delivery", ByValue(Delivery), nullable=False),
    text("path"),
    text("made_at"),
    text("offered_at", nullable=True),
    text("receipt_id", nullable=True),
    UniqueConstraint("sequence"),
)

batch_record = keyed_table(
    "batch_record",
    text("batch_id"),
    text("record_id"),
    ForeignKeyConstraint(["batch_id"], ["batch.batch_id"]),
    ForeignKeyConstraint(["record_id"], ["record.record_id"]),
    PrimaryKeyConstraint("batch_id", "record_id"),
    Index(None, "record_id"),
)

receipt = table(
    "receipt",
    Column("record_id", Text, ForeignKey("record.record_id"), primary_key=True, nullable=False),
    text("batch_id"),
    text("holder_id"),
    text("holder_name"),
    text("role"),
    text("received_at"),
    Column("parked", CanonicalJson, nullable=False),
    Index(None, "batch_id"),
)

imported_batch = table(
    "imported_batch",
    key("batch_id"),
    text("receipt_id", nullable=True),
    text("imported_at"),
)
