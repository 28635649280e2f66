"""Issue a certificate for an approved assessment, revoke one, list them (decisions 16 and 17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.domain.texts import Language
from workbench.protocol import records
from workbench.protocol.signatures import seal, sign_record
from workbench.protocol.times import moment_from_text
from workbench.signing.certificate_claims import CertificateClaims, UnitName, china_day
from workbench.signing.certificate_code import make_code
from workbench.signing.keys import FileKey
from workbench.signing.trust import Purpose, TrustStore, Untrusted
from workbench.store import assessments, certificates, decisions
from workbench.store import records as record_table
from workbench.store.rows import Certificate, Origin
from workbench.store.store import StoreConnection
from workbench.usecases.dossiers import revision_record
from workbench.usecases.editions import form_with
from workbench.usecases.rescoring import require_following
from workbench.usecases.serials import serial_text
from workbench.usecases.session import Session
from workbench.usecases.typed_text import typed, typed_reason

_LONGEST_YEARS = 30
_HOUSEHOLDS = "green-household"


class NotApproved(Refusal):
    """Only an approved assessment can be certified; facts: `assessment`, `state`."""

    code = "not_approved"


class NotPassed(Refusal):
    """The approved result does not reach a passing grade; facts: `assessment`, `grade`."""

    code = "not_passed"


class PublishedListOnly(Refusal):
    """The outcome of this action is a published list, not certificates; facts: `form`."""

    code = "published_list_only"


class PreEvaluation(Refusal):
    """A pre-evaluation never leads to a label (GB/T 50378-2019, 3.2; decision 17); facts: `form`."""

    code = "pre_evaluation"


class NoCodeKey(Refusal):
    """The issuer has no key for certificate codes that the trust list names; facts: `person`."""

    code = "no_code_key"


class CodeKeyNotInForce(Refusal):
    """The key of certificate codes may not sign today: its days are over, or it was revoked; facts: `person`."""

    code = "code_key_not_in_force"


class MayNotIssue(Refusal):
    """The person's key may not issue this certificate; facts: `person`, `reason`."""

    code = "may_not_issue"


class UnknownCertificate(Refusal):
    """The register has no standing certificate with this number; facts: `serial`."""

    code = "unknown_certificate"


@dataclass(frozen=True)
class Issue:
    """What issuing asks: the assessment, and the office that is printed as the issuer."""

    assessment_id: str
    issuer_name: str


def issue_certificate(session: Session, wanted: Issue) -> records.Certificate:
    """Issue a certificate: number, signed code, signed record, in one transaction.

    Raises:
        NotApproved, NotPassed, PublishedListOnly, MayNotIssue, NoCodeKey, CodeKeyNotInForce, NoCertificate,
            ResultDoesNotFollow.
    """
    session.require_certificate()
    trust = session.trust()
    code_key, issuer_code = _code_key(session, trust)
    moment = session.place.now()
    with session.store.transaction() as connection:
        revision, decision_id = _approved(connection, wanted.assessment_id)
        form = form_with(session.place, connection, revision.form.code, revision.form.edition, revision.form.sha256)
        require_following(session.place, connection, revision)
        grade = _passing_grade(form, revision, wanted.assessment_id)
        _require_allowed(session, trust, revision, form)
        today = china_day(moment)
        number = certificates.take_number(connection, issuer_code, form.action, today.year)
        record = _record(
            session,
            form,
            revision,
            _Facts(
                grade=grade,
                decision=decision_id,
                issuer=records.Issuer(code=issuer_code, name=typed(wanted.issuer_name)),
                number=number,
                issued_on=today,
            ),
            code_key,
        )
        envelope = seal(record, [sign_record(record, session.require_key(), purpose="issue", signed_at=moment)])
        now = session.place.now_text()
        record_table.apply(connection, envelope, at=now, origin=Origin.OWN, enqueue=True)
    return record


def revoke_certificate(session: Session, serial: str, reason: str) -> str:
    """Revoke a certificate with a signed record; gives that record's id.

    Raises:
        UnknownCertificate, ReasonMissing, MayNotIssue, NoCertificate.
    """
    session.require_certificate()
    told = typed_reason(reason)
    trust = session.trust()
    moment = session.place.now()
    with session.store.transaction() as connection:
        standing = [one for one in certificates.by_serial(connection, serial) if one.revoked_at is None]
        if not standing:
            raise UnknownCertificate(serial=serial)
        _require_issuer(session, trust, Purpose(region=standing[0].region, action=standing[0].action))
        record = records.Revocation(
            target_kind="certificate",
            target=standing[0].record_id,
            reason=told,
            revoked_at=session.place.now_text(),
        )
        envelope = seal(record, [sign_record(record, session.require_key(), purpose="issue", signed_at=moment)])
        record_table.apply(connection, envelope, at=record.revoked_at, origin=Origin.OWN, enqueue=True)
    return records.record_id(record)


def list_certificates(session: Session) -> tuple[Certificate, ...]:
    """List the register, the latest first."""
    with session.store.read() as connection:
        return certificates.listing(connection)


@dataclass(frozen=True)
class _Facts:
    grade: records.GradeRef
    decision: str
    issuer: records.Issuer
    number: int
    issued_on: date


def _record(
    session: Session, form: Form, revision: records.Revision, facts: _Facts, code_key: FileKey
) -> records.Certificate:
    words = session.place.words(Language.ZH)
    serial = serial_text(
        words,
        action=form.action,
        issuer=facts.issuer.code,
        year=facts.issued_on.year,
        number=facts.number,
    )
    valid_until = _valid_until(form, facts.issued_on)
    revision_id = records.record_id(revision)
    score = _score(revision)
    claims = CertificateClaims(
        issuer=facts.issuer.code,
        serial=serial,
        unit_name=_name_for_code(form, revision.unit.name),
        credit_code=revision.unit.credit_code,
        action=form.action,
        form=form.code,
        edition=form.edition,
        grade_code=facts.grade.code,
        grade_name=facts.grade.name,
        score=score,
        issued_on=facts.issued_on,
        valid_until=valid_until,
        revision=revision_id[:32],
        constructed=form.has_constructed_items,
    )
    return records.Certificate(
        serial=serial,
        unit=records.CertifiedUnit(
            unit_id=revision.unit.unit_id,
            name=revision.unit.name,
            region=revision.unit.region,
            credit_code=revision.unit.credit_code,
        ),
        action=form.action,
        form=revision.form,
        grade=facts.grade,
        score=score,
        revision=revision_id,
        decision=facts.decision,
        issuer=facts.issuer,
        issued_on=facts.issued_on.isoformat(),
        valid_until=None if valid_until is None else valid_until.isoformat(),
        provenance_line=words.say("report", "certificate_provenance") if form.has_constructed_items else "",
        qr=make_code(claims, code_key),
    )


def _name_for_code(form: Form, name: str) -> UnitName:
    """Households are private: anybody may photograph a code, so it carries their name masked (decision 28)."""
    return UnitName.masked(name) if form.code == _HOUSEHOLDS else UnitName.of(name)


def _approved(connection: StoreConnection, assessment_id: str) -> tuple[records.Revision, str]:
    assessment = assessments.get(connection, assessment_id)
    approving = [
        one
        for one in decisions.of_assessment(connection, assessment_id)
        if one.outcome == "approved" and assessment.head in one.revisions
    ]
    if assessment.state is not AssessmentState.APPROVED or not approving:
        raise NotApproved(assessment=assessment_id, state=assessment.state.value)
    newest = max(approving, key=lambda one: moment_from_text(one.decided_at))
    return revision_record(connection, newest.revisions[0]), newest.record_id


def _passing_grade(form: Form, revision: records.Revision, assessment_id: str) -> records.GradeRef:
    reached = revision.result.get("grade")
    code = reached.get("code") if isinstance(reached, dict) else None
    for grade in form.grading:
        if grade.code == code and grade.passes:
            return records.GradeRef(code=grade.code, name=grade.name.zh)
    raise NotPassed(assessment=assessment_id, grade=reached.get("name", "") if isinstance(reached, dict) else "")


def _require_allowed(session: Session, trust: TrustStore, revision: records.Revision, form: Form) -> None:
    if form.certificate.from_published_list_only:
        raise PublishedListOnly(form=form.code)
    if (revision.answers.get("subject") or {}).get("stage") == "pre_evaluation":
        raise PreEvaluation(form=form.code)
    _require_issuer(session, trust, Purpose(region=revision.unit.region, action=revision.unit.action))


def _require_issuer(session: Session, trust: TrustStore, purpose: Purpose) -> None:
    judged = trust.status(session.require_key().key_id, session.place.now(), purpose)
    if isinstance(judged, Untrusted):
        raise MayNotIssue(person=session.person.person_id, reason=judged.reason.value)
    if judged.member.role.value != "issuer":
        raise MayNotIssue(person=session.person.person_id, reason="role_not_allowed")


def _code_key(session: Session, trust: TrustStore) -> tuple[FileKey, str]:
    key = session.code_key
    if key is not None:
        for listed in trust.code_keys.values():
            if listed.public_key.public_numbers() == key.public_key.public_numbers():
                if trust.code_revocation(listed) or not listed.covers(china_day(session.place.now())):
                    raise CodeKeyNotInForce(person=session.person.person_id)
                return key, listed.issuer
    raise NoCodeKey(person=session.person.person_id)


def _score(revision: records.Revision) -> str | None:
    normalised = revision.result.get("normalised")
    total = revision.result.get("total")
    told = total if normalised is None else normalised
    return None if told is None else str(told)


def _valid_until(form: Form, issued_on: date) -> date | None:
    years = form.certificate.validity_years
    if years is None:
        return None
    assert 0 < years <= _LONGEST_YEARS
    try:
        anniversary = issued_on.replace(year=issued_on.year + years)
    except ValueError:  # 29 February
        anniversary = issued_on.replace(year=issued_on.year + years, day=28)
    return date.fromordinal(anniversary.toordinal() - 1)
