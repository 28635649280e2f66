"""The contents of drafts that a move to another edition has replaced, kept so that the move can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations

_STATEMENT = """CREATE TABLE replaced_draft (
        assessment_id TEXT NOT NULL, assessor TEXT NOT NULL, number INTEGER NOT NULL, replaced_at TEXT NOT NULL,
        edition TEXT NOT NULL, edition_sha256 TEXT NOT NULL, updated_at TEXT NOT NULL, subject TEXT NOT NULL,
        parameters TEXT NOT NULL, responses TEXT NOT NULL,
        CONSTRAINT pk_replaced_draft PRIMARY KEY (assessment_id, assessor, number),
        CONSTRAINT fk_replaced_draft_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (assessment_id),
        CONSTRAINT fk_replaced_draft_edition_sha256 FOREIGN KEY(edition_sha256) REFERENCES edition (sha256)
    )
    STRICT"""


def upgrade(operations: Operations) -> None:
    """Make the table; existing drafts have nothing to take back."""
    operations.execute(_STATEMENT)
