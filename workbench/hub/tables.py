"""The hub's own tables: records as they came, and the few columns by which they are found and routed.

`record.seq` counts every change in the order of the one writer, so it serves as the cursor of those who fetch what is
new; a record that gains signatures takes a new number.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _text(name: str, *, nullable: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable, primary_key=key)


def _key(name: str) -> Column[str]:
    return _text(name, key=True)


meta = Table("meta", metadata, _key("name"), _text("value"))

record = Table(
    "record",
    metadata,
    _key("record_id"),
    _text("kind"),
    Column("envelope", LargeBinary, nullable=False),
    _text("region", nullable=True),
    _text("action", nullable=True),
    _text("assessment", nullable=True),
    _text("serial", nullable=True),
    Column("seq", Integer, nullable=False, unique=True),
    _text("sender"),
    _text("received_at"),
)

need = Table("need", metadata, _key("record_id"), _key("needs"))
parent = Table("parent", metadata, _key("record_id"), _key("parent"), _text("assessment"))
edition = Table("edition", metadata, _key("sha256"), _text("form"), _text("edition"), _text("record_id"))
participant = Table("participant", metadata, _key("assessment"), _key("person_id"))

blob = Table(
    "blob",
    metadata,
    _key("sha256"),
    Column("size", Integer, nullable=False),
    _text("mime"),
    _text("received_at"),
)
record_blob = Table("record_blob", metadata, _key("record_id"), _key("sha256"))

batch = Table(
    "batch",
    metadata,
    _key("batch_id"),
    _text("device"),
    Column("sequence", Integer, nullable=False),
    _text("sender"),
    Column("manifest", LargeBinary, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    _text("received_at"),
)

parked = Table(
    "parked",
    metadata,
    _key("record_id"),
    _key("batch_id"),
    _text("kind"),
    _text("reason"),
    Column("raw", LargeBinary, nullable=False),
    _text("parked_at"),
)

trust_list = Table(
    "trust_list",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("record_id"),
    Column("envelope", LargeBinary, nullable=False),
    _text("received_at"),
)
