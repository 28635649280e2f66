"""Finish an assessment: say what is open, then freeze the answers as a signed revision (decisions 4, 6)."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from workbench.domain.forms import EvidenceMethod, Form, Item, Prerequisite
from workbench.domain.people import Role
from workbench.domain.refusals import Refusal
from workbench.domain.results import ItemState, PrerequisiteState, Result
from workbench.domain.rules import ChooseN
from workbench.protocol import records
from workbench.protocol.signatures import seal, sign_record
from workbench.protocol.times import moment_to_text
from workbench.scoring.result_document import to_document
from workbench.signing.grants import grant_of
from workbench.signing.trust import Purpose, Untrusted
from workbench.store import batches, editions, evidence, responses, revisions
from workbench.store import records as record_table
from workbench.store.finishing import freeze_revision
from workbench.store.refusals import OutOfStep
from workbench.store.rows import DraftKey, EvidenceRef, Origin
from workbench.store.store import StoreConnection
from workbench.usecases.assessing import own_draft
from workbench.usecases.dossiers import Dossier, open_dossier
from workbench.usecases.editions import content_bytes
from workbench.usecases.judging import judge
from workbench.usecases.media import media_type
from workbench.usecases.printable import require_printable
from workbench.usecases.session import Session

_UNJUDGED = (PrerequisiteState.OPEN, PrerequisiteState.UNDETERMINED)
_PHOTO = frozenset({EvidenceMethod.SITE})
_FILE = frozenset(
    {
        EvidenceMethod.DOCUMENT,
        EvidenceMethod.TEST,
        EvidenceMethod.CALCULATION,
        EvidenceMethod.EXPERT,
        EvidenceMethod.SYSTEM_DATA,
    }
)
_READINGS = frozenset({EvidenceMethod.MEASUREMENT})


class StillOpen(Refusal):
    """Something is not judged yet, so the assessment cannot be finished; facts: `codes`, `count`."""

    code = "still_open"

    def __init__(self, report: FinishReport) -> None:
        self.report = report
        codes = [*report.open_items, *(code for code, _ in report.open_prerequisites)]
        super().__init__(codes=", ".join(codes), count=len(codes))


class MayNotSign(Refusal):
    """The person's key may not sign this assessment now; facts: `person`, `reason`."""

    code = "may_not_sign"


class WarningKind(enum.Enum):
    """What is printed with a warning but does not stop finishing."""

    EVIDENCE_MISSING = "evidence_missing"
    CONTRADICTION = "contradiction"
    NOTE_MISSING = "note_missing"
    CHECK_OPEN = "check_open"


@dataclass(frozen=True)
class FinishWarning:
    """One warning and the clause it belongs to; `other` is the clause it contradicts."""

    kind: WarningKind
    code: str
    methods: tuple[EvidenceMethod, ...] = ()
    other: str = ""


@dataclass(frozen=True)
class FinishReport:
    """What stands between a draft and its freezing."""

    open_items: tuple[str, ...]
    open_prerequisites: tuple[tuple[str, PrerequisiteState], ...]
    warnings: tuple[FinishWarning, ...]

    @property
    def can_finish(self) -> bool:
        """Whether nothing is open any more."""
        return not self.open_items and not self.open_prerequisites


@dataclass(frozen=True)
class Finished:
    """A frozen, signed revision: its record id, and when."""

    revision: str
    finished_at: str


def check_finish(session: Session, assessment_id: str) -> FinishReport:
    """List what is open and what only warns."""
    dossier = open_dossier(session, assessment_id)
    judged = judge(dossier.form, dossier.answers, session.place.words())
    return finish_report(dossier, judged.result)


def finish_report(dossier: Dossier, result: Result) -> FinishReport:
    """Say what a scored dossier still lacks; a check beside the score never stops it (contract section 8)."""
    beside = {one.code for one in dossier.form.provincial_checks}
    return FinishReport(
        open_items=tuple(row.code for row in result.ledger if row.state.is_open),
        open_prerequisites=tuple(
            (one.code, one.state) for one in result.prerequisites if one.state in _UNJUDGED and one.code not in beside
        ),
        warnings=tuple(_warnings(dossier, result)),
    )


def finish_assessment(session: Session, assessment_id: str) -> Finished:
    """Freeze and sign a draft, in one transaction.

    Raises:
        StillOpen: something is not judged yet; NotADraft; NotYourDraft; NoSigningKey; NoCertificate; MayNotSign;
            MissingGlyph: something in it cannot be printed; once frozen, its report could never be made.
    """
    session.require_certificate()
    with session.store.read() as connection:
        own_draft(session, connection, assessment_id)
    dossier = open_dossier(session, assessment_id)
    _require_believed(session, dossier)
    judged = judge(dossier.form, dossier.answers, session.place.words())
    report = finish_report(dossier, judged.result)
    if not report.can_finish or not judged.result.complete:
        raise StillOpen(report)
    moment = session.place.now()
    with session.store.transaction() as connection:
        _require_unchanged(session, connection, dossier)
        _keep_edition_record(session, connection, dossier.form)
        revision = _revision(session, connection, dossier, judged.result)
        require_printable(session.place, revision)
        signature = sign_record(revision, session.require_key(), purpose="author", signed_at=moment)
        freeze_revision(connection, seal(revision, [signature]), at=moment_to_text(moment))
    return Finished(records.record_id(revision), revision.finished_at)


def _require_believed(session: Session, dossier: Dossier) -> None:
    """What is signed with a key that is out of force is believed by nobody and could never be taken back."""
    purpose = Purpose(region=dossier.unit.region, action=dossier.unit.action)
    judged = session.trust().status(session.require_key().key_id, session.place.now(), purpose)
    if isinstance(judged, Untrusted):
        raise MayNotSign(person=session.person.person_id, reason=judged.reason.value)
    if judged.member.role not in (Role.INSPECTOR, Role.SUPERVISOR):
        raise MayNotSign(person=session.person.person_id, reason="role_not_allowed")


def _require_unchanged(session: Session, connection: StoreConnection, dossier: Dossier) -> None:
    """An answer acknowledged by another window since the dossier was read must not be missing from what is signed."""
    assessment = own_draft(session, connection, dossier.assessment.assessment_id)
    key = DraftKey(assessment.assessment_id, assessment.assessor)
    drafted, attached = tuple(responses.load(connection, key)), tuple(evidence.listing(connection, key))
    if (assessment, drafted, attached) != (dossier.assessment, dossier.drafted, dossier.evidence):
        raise OutOfStep(rule="answers", expected=len(dossier.drafted), found=len(drafted))


def _keep_edition_record(session: Session, connection: StoreConnection, form: Form) -> None:
    """The edition travels as a record, so that the score can be rebuilt in any store."""
    record = edition_record(session, connection, form)
    if record_table.held(connection, [records.record_id(record)]):
        return
    signature = sign_record(record, session.require_key(), purpose="author", signed_at=session.place.now())
    now = session.place.now_text()
    record_table.apply(connection, seal(record, [signature]), at=now, origin=Origin.OWN, enqueue=True)


def edition_record(session: Session, connection: StoreConnection, form: Form) -> records.FormEdition:
    """Write an edition as a record; the same edition gives the same record in every store."""
    from workbench.protocol import canonical

    held = editions.get(connection, form.sha256)
    content = held.content if held is not None else content_bytes(session.place, form)
    return records.FormEdition(
        form=form.code, edition=form.edition, sha256=form.sha256, content=canonical.decode(content)
    )


def _revision(session: Session, connection: StoreConnection, dossier: Dossier, result: Result) -> records.Revision:
    assessment = dossier.assessment
    device = batches.this_device(connection)
    visit = assessment.visit
    if visit is None:
        raise LookupError(f"assessment {assessment.assessment_id} lost its visit")
    return records.Revision(
        assessment=assessment.assessment_id,
        parents=tuple(revisions.parents_of_next(connection, assessment.assessment_id)),
        unit=dossier.unit,
        form=records.FormRef(code=dossier.form.code, edition=dossier.form.edition, sha256=dossier.form.sha256),
        visit=records.Visit(
            date=visit.date,
            team=tuple(records.PersonRef(person_id=one.person_id, name=one.name) for one in visit.team),
        ),
        answers=dict(dossier.answers),
        parameter_sources={
            key: records.ParameterSource(source=one.source, author=one.author)
            for key, one in assessment.parameter_sources.items()
        },
        evidence=tuple(_evidence(one) for one in dossier.evidence),
        readings={
            code: tuple(msgspec.convert(dict(one), records.Reading) for one in rows)
            for code, rows in dossier.readings.items()
        },
        result=to_document(result),
        engine=session.place.engine,
        required_signatures=(grant_of(session.require_certificate()).role.value,),
        device=records.DevicePosition(
            id=device.device_id, sequence=device.record_sequence + 1, previous=device.last_record
        ),
        finished_at=session.place.now_text(),
    )


def _evidence(ref: EvidenceRef) -> records.EvidenceRef:
    return records.EvidenceRef(
        sha256=ref.sha256,
        size=ref.size,
        mime=media_type(ref.mime),
        name=ref.name,
        item=ref.item,
        note=ref.note,
        taken_at=ref.taken_at,
        lat_e7=ref.lat_e7,
        lon_e7=ref.lon_e7,
    )


# --- warnings ---------------------------------------------------------------------------------------


def _warnings(dossier: Dossier, result: Result) -> Iterator[FinishWarning]:
    asked = (*dossier.form.prerequisites, *dossier.form.provincial_checks)
    halves = (("responses", dossier.form.items), ("prerequisites", asked))
    for half, entries in halves:
        for entry in entries:
            response = dossier.answers[half].get(entry.code)
            if response is None:
                continue
            if response.get("na") and not response.get("note", "").strip():
                yield FinishWarning(WarningKind.NOTE_MISSING, entry.code)
            elif not response.get("na"):
                missing = missing_evidence(dossier, entry)
                if missing:
                    yield FinishWarning(WarningKind.EVIDENCE_MISSING, entry.code, methods=missing)
    yield from _contradictions(dossier, result)
    yield from _open_checks(dossier, result)


def _open_checks(dossier: Dossier, result: Result) -> Iterator[FinishWarning]:
    beside = {one.code for one in dossier.form.provincial_checks}
    for found in result.prerequisites:
        if found.code in beside and found.state in _UNJUDGED:
            yield FinishWarning(WarningKind.CHECK_OPEN, found.code)


def missing_evidence(dossier: Dossier, entry: Item | Prerequisite) -> tuple[EvidenceMethod, ...]:
    """Say which demanded kinds of evidence an answered clause still lacks (decision 15)."""
    attached = [ref for ref in dossier.evidence if ref.item == entry.code]
    photos = sum(ref.mime.startswith("image/") for ref in attached)
    half = "responses" if isinstance(entry, Item) else "prerequisites"
    note = dossier.answers[half].get(entry.code, {}).get("note", "").strip()
    readings = bool(dossier.readings.get(entry.code))
    missing = []
    for method in dict.fromkeys(demand.method for demand in entry.evidence):
        if method in _PHOTO:
            given = photos > 0
        elif method in _FILE:
            given = bool(attached)
        elif method in _READINGS:
            given = readings or bool(attached)
        else:
            given = bool(note) or bool(attached)
        if not given:
            missing.append(method)
    return tuple(missing)


def _contradictions(dossier: Dossier, result: Result) -> Iterator[FinishWarning]:
    """A choose-n option that is affirmed while every scored item repeating it got nothing."""
    nothing_got = {row.code for row in result.ledger if row.state is ItemState.NA or row.points == 0}
    for prerequisite in dossier.form.prerequisites:
        if not isinstance(prerequisite.rule, ChooseN):
            continue
        told = dossier.answers["prerequisites"].get(prerequisite.code, {}).get("value") or {}
        for option in prerequisite.rule.options:
            is_denied = bool(option.related_items) and nothing_got.issuperset(option.related_items)
            if told.get(option.code) is True and is_denied:
                yield FinishWarning(
                    WarningKind.CONTRADICTION,
                    prerequisite.code,
                    other=f"{option.code} / {'、'.join(option.related_items)}",
                )
