"""Finishing: one transaction that turns a draft into a frozen revision waiting to be delivered."""

from __future__ import annotations

from sqlalchemy import Connection, update

from workbench.domain.states import AssessmentState, step
from workbench.protocol import records as kinds
from workbench.protocol.signatures import open_envelope
from workbench.store import assessments, batches, evidence, progress, records
from workbench.store.refusals import BlobMissing, OutOfStep
from workbench.store.rows import Applied, Assessment, Origin
from workbench.store.tables import assessment, device


def freeze_revision(connection: Connection, envelope: bytes, *, at: str) -> Applied:
    """Freeze a draft as the revision in this envelope: record, columns, state, device chain and outbox together.

    Args:
        connection: An open transaction.
        envelope: Canonical bytes of the signed revision, made from the draft, `revisions.parents_of_next` and
            `batches.this_device`.
        at: The moment of freezing.

    Raises:
        UnknownAssessment: it belongs to no draft of this store.
        StepNotAllowed: the assessment is no draft.
        OutOfStep: it does not follow what the store holds: parents, unit, edition, or the device's chain.
        BlobMissing: it names evidence that the store does not hold.
    """
    opened = open_envelope(envelope)
    revision = opened.record
    if not isinstance(revision, kinds.Revision):
        raise OutOfStep(rule="kind", expected="revision", found=revision.kind)
    draft = assessments.get(connection, revision.assessment)
    state = step(draft.state, AssessmentState.FINISHED)
    _require_fit(connection, revision, draft)
    _require_evidence(connection, revision)
    with connection.begin_nested():
        # The state comes first: what is derived from records leaves an open draft alone.
        connection.execute(
            update(assessment)
            .where(assessment.c.assessment_id == draft.assessment_id)
            .values(state=state, updated_at=at),
        )
        applied = records.apply(connection, envelope, at=at, origin=Origin.OWN, enqueue=True)
        connection.execute(
            update(device).values(record_sequence=revision.device.sequence, last_record=applied.record_id),
        )
    return applied


def _require_fit(connection: Connection, revision: kinds.Revision, draft: Assessment) -> None:
    this_device = batches.this_device(connection)
    followed = (
        ("parents", progress.tips(connection, draft.assessment_id), revision.parents),
        ("unit", draft.unit_id, revision.unit.unit_id),
        ("edition", draft.edition_sha256, revision.form.sha256),
        ("device", this_device.device_id, revision.device.id),
        ("sequence", this_device.record_sequence + 1, revision.device.sequence),
        ("previous", this_device.last_record, revision.device.previous),
    )
    for rule, expected, found in followed:
        if expected != found:
            raise OutOfStep(rule=rule, expected=expected, found=found)


def _require_evidence(connection: Connection, revision: kinds.Revision) -> None:
    for ref in revision.evidence:
        if evidence.held_blob(connection, ref.sha256) is None:
            raise BlobMissing(sha256=ref.sha256)
