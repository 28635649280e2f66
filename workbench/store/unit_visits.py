"""What was assessed of units, in short: the last result and the draft that lists show beside a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from workbench.domain.states import AssessmentState
from workbench.store import visits
from workbench.store.tables import assessment, revision


@dataclass(frozen=True, slots=True)
class UnitVisits:
    """The day and the grade of a unit's last frozen assessment, and its last draft; empty where there is none."""

    last_day: str = ""
    last_grade: str = ""
    draft: str | None = None


def of_units(connection: Connection, unit_ids: Sequence[str]) -> Mapping[str, UnitVisits]:
    """Give what was assessed of these units; those never assessed are left out."""
    query = (
        select(
            assessment.c.unit_id,
            assessment.c.assessment_id,
            assessment.c.state,
            assessment.c.visit,
            revision.c.grade_name,
        )
        .outerjoin(revision, revision.c.record_id == assessment.c.head)
        .where(assessment.c.unit_id.in_(unit_ids))
        .order_by(assessment.c.updated_at, assessment.c.assessment_id)
    )
    found: dict[str, UnitVisits] = {}
    for row in connection.execute(query):  # the latest comes last and stays
        known = found.get(row.unit_id, UnitVisits())
        if row.state is AssessmentState.DRAFT:
            known = replace(known, draft=row.assessment_id)
        visit = visits.from_json(row.visit)
        if row.grade_name is not None and visit is not None:
            known = replace(known, last_day=visit.date, last_grade=row.grade_name)
        found[row.unit_id] = known
    return found
