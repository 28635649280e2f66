"""What reviewers decided about exact revisions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from workbench.domain.people import Person
from workbench.protocol import records
from workbench.store import revisions
from workbench.store.arrivals import Arrival
from workbench.store.rows import Decision
from workbench.store.tables import decision, decision_revision


def of_assessment(connection: Connection, assessment_id: str) -> tuple[Decision, ...]:
    """List the decisions about an assessment, in the order of their own clocks."""
    query = select(decision).where(decision.c.assessment_id == assessment_id)
    query = query.order_by(decision.c.decided_at, decision.c.record_id)
    return tuple(_decision(connection, row) for row in connection.execute(query).all())


def on_revision(connection: Connection, revision_id: str) -> tuple[Decision, ...]:
    """List the decisions that name a revision, in the order of their own clocks."""
    query = (
        select(decision)
        .join(decision_revision, decision_revision.c.record_id == decision.c.record_id)
        .where(decision_revision.c.revision == revision_id)
        .order_by(decision.c.decided_at, decision.c.record_id)
    )
    return tuple(_decision(connection, row) for row in connection.execute(query).all())


def index(connection: Connection, arrival: Arrival[records.Decision]) -> None:
    """Draw a decision's columns; a withdrawal marks its revisions, also those that come later."""
    record = arrival.record
    connection.execute(
        insert(decision).values(
            record_id=arrival.record_id,
            assessment_id=record.assessment,
            outcome=record.outcome,
            reason=record.reason,
            reviewer_id=record.reviewer.person_id,
            reviewer_name=record.reviewer.name,
            role=record.reviewer.role,
            decided_at=record.decided_at,
        ),
    )
    for revision_id in record.revisions:
        connection.execute(insert(decision_revision).values(record_id=arrival.record_id, revision=revision_id))
    if record.outcome == "withdrawn":
        revisions.withdraw(connection, record.revisions)


def _decision(connection: Connection, row: Row[Any]) -> Decision:
    named = connection.execute(
        select(decision_revision.c.revision)
        .where(decision_revision.c.record_id == row.record_id)
        .order_by(decision_revision.c.revision),
    )
    return Decision(
        record_id=row.record_id,
        assessment_id=row.assessment_id,
        revisions=tuple(named.scalars()),
        outcome=row.outcome,
        reason=row.reason,
        reviewer=Person(row.reviewer_id, row.reviewer_name),
        role=row.role,
        decided_at=row.decided_at,
    )
