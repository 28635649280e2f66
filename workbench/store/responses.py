"""The autosaved responses of a draft: one upsert, durable with its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, select
from sqlalchemy.dialects.sqlite import insert

from workbench.protocol import canonical
from workbench.store.assessments import require_draft
from workbench.store.rows import DraftKey, Part, Response
from workbench.store.tables import response

_KEY = ("assessment_id", "assessor", "part", "code")
_VALUES = ("value", "na", "proof", "note", "readings", "flagged", "updated_at")
_INSERT = insert(response)
_UPSERT = _INSERT.on_conflict_do_update(
    index_elements=list(_KEY),
    set_={name: _INSERT.excluded[name] for name in _VALUES},
)


def save(connection: Connection, key: DraftKey, answer: Response) -> None:
    """Keep one response; this is the autosave.

    Raises:
        UnknownAssessment, NotADraft: the assessment cannot be changed.
        NotCanonical: the value, note or a reading could never be signed (a float, U+0000, not NFC).
    """
    require_draft(connection, key.assessment_id)
    connection.execute(_UPSERT, _row(key, answer))


def save_many(connection: Connection, key: DraftKey, answers: Iterable[Response]) -> None:
    """Keep many responses at once, for answers from a file; refuses as `save` does."""
    require_draft(connection, key.assessment_id)
    rows = [_row(key, answer) for answer in answers]
    if rows:
        connection.execute(_UPSERT, rows)


def replace_all(connection: Connection, key: DraftKey, answers: Iterable[Response]) -> None:
    """Keep these responses and no others; refuses as `save` does."""
    require_draft(connection, key.assessment_id)
    connection.execute(delete(response).where(_of(key)))
    save_many(connection, key, answers)


def load(connection: Connection, key: DraftKey) -> tuple[Response, ...]:
    """Give all responses of one assessor's draft, by code."""
    query = select(response).where(_of(key)).order_by(response.c.part, response.c.code)
    return tuple(_response(row) for row in connection.execute(query))


def clear(connection: Connection, key: DraftKey, part: Part, code: str) -> None:
    """Take a response back; refuses as `save` does when the assessment is frozen."""
    require_draft(connection, key.assessment_id)
    connection.execute(delete(response).where(_of(key), response.c.part == part, response.c.code == code))


def assessors(connection: Connection, assessment_id: str) -> tuple[str, ...]:
    """List who has a draft of an assessment."""
    query = select(response.c.assessor).where(response.c.assessment_id == assessment_id).distinct()
    return tuple(sorted(connection.execute(query).scalars()))


def _of(key: DraftKey) -> Any:
    return and_(response.c.assessment_id == key.assessment_id, response.c.assessor == key.assessor)


def _row(key: DraftKey, answer: Response) -> dict[str, Any]:
    canonical.encode(answer.note)
    return {
        "assessment_id": key.assessment_id,
        "assessor": key.assessor,
        "part": answer.part,
        "code": answer.code,
        "value": answer.value,
        "na": int(answer.na),
        "proof": int(answer.proof),
        "note": answer.note,
        "readings": [dict(one) for one in answer.readings],
        "flagged": int(answer.flagged),
        "updated_at": answer.updated_at,
    }


def _response(row: Row[Any]) -> Response:
    return Response(
        code=row.code,
        value=row.value,
        na=bool(row.na),
        proof=bool(row.proof),
        note=row.note,
        readings=tuple(row.readings),
        flagged=bool(row.flagged),
        updated_at=row.updated_at,
        part=row.part,
    )
