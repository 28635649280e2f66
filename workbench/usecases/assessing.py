"""One visit: start it, record each answer durably, attach evidence, and read everything back as one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from workbench.domain.forms import Form
from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.protocol import records
from workbench.protocol.refusals import RecordInvalid, tell_fault
from workbench.scoring.faults import Fault
from workbench.store import assessments, editions, responses, units
from workbench.store.refusals import NotADraft, UnknownUnit
from workbench.store.rows import Assessment, DraftKey, ParameterSource, Part, Response, Visit
from workbench.store.store import StoreConnection
from workbench.usecases.editions import content_bytes, form_of
from workbench.usecases.judging import check
from workbench.usecases.session import Session
from workbench.usecases.typed_text import typed, typed_day, typed_person, typed_tree


class WrongForm(Refusal):
    """The form belongs to another action than the unit; facts: `form`, `action`."""

    code = "wrong_form"


class UnknownItem(Refusal):
    """The form has no such item or prerequisite; facts: `item`, `form`."""

    code = "unknown_item"


class UnknownParameter(Refusal):
    """The form has no such parameter; facts: `parameter`, `form`."""

    code = "unknown_parameter"


class NotYourDraft(Refusal):
    """Somebody else's draft: what one recorded there would never be seen; facts: `person`, `assessor`."""

    code = "not_your_draft"


class NotInTeam(Refusal):
    """Who assesses signs, so he belongs to the team; facts: `person`."""

    code = "not_in_team"


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
        UnknownUnit, UnknownForm, WrongForm, NotADay, NotInTeam, NotAPersonId, AnswersRejected (a subject attribute does
            not fit).
    """
    form = session.place.library.form(wanted.form, wanted.edition)
    subject = typed_tree(dict(wanted.subject or {}))
    visit = Visit(typed_day(wanted.visit_date), tuple(typed_person(one) for one in wanted.team))
    if session.person.person_id not in {one.person_id for one in visit.team}:
        raise NotInTeam(person=session.person.person_id)
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
                visit=visit,
            ),
        )
    return assessment_id


def reopen_assessment(session: Session, assessment_id: str) -> None:
    """Take a returned assessment up again: the answers stand as they were, and finishing makes a new revision.

    Raises:
        UnknownAssessment, NotYourDraft; StepNotAllowed: it was not returned.
    """
    with session.store.transaction() as connection:
        assessment = assessments.get(connection, assessment_id)
        if assessment.assessor != session.person.person_id:
            raise NotYourDraft(person=session.person.person_id, assessor=assessment.assessor)
        assessments.move(connection, assessment_id, AssessmentState.DRAFT, session.place.now_text())


def record_response(session: Session, assessment_id: str, code: str, entry: Mapping[str, Any] | None) -> str:
    """Keep one answer durably and give the moment it was kept; None clears it.

    `entry` is a response of the ANSWERS document (`value`, `na`, `proof`, `note`) and may carry `readings`.

    Raises:
        UnknownItem, NotADraft, NotYourDraft, AnswersRejected (the answer does not fit the item's rule),
            RecordInvalid (a reading is not one), NotCanonical (the note holds what can never be signed).
    """
    now = session.place.now_text()
    with session.store.transaction() as connection:
        assessment = own_draft(session, connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        part = part_of(form, code)
        key = draft_key(session, assessment)
        is_flagged = _held(connection, key, part, code).flagged
        if entry is None and not is_flagged:
            responses.clear(connection, key, part, code)
            return now
        given = {} if entry is None else typed_tree(entry)
        _check_entry(session, form, assessment, code, given)
        responses.save(connection, key, replace(_response(part, code, given, now), flagged=is_flagged))
    return now


def set_flag(session: Session, assessment_id: str, code: str, *, flagged: bool) -> str:
    """Mark an item for the team, or take the mark off; the answer stays.

    Raises:
        UnknownItem, NotADraft, NotYourDraft.
    """
    now = session.place.now_text()
    with session.store.transaction() as connection:
        assessment = own_draft(session, connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        part = part_of(form, code)
        key = draft_key(session, assessment)
        held = _held(connection, key, part, code)
        responses.save(connection, key, replace(held, flagged=flagged, updated_at=now))
    return now


def set_parameter(session: Session, assessment_id: str, key: str, value: str | None, source: str = "") -> str:
    """Enter an outside value for this assessment, with where it comes from; None removes it.

    Raises:
        UnknownParameter, SourceMissing, NotADraft, NotYourDraft, AnswersRejected.
    """
    now = session.place.now_text()
    with session.store.transaction() as connection:
        assessment = own_draft(session, connection, assessment_id)
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
            sources[key] = ParameterSource(typed(source), session.person.name)
        assessments.set_parameters(connection, assessment_id, values, sources, at=now)
    return now


def set_subject(session: Session, assessment_id: str, subject: Mapping[str, Any]) -> str:
    """Keep other facts about the subject (its mode among them); the answers stay, also those no longer asked.

    Raises:
        NotADraft, NotYourDraft, AnswersRejected (an attribute does not fit).
    """
    now = session.place.now_text()
    given = typed_tree(dict(subject))
    with session.store.transaction() as connection:
        assessment = own_draft(session, connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        check(form, {"form": form.code, "edition": form.edition, "subject": given}, session.place.words())
        assessments.set_subject(connection, assessment_id, given, now)
    return now


def load_answers(session: Session, assessment_id: str, document: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Take an ANSWERS document into a draft, all or nothing; gives what was ignored on the way.

    What the document does not name stays as it was: subject, parameters, answers, flags and readings.

    Beside the members of the scoring contract it may carry `parameter_sources` ({key: {source, author}}) and `readings`
    ({item: [reading]}), which are recorded and printed, never scored.

    Raises:
        NotADraft, NotYourDraft, AnswersRejected (also where the document is another form's), RecordInvalid (a
            reading is not one), SourceMissing (a parameter whose source is not told).
    """
    now = session.place.now_text()
    given = typed_tree(document)
    with session.store.transaction() as connection:
        assessment = own_draft(session, connection, assessment_id)
        form = form_of(session.place, connection, assessment)
        warnings = _check_document(session, form, given, assessment.subject)
        key = draft_key(session, assessment)
        if "subject" in given:
            assessments.set_subject(connection, assessment_id, given["subject"] or {}, now)
        if "parameters" in given:
            values = _values_of(form, given["parameters"] or {})
            sources = _sources_of(session, values, given.get("parameter_sources") or {})
            assessments.set_parameters(connection, assessment_id, values, sources, at=now)
        responses.save_many(connection, key, _rows(form, given, responses.load(connection, key), now))
    return warnings


def draft_of(connection: StoreConnection, assessment_id: str) -> Assessment:
    """Give an assessment that may still be changed.

    Raises:
        UnknownAssessment, NotADraft.
    """
    assessment = assessments.get(connection, assessment_id)
    if assessment.state is not AssessmentState.DRAFT:
        raise NotADraft(assessment_id=assessment_id, state=assessment.state.value)
    return assessment


def own_draft(session: Session, connection: StoreConnection, assessment_id: str) -> Assessment:
    """Give a draft that this very person may change: a colleague's answers would be kept and never shown.

    Raises:
        UnknownAssessment, NotADraft, NotYourDraft.
    """
    assessment = draft_of(connection, assessment_id)
    if assessment.assessor != session.person.person_id:
        raise NotYourDraft(person=session.person.person_id, assessor=assessment.assessor)
    return assessment


def draft_key(session: Session, assessment: Assessment) -> DraftKey:
    """Name this person's draft of an assessment."""
    return DraftKey(assessment.assessment_id, session.person.person_id)


def part_of(form: Form, code: str) -> Part:
    """Tell whether a code is an item or stands among the prerequisites, as star requirements and checks do.

    Raises:
        UnknownItem.
    """
    if code in form.item_by_code:
        return Part.ITEM
    if code in form.asked_by_code:
        return Part.PREREQUISITE
    raise UnknownItem(item=code, form=form.code)


def _check_entry(session: Session, form: Form, assessment: Assessment, code: str, entry: Mapping[str, Any]) -> None:
    """Make sure that one answer fits; the subject's mode decides which items are read at all."""
    half = "responses" if part_of(form, code) is Part.ITEM else "prerequisites"
    known = {key: value for key, value in entry.items() if key != "readings"}
    _check_readings(entry.get("readings") or (), f"{half}.{code}.readings")
    document = {"form": form.code, "edition": form.edition, "subject": dict(assessment.subject), half: {code: known}}
    check(form, document, session.place.words())


def _check_document(session: Session, form: Form, given: Any, held: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Make sure that a whole document fits; a reading that no revision could carry would stop finishing much later."""
    if not isinstance(given, dict):
        check(form, given, session.place.words())  # refuses it in the decoder's own words
    scored = {key: value for key, value in given.items() if key not in ("parameter_sources", "readings")}
    known = {"form": form.code, "edition": form.edition, "subject": dict(held)}
    warnings = check(form, {**known, **scored}, session.place.words())
    for name in ("parameter_sources", "readings"):
        if not isinstance(given.get(name) or {}, dict):
            raise RecordInvalid(place=name, kind=name, rule="Expected `object`")
    for code, rows in (given.get("readings") or {}).items():
        _check_readings(rows, f"readings.{code}")
    return warnings


def _check_readings(rows: Any, place: str) -> None:
    try:
        msgspec.convert(rows, tuple[records.Reading, ...])
    except msgspec.ValidationError as fault:
        rule, where = tell_fault(fault)
        raise RecordInvalid(place=f"{place}{where.removeprefix('$')}", kind="reading", rule=rule) from None


def _values_of(form: Form, given: Mapping[str, Any]) -> dict[str, str]:
    known = {one.key for one in form.parameters}
    return {key: str(value) for key, value in given.items() if value is not None and key in known}


def _rows(form: Form, given: Mapping[str, Any], held: Sequence[Response], now: str) -> Sequence[Response]:
    """Make rows of the answers that the form knows; the decoder has told of the others."""
    before = {(row.part, row.code): row for row in held}
    named = given.get("readings") or {}
    known = {
        (Part.ITEM, "responses"): form.item_by_code.keys(),
        (Part.PREREQUISITE, "prerequisites"): form.asked_by_code.keys(),
    }

    def row(part: Part, code: str, entry: Mapping[str, Any]) -> Response:
        kept = before.get((part, code)) or Response(code=code, part=part)
        readings = named.get(code, kept.readings)
        return replace(_response(part, code, {**entry, "readings": readings}, now), flagged=kept.flagged)

    return [
        row(part, code, entry)
        for (part, name), codes in known.items()
        for code, entry in (given.get(name) or {}).items()
        if code in codes and entry is not None
    ]


def _held(connection: StoreConnection, key: DraftKey, part: Part, code: str) -> Response:
    found = {(one.part, one.code): one for one in responses.load(connection, key)}
    return found.get((part, code)) or Response(code=code, part=part)


def _response(part: Part, code: str, entry: Mapping[str, Any], now: str) -> Response:
    return Response(
        code=code,
        part=part,
        value=entry.get("value"),
        na=bool(entry.get("na", False)),
        proof=bool(entry.get("proof", False)),
        note=str(entry.get("note", "") or ""),
        readings=tuple(entry.get("readings") or ()),
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
