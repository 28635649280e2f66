"""The first schema, as it was released; it never changes, whatever `tables` becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations

_STATEMENTS = (
    "CREATE TABLE alembic_version (version_num TEXT NOT NULL PRIMARY KEY) STRICT",
    """CREATE TABLE assessment (
        assessment_id TEXT NOT NULL, unit_id TEXT NOT NULL, form TEXT NOT NULL, edition TEXT NOT NULL,
        edition_sha256 TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL, assessor TEXT NOT NULL,
        started_at TEXT NOT NULL, updated_at TEXT NOT NULL, subject TEXT NOT NULL, parameters TEXT NOT NULL,
        visit TEXT NOT NULL, head TEXT, previous TEXT,
        CONSTRAINT pk_assessment PRIMARY KEY (assessment_id)
    )
    STRICT""",
    "CREATE INDEX ix_assessment_state_updated_at ON assessment (state, updated_at)",
    "CREATE INDEX ix_assessment_unit_id ON assessment (unit_id)",
    "CREATE INDEX ix_assessment_updated_at_assessment_id ON assessment (updated_at, assessment_id)",
    """CREATE TABLE batch (
        batch_id TEXT NOT NULL, sequence INTEGER NOT NULL, delivery TEXT NOT NULL, path TEXT NOT NULL,
        made_at TEXT NOT NULL, offered_at TEXT, receipt_id TEXT,
        CONSTRAINT pk_batch PRIMARY KEY (batch_id),
        CONSTRAINT uq_batch_sequence UNIQUE (sequence)
    )
    STRICT""",
    """CREATE TABLE blob (
        sha256 TEXT NOT NULL, size INTEGER NOT NULL, mime TEXT NOT NULL, stored_at TEXT NOT NULL,
        CONSTRAINT pk_blob PRIMARY KEY (sha256)
    )
    STRICT""",
    """CREATE TABLE "conflict" (
        kind TEXT NOT NULL, subject TEXT NOT NULL, records TEXT NOT NULL, noticed_at TEXT NOT NULL,
        CONSTRAINT pk_conflict PRIMARY KEY (kind, subject)
    )
    WITHOUT ROWID,
    STRICT""",
    """CREATE TABLE device (
        device_id TEXT NOT NULL, record_sequence INTEGER NOT NULL, last_record TEXT,
        batch_sequence INTEGER NOT NULL,
        CONSTRAINT pk_device PRIMARY KEY (device_id)
    )
    STRICT""",
    """CREATE TABLE edition (
        sha256 TEXT NOT NULL, form TEXT NOT NULL, edition TEXT NOT NULL, content BLOB NOT NULL,
        CONSTRAINT pk_edition PRIMARY KEY (sha256)
    )
    STRICT""",
    "CREATE INDEX ix_edition_form_edition ON edition (form, edition)",
    """CREATE TABLE imported_batch (
        batch_id TEXT NOT NULL, receipt_id TEXT, imported_at TEXT NOT NULL,
        CONSTRAINT pk_imported_batch PRIMARY KEY (batch_id)
    )
    STRICT""",
    """CREATE TABLE parked (
        parked_id TEXT NOT NULL, raw BLOB NOT NULL, reason TEXT NOT NULL, batch_id TEXT,
        parked_at TEXT NOT NULL,
        CONSTRAINT pk_parked PRIMARY KEY (parked_id)
    )
    STRICT""",
    """CREATE TABLE person (
        person_id TEXT NOT NULL, name TEXT NOT NULL,
        CONSTRAINT pk_person PRIMARY KEY (person_id)
    )
    STRICT""",
    """CREATE TABLE record (
        arrival INTEGER NOT NULL, record_id TEXT NOT NULL, kind TEXT NOT NULL, envelope BLOB NOT NULL,
        received_at TEXT NOT NULL, origin TEXT NOT NULL,
        CONSTRAINT pk_record PRIMARY KEY (arrival),
        CONSTRAINT uq_record_record_id UNIQUE (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_record_kind_arrival ON record (kind, arrival)",
    """CREATE TABLE serial_sequence (
        issuer TEXT NOT NULL, action TEXT NOT NULL, year TEXT NOT NULL, last INTEGER NOT NULL,
        CONSTRAINT pk_serial_sequence PRIMARY KEY (issuer, action, year)
    )
    WITHOUT ROWID,
    STRICT""",
    """CREATE TABLE setting (
        person_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
        CONSTRAINT pk_setting PRIMARY KEY (person_id, name)
    )
    WITHOUT ROWID,
    STRICT""",
    """CREATE TABLE signing_key (
        key_id TEXT NOT NULL, person_id TEXT NOT NULL, use TEXT NOT NULL, sealed BLOB NOT NULL,
        deposited BLOB, certificate BLOB, created_at TEXT NOT NULL,
        CONSTRAINT pk_signing_key PRIMARY KEY (key_id)
    )
    STRICT""",
    "CREATE INDEX ix_signing_key_person_id_use ON signing_key (person_id, use)",
    """CREATE TABLE store_meta (
        name TEXT NOT NULL, value BLOB NOT NULL,
        CONSTRAINT pk_store_meta PRIMARY KEY (name)
    )
    STRICT""",
    """CREATE TABLE acknowledgement (
        record_id TEXT NOT NULL, revision TEXT NOT NULL, outcome TEXT NOT NULL, name TEXT NOT NULL,
        statement TEXT NOT NULL, witness TEXT, acknowledged_at TEXT NOT NULL,
        CONSTRAINT pk_acknowledgement PRIMARY KEY (record_id),
        CONSTRAINT fk_acknowledgement_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_acknowledgement_revision ON acknowledgement (revision)",
    """CREATE TABLE batch_record (
        batch_id TEXT NOT NULL, record_id TEXT NOT NULL,
        CONSTRAINT pk_batch_record PRIMARY KEY (batch_id, record_id),
        CONSTRAINT fk_batch_record_batch_id FOREIGN KEY(batch_id) REFERENCES batch (batch_id),
        CONSTRAINT fk_batch_record_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    WITHOUT ROWID,
    STRICT""",
    "CREATE INDEX ix_batch_record_record_id ON batch_record (record_id)",
    """CREATE TABLE certificate (
        record_id TEXT NOT NULL, serial TEXT NOT NULL, issuer TEXT NOT NULL, year TEXT NOT NULL,
        unit_id TEXT NOT NULL, unit_name TEXT NOT NULL, region TEXT NOT NULL, action TEXT NOT NULL,
        form TEXT NOT NULL, edition TEXT NOT NULL, grade TEXT NOT NULL, grade_name TEXT NOT NULL,
        score TEXT, issued_on TEXT NOT NULL, valid_until TEXT, revision TEXT NOT NULL,
        decision TEXT NOT NULL,
        CONSTRAINT pk_certificate PRIMARY KEY (record_id),
        CONSTRAINT uq_certificate_issuer_action_year_serial UNIQUE (issuer, action, year, serial),
        CONSTRAINT fk_certificate_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_certificate_action_region ON certificate (action, region)",
    "CREATE INDEX ix_certificate_revision ON certificate (revision)",
    "CREATE INDEX ix_certificate_serial ON certificate (serial)",
    """CREATE TABLE decision (
        record_id TEXT NOT NULL, assessment_id TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
        reviewer_id TEXT NOT NULL, reviewer_name TEXT NOT NULL, role TEXT NOT NULL,
        decided_at TEXT NOT NULL,
        CONSTRAINT pk_decision PRIMARY KEY (record_id),
        CONSTRAINT fk_decision_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_decision_assessment_id ON decision (assessment_id)",
    """CREATE TABLE evidence (
        assessment_id TEXT NOT NULL, assessor TEXT NOT NULL, item TEXT NOT NULL, sha256 TEXT NOT NULL,
        name TEXT NOT NULL, mime TEXT NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL, taken_at TEXT,
        lat_e7 INTEGER, lon_e7 INTEGER, sort INTEGER NOT NULL, added_at TEXT NOT NULL,
        CONSTRAINT pk_evidence PRIMARY KEY (assessment_id, assessor, item, sha256),
        CONSTRAINT fk_evidence_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (assessment_id),
        CONSTRAINT fk_evidence_sha256 FOREIGN KEY(sha256) REFERENCES blob (sha256)
    )
    WITHOUT ROWID,
    STRICT""",
    "CREATE INDEX ix_evidence_sha256 ON evidence (sha256)",
    """CREATE TABLE outbox (
        record_id TEXT NOT NULL, queued_at TEXT NOT NULL, batch_id TEXT, receipt_id TEXT,
        CONSTRAINT pk_outbox PRIMARY KEY (record_id),
        CONSTRAINT fk_outbox_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_outbox_receipt_id_batch_id ON outbox (receipt_id, batch_id)",
    """CREATE TABLE parameter_set (
        record_id TEXT NOT NULL, form TEXT NOT NULL, region TEXT NOT NULL, valid_from TEXT NOT NULL,
        parameters TEXT NOT NULL, source TEXT NOT NULL, author_id TEXT NOT NULL, author_name TEXT NOT NULL,
        CONSTRAINT pk_parameter_set PRIMARY KEY (record_id),
        CONSTRAINT fk_parameter_set_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_parameter_set_form_region_valid_from ON parameter_set (form, region, valid_from)",
    """CREATE TABLE receipt (
        record_id TEXT NOT NULL, batch_id TEXT NOT NULL, holder_id TEXT NOT NULL, holder_name TEXT NOT NULL,
        role TEXT NOT NULL, received_at TEXT NOT NULL, parked TEXT NOT NULL,
        CONSTRAINT pk_receipt PRIMARY KEY (record_id),
        CONSTRAINT fk_receipt_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_receipt_batch_id ON receipt (batch_id)",
    """CREATE TABLE record_blob (
        record_id TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, mime TEXT NOT NULL,
        CONSTRAINT pk_record_blob PRIMARY KEY (record_id, sha256),
        CONSTRAINT fk_record_blob_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    WITHOUT ROWID,
    STRICT""",
    "CREATE INDEX ix_record_blob_sha256 ON record_blob (sha256)",
    """CREATE TABLE report_file (
        record_id TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL, made_at TEXT NOT NULL,
        office_number TEXT,
        CONSTRAINT pk_report_file PRIMARY KEY (record_id, kind, sha256),
        CONSTRAINT fk_report_file_record_id FOREIGN KEY(record_id) REFERENCES record (record_id),
        CONSTRAINT fk_report_file_sha256 FOREIGN KEY(sha256) REFERENCES blob (sha256)
    )
    WITHOUT ROWID,
    STRICT""",
    """CREATE TABLE response (
        assessment_id TEXT NOT NULL, assessor TEXT NOT NULL, part TEXT NOT NULL, code TEXT NOT NULL,
        value TEXT NOT NULL, na INTEGER NOT NULL, proof INTEGER NOT NULL, note TEXT NOT NULL,
        readings TEXT NOT NULL, flagged INTEGER NOT NULL, updated_at TEXT NOT NULL,
        CONSTRAINT pk_response PRIMARY KEY (assessment_id, assessor, part, code),
        CONSTRAINT fk_response_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (assessment_id)
    )
    WITHOUT ROWID,
    STRICT""",
    """CREATE TABLE revision (
        record_id TEXT NOT NULL, assessment_id TEXT NOT NULL, unit_id TEXT NOT NULL,
        unit_name TEXT NOT NULL, region TEXT NOT NULL, action TEXT NOT NULL, form TEXT NOT NULL,
        edition TEXT NOT NULL, edition_sha256 TEXT NOT NULL, total INTEGER, max_points INTEGER,
        normalised INTEGER, verdict TEXT NOT NULL, grade TEXT, grade_name TEXT, assessor TEXT NOT NULL,
        visit TEXT NOT NULL, finished_at TEXT NOT NULL, device_id TEXT NOT NULL,
        device_sequence INTEGER NOT NULL, origin TEXT NOT NULL, withdrawn INTEGER NOT NULL,
        scores BLOB NOT NULL, states BLOB NOT NULL,
        CONSTRAINT pk_revision PRIMARY KEY (record_id),
        CONSTRAINT fk_revision_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_revision_assessment_id ON revision (assessment_id)",
    "CREATE INDEX ix_revision_device_id_device_sequence ON revision (device_id, device_sequence)",
    "CREATE INDEX ix_revision_form_region ON revision (form, region)",
    """CREATE TABLE revocation (
        record_id TEXT NOT NULL, target_kind TEXT NOT NULL, target TEXT NOT NULL, reason TEXT NOT NULL,
        revoked_at TEXT NOT NULL,
        CONSTRAINT pk_revocation PRIMARY KEY (record_id),
        CONSTRAINT fk_revocation_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_revocation_target ON revocation (target)",
    """CREATE TABLE trust_list (
        number INTEGER NOT NULL, record_id TEXT NOT NULL,
        CONSTRAINT pk_trust_list PRIMARY KEY (number),
        CONSTRAINT fk_trust_list_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    """CREATE TABLE unit (
        unit_id TEXT NOT NULL, name TEXT NOT NULL, action TEXT NOT NULL, region TEXT NOT NULL,
        credit_code TEXT, address TEXT NOT NULL, attributes TEXT NOT NULL, initials TEXT NOT NULL,
        search TEXT NOT NULL, recorded_at TEXT NOT NULL, record_id TEXT NOT NULL,
        CONSTRAINT pk_unit PRIMARY KEY (unit_id),
        CONSTRAINT fk_unit_record_id FOREIGN KEY(record_id) REFERENCES record (record_id)
    )
    STRICT""",
    "CREATE INDEX ix_unit_credit_code ON unit (credit_code)",
    "CREATE INDEX ix_unit_name ON unit (name)",
    """CREATE TABLE decision_revision (
        record_id TEXT NOT NULL, revision TEXT NOT NULL,
        CONSTRAINT pk_decision_revision PRIMARY KEY (record_id, revision),
        CONSTRAINT fk_decision_revision_record_id FOREIGN KEY(record_id) REFERENCES decision (record_id)
    )
    WITHOUT ROWID,
    STRICT""",
    "CREATE INDEX ix_decision_revision_revision ON decision_revision (revision)",
    """CREATE TABLE revision_parent (
        record_id TEXT NOT NULL, parent TEXT NOT NULL,
        CONSTRAINT pk_revision_parent PRIMARY KEY (record_id, parent),
        CONSTRAINT fk_revision_parent_record_id FOREIGN KEY(record_id) REFERENCES revision (record_id)
    )
    WITHOUT ROWID,
    STRICT""",
    "CREATE INDEX ix_revision_parent_parent ON revision_parent (parent)",
)


def upgrade(operations: Operations) -> None:
    """Make every table of the first schema."""
    for statement in _STATEMENTS:
        operations.execute(statement)
