"""Records, and the columns drawn from them; each can be drawn again from its record."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, PrimaryKeyConstraint, Text, UniqueConstraint

from workbench.store.column_types import ByValue, CanonicalJson, Packed
from workbench.store.rows import ConflictKind, Origin
from workbench.store.tables.base import integer, key, keyed_table, table, text

record = table(
    "record",
    Column("arrival", Integer, primary_key=True),
    text("record_id"),
    text("kind"),
    Column("envelope", Packed, nullable=False),
    text("received_at"),
    Column("origin", ByValue(Origin), nullable=False),
    UniqueConstraint("record_id"),
    Index(None, "kind", "arrival"),
)

record_blob = keyed_table(
    "record_blob",
    Column("record_id", Text, ForeignKey("record.record_id"), nullable=False),
    text("sha256"),
    integer("size"),
    text("mime"),
    PrimaryKeyConstraint("record_id", "sha256"),
    Index(None, "sha256"),
)

parked = table(
    "parked",
    key("parked_id"),
    Column("raw", Packed, nullable=False),
    text("reason"),
    text("batch_id", nullable=True),
    text("parked_at"),
)

conflict = keyed_table(
    "conflict",
    Column("kind", ByValue(ConflictKind), nullable=False),
    text("subject"),
    Column("records", CanonicalJson, nullable=False),
    text("noticed_at"),
    PrimaryKeyConstraint("kind", "subject"),
)

edition = table(
    "edition",
    key("sha256"),
    text("form"),
    text("edition"),
    Column("content", Packed, nullable=False),
    Index(None, "form", "edition"),
)

parameter_set = table(
    "parameter_set",
    Column("record_id", Text, ForeignKey("record.record_id"), primary_key=True, nullable=False),
    text("form"),
    text("region"),
    text("valid_from"),
    Column("parameters", CanonicalJson, nullable=False),
    text("source"),
    text("author_id"),
    text("author_name"),
    Index(None, "form", "region", "valid_from"),
)

trust_list = table(
    "trust_list",
    Column("number", Integer, primary_key=True),
    Column("record_id", Text, ForeignKey("record.record_id"), nullable=False),
)

unit = table(
    "unit",
    key("unit_id"),
    text("name"),
    text("action"),
    text("region"),
    text("credit_code", nullable=True),
    text("address"),
    Column("attributes", CanonicalJson, nullable=False),
    text("initials"),
    text("search"),
    text("recorded_at"),
    Column("record_id", Text, ForeignKey("record.record_id"), nullable=False),
    Index(None, "name"),
    Index(None, "credit_code"),
)

revision = table(
    "revision",
    Column("record_id", Text, ForeignKey("record.record_id"), primary_key=True, nullable=False),
    text("assessment_id"),
    text("unit_id"),
    text("unit_name"),
    text("region"),
    text("action"),
    text("form"),
    text("edition"),
    text("edition_sha256"),
    integer("total", nullable=True),
    integer("max_points", nullable=True),
    integer("normalised", nullable=True),
    text("verdict"),
    text("grade", nullable=True),
    text("grade_name", nullable=True),
    text("assessor"),
    Column("visit", CanonicalJson, nullable=False),
    text("finished_at"),
    text("device_id"),
    integer("device_sequence"),
    Column("origin", ByValue(Origin), nullable=False),
    integer("withdrawn"),
    Column("scores", LargeBinary, nullable=False),
    Column("states", LargeBinary, nullable=False),
    Index(None, "assessment_id"),
    Index(None, "form", "region"),
    Index(None, "device_id", "device_sequence"),
)

revision_parent = keyed_table(
    "revision_parent",
    Column("record_id", Text, ForeignKey("revision.record_id"), nullable=False),
    text("parent"),
    PrimaryKeyConstraint("record_id", "parent"),
    Index(None, "parent"),
)

acknowledgement = table(
    "acknowledgement",
    Column("record_id", Text, ForeignKey("record.record_id"), primary_key=True, nullable=False),
    text("revision"),
    text("outcome"),
    text("name"),
    text("statement"),
    text("witness", nullable=True),
    text("acknowledged_at"),
    Index(None, "revision"),
)

decision = table(
    "decision",
    Column("record_id", Text, ForeignKey("record.record_id"), primary_key=True, nullable=False),
    text("assessment_id"),
    text("outcome"),
    text("reason"),
    text("reviewer_id"),
    text("reviewer_name"),
    text("role"),
    text("decided_at"),
    Index(None, "assessment_id"),
)

decision_revision = keyed_table(
    "decision_revision",
    Column("record_id", Text, ForeignKey("decision.record_id"), nullable=False),
    text("revision"),
    PrimaryKeyConstraint("record_id", "revision"),
    Index(None, "revision"),
)

certificate = table(
    "certificate",
    Column("record_id", Text, ForeignKey("record.record_id"), primary_key=True, nullable=False),
    text("serial"),
    text("issuer"),
    text("year"),
    text("unit_id"),
    text("unit_name"),
    text("region"),
    text("action"),
    text("form"),
    text("edition"),
    text("grade"),
    text("grade_name"),
    text("score", nullable=True),
    text("issued_on"),
    text("valid_until", nullable=True),
    text("revision"),
    text("decision"),
    UniqueConstraint("issuer", "action", "year", "serial"),
    Index(None, "serial"),
    Index(None, "revision"),
    Index(None, "action", "region"),
)

revocation = table(
    "revocation",
    Column("record_id", Text, ForeignKey("record.record_id"), primary_key=True, nullable=False),
    text("target_kind"),
    text("target"),
    text("reason"),
    text("revoked_at"),
    Index(None, "target"),
)

serial_sequence = keyed_table(
    "serial_sequence",
    text("issuer"),
    text("action"),
    text("year"),
    integer("last"),
    PrimaryKeyConstraint("issuer", "action", "year"),
)

report_file = keyed_table(
    "report_file",
    Column("record_id", Text, ForeignKey("record.record_id"), nullable=False),
    text("kind"),
    Column("sha256", Text, ForeignKey("blob.sha256"), nullable=False),
    text("made_at"),
    text("office_number", nullable=True),
    PrimaryKeyConstraint("record_id", "kind", "sha256"),
)
