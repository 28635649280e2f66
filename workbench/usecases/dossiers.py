"""Everything known of one assessment, read in one snapshot: draft rows while it is one, else the frozen revision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from workbench.domain.forms import Form
from workbench.domain.states import AssessmentState
from workbench.protocol import records
from workbench.protocol.signatures import open_envelope
from workbench.store import assessments, evidence, responses, units
from workbench.store import records as record_table
from workbench.store.refusals import UnknownRecord, UnknownUnit
from workbench.store.rows import Assessment, DraftKey, EvidenceRef, ParameterSource, Part, Response, Unit
from workbench.store.store import StoreConnection
from workbench.usecases.editions import form_of
from workbench.usecases.judging import Judged, judge
from workbench.usecases.session import Session


@dataclass(frozen=True)
class Dossier:
    """Everything known of one assessment, read in one snapshot."""

    assessment: Assessment
    form: Form
    answers: Mapping[str, Any]
    drafted: tuple[Response, ...]
    evidence: tuple[EvidenceRef, ...]
    saved_at: str | None
    unit: records.AssessedUnit
    readings: Mapping[str, Sequence[Mapping[str, Any]]]


def open_dossier(session: Session, assessment_id: str) -> Dossier:
    """Read an assessment: the draft rows while it is one, else its newest frozen revision.

    Raises:
        UnknownAssessment.
    """
    with session.store.read() as connection:
        assessment = assessments.get(connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        key = DraftKey(assessment_id, assessment.assessor)
        if assessment.state is not AssessmentState.DRAFT and assessment.head is not None:
            return _frozen_dossier(connection, assessment, form)
        rows = tuple(responses.load(connection, key))
        attached = tuple(evidence.listing(connection, key))
        unit = units.get(connection, assessment.unit_id)
    if unit is None:
        raise UnknownUnit(unit_id=assessment.unit_id)
    return Dossier(
        assessment=assessment,
        form=form,
        answers=answers_document(form, assessment, rows),
        drafted=rows,
        evidence=attached,
        saved_at=max((row.updated_at for row in rows), default=None),
        unit=assessed_unit(unit),
        readings={row.code: row.readings for row in rows if row.readings},
    )


def assessed_unit(unit: Unit) -> records.AssessedUnit:
    """Copy a unit as it stands into the shape a revision keeps."""
    return records.AssessedUnit(
        unit_id=unit.unit_id,
        name=unit.name,
        region=unit.region,
        credit_code=unit.credit_code,
        action=unit.action,
        address=unit.address,
    )


def judge_dossier(session: Session, dossier: Dossier) -> Judged:
    """Score what a dossier holds."""
    return judge(dossier.form, dossier.answers, session.place.words())


def whole_answers(dossier: Dossier) -> dict[str, Any]:
    """Give the answers with sources and readings, as `assessing.load_answers` takes them in again."""
    sources = {
        key: {"source": one.source, "author": one.author} for key, one in dossier.assessment.parameter_sources.items()
    }
    readings = {code: [dict(one) for one in rows] for code, rows in dossier.readings.items()}
    return {**dossier.answers, "parameter_sources": sources, "readings": readings}


def answers_document(form: Form, assessment: Assessment, rows: Sequence[Response]) -> dict[str, Any]:
    """Put draft rows together as an ANSWERS document."""
    halves: dict[Part, dict[str, Any]] = {Part.ITEM: {}, Part.PREREQUISITE: {}}
    for row in rows:
        if row.value is None and not row.na and not row.note:
            continue
        entry: dict[str, Any] = {"value": row.value, "na": row.na, "note": row.note}
        if row.proof:
            entry["proof"] = True
        halves[row.part][row.code] = entry
    return {
        "form": form.code,
        "edition": form.edition,
        "subject": dict(assessment.subject),
        "parameters": dict(assessment.parameters),
        "responses": dict(sorted(halves[Part.ITEM].items())),
        "prerequisites": dict(sorted(halves[Part.PREREQUISITE].items())),
    }


def _frozen_dossier(connection: StoreConnection, assessment: Assessment, form: Form) -> Dossier:
    revision = revision_record(connection, assessment.head or "")
    return Dossier(
        assessment=replace(
            assessment,
            subject=revision.answers.get("subject", {}),
            parameters=revision.answers.get("parameters", {}),
            parameter_sources={
                key: ParameterSource(one.source, one.author) for key, one in revision.parameter_sources.items()
            },
        ),
        form=form,
        answers=revision.answers,
        drafted=(),
        evidence=tuple(
            EvidenceRef(**msgspec.structs.asdict(one), sort=place)
            for place, one in enumerate(revision.evidence, start=1)
        ),
        saved_at=revision.finished_at,
        unit=revision.unit,
        readings={code: tuple(msgspec.to_builtins(one) for one in rows) for code, rows in revision.readings.items()},
    )


def revision_record(connection: StoreConnection, record_id: str) -> records.Revision:
    """Read a frozen revision back from its envelope.

    Raises:
        UnknownRecord.
    """
    held = record_table.get(connection, record_id)
    record = open_envelope(held.envelope).record if held else None
    if not isinstance(record, records.Revision):
        raise UnknownRecord(record_id=record_id)
    return record
