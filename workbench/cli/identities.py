"""Ids on the command line: their beginning is enough while it is unique."""

from __future__ import annotations

from workbench.store import assessments
from workbench.usecases.session import Session


def full_id(opened: Session, prefix: str) -> str:
    """Find the assessment that a unique prefix of its id names.

    Raises:
        UnknownAssessment, AmbiguousPrefix.
    """
    with opened.store.read() as connection:
        return assessments.by_prefix(connection, prefix).assessment_id
