"""One visit: start it, record each answer durably, attach evidence, and read everything back as one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.domain.forms import Form
from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.store import assessments, editions, responses, units
from workbench.store.refusals import NotADraft, UnknownUnit
from workbench.store.rows import Assessment, DraftKey, ParameterSource, Part, Response, Visit
from workbench.store.store import StoreConnection
from workbench.usecases.editions import content_bytes, form_of
from workbench.usecases.judging import check
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
    check(form, {"form": form.code, "edition": form.edition, "subject": subject}, session.place.words())
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
        assessment = draft_of(connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        part = part_of(form, code)
        if entry is None:
            responses.clear(connection, draft_key(session, assessment), part, code)
            return now
        _check_entry(session, form, part, code, entry)
        responses.save(connection, draft_key(session, assessment), _response(part, code, entry, now))
    return now


def set_flag(session: Session, assessment_id: str, code: str, *, flagged: bool) -> str:
    """Mark an item for the team, or take the mark off."""
    now = session.place.now_text()
    with session.store.transaction() as connection:
        assessment = draft_of(connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        part = part_of(form, code)
        key = draft_key(session, assessment)
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
        assessment = draft_of(connection, assessment_id)
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
            check(form, document, session.place.words())
            values[key] = value
            sources[key] = ParameterSource(source.strip(), session.person.name)
        assessments.set_parameters(connection, assessment_id, values, sources, at=now)
    return now


def load_answers(session: Session, assessment_id: str, document: Mapping[str, Any]) -> None:
    """Take a whole ANSWERS document into a draft, all or nothing.

    Beside the members of the scoring contract it may carry `parameter_sources` ({key: {source, author}}) and `readings`
    ({item: [reading]}), which are recorded and printed, never scored.

    Raises:
        NotADraft, AnswersRejected, SourceMissing (a parameter whose source is not told).
    """
    now = session.place.now_text()
    with session.store.transaction() as connection:
        assessment = draft_of(connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        scored = {key: value for key, value in document.items() if key not in ("parameter_sources", "readings")}
        check(form, {**scored, "form": form.code, "edition": form.edition}, session.place.words())
        values = {key: str(value) for key, value in (document.get("parameters") or {}).items() if value is not None}
        sources = _sources_of(session, values, document.get("parameter_sources") or {})
        assessments.set_subject(connection, assessment_id, dict(document.get("subject") or {}), now)
        assessments.set_parameters(connection, assessment_id, values, sources, at=now)
        readings = document.get("readings") or {}
        rows = [
            _response(part, code, {**entry, "readings": readings.get(code, ())}, now)
            for part, name in ((Part.ITEM, "responses"), (Part.PREREQUISITE, "prerequisites"))
            for code, entry in (document.get(name) or {}).items()
        ]
        responses.save_many(connection, draft_key(session, assessment), rows)


def draft_of(connection: StoreConnection, assessment_id: str) -> Assessment:
    """Give an assessment that may still be changed.

    Raises:
        UnknownAssessment, NotADraft.
    """
    assessment = assessments.get(connection, assessment_id)
    if assessment.state is not AssessmentState.DRAFT:
        raise NotADraft(assessment_id=assessment_id, state=assessment.state.value)
    return assessment


def draft_key(session: Session, assessment: Assessment) -> DraftKey:
    """Name this person's draft of an assessment."""
    return DraftKey(assessment.assessment_id, session.person.person_id)


def part_of(form: Form, code: str) -> Part:
    """Tell whether a code is an item or a prerequisite.

    Raises:
        UnknownItem.
    """
    if code in form.item_by_code:
        return Part.ITEM
    if any(code == one.code for one in form.prerequisites):
        return Part.PREREQUISITE
    raise UnknownItem(item=code, form=form.code)


def _check_entry(session: Session, form: Form, part: Part, code: str, entry: Mapping[str, Any]) -> None:
    half = "responses" if part is Part.ITEM else "prerequisites"
    known = {key: value for key, value in entry.items() if key != "readings"}
    check(form, {"form": form.code, "edition": form.edition, half: {code: known}}, session.place.words())


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
        told = given.get(key) or {}
        source = str(told.get("source", "") if isinstance(told, Mapping) else told).strip()
        author = str(told.get("author", "") if isinstance(told, Mapping) else "").strip()
        if not source:
            raise SourceMissing(parameter=key)
        sources[key] = ParameterSource(source, author or session.person.name)
    return sources
