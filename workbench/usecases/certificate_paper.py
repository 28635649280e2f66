"""The certificate on paper: landscape A4 with its signed code, signed as a PDF by the issuer and kept in the store."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from workbench.documents.appearance import render_appearance
from workbench.documents.certificate import render_certificate
from workbench.documents.content import AppearanceContent, CertificateContent
from workbench.documents.pdfa import Attachment
from workbench.domain.figures import on_screen
from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.domain.texts import Language
from workbench.protocol import records
from workbench.protocol.signatures import open_envelope
from workbench.signing.pades import FieldPlan, Locks, Signatory, Signing, add_signature_fields, sign_pdf
from workbench.store import certificates, reports
from workbench.store import records as record_table
from workbench.store.refusals import UnknownRecord
from workbench.store.rows import ReportFile
from workbench.usecases.certifying import UnknownCertificate
from workbench.usecases.editions import form_with
from workbench.usecases.reporting.issue import RECORD_FILE, make_press
from workbench.usecases.session import Session
from workbench.usecases.words import Words

CERTIFICATE = "certificate"


class NotTheIssuer(Refusal):
    """Only the key that issued a certificate signs its page; facts: `person`, `serial`."""

    code = "not_the_issuer"


def certificate_pdf(session: Session, serial: str) -> bytes:
    """Give the certificate with a number as a signed PDF; made once, then always the same bytes.

    Raises:
        UnknownCertificate, NotTheIssuer (the page was never made here, and the certificate is somebody else's),
            MissingGlyph, NoCertificate.
    """
    with session.store.read() as connection:
        found = certificates.by_serial(connection, serial)
        if not found:
            raise UnknownCertificate(serial=serial)
        held = record_table.get(connection, found[0].record_id)
        kept = reports.of_record(connection, found[0].record_id, CERTIFICATE)
        if held is None:
            raise UnknownRecord(record_id=found[0].record_id)
        envelope = open_envelope(held.envelope)
        record = envelope.record
        assert isinstance(record, records.Certificate)
        form = form_with(session.place, connection, record.form.code, record.form.edition, record.form.sha256)
    if kept:
        return session.store.blobs.get(kept[0].sha256)
    if session.require_key().key_id not in {one.key for one in envelope.signatures}:
        raise NotTheIssuer(person=session.person.person_id, serial=serial)
    pdf = _signed(session, record, form, held.envelope)
    now = session.place.now_text()
    blob = session.store.keep_blob(pdf, "application/pdf", now)
    with session.store.transaction() as connection:
        reports.add(connection, ReportFile(found[0].record_id, CERTIFICATE, blob.sha256, now))
    return pdf


def _signed(session: Session, record: records.Certificate, form: Form, envelope: bytes) -> bytes:
    words = session.place.words(Language.ZH)
    press = make_press(session, Language.ZH)
    moment = session.place.now()
    content = _content(record, form, words, moment)
    record_file = Attachment(RECORD_FILE, "application/json", envelope, "Signed certificate record")
    rendered = render_certificate(content, press, [record_file])
    field, box = next(iter(rendered.signature_boxes.items()))
    fielded = add_signature_fields(
        rendered.pdf, [FieldPlan(field, box.page, (box.x0, box.y0, box.x1, box.y1), Locks.ALL)]
    )
    key, certificate = session.require_key(), session.require_certificate()
    appearance = render_appearance(
        AppearanceContent(
            role=words.say("report", "signature.issuer"), name=session.person.name, signed_at=moment, key_id=key.key_id
        ),
        box.size,
        press,
    )
    signing = Signing(
        field=field,
        signed_at=moment,
        signer_name=session.person.name,
        reason=record.serial,
        location=record.issuer.name,
        appearance=appearance,
    )
    return sign_pdf(fielded, signing, Signatory(key, certificate))


def _content(record: records.Certificate, form: Form, words: Words, made_at: datetime) -> CertificateContent:
    form_name = words.text(form.short_name) or words.text(form.title)
    return CertificateContent(
        title=words.say("report", "certificate.title", form=form_name),
        unit_name=record.unit.name,
        body=words.say("report", "certificate.body", standard=words.text(form.standard), grade=record.grade.name),
        grade=record.grade.name,
        action=form_name,
        standard=words.text(form.standard),
        edition=record.form.edition,
        serial=record.serial,
        issuer=record.issuer.name,
        issued_on=date.fromisoformat(record.issued_on),
        valid_until=date.fromisoformat(record.valid_until) if record.valid_until else None,
        validity="" if record.valid_until else words.say("report", "validity.open"),
        qr=record.qr,
        made_at=made_at,
        provenance=record.provenance_line,
        credit_code=record.unit.credit_code or "",
        score=on_screen(Fraction(record.score)) if record.score else "",
    )
