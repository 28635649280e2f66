"""Frozen revisions: finishing one's own, taking in others', and what lists and statistics read of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.sqlite import insert

from workbench.domain.people import Person
from workbench.domain.states import AssessmentState
from workbench.protocol import records
from workbench.store import conflicts, progress, units
from workbench.store.arrivals import Arrival
from workbench.store.rows import Acknowledgement, Conflict, ConflictKind, Origin, Revision, Visit
from workbench.store.score_vectors import unpack_scores, unpack_states
from workbench.store.summaries import revision_columns
from workbench.store.tables import (
    acknowledgement,
    assessment,
    decision,
    decision_revision,
    record_blob,
    revision,
    revision_parent,
)

_PLAIN = (
    "record_id",
    "assessment_id",
    "unit_id",
    "unit_name",
    "region",
    "action",
    "form",
    "edition",
    "edition_sha256",
    "total",
    "max_points",
    "normalised",
    "verdict",
    "grade",
    "grade_name",
    "assessor",
    "finished_at",
    "device_id",
    "device_sequence",
    "origin",
)


def get(connection: Connection, record_id: str) -> Revision | None:
    """Give a revision's summary."""
    row = connection.execute(select(revision).where(revision.c.record_id == record_id)).one_or_none()
    return None if row is None else _revision(connection, row)


def of_assessment(connection: Connection, assessment_id: str) -> tuple[Revision, ...]:
    """List the revisions of an assessment, by device and the order in which it made them."""
    query = (
        select(revision)
        .where(revision.c.assessment_id == assessment_id)
        .order_by(revision.c.device_id, revision.c.device_sequence, revision.c.record_id)
    )
    return tuple(_revision(connection, row) for row in connection.execute(query).all())


def heads(connection: Connection, assessment_id: str) -> tuple[str, ...]:
    """List the revisions that nothing follows and nobody withdrew, ascending."""
    return progress.heads(connection, assessment_id)


def parents_of_next(connection: Connection, assessment_id: str) -> tuple[str, ...]:
    """List what the next revision of an assessment has to name as its parents, ascending."""
    return progress.tips(connection, assessment_id)


def listing(
    connection: Connection,
    *,
    form: str | None = None,
    region_prefix: str = "",
    verdict: str | None = None,
) -> tuple[Revision, ...]:
    """List the heads of all assessments, by region; a prefix of a region's code covers what lies below it."""
    query = select(revision).join(assessment, assessment.c.head == revision.c.record_id)
    if form is not None:
        query = query.where(revision.c.form == form)
    if region_prefix:
        query = query.where(revision.c.region.startswith(region_prefix, autoescape=True))
    if verdict is not None:
        query = query.where(revision.c.verdict == verdict)
    query = query.order_by(revision.c.region, revision.c.record_id)
    return tuple(_revision(connection, row) for row in connection.execute(query).all())


def acknowledgements(connection: Connection, revision_id: str) -> tuple[Acknowledgement, ...]:
    """List what the unit's representative said about a revision."""
    query = (
        select(acknowledgement)
        .where(acknowledgement.c.revision == revision_id)
        .order_by(acknowledgement.c.acknowledged_at, acknowledgement.c.record_id)
    )
    return tuple(Acknowledgement(**row._asdict()) for row in connection.execute(query))


def index(connection: Connection, arrival: Arrival[records.Revision]) -> tuple[Conflict, ...]:
    """Draw a revision's columns, its parents and its contents; open an assessment for work that came in."""
    record, record_id = arrival.record, arrival.record_id
    withdrawn = _is_withdrawn(connection, record_id)
    connection.execute(
        insert(revision).values(
            record_id=record_id,
            origin=arrival.origin,
            withdrawn=int(withdrawn),
            **revision_columns(record),
        ),
    )
    for parent in record.parents:
        connection.execute(insert(revision_parent).values(record_id=record_id, parent=parent))
    for one in {ref.sha256: ref for ref in record.evidence}.values():
        connection.execute(
            insert(record_blob).values(record_id=record_id, sha256=one.sha256, size=one.size, mime=one.mime),
        )
    units.index_assessed(connection, arrival)
    if arrival.origin is Origin.IMPORTED:
        _open_imported(connection, arrival)
    return _device_fork(connection, arrival)


def index_acknowledgement(connection: Connection, arrival: Arrival[records.Acknowledgement]) -> None:
    """Draw what the representative said, and the picture of the mark."""
    record = arrival.record
    names = ("revision", "outcome", "name", "statement", "witness", "acknowledged_at")
    values = {name: getattr(record, name) for name in names}
    connection.execute(insert(acknowledgement).values(record_id=arrival.record_id, **values))
    if record.mark is not None:
        mark = {"sha256": record.mark.sha256, "size": record.mark.size, "mime": record.mark.mime}
        connection.execute(insert(record_blob).values(record_id=arrival.record_id, **mark))


def withdraw(connection: Connection, revision_ids: tuple[str, ...]) -> None:
    """Mark revisions as withdrawn."""
    connection.execute(update(revision).where(revision.c.record_id.in_(revision_ids)).values(withdrawn=1))


def _is_withdrawn(connection: Connection, record_id: str) -> bool:
    query = (
        select(decision.c.record_id)
        .join(decision_revision, decision_revision.c.record_id == decision.c.record_id)
        .where(decision_revision.c.revision == record_id, decision.c.outcome == "withdrawn")
    )
    return connection.execute(query).first() is not None


def _open_imported(connection: Connection, arrival: Arrival[records.Revision]) -> None:
    record = arrival.record
    statement = insert(assessment).values(
        assessment_id=record.assessment,
        unit_id=record.unit.unit_id,
        form=record.form.code,
        edition=record.form.edition,
        edition_sha256=record.form.sha256,
        state=AssessmentState.RECEIVED,
        origin=Origin.IMPORTED,
        assessor=record.visit.team[0].person_id,
        started_at=record.finished_at,
        updated_at=arrival.at,
        subject={},
        parameters={},
        visit=None,
    )
    connection.execute(statement.on_conflict_do_nothing(index_elements=["assessment_id"]))


def _device_fork(connection: Connection, arrival: Arrival[records.Revision]) -> tuple[Conflict, ...]:
    place = arrival.record.device
    query = select(revision.c.record_id).where(
        revision.c.device_id == place.id,
        revision.c.device_sequence == place.sequence,
    )
    twins = tuple(connection.execute(query).scalars())
    if len(twins) < 2:
        return ()
    subject = f"{place.id}/{place.sequence}"
    return (conflicts.note(connection, ConflictKind.DEVICE_FORK, subject, twins, arrival.at),)


def _revision(connection: Connection, row: Row[Any]) -> Revision:
    parents = connection.execute(
        select(revision_parent.c.parent)
        .where(revision_parent.c.record_id == row.record_id)
        .order_by(revision_parent.c.parent),
    )
    return Revision(
        **{name: getattr(row, name) for name in _PLAIN},
        parents=tuple(parents.scalars()),
        visit=Visit(row.visit["date"], tuple(Person(**one) for one in row.visit["team"])),
        withdrawn=bool(row.withdrawn),
        scores=unpack_scores(row.scores),
        states=unpack_states(row.states),
    )
