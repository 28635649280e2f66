"""Reports, signatures and certificates against the bare work inside them."""

from __future__ import annotations

import hashlib

from workbench.cli.bench.desk import PHOTOS, Desk
from workbench.cli.bench.figures import Figure, median, side_by_side
from workbench.documents.appearance import render_appearance
from workbench.documents.content import AppearanceContent
from workbench.documents.paragraph_twin import draw_paragraph_report
from workbench.documents.report import draw_report, render_report
from workbench.domain.texts import Language
from workbench.signing.pades import FieldPlan, Locks, Signatory, Signing, add_signature_fields, sign_pdf
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.reporting.assemble import INSPECTOR_FIELD, report_content
from workbench.usecases.reporting.issue import make_press, material_of

PAPER = ("report", "signature")
_ROUNDS = 7


def paper(desk: Desk) -> list[Figure]:
    """Measure one report, its signature, and the whole signed file."""
    session = desk.session
    finish_assessment(session, desk.assessment_id)
    press = make_press(session, Language.ZH)
    content = report_content(session.place, material_of(session, desk.assessment_id), session.place.now())
    mine, theirs = side_by_side(
        lambda: draw_report(content, press), lambda: draw_paragraph_report(content, press), _ROUNDS
    )
    report = Figure(
        name="report",
        value=median(mine) / median(theirs),
        unit="x",
        ceiling=0.4,
        work=f"{len(desk.sample.answers['responses'])} items, {PHOTOS} photos, against plain Paragraph cells",
        note=f"medians {median(mine) * 1_000:.0f} / {median(theirs) * 1_000:.0f} ms",
    )
    rendered = render_report(content, press)
    box = rendered.signature_boxes[INSPECTOR_FIELD]
    plan = FieldPlan(INSPECTOR_FIELD, box.page, (box.x0, box.y0, box.x1, box.y1), Locks.ALL)
    fielded = add_signature_fields(rendered.pdf, [plan])
    key = session.require_key()
    look = render_appearance(AppearanceContent("评审员", "评审员甲", session.place.now(), key.key_id), box.size, press)
    signatory = Signatory(key, session.require_certificate())
    signing = Signing(field=INSPECTOR_FIELD, signed_at=session.place.now(), signer_name="评审员甲", appearance=look)

    def bare_signature() -> bytes:
        return key.sign(hashlib.sha256(fielded).digest())

    signed, bare = side_by_side(lambda: sign_pdf(fielded, signing, signatory), bare_signature, _ROUNDS * 3)
    signature = Figure(
        name="signature",
        value=median(signed) / median(bare),
        unit="x",
        ceiling=20.0,
        work=f"one visible PAdES signature on {len(fielded):,} bytes, against SHA-256 of them + bare P-256",
        note=f"medians {median(signed) * 1_000:.1f} / {median(bare) * 1_000:.2f} ms",
    )
    return [report, signature]
