"""A draft's content is replaced as a whole, and what it replaces is put away, never thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, select

from workbench.store import assessments, outside_values, responses
from workbench.store.rows import DraftContent, DraftKey, Part, ReplacedDraft, Response
from workbench.store.tables import replaced_draft


def content_of(connection: Connection, key: DraftKey) -> DraftContent:
    """Give a draft's present content.

    Raises:
        UnknownAssessment: there is none of this id.
    """
    assessment = assessments.get(connection, key.assessment_id)
    return DraftContent(
        edition=assessment.edition,
        edition_sha256=assessment.edition_sha256,
        updated_at=assessment.updated_at,
        subject=assessment.subject,
        parameters=assessment.parameters,
        parameter_sources=assessment.parameter_sources,
        responses=responses.load(connection, key),
    )


def replace(connection: Connection, key: DraftKey, content: DraftContent, at: str) -> None:
    """Put the present content away and another one in its place.

    Raises:
        UnknownAssessment, NotADraft, UnknownEdition, NotCanonical.
    """
    before = newest(connection, key)
    _put_away(connection, key, 1 if before is None else before.number + 1, at)
    _put(connection, key, content)


def exchange(connection: Connection, key: DraftKey, at: str) -> ReplacedDraft | None:
    """Let the present content and the one put away last change places; gives what was put away, None if nothing was.

    Raises:
        UnknownAssessment, NotADraft.
    """
    found = newest(connection, key)
    if found is None:
        return None
    connection.execute(delete(replaced_draft).where(_of(key), replaced_draft.c.number == found.number))
    _put_away(connection, key, found.number, at)
    _put(connection, key, found.content)
    return found


def newest(connection: Connection, key: DraftKey) -> ReplacedDraft | None:
    """Give the content that was put away last."""
    query = select(replaced_draft).where(_of(key)).order_by(replaced_draft.c.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else _replaced(row)


def listing(connection: Connection, key: DraftKey) -> tuple[ReplacedDraft, ...]:
    """List every content of a draft that was put away, the oldest first."""
    query = select(replaced_draft).where(_of(key)).order_by(replaced_draft.c.number)
    return tuple(_replaced(row) for row in connection.execute(query))


def _put(connection: Connection, key: DraftKey, content: DraftContent) -> None:
    assessments.set_content(connection, key.assessment_id, content)
    responses.replace_all(connection, key, content.responses)


def _put_away(connection: Connection, key: DraftKey, number: int, at: str) -> None:
    content = content_of(connection, key)
    connection.execute(
        replaced_draft.insert().values(
            assessment_id=key.assessment_id,
            assessor=key.assessor,
            number=number,
            replaced_at=at,
            edition=content.edition,
            edition_sha256=content.edition_sha256,
            updated_at=content.updated_at,
            subject=dict(content.subject),
            parameters=outside_values.to_json(content.parameters, content.parameter_sources),
            responses=[_to_json(one) for one in content.responses],
        ),
    )


def _of(key: DraftKey) -> ColumnElement[bool]:
    return and_(
        replaced_draft.c.assessment_id == key.assessment_id,
        replaced_draft.c.assessor == key.assessor,
    )


def _replaced(row: Row[Any]) -> ReplacedDraft:
    content = DraftContent(
        edition=row.edition,
        edition_sha256=row.edition_sha256,
        updated_at=row.updated_at,
        subject=row.subject,
        parameters=outside_values.values_of(row.parameters),
        parameter_sources=outside_values.sources_of(row.parameters),
        responses=tuple(_from_json(one) for one in row.responses),
    )
    return ReplacedDraft(row.number, row.replaced_at, content)


def _to_json(answer: Response) -> dict[str, Any]:
    return {
        "part": answer.part.value,
        "code": answer.code,
        "value": answer.value,
        "na": answer.na,
        "proof": answer.proof,
        "note": answer.note,
        "readings": [dict(one) for one in answer.readings],
        "flagged": answer.flagged,
        "updated_at": answer.updated_at,
    }


def _from_json(kept: Mapping[str, Any]) -> Response:
    return Response(**{**kept, "part": Part(kept["part"]), "readings": tuple(kept["readings"])})
