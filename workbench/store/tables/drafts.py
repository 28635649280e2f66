"""The store itself, its people and keys; units, assessments and their drafts."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, PrimaryKeyConstraint, Text

from workbench.domain.states import AssessmentState
from workbench.store.column_types import ByValue, CanonicalJson
from workbench.store.rows import KeyUse, Origin, Part
from workbench.store.tables.base import integer, key, keyed_table, table, text

store_meta = table("store_meta", key("name"), Column("value", LargeBinary, nullable=False))

device = table(
    "device",
    key("device_id"),
    integer("record_sequence"),
    text("last_record", nullable=True),
    integer("batch_sequence"),
)

person = table("person", key("person_id"), text("name"))

setting = keyed_table(
    "setting",
    text("person_id"),
    text("name"),
    text("value"),
    PrimaryKeyConstraint("person_id", "name"),
)

signing_key = table(
    "signing_key",
    key("key_id"),
    text("person_id"),
    Column("use", ByValue(KeyUse), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("deposited", LargeBinary, nullable=True),
    Column("certificate", LargeBinary, nullable=True),
    text("created_at"),
    Index(None, "person_id", "use"),
)

assessment = table(
    "assessment",
    key("assessment_id"),
    text("unit_id"),
    text("form"),
    text("edition"),
    text("edition_sha256"),
    Column("state", ByValue(AssessmentState), nullable=False),
    Column("origin", ByValue(Origin), nullable=False),
    text("assessor"),
    text("started_at"),
    text("updated_at"),
    Column("subject", CanonicalJson, nullable=False),
    Column("parameters", CanonicalJson, nullable=False),
    Column("visit", CanonicalJson, nullable=False),
    text("head", nullable=True),
    text("previous", nullable=True),
    Index(None, "updated_at", "assessment_id"),
    Index(None, "state", "updated_at"),
    Index(None, "unit_id"),
)

response = keyed_table(
    "response",
    Column("assessment_id", Text, ForeignKey("assessment.assessment_id"), nullable=False),
    text("assessor"),
    Column("part", ByValue(Part), nullable=False),
    text("code"),
    Column("value", CanonicalJson, nullable=False),
    integer("na"),
    integer("proof"),
    text("note"),
    Column("readings", CanonicalJson, nullable=False),
    integer("flagged"),
    text("updated_at"),
    PrimaryKeyConstraint("assessment_id", "assessor", "part", "code"),
)

replaced_draft = table(
    "replaced_draft",
    Column("assessment_id", Text, ForeignKey("assessment.assessment_id"), nullable=False),
    text("assessor"),
    integer("number"),
    text("replaced_at"),
    text("edition"),
    Column("edition_sha256", Text, ForeignKey("edition.sha256"), nullable=False),
    text("updated_at"),
    Column("subject", CanonicalJson, nullable=False),
    Column("parameters", CanonicalJson, nullable=False),
    Column("responses", CanonicalJson, nullable=False),
    PrimaryKeyConstraint("assessment_id", "assessor", "number"),
)

blob = table(
    "blob",
    key("sha256"),
    integer("size"),
    text("mime"),
    text("stored_at"),
)

evidence = keyed_table(
    "evidence",
    Column("assessment_id", Text, ForeignKey("assessment.assessment_id"), nullable=False),
    text("assessor"),
    text("item"),
    Column("sha256", Text, ForeignKey("blob.sha256"), nullable=False),
    text("name"),
    text("mime"),
    integer("size"),
    text("note"),
    text("taken_at", nullable=True),
    integer("lat_e7", nullable=True),
    integer("lon_e7", nullable=True),
    integer("sort"),
    text("added_at"),
    PrimaryKeyConstraint("assessment_id", "assessor", "item", "sha256"),
    Index(None, "sha256"),
)
