"""Evidence of drafts: which photo or file supports which item, and which contents the store holds or still wants."""

from __future__ import annotations

import dataclasses

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, select
from sqlalchemy.dialects.sqlite import insert

from workbench.store.assessments import require_draft
from workbench.store.rows import Blob, DraftKey, EvidenceRef
from workbench.store.tables import blob, evidence, record_blob

_FIELDS = tuple(field.name for field in dataclasses.fields(EvidenceRef))


def note_blob(connection: Connection, held: Blob, at: str) -> None:
    """Note that the evidence folder holds content; call it only once the file is durable."""
    connection.execute(
        insert(blob)
        .values(sha256=held.sha256, size=held.size, mime=held.mime, stored_at=at)
        .on_conflict_do_nothing(index_elements=["sha256"]),
    )


def held_blob(connection: Connection, sha256: str) -> Blob | None:
    """Give what is known of content that the store holds."""
    row = connection.execute(select(blob).where(blob.c.sha256 == sha256)).one_or_none()
    return None if row is None else Blob(sha256=row.sha256, size=row.size, mime=row.mime)


def missing_blobs(connection: Connection) -> tuple[Blob, ...]:
    """List contents that records name and the store does not hold, ascending by hash."""
    wanted = (
        select(record_blob.c.sha256, record_blob.c.size, record_blob.c.mime)
        .outerjoin(blob, blob.c.sha256 == record_blob.c.sha256)
        .where(blob.c.sha256.is_(None))
        .group_by(record_blob.c.sha256)
        .order_by(record_blob.c.sha256)
    )
    return tuple(Blob(sha256=row.sha256, size=row.size, mime=row.mime) for row in connection.execute(wanted))


def blobs_of(connection: Connection, record_id: str) -> tuple[Blob, ...]:
    """List the contents that a record names (evidence, a mark), ascending by hash."""
    named = select(record_blob).where(record_blob.c.record_id == record_id).order_by(record_blob.c.sha256)
    return tuple(Blob(sha256=row.sha256, size=row.size, mime=row.mime) for row in connection.execute(named))


def attach(connection: Connection, key: DraftKey, ref: EvidenceRef) -> None:
    """Bind content to an item of a draft; the same content on the same item replaces its note and place.

    The content must have been kept before (`Store.keep_blob`).

    Raises:
        UnknownAssessment, NotADraft: the assessment cannot be changed.
    """
    require_draft(connection, key.assessment_id)
    values = {**dataclasses.asdict(ref), "assessment_id": key.assessment_id, "assessor": key.assessor}
    statement = insert(evidence).values(values)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["assessment_id", "assessor", "item", "sha256"],
            set_={name: statement.excluded[name] for name in _FIELDS if name not in {"item", "sha256"}},
        ),
    )


def detach(connection: Connection, key: DraftKey, item: str, sha256: str) -> EvidenceRef | None:
    """Take content off an item and give back what was bound, so that it can be undone by `attach`.

    The content itself stays in the folder. Refuses as `attach` does.
    """
    require_draft(connection, key.assessment_id)
    this = and_(_of(key), evidence.c.item == item, evidence.c.sha256 == sha256)
    row = connection.execute(select(evidence).where(this)).one_or_none()
    connection.execute(delete(evidence).where(this))
    return None if row is None else _ref(row)


def listing(connection: Connection, key: DraftKey) -> tuple[EvidenceRef, ...]:
    """List a draft's evidence by item, in the order given to it."""
    found = select(evidence).where(_of(key)).order_by(evidence.c.item, evidence.c.sort, evidence.c.added_at)
    return tuple(_ref(row) for row in connection.execute(found))


def _of(key: DraftKey) -> ColumnElement[bool]:
    return and_(evidence.c.assessment_id == key.assessment_id, evidence.c.assessor == key.assessor)


def _ref(row: Row[tuple[object, ...]]) -> EvidenceRef:
    return EvidenceRef(**{name: getattr(row, name) for name in _FIELDS})
