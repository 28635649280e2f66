"""Where an assessment stands, derived from the records about it, so that their order of arrival does not matter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from workbench.domain.states import AssessmentState, can_follow
from workbench.store import conflicts
from workbench.store.rows import Conflict, ConflictKind, Origin
from workbench.store.tables import assessment, certificate, decision, decision_revision, revision, revision_parent

_S = AssessmentState
_ON_THE_WAY = (_S.FINISHED, _S.SEALED, _S.SENT, _S.RECEIVED, _S.UNDER_REVIEW)


def tips(connection: Connection, assessment_id: str) -> tuple[str, ...]:
    """List the revisions that no other revision follows, ascending; the next revision names them as parents."""
    query = (
        select(revision.c.record_id)
        .outerjoin(revision_parent, revision_parent.c.parent == revision.c.record_id)
        .where(revision.c.assessment_id == assessment_id, revision_parent.c.record_id.is_(None))
        .order_by(revision.c.record_id)
    )
    return tuple(connection.execute(query).scalars())


def heads(connection: Connection, assessment_id: str) -> tuple[str, ...]:
    """List the tips that were not withdrawn, ascending; more than one is a conflict for a person."""
    found = tips(connection, assessment_id)
    query = select(revision.c.record_id).where(revision.c.record_id.in_(found), revision.c.withdrawn == 0)
    return tuple(sorted(connection.execute(query).scalars()))


def settle(connection: Connection, assessment_id: str, at: str) -> tuple[Conflict, ...]:
    """Bring head, state and conflicts of an assessment into line with its records."""
    row = connection.execute(
        select(assessment.c.state, assessment.c.origin, assessment.c.head).where(
            assessment.c.assessment_id == assessment_id,
        ),
    ).one_or_none()
    if row is None:
        return ()
    found = heads(connection, assessment_id)
    head = found[0] if found else None
    noticed = [*_heads_in_conflict(connection, assessment_id, found, at)]
    outcomes = _outcomes(connection, head) if head else {}
    noticed += _decisions_in_conflict(connection, assessment_id, outcomes, at)
    state = _state(row, head, outcomes, is_certified=_is_certified(connection, head))
    if (state, head) != (row.state, row.head):
        connection.execute(
            update(assessment)
            .where(assessment.c.assessment_id == assessment_id)
            .values(state=state, head=head, updated_at=at),
        )
    if head is not None and row.origin is Origin.IMPORTED:
        _describe_imported(connection, assessment_id, head)
    return tuple(noticed)


def advance(connection: Connection, revisions: Collection[str], wanted: AssessmentState, at: str) -> None:
    """Move the assessments of revisions forward on their way, where the table of states allows it."""
    about = select(revision.c.assessment_id).where(revision.c.record_id.in_(revisions))
    query = select(assessment.c.assessment_id, assessment.c.state).where(assessment.c.assessment_id.in_(about))
    moving = [row.assessment_id for row in connection.execute(query) if can_follow(row.state, wanted)]
    connection.execute(
        update(assessment).where(assessment.c.assessment_id.in_(moving)).values(state=wanted, updated_at=at),
    )


def _describe_imported(connection: Connection, assessment_id: str, head: str) -> None:
    # What came in is told by its head, whichever revision of it came first.
    told = select(
        revision.c.unit_id,
        revision.c.form,
        revision.c.edition,
        revision.c.edition_sha256,
        revision.c.assessor,
        revision.c.finished_at.label("started_at"),
        revision.c.visit,
    ).where(revision.c.record_id == head)
    values = dict(connection.execute(told).mappings().one())
    connection.execute(update(assessment).where(assessment.c.assessment_id == assessment_id).values(values))


def _state(before: Any, head: str | None, outcomes: Mapping[str, str], *, is_certified: bool) -> AssessmentState:
    current: AssessmentState = before.state
    if current is _S.DRAFT:
        return current  # an open draft is the assessor's; its head is older than what is being written
    if head is None:
        return _S.RETURNED  # all withdrawn: it may be taken up again
    if is_certified:
        return current if current is _S.PUBLISHED else _S.CERTIFIED
    if outcomes:
        # Beside an approval the careful word counts until a person has settled the conflict.
        return _S.RETURNED if "returned" in outcomes.values() else _S.APPROVED
    is_imported = before.origin is Origin.IMPORTED
    if current in _ON_THE_WAY and not (is_imported and head != before.head):
        return current
    return _S.RECEIVED if is_imported else _S.FINISHED


def _is_certified(connection: Connection, head: str | None) -> bool:
    query = select(certificate.c.record_id).where(certificate.c.revision == head)
    return head is not None and connection.execute(query).first() is not None


def _outcomes(connection: Connection, head: str) -> dict[str, str]:
    query = (
        select(decision.c.record_id, decision.c.outcome)
        .join(decision_revision, decision_revision.c.record_id == decision.c.record_id)
        .where(decision_revision.c.revision == head, decision.c.outcome.in_(("approved", "returned")))
    )
    return {row.record_id: row.outcome for row in connection.execute(query)}


def _heads_in_conflict(
    connection: Connection,
    assessment_id: str,
    found: Sequence[str],
    at: str,
) -> tuple[Conflict, ...]:
    if len(found) > 1:
        return (conflicts.note(connection, ConflictKind.HEADS, assessment_id, found, at),)
    conflicts.settle(connection, ConflictKind.HEADS, assessment_id)
    return ()


def _decisions_in_conflict(
    connection: Connection,
    assessment_id: str,
    outcomes: dict[str, str],
    at: str,
) -> tuple[Conflict, ...]:
    if len(set(outcomes.values())) > 1:
        return (conflicts.note(connection, ConflictKind.DECISIONS, assessment_id, outcomes, at),)
    conflicts.settle(connection, ConflictKind.DECISIONS, assessment_id)
    return ()
