"""One visit: start it, record each answer durably, attach evidence, and read everything back as one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from workbench.documents.photos import read_facts
from workbench.domain.forms import Form
from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.protocol import records
from workbench.protocol.signatures import open_envelope
from workbench.protocol.times import moment_to_text
from workbench.store import assessments, editions, evidence, responses, units
from workbench.store import records as record_table
from workbench.store.refusals import NotADraft, UnknownRecord, UnknownUnit
from workbench.store.rows import Assessment, DraftKey, EvidenceRef, ParameterSource, Part, Response, Unit, Visit
from workbench.store.store import StoreConnection
from workbench.usecases.editions import content_bytes, form_of
from workbench.usecases.judging import Judged, judge
from workbench.usecases.media import media_type_of_name
from workbench.usecases.session import Session


class WrongForm(Refusal):
    """The form belongs to another action than the unit; facts: `form`, `action`."""

    code = "wrong_form"


class UnknownItem(Refusal):
    """The form has no such item or prerequisite; facts: `item`, `form`."""

    code = "unknown_item"


class UnknownParameter(Refusal):
    """The form has no such parameter; facts: `parameter`, `form`."""

    code = "unknown_parameter"


class SourceMissing(Refusal):
    """An outside value needs its source; facts: `parameter`."""

    code = "source_missing"


@dataclass(frozen=True)
class Start:
    """What starting a visit asks; `subject` holds attribute values as the ANSWERS document wants them."""

    unit_id: str
    form: str
    visit_date: str
    team: tuple[Person, ...]
    edition: str | None = None
    subject: Mapping[str, object] | None = None


def start_assessment(session: Session, wanted: Start) -> str:
    """Start a draft for a unit and give its id (UUID).

    Raises:
        UnknownUnit, UnknownForm, WrongForm, AnswersRejected (a subject attribute does not fit).
    """
    form = session.place.library.form(wanted.form, wanted.edition)
    subject = dict(wanted.subject or {})
    judge(form, {"form": form.code, "edition": form.edition, "subject": subject}, session.place.words())
    now = session.place.now_text()
    assessment_id = session.place.uuid()
    with session.store.transaction() as connection:
        unit = units.get(connection, wanted.unit_id)
        if unit is None:
            raise UnknownUnit(unit_id=wanted.unit_id)
        if unit.action != form.action:
            raise WrongForm(form=form.code, action=unit.action)
        sha256 = editions.put(connection, content_bytes(session.place, form), form=form.code, code=form.edition)
        assessments.new(
            connection,
            Assessment(
                assessment_id=assessment_id,
                unit_id=unit.unit_id,
                form=form.code,
                edition=form.edition,
                edition_sha256=sha256,
                assessor=session.person.person_id,
                started_at=now,
                subject=subject,
                visit=Visit(wanted.visit_date, wanted.team),
            ),
        )
    return assessment_id


def record_response(session: Session, assessment_id: str, code: str, entry: Mapping[str, Any] | None) -> str:
    """Keep one answer durably and give the moment it was kept; None clears it.

    `entry` is a response of the ANSWERS document (`value`, `na`, `proof`, `note`) and may carry `readings`.

    Raises:
        UnknownItem, NotADraft, AnswersRejected (the answer does not fit the item's rule).
    """
    now = session.place.now_text()
    with session.store.transaction() as connection:
        assessment = _draft(connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        part = _part_of(form, code)
        if entry is None:
            responses.clear(connection, _key(session, assessment), part, code)
            return now
        _check_entry(session, form, part, code, entry)
        responses.save(connection, _key(session, assessment), _response(part, code, entry, now))
    return now


def set_flag(session: Session, assessment_id: str, code: str, *, flagged: bool) -> str:
    """Mark an item for the team, or take the mark off."""
    now = session.place.now_text()
    with session.store.transaction() as connection:
        assessment = _draft(connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        part = _part_of(form, code)
        key = _key(session, assessment)
        held = {(one.part, one.code): one for one in responses.load(connection, key)}.get((part, code))
        kept = held or Response(code=code, part=part)
        responses.save(
            connection,
            key,
            Response(
                code=code,
                part=part,
                value=kept.value,
                na=kept.na,
                proof=kept.proof,
                note=kept.note,
                readings=kept.readings,
                flagged=flagged,
                updated_at=now,
            ),
        )
    return now


def set_parameter(session: Session, assessment_id: str, key: str, value: str | None, source: str = "") -> str:
    """Enter an outside value for this assessment, with where it comes from; None removes it.

    Raises:
        UnknownParameter, SourceMissing, NotADraft, AnswersRejected.
    """
    now = session.place.now_text()
    with session.store.transaction() as connection:
        assessment = _draft(connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        if key not in {parameter.key for parameter in form.parameters}:
            raise UnknownParameter(parameter=key, form=form.code)
        values, sources = dict(assessment.parameters), dict(assessment.parameter_sources)
        if value is None:
            values.pop(key, None)
            sources.pop(key, None)
        else:
            if not source.strip():
                raise SourceMissing(parameter=key)
            document = {"form": form.code, "edition": form.edition, "parameters": {key: value}}
            judge(form, document, session.place.words())
            values[key] = value
            sources[key] = ParameterSource(source.strip(), session.person.name)
        assessments.set_parameters(connection, assessment_id, values, sources, at=now)
    return now


def load_answers(session: Session, assessment_id: str, document: Mapping[str, Any]) -> None:
    """Take a whole ANSWERS document into a draft, all or nothing.

    Raises:
        NotADraft, AnswersRejected, SourceMissing (a parameter without an entry in `parameter_sources`).
    """
    now = session.place.now_text()
    with session.store.transaction() as connection:
        assessment = _draft(connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        judge(form, {**document, "form": form.code, "edition": form.edition}, session.place.words())
        values = {key: str(value) for key, value in (document.get("parameters") or {}).items() if value is not None}
        sources = _sources_of(session, values, document.get("parameter_sources") or {})
        assessments.set_subject(connection, assessment_id, dict(document.get("subject") or {}), now)
        assessments.set_parameters(connection, assessment_id, values, sources, at=now)
        rows = [
            _response(part, code, entry, now)
            for part, name in ((Part.ITEM, "responses"), (Part.PREREQUISITE, "prerequisites"))
            for code, entry in (document.get(name) or {}).items()
        ]
        responses.save_many(connection, _key(session, assessment), rows)


@dataclass(frozen=True)
class NewEvidence:
    """A file to be attached to the item `code`; `name` is shown and never used as a path."""

    code: str
    name: str
    content: bytes
    note: str = ""


def attach_evidence(session: Session, assessment_id: str, wanted: NewEvidence) -> str:
    """Keep a photo or file for an item: the bytes durable first, then the row; gives its SHA-256.

    Raises:
        UnknownItem, NotADraft, BlobTooLarge, DiskFull.
    """
    facts = read_facts(wanted.content)
    mime = facts.mime if facts else media_type_of_name(wanted.name)
    now = session.place.now_text()
    with session.store.read() as connection:
        assessment = _draft(connection, assessment_id)
        _part_of(form_of(session.place, connection, assessment), wanted.code)
    blob = session.store.keep_blob(wanted.content, mime, now)
    with session.store.transaction() as connection:
        held = evidence.listing(connection, _key(session, _draft(connection, assessment_id)))
        evidence.attach(
            connection,
            _key(session, assessment),
            EvidenceRef(
                item=wanted.code,
                sha256=blob.sha256,
                name=wanted.name,
                mime=mime,
                size=blob.size,
                note=wanted.note,
                taken_at=moment_to_text(facts.taken_at) if facts and facts.taken_at else None,
                lat_e7=facts.lat_e7 if facts else None,
                lon_e7=facts.lon_e7 if facts else None,
                sort=len(held) + 1,
                added_at=now,
            ),
        )
    return blob.sha256


def detach_evidence(session: Session, assessment_id: str, code: str, sha256: str) -> None:
    """Take a file off an item; its bytes stay in the evidence folder, so that the step can be undone."""
    with session.store.transaction() as connection:
        assessment = _draft(connection, assessment_id)
        evidence.detach(connection, _key(session, assessment), code, sha256)


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


def _draft(connection: StoreConnection, assessment_id: str) -> Assessment:
    assessment = assessments.get(connection, assessment_id)
    if assessment.state is not AssessmentState.DRAFT:
        raise NotADraft(assessment_id=assessment_id, state=assessment.state.value)
    return assessment


def _key(session: Session, assessment: Assessment) -> DraftKey:
    return DraftKey(assessment.assessment_id, session.person.person_id)


def _part_of(form: Form, code: str) -> Part:
    if code in form.item_by_code:
        return Part.ITEM
    if any(code == one.code for one in form.prerequisites):
        return Part.PREREQUISITE
    raise UnknownItem(item=code, form=form.code)


def _check_entry(session: Session, form: Form, part: Part, code: str, entry: Mapping[str, Any]) -> None:
    half = "responses" if part is Part.ITEM else "prerequisites"
    known = {key: value for key, value in entry.items() if key != "readings"}
    judge(form, {"form": form.code, "edition": form.edition, half: {code: known}}, session.place.words())


def _response(part: Part, code: str, entry: Mapping[str, Any], now: str) -> Response:
    return Response(
        code=code,
        part=part,
        value=entry.get("value"),
        na=bool(entry.get("na", False)),
        proof=bool(entry.get("proof", False)),
        note=str(entry.get("note", "") or ""),
        readings=tuple(entry.get("readings", ())),
        flagged=bool(entry.get("flagged", False)),
        updated_at=now,
    )


def _sources_of(session: Session, values: Mapping[str, str], given: Mapping[str, Any]) -> dict[str, ParameterSource]:
    sources = {}
    for key in values:
        source = str(given.get(key, "")).strip()
        if not source:
            raise SourceMissing(parameter=key)
        sources[key] = ParameterSource(source, session.person.name)
    return sources
