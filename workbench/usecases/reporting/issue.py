"""Make the report of an assessment: signed and kept when it is finished, marked 草稿 while it is a draft."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.documents.appearance import render_appearance
from workbench.documents.content import AppearanceContent, ReportContent
from workbench.documents.fonts import open_bundle
from workbench.documents.pdfa import Attachment
from workbench.documents.photos import reduce_photo
from workbench.documents.press import Press
from workbench.documents.reading import page_count
from workbench.documents.report import RenderedReport, render_report
from workbench.domain.states import AssessmentState
from workbench.domain.texts import Language
from workbench.protocol import canonical
from workbench.scoring.explain.item import explain_all
from workbench.scoring.explain.texts import explain_text
from workbench.scoring.result_document import to_document
from workbench.signing.pades import FieldPlan, Locks, Signatory, Signing, add_signature_fields, sign_pdf
from workbench.store import editions, reports
from workbench.store import records as record_table
from workbench.store.rows import ReportFile
from workbench.usecases.dossiers import Dossier, open_dossier
from workbench.usecases.judging import Judged, judge
from workbench.usecases.progress import Progress, silent
from workbench.usecases.reporting.assemble import INSPECTOR_FIELD, report_content
from workbench.usecases.reporting.material import Material
from workbench.usecases.session import Session

REPORT = "report"
RECORD_FILE, RESULT_FILE, EDITION_FILE = "record.json", "result.json", "form-edition.json"
_PAGE_PHOTO = 1280


@dataclass(frozen=True)
class Report:
    """A finished PDF; `is_signed` False for drafts and for copies of other people's work."""

    pdf: bytes
    pages: int
    photos: int
    is_signed: bool
    revision: str


def make_report(
    session: Session, assessment_id: str, language: Language = Language.ZH, progress: Progress = silent
) -> Report:
    """Make the report, or give the signed one again that was made before.

    A finished assessment of one's own gets the signed report (PAdES B-B), kept in the store; a draft is marked 草稿 on
    every page; somebody else's assessment gives an unsigned copy for reading.

    Raises:
        MissingGlyph, UnusablePicture, NoCertificate.
    """
    dossier = open_dossier(session, assessment_id)
    kept = _kept(session, dossier) if language is Language.ZH else None
    if kept is not None:
        return kept
    progress(0, 3, REPORT)
    judged = judge(dossier.form, dossier.answers, session.place.words(language))
    material = _material(session, dossier, judged, language)
    content = report_content(session.place, material, session.place.now())
    press = make_press(session, language)
    rendered = render_report(content, press, _attachments(session, dossier, judged))
    if not _is_to_be_signed(session, dossier) or language is not Language.ZH:
        return Report(rendered.pdf, rendered.pages, _photos(material), is_signed=False, revision=content.revision_id)
    progress(2, 3, REPORT)
    signed = _signed(session, rendered, content, press)
    _keep(session, content.revision_id, signed)
    return Report(signed, rendered.pages, _photos(material), is_signed=True, revision=content.revision_id)


def material_of(session: Session, assessment_id: str, language: Language = Language.ZH) -> Material:
    """Gather what the report of an assessment is written from."""
    dossier = open_dossier(session, assessment_id)
    return _material(session, dossier, judge(dossier.form, dossier.answers, session.place.words(language)), language)


def make_press(session: Session, language: Language) -> Press:
    """Give the faces and words that documents of this session are made with."""
    resources = session.place.data.resources
    return Press(language, session.place.words(language).room("documents"), open_bundle(resources / "fonts"))


def _material(session: Session, dossier: Dossier, judged: Judged, language: Language) -> Material:
    words = session.place.words(language)
    told = {
        one.code: explain_text(one, language, words.room("explain"))
        for one in explain_all(dossier.form, judged.answers)
    }
    return Material(
        dossier=dossier,
        result=judged.result,
        words=words,
        explain=lambda code: told.get(code, ""),
        picture=lambda sha256: reduce_photo(session.store.blobs.get(sha256), _PAGE_PHOTO),
    )


def _photos(material: Material) -> int:
    return sum(ref.mime.startswith("image/") for ref in material.dossier.evidence)


def _is_to_be_signed(session: Session, dossier: Dossier) -> bool:
    is_frozen = dossier.assessment.state is not AssessmentState.DRAFT
    return is_frozen and dossier.assessment.assessor == session.person.person_id and session.key is not None


def _attachments(session: Session, dossier: Dossier, judged: Judged) -> tuple[Attachment, ...]:
    """The record, the result and the edition travel inside, so that a machine can rebuild the score from the file."""
    head = dossier.assessment.head
    with session.store.read() as connection:
        record = record_table.get(connection, head) if head else None
        edition = editions.get(connection, dossier.form.sha256)
    attached = [Attachment(RESULT_FILE, "application/json", canonical.encode(to_document(judged.result)), "RESULT")]
    if record is not None and dossier.assessment.state is not AssessmentState.DRAFT:
        attached.append(Attachment(RECORD_FILE, "application/json", record.envelope, "Signed revision record"))
    if edition is not None:
        attached.append(Attachment(EDITION_FILE, "application/json", edition.content, "Form edition"))
    return tuple(attached)


def _signed(session: Session, rendered: RenderedReport, content: ReportContent, press: Press) -> bytes:
    box = rendered.signature_boxes[INSPECTOR_FIELD]
    fielded = add_signature_fields(
        rendered.pdf, [FieldPlan(INSPECTOR_FIELD, box.page, (box.x0, box.y0, box.x1, box.y1), Locks.ALL)]
    )
    key, certificate = session.require_key(), session.require_certificate()
    moment = session.place.now()
    appearance = render_appearance(
        AppearanceContent(
            role=content.signatures[0].role, name=session.person.name, signed_at=moment, key_id=key.key_id
        ),
        box.size,
        press,
    )
    signing = Signing(
        field=INSPECTOR_FIELD,
        signed_at=moment,
        signer_name=session.person.name,
        reason=content.title,
        location=content.unit.region,
        appearance=appearance,
    )
    return sign_pdf(fielded, signing, Signatory(key, certificate))


def _keep(session: Session, revision_id: str, pdf: bytes) -> None:
    now = session.place.now_text()
    blob = session.store.keep_blob(pdf, "application/pdf", now)
    with session.store.transaction() as connection:
        reports.add(connection, ReportFile(revision_id, REPORT, blob.sha256, now))


def _kept(session: Session, dossier: Dossier) -> Report | None:
    if dossier.assessment.state is AssessmentState.DRAFT or dossier.assessment.head is None:
        return None
    with session.store.read() as connection:
        held = reports.of_record(connection, dossier.assessment.head, REPORT)
    if not held:
        return None
    pdf = session.store.blobs.get(held[0].sha256)
    photos = sum(ref.mime.startswith("image/") for ref in dossier.evidence)
    return Report(pdf, page_count(pdf), photos, is_signed=True, revision=dossier.assessment.head)
