"""Assessments: drafts of this store and what came in about others'; their start, their facts, their state."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, and_, bindparam, func, or_, select, tuple_, type_coerce, update

from workbench.domain.states import AssessmentState, step
from workbench.store import outside_values, visits
from workbench.store.refusals import AmbiguousPrefix, NotADraft, UnknownAssessment, UnknownEdition, UnknownUnit
from workbench.store.rows import Assessment, Cursor, DraftContent, Origin, Overview, ParameterSource, Part, Visit
from workbench.store.tables import assessment, edition, response, revision, unit

# Built once: it runs before every autosave.
_STATE_OF = select(assessment.c.state).where(assessment.c.assessment_id == bindparam("wanted"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which assessments a listing shows; None and empty mean all."""

    states: Collection[AssessmentState] = ()
    origin: Origin | None = None
    unit_id: str | None = None
    form: str | None = None


def new(connection: Connection, started: Assessment) -> None:
    """Start a draft.

    Raises:
        UnknownUnit, UnknownEdition: the unit or the edition is not in the store.
    """
    if connection.execute(select(unit.c.unit_id).where(unit.c.unit_id == started.unit_id)).first() is None:
        raise UnknownUnit(unit_id=started.unit_id)
    if connection.execute(select(edition.c.sha256).where(edition.c.sha256 == started.edition_sha256)).first() is None:
        raise UnknownEdition(sha256=started.edition_sha256)
    connection.execute(assessment.insert().values(_values(started)))


def get(connection: Connection, assessment_id: str) -> Assessment:
    """Give an assessment.

    Raises:
        UnknownAssessment: there is none of this id.
    """
    row = connection.execute(select(assessment).where(assessment.c.assessment_id == assessment_id)).one_or_none()
    if row is None:
        raise UnknownAssessment(assessment_id=assessment_id)
    return _assessment(row)


def by_prefix(connection: Connection, prefix: str) -> Assessment:
    """Give the one assessment whose id begins like this.

    Raises:
        UnknownAssessment, AmbiguousPrefix: none or several do.
    """
    column = assessment.c.assessment_id
    # "g" comes after every sign of a UUID.
    rows = connection.execute(select(assessment).where(column >= prefix, column < prefix + "g").limit(2)).all()
    if not rows or not prefix:
        raise UnknownAssessment(assessment_id=prefix)
    if len(rows) > 1:
        raise AmbiguousPrefix(prefix=prefix, found=tuple(row.assessment_id for row in rows))
    return _assessment(rows[0])


def overview(
    connection: Connection,
    wanted: Wanted = Wanted(),
    *,
    after: Cursor | None = None,
    limit: int | None = 200,
    skip: int = 0,
) -> tuple[Overview, ...]:
    """List assessments with what lists show, the latest changed first; `after` continues a page before."""
    order = (assessment.c.updated_at.desc(), assessment.c.assessment_id.desc())
    query = _filtered(_overview_query(), wanted).order_by(*order).limit(limit).offset(skip)
    if after is not None:
        place = tuple_(assessment.c.updated_at, assessment.c.assessment_id)
        query = query.where(place < tuple_(after.updated_at, after.assessment_id))
    return tuple(_overview(row) for row in connection.execute(query))


def count(connection: Connection, wanted: Wanted = Wanted()) -> int:
    """Count assessments, so that a list that stops can say of how many."""
    found: int = connection.execute(_filtered(select(func.count()).select_from(assessment), wanted)).scalar_one()
    return found


def overview_of(connection: Connection, assessment_id: str) -> Overview:
    """Give one assessment with what lists show.

    Raises:
        UnknownAssessment: there is none of this id.
    """
    row = connection.execute(
        _overview_query().where(assessment.c.assessment_id == assessment_id),
    ).one_or_none()
    if row is None:
        raise UnknownAssessment(assessment_id=assessment_id)
    return _overview(row)


def require_draft(connection: Connection, assessment_id: str) -> None:
    """Let only a draft be changed.

    Raises:
        UnknownAssessment: there is none of this id.
        NotADraft: it is frozen.
    """
    state = connection.execute(_STATE_OF, {"wanted": assessment_id}).scalar_one_or_none()
    if state is None:
        raise UnknownAssessment(assessment_id=assessment_id)
    if state is not AssessmentState.DRAFT:
        raise NotADraft(assessment_id=assessment_id, state=state.value)


def set_subject(connection: Connection, assessment_id: str, subject: Mapping[str, object], at: str) -> None:
    """Keep the facts about the subject; refuses as `require_draft` does."""
    _change_draft(connection, assessment_id, subject=dict(subject), updated_at=at)


def set_parameters(
    connection: Connection,
    assessment_id: str,
    values: Mapping[str, str],
    sources: Mapping[str, ParameterSource],
    *,
    at: str,
) -> None:
    """Keep the outside values entered for this assessment with their sources; refuses as `require_draft` does."""
    _change_draft(connection, assessment_id, parameters=outside_values.to_json(values, sources), updated_at=at)


def set_visit(connection: Connection, assessment_id: str, visit: Visit, at: str) -> None:
    """Keep the day and the team of the visit; refuses as `require_draft` does."""
    _change_draft(connection, assessment_id, visit=visits.to_json(visit), updated_at=at)


def set_content(connection: Connection, assessment_id: str, content: DraftContent) -> None:
    """Pin a draft to an edition, with what it tells there of subject and outside values.

    Its last change becomes the content's own, so that a content put back is as it was. Refuses as `require_draft` does.

    Raises:
        UnknownEdition: the edition is not in the store.
    """
    if connection.execute(select(edition.c.sha256).where(edition.c.sha256 == content.edition_sha256)).first() is None:
        raise UnknownEdition(sha256=content.edition_sha256)
    _change_draft(
        connection,
        assessment_id,
        edition=content.edition,
        edition_sha256=content.edition_sha256,
        subject=dict(content.subject),
        parameters=outside_values.to_json(content.parameters, content.parameter_sources),
        updated_at=content.updated_at,
    )


def move(connection: Connection, assessment_id: str, wanted: AssessmentState, at: str) -> None:
    """Move an assessment to another state by hand: under review, published, or back to a draft after a return.

    Raises:
        UnknownAssessment: there is none of this id.
        StepNotAllowed: the table of states does not allow it.
    """
    state = step(get(connection, assessment_id).state, wanted)
    _update(connection, assessment_id, state=state, updated_at=at)


def _change_draft(connection: Connection, assessment_id: str, **values: Any) -> None:
    require_draft(connection, assessment_id)
    _update(connection, assessment_id, **values)


def _update(connection: Connection, assessment_id: str, **values: Any) -> None:
    connection.execute(update(assessment).where(assessment.c.assessment_id == assessment_id).values(values))


def _overview_query() -> Select[Any]:
    of_this = response.c.assessment_id == assessment.c.assessment_id
    has_value = type_coerce(response.c.value, Text) != "null"
    is_answered = and_(of_this, response.c.part == Part.ITEM, or_(has_value, response.c.na == 1))
    return (
        select(
            assessment,
            unit.c.name.label("unit_name"),
            unit.c.region,
            unit.c.action,
            revision.c.total,
            revision.c.max_points,
            revision.c.normalised,
            revision.c.verdict,
            revision.c.grade_name,
            select(func.count()).select_from(response).where(is_answered).scalar_subquery().label("answered"),
            select(func.max(response.c.updated_at)).where(of_this).scalar_subquery().label("saved_at"),
        )
        .outerjoin(unit, unit.c.unit_id == assessment.c.unit_id)
        .outerjoin(revision, revision.c.record_id == assessment.c.head)
    )


def _filtered(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.states:
        query = query.where(assessment.c.state.in_(tuple(wanted.states)))
    if wanted.origin is not None:
        query = query.where(assessment.c.origin == wanted.origin)
    if wanted.unit_id is not None:
        query = query.where(assessment.c.unit_id == wanted.unit_id)
    if wanted.form is not None:
        query = query.where(assessment.c.form == wanted.form)
    return query


def _values(one: Assessment) -> dict[str, Any]:
    names = ("assessment_id", "unit_id", "form", "edition", "edition_sha256", "state", "origin", "assessor")
    return {
        **{name: getattr(one, name) for name in names},
        "started_at": one.started_at,
        "updated_at": one.updated_at or one.started_at,
        "subject": dict(one.subject),
        "parameters": outside_values.to_json(one.parameters, one.parameter_sources),
        "visit": visits.to_json(one.visit),
        "head": one.head,
        "previous": one.previous,
    }


def _assessment(row: Row[Any]) -> Assessment:
    return Assessment(
        assessment_id=row.assessment_id,
        unit_id=row.unit_id,
        form=row.form,
        edition=row.edition,
        edition_sha256=row.edition_sha256,
        assessor=row.assessor,
        started_at=row.started_at,
        state=row.state,
        origin=row.origin,
        updated_at=row.updated_at,
        subject=row.subject,
        parameters=outside_values.values_of(row.parameters),
        parameter_sources=outside_values.sources_of(row.parameters),
        visit=visits.from_json(row.visit),
        head=row.head,
        previous=row.previous,
    )


def _overview(row: Row[Any]) -> Overview:
    return Overview(
        assessment=_assessment(row),
        unit_name=row.unit_name or "",
        region=row.region or "",
        action=row.action or "",
        total=row.total,
        max_points=row.max_points,
        normalised=row.normalised,
        verdict=row.verdict,
        grade_name=row.grade_name,
        answered=row.answered,
        saved_at=row.saved_at,
    )
