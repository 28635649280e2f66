"""Say what became of a paper, batch, receipt or code since it was signed, in facts that words can be made of."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from workbench.documents.reading import attached_files
from workbench.domain.people import Role
from workbench.domain.refusals import Refusal
from workbench.protocol import records
from workbench.protocol.facts import facts_of
from workbench.protocol.ingest import judge_manifest
from workbench.protocol.signatures import Envelope, open_envelope
from workbench.protocol.signers import judge
from workbench.signing.certificate_claims import CertificateClaims, china_day
from workbench.signing.certificate_code import PREFIX, CodeKey, read_signed_code
from workbench.signing.pades import verify_pdf
from workbench.signing.pdf_verdict import PdfVerdict
from workbench.signing.pdf_verdict import Verdict as PdfAnswer
from workbench.signing.trust import TrustStore
from workbench.store import certificates
from workbench.usecases.files import read_file
from workbench.usecases.holdings import trust_for
from workbench.usecases.importing import open_batch
from workbench.usecases.reporting.issue import RECORD_FILE
from workbench.usecases.rescoring import follows
from workbench.usecases.session import Session


class Kind(enum.Enum):
    """What was handed in."""

    REPORT = "report"
    CERTIFICATE = "certificate"
    PDF = "pdf"
    BATCH = "batch"
    RECEIPT = "receipt"
    RECORD = "record"
    CODE = "code"


class Answer(enum.Enum):
    """The answer in one word; only the first two mean that all is well."""

    VALID = "valid"
    VALID_NO_TRUSTED_TIME = "valid_no_trusted_time"
    CHANGED = "changed"
    UNKNOWN_SIGNER = "unknown_signer"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_SIGNED = "not_signed"
    MISSING_SIGNATURE = "missing_signature"
    DOES_NOT_MATCH = "does_not_match"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Signer:
    """Who signed and when, by the trust list; an empty name is unknown to it."""

    name: str
    person_id: str
    key_id: str
    signed_at: datetime | None


@dataclass(frozen=True)
class Verification:
    """What checking one thing came to; `subject` names it (unit, serial, number), `detail` is for experts."""

    kind: Kind
    answer: Answer
    subject: str = ""
    signers: tuple[Signer, ...] = ()
    claims: CertificateClaims | None = None
    detail: str = ""
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        """Whether the thing is what its signers made."""
        return self.answer in (Answer.VALID, Answer.VALID_NO_TRUSTED_TIME)


def _nothing_known(_: str) -> bool:
    return False


def _not_scored(_: records.Revision) -> None:
    return None


@dataclass(frozen=True)
class Grounds:
    """What is judged by: whom one trusts, the day in China, a register of revoked certificates, and a second scoring.

    `is_revoked` is asked with a certificate's record id, or with its number where only the code is at hand. `follows`
    tells whether a revision's result is what its answers give (`rescoring.follows`); None where it cannot tell.
    """

    trust: TrustStore
    today: date
    is_revoked: Callable[[str], bool] = _nothing_known
    follows: Callable[[records.Revision], bool | None] = _not_scored


def grounds_of(session: Session) -> Grounds:
    """Judge by what a store holds: its trust list and its register.

    Raises:
        NoTrustList.
    """
    with session.store.read() as connection:
        revoked = [one for one in certificates.listing(connection) if one.revoked_at is not None]
    known = {one.record_id for one in revoked} | {one.serial for one in revoked}
    scored_again = partial(follows, session.place, None)
    return Grounds(session.trust(), china_day(session.place.now()), known.__contains__, scored_again)


def verify_file(path: Path, grounds: Grounds) -> Verification:
    """Verify a report, certificate, batch, receipt, or another signed record.

    Raises:
        FileUnreadable, FileTooLarge, NotVerifiable: it is none of them.
    """
    if path.suffix.lower() == ".awb":
        return _verify_batch(path, grounds.trust)
    data = read_file(path)
    if data.lstrip()[:5] == b"%PDF-":
        return _verify_pdf(data, grounds)
    if data[:1] == b"{":
        return _verify_record(data, grounds.trust)
    if data[:2] == b"PK":
        return _verify_batch(path, grounds.trust)
    raise NotVerifiable(file=path)


class NotVerifiable(Refusal):
    """The file is no report, certificate, batch or receipt of this project; facts: `file`."""

    code = "not_verifiable"


def verify_code(text: str, grounds: Grounds) -> Verification:
    """Verify the text of a certificate's QR code, with no network.

    Raises:
        NotACertificateCode: it is no such text at all.
    """
    try:
        claims, key = read_signed_code(trimmed(text), grounds.trust.code_keys)
    except Refusal as refusal:
        answers = {"unknown_code_key": Answer.UNKNOWN_SIGNER, "forged_code": Answer.CHANGED}
        if refusal.code == "not_a_certificate_code":
            raise
        return Verification(Kind.CODE, answers.get(refusal.code, Answer.CHANGED), detail=str(refusal))
    revocation = grounds.trust.code_revocation(key)
    revoked_on = china_day(revocation.at) if revocation else None
    facts: dict[str, object] = {"key_revoked_on": revoked_on} if revoked_on else {}
    answer, detail = _judged(claims, key, revoked_on, grounds)
    return Verification(Kind.CODE, answer, claims.unit_name.shown, claims=claims, detail=detail, facts=facts)


def _judged(claims: CertificateClaims, key: CodeKey, revoked_on: date | None, grounds: Grounds) -> tuple[Answer, str]:
    """Judge a code whose signature holds: its key on the day of issue, then the certificate today."""
    if not key.covers(claims.issued_on):
        return Answer.UNKNOWN_SIGNER, "code_key_out_of_period"
    # A code tells the day, not the hour: the whole day of a revocation counts.
    if revoked_on is not None and claims.issued_on >= revoked_on:
        return Answer.REVOKED, "code_key_revoked"
    if grounds.is_revoked(claims.serial):
        return Answer.REVOKED, ""
    if claims.is_dated_after(grounds.today):
        return Answer.NOT_YET_VALID, ""
    return (Answer.EXPIRED if claims.is_expired(grounds.today) else Answer.VALID), ""


def is_code(text: str) -> bool:
    """Tell whether a text looks like the code of a certificate."""
    return trimmed(text).startswith(PREFIX)


def trimmed(text: str) -> str:
    """Take away what pasting adds around a code, and nothing else: other blanks make it another text."""
    return text.strip(" \t\r\n")


def _verify_pdf(pdf: bytes, grounds: Grounds) -> Verification:
    trust = grounds.trust
    envelope = _attached_record(pdf)
    record = envelope.record if envelope else None
    if isinstance(record, records.Certificate):
        verdict = verify_pdf(pdf, trust, required=[Role.ISSUER])
        found = _of_verdict(Kind.CERTIFICATE, verdict, record.unit.name)
        return _with_certificate(found, envelope, record, grounds) if envelope else found
    if isinstance(record, records.Revision):
        verdict = verify_pdf(pdf, trust, required=_required(record))
        found = _of_verdict(Kind.REPORT, verdict, record.unit.name)
        return _with_revision(found, envelope, record, grounds) if envelope else found
    found = _of_verdict(Kind.PDF, verify_pdf(pdf, trust), "")
    # Every paper that this project signs carries its record: what a listed person signed besides is neither.
    return _contradicted(found, "no_record") if found.is_valid else found


def _required(record: records.Revision) -> list[str | Role]:
    """A role that nobody has stays a word, which no signature fills."""
    roles = {role.value: role for role in Role}
    return [roles.get(one, one) for one in record.required_signatures]


def _of_verdict(kind: Kind, verdict: PdfVerdict, subject: str) -> Verification:
    signers = tuple(
        Signer(
            name=one.member.name if one.member else one.claimed_name,
            person_id=one.member.person_id if one.member else "",
            key_id=one.key_id,
            signed_at=one.signed_at,
        )
        for one in verdict.signatures
    )
    causes = ", ".join(f"{one.field}: {one.cause.value}" for one in verdict.signatures if one.cause)
    return Verification(
        kind, _ANSWERS[verdict.verdict], subject, signers, detail=causes, facts={"missing": verdict.missing}
    )


_ANSWERS = {answer: Answer(answer.value) for answer in PdfAnswer}


def _with_record(found: Verification, envelope: Envelope, trust: TrustStore) -> Verification:
    """The record inside must be believed by itself: a valid PDF around a forged record is no report."""
    if not found.is_valid:
        return found
    facts, trusted = facts_of(envelope.record_id, envelope.record), trust_for(trust)
    judged = judge(facts, envelope.signatures, facts.scope, trusted)
    if judged.reason is not None:
        return _contradicted(found, judged.reason.value)
    carried_by = [one for one in envelope.signatures if judge(facts, [one], facts.scope, trusted).reason is None]
    authors = {_signer(one.key, one.signed_at, trust).person_id for one in carried_by}
    # Anybody listed can put somebody else's record into pages of his own.
    return found if authors & {one.person_id for one in found.signers} else _contradicted(found, "other_signer")


def _contradicted(found: Verification, detail: str) -> Verification:
    return replace(found, answer=Answer.DOES_NOT_MATCH, detail=detail)


def _with_revision(found: Verification, envelope: Envelope, record: records.Revision, grounds: Grounds) -> Verification:
    found = _with_record(found, envelope, grounds.trust)
    if not found.is_valid:
        return found
    is_right = grounds.follows(record)
    if is_right is False:
        return _contradicted(found, "result_mismatch")
    return replace(found, facts={**found.facts, "rescored": is_right is True})


def _with_certificate(
    found: Verification, envelope: Envelope, record: records.Certificate, grounds: Grounds
) -> Verification:
    found = _with_record(found, envelope, grounds.trust)
    if not found.is_valid:
        return found
    code = verify_code(record.qr, grounds)
    if code.claims is None or not _says_the_same(code.claims, record):
        return _contradicted(found, "code")
    answer = found.answer if code.is_valid else code.answer
    if grounds.is_revoked(envelope.record_id):
        answer = Answer.REVOKED
    return Verification(found.kind, answer, found.subject, found.signers, claims=code.claims)


def _says_the_same(claims: CertificateClaims, record: records.Certificate) -> bool:
    said = (
        *(claims.serial, claims.issuer, claims.credit_code, claims.action, claims.form, claims.edition),
        *(claims.grade_code, claims.grade_name, claims.score, claims.issued_on, claims.valid_until, claims.revision),
    )
    unit, form, until = record.unit, record.form, record.valid_until
    wanted = (
        *(record.serial, record.issuer.code, unit.credit_code, record.action, form.code, form.edition),
        *(record.grade.code, record.grade.name, record.score, date.fromisoformat(record.issued_on)),
        *(date.fromisoformat(until) if until else None, record.revision[:32]),
    )
    return said == wanted and claims.unit_name.matches(record.unit.name)


def _attached_record(pdf: bytes) -> Envelope | None:
    attached = attached_files(pdf).get(RECORD_FILE)
    if attached is None:
        return None
    try:
        return open_envelope(attached)
    except Refusal:
        return None


def _verify_batch(path: Path, trust: TrustStore) -> Verification:
    try:
        with open_batch(path) as reader:
            reader.verify()
            reason = judge_manifest(reader.envelope, trust_for(trust))
            signers = tuple(_signer(one.key, one.signed_at, trust) for one in reader.envelope.signatures)
            facts: dict[str, object] = {
                "records": len(reader.manifest.records),
                "blobs": len(reader.manifest.blobs),
                "sequence": reader.manifest.sequence,
            }
            subject = reader.batch_id[:8]
    except Refusal as refusal:
        if refusal.code in ("file_unreadable", "not_a_batch"):
            raise
        is_newer = refusal.code in ("future_format", "unknown_kind")
        return Verification(Kind.BATCH, Answer.UNREADABLE if is_newer else Answer.CHANGED, detail=str(refusal))
    answer = _PARKED.get(reason.value, Answer.CHANGED) if reason else Answer.VALID
    return Verification(Kind.BATCH, answer, subject, signers, facts=facts, detail=reason.value if reason else "")


_PARKED = {
    "unknown_key": Answer.UNKNOWN_SIGNER,
    "revoked_key": Answer.REVOKED,
    "expired_key": Answer.EXPIRED,
    "missing_signature": Answer.NOT_SIGNED,
    "role_not_allowed": Answer.UNKNOWN_SIGNER,
    "out_of_scope": Answer.UNKNOWN_SIGNER,
}


def _verify_record(data: bytes, trust: TrustStore) -> Verification:
    try:
        envelope = open_envelope(data)
    except Refusal as refusal:
        return Verification(Kind.RECORD, Answer.UNREADABLE, detail=str(refusal))
    facts = facts_of(envelope.record_id, envelope.record)
    judged = judge(facts, envelope.signatures, facts.scope, trust_for(trust))
    signers = tuple(_signer(one.key, one.signed_at, trust) for one in envelope.signatures)
    answer = _PARKED.get(judged.reason.value, Answer.CHANGED) if judged.reason else Answer.VALID
    if isinstance(envelope.record, records.Receipt):
        return Verification(Kind.RECEIPT, answer, envelope.record.batch[:8], signers)
    return Verification(Kind.RECORD, answer, envelope.record.kind, signers)


def _signer(key_id: str, signed_at: str, trust: TrustStore) -> Signer:
    member = next((one for one in trust.members if one.key_id == key_id), None)
    name, person_id = (member.name, member.person_id) if member else ("", "")
    return Signer(name, person_id, key_id, datetime.fromisoformat(signed_at))
