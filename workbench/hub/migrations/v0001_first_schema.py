"""The hub's first schema, as it was released; it never changes, whatever `tables` becomes."""

from __future__ import annotations

STATEMENTS = (
    "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE record (
        record_id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, envelope BLOB NOT NULL, region TEXT, action TEXT,
        assessment TEXT, serial TEXT, seq INTEGER NOT NULL UNIQUE, sender TEXT NOT NULL, received_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX ix_record_assessment ON record (assessment) WHERE assessment IS NOT NULL",
    "CREATE INDEX ix_record_serial ON record (serial) WHERE serial IS NOT NULL",
    """CREATE TABLE need (
        record_id TEXT NOT NULL, needs TEXT NOT NULL, PRIMARY KEY (record_id, needs)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE parent (
        record_id TEXT NOT NULL, parent TEXT NOT NULL, assessment TEXT NOT NULL, PRIMARY KEY (record_id, parent)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX ix_parent_parent ON parent (parent)",
    """CREATE TABLE edition (
        sha256 TEXT NOT NULL PRIMARY KEY, form TEXT NOT NULL, edition TEXT NOT NULL, record_id TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE participant (
        assessment TEXT NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY (assessment, person_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX ix_participant_person_id ON participant (person_id)",
    """CREATE TABLE blob (
        sha256 TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL, mime TEXT NOT NULL, received_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE record_blob (
        record_id TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (record_id, sha256)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX ix_record_blob_sha256 ON record_blob (sha256)",
    """CREATE TABLE batch (
        batch_id TEXT NOT NULL PRIMARY KEY, device TEXT NOT NULL, sequence INTEGER NOT NULL, sender TEXT NOT NULL,
        manifest BLOB NOT NULL, receipt BLOB NOT NULL, received_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE parked (
        record_id TEXT NOT NULL, batch_id TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, raw BLOB NOT NULL,
        parked_at TEXT NOT NULL, PRIMARY KEY (record_id, batch_id)
    ) STRICT""",
    """CREATE TABLE trust_list (
        number INTEGER NOT NULL PRIMARY KEY, record_id TEXT NOT NULL, envelope BLOB NOT NULL, received_at TEXT NOT NULL
    ) STRICT""",
)
