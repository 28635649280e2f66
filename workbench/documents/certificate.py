"""The certificate: a landscape page in the look of official certificates, with a code that verifies offline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.documents.content import Box, CertificateContent, Fact
from workbench.documents.dates import NOT_KNOWN, solemn_date
from workbench.documents.fonts import MissingGlyph, Role
from workbench.documents.guilloche import wave_band
from workbench.documents.naming import name_the_place
from workbench.documents.pdfa import Attachment, Description, archive
from workbench.documents.pen import Laid, Pen, height_of, laid, laid_whole, paragraph_lines
from workbench.documents.press import Press, open_canvas
from workbench.documents.qr import draw_qr, qr_matrix
from workbench.documents.styles import GREEN, GREY, INK, MM, RULE, TextStyle
from workbench.domain.texts import Language

WIDTH, HEIGHT = 297 * MM, 210 * MM
QR_SIDE = 30 * MM
SIGNATURE_FIELD = "Sig1_Issuer"

_FRAME = ((9 * MM, 1.8), (10.3 * MM, 0.4), (16.7 * MM, 0.4), (17.6 * MM, 0.9))  # inset, weight
_BAND_INSET, _BAND_DEPTH, _CORNER = 13.5 * MM, 5.2 * MM, 3.2 * MM
_LEFT, _RIGHT = 30 * MM, WIDTH - 30 * MM
_MEASURE = _RIGHT - _LEFT
_QR_CORNER = (_LEFT, 46 * MM)
_FACTS_LEFT, _FACTS_WIDTH = _LEFT + QR_SIDE + 14 * MM, 96 * MM
_SEAL_CENTRE, _SEAL_RADIUS = (_RIGHT - 35 * MM, 56 * MM), 20 * MM
_SIGNATURE_BOX = Box(0, _FACTS_LEFT, 27.5 * MM, _FACTS_LEFT + 60 * MM, 41.5 * MM)

_TITLE = TextStyle(Role.TITLE, 40, 52)
_SERIAL = TextStyle(Role.BODY, 11, 16, GREY)
_NAME_SIZES = ((32.0, 1), (29.0, 1), (26.0, 1), (24.0, 2), (20.0, 3), (16.0, 4))
_BODY_SIZES = (17.0, 15.0, 13.0, 11.0)
_BODY_HEIGHT = 84.0
_LABEL = TextStyle(Role.BODY, 10.5, 19, GREY)
_VALUE = TextStyle(Role.BODY, 11.5, 19)
_ISSUER = TextStyle(Role.BODY, 15, 24)
_SMALL = TextStyle(Role.BODY, 7.6, 11.2, GREY)
_SEAL = TextStyle(Role.SUBHEADING, 10, 14, RULE)


@dataclass(frozen=True, slots=True)
class RenderedCertificate:
    """A certificate's bytes, and where the issuer's visible signature is to stand."""

    pdf: bytes
    signature_boxes: dict[str, Box]


def draw_certificate(content: CertificateContent, press: Press) -> RenderedCertificate:
    """Draw a certificate; the result still needs the archival pass before it may be signed.

    Raises:
        MissingGlyph: a character stands in no face; the refusal names the character, its field and the unit.
        CodeTooLong: the text of the code fits into no QR code.
    """
    matrix = qr_matrix(content.qr)
    try:
        with open_canvas(press, (WIDTH, HEIGHT)) as (canvas, buffer):
            pen = Pen(canvas, press)
            _draw_frame(pen)
            _draw_seal_place(pen)
            _draw_award(pen, content)
            _draw_facts(pen, list(_facts(press, content)))
            _draw_issue(pen, content)
            draw_qr(pen, matrix, _QR_CORNER, QR_SIDE)
            _draw_foot(pen, content)
            pen.lift()
    except MissingGlyph as refusal:
        raise name_the_place(refusal, content, press, content.unit_name) from refusal
    return RenderedCertificate(buffer.getvalue(), {SIGNATURE_FIELD: _SIGNATURE_BOX})


def render_certificate(
    content: CertificateContent, press: Press, attachments: Sequence[Attachment] = ()
) -> RenderedCertificate:
    """Draw a certificate and make it archival (PDF/A-3b) with its record attached.

    Raises:
        MissingGlyph: a character stands in no face.
        CodeTooLong: the text of the code fits into no QR code.
    """
    drawn = draw_certificate(content, press)
    description = Description(
        title=f"{content.unit_name} {content.title}",
        author=content.issuer,
        subject=press.say("certificate.subject"),
        made_at=content.made_at,
        language=press.language,
    )
    return RenderedCertificate(archive(drawn.pdf, description, attachments), drawn.signature_boxes)


def _draw_frame(pen: Pen) -> None:
    canvas = pen.canvas
    for inset, weight in _FRAME:
        pen.frame((inset, inset), (WIDTH - 2 * inset, HEIGHT - 2 * inset), weight, GREEN)
    for x in (_BAND_INSET - _CORNER, WIDTH - _BAND_INSET - _CORNER):
        for y in (_BAND_INSET - _CORNER, HEIGHT - _BAND_INSET - _CORNER):
            pen.frame((x, y), (2 * _CORNER, 2 * _CORNER), 0.4, GREEN)
    canvas.setLineWidth(0.32)
    canvas.addLiteral(wave_band((WIDTH, HEIGHT), _BAND_INSET, _BAND_DEPTH, _CORNER) + " S")


def _draw_seal_place(pen: Pen) -> None:
    """Mark where the office's seal goes; no seal is imitated."""
    canvas, press = pen.canvas, pen.press
    canvas.setStrokeColorRGB(*RULE)
    canvas.setLineWidth(0.6)
    canvas.setDash(3, 2.5)
    canvas.circle(*_SEAL_CENTRE, _SEAL_RADIUS)
    canvas.setDash()
    label = laid_whole(press, press.say("certificate.seal"), _SEAL)
    pen.write(label, _SEAL_CENTRE[0] - label.width / 2, _SEAL_CENTRE[1] + _SEAL_RADIUS - 16)


def _draw_award(pen: Pen, content: CertificateContent) -> None:
    """Write title, number, the unit's name as large as it fits, and the sentence that awards."""
    press = pen.press
    top = HEIGHT - 29 * MM
    title = laid(press, content.title, _TITLE, _MEASURE)
    top = pen.stack(title, _LEFT, top, _MEASURE, "center")
    serial = laid(press, press.say("certificate.serial", serial=content.serial), _SERIAL, _MEASURE)
    top = pen.stack(serial, _LEFT, top - 3, _MEASURE, "center") - 22
    name = _name_lines(press, content.unit_name)
    top = pen.stack(name, _LEFT, top, _MEASURE, "center")
    if content.credit_code:
        code = press.say("certificate.credit_code", code=content.credit_code)
        top = pen.stack(laid(press, code, _SERIAL, _MEASURE), _LEFT, top - 1, _MEASURE, "center")
    body = _body_lines(press, content.body)
    pen.stack(body, _LEFT + 20 * MM, top - 16, _MEASURE - 40 * MM, "center" if len(body) == 1 else "left")


def _name_lines(press: Press, name: str) -> list[Laid]:
    """Break a name into lines of about equal length in the largest size that suffices."""
    for size, most_lines in _NAME_SIZES:
        style = TextStyle(Role.STRONG, size, size * 1.35)
        lines = laid(press, name, style, _MEASURE - 10 * MM)
        if len(lines) <= most_lines:
            break
    if len(lines) == 1:
        return lines
    even = laid_whole(press, name, style).width / len(lines) + style.size
    evened = laid(press, name, style, min(even, _MEASURE - 10 * MM))
    return evened if len(evened) == len(lines) else lines


def _body_lines(press: Press, text: str) -> list[Laid]:
    """Break the awarding sentence in the largest size that suffices, as an indented paragraph if it is a long one."""
    for size in _BODY_SIZES:
        style = TextStyle(Role.BODY, size, size * 1.65)
        if laid_whole(press, text, style).width <= _MEASURE - 40 * MM:
            return [laid_whole(press, text, style)]
        lines = paragraph_lines(press, text, style, _MEASURE - 40 * MM)
        if height_of(lines) <= _BODY_HEIGHT:
            break
    return lines


def _facts(press: Press, content: CertificateContent) -> Iterator[Fact]:
    if content.grade:
        yield Fact(press.say("certificate.grade"), content.grade)
    if content.score:
        yield Fact(press.say("certificate.score"), content.score)
    yield Fact(press.say("certificate.action"), content.action)
    edition = press.say("certificate.edition", standard=content.standard, edition=content.edition)
    yield Fact(press.say("certificate.standard"), edition)
    until = content.valid_until
    validity = press.say("certificate.until", day=press.day(until)) if until else content.validity
    yield Fact(press.say("certificate.validity"), validity)


def _draw_facts(pen: Pen, facts: Sequence[Fact]) -> None:
    press = pen.press
    labels = [laid_whole(press, fact.label, _LABEL) for fact in facts]
    indent = max(label.width for label in labels) + 12
    values = [laid(press, fact.value or NOT_KNOWN, _VALUE, _FACTS_WIDTH - indent) for fact in facts]
    top = max(_QR_CORNER[1] + QR_SIDE + 4, _SIGNATURE_BOX.y1 + 4 + sum(map(height_of, values)))
    for label, value in zip(labels, values, strict=True):
        pen.stack([label], _FACTS_LEFT, top, indent)
        top = pen.stack(value, _FACTS_LEFT + indent, top, _FACTS_WIDTH - indent)


def _draw_issue(pen: Pen, content: CertificateContent) -> None:
    """Write the issuing office above the date, both across the place of the seal (骑年盖月)."""
    press = pen.press
    width = 92 * MM
    day = solemn_date(content.issued_on) if press.language is Language.ZH else press.day(content.issued_on)
    lines = [*laid(press, content.issuer, _ISSUER, width), *laid(press, day, _ISSUER, width)]
    top = _SEAL_CENTRE[1] + height_of(lines) / 2 - 4
    pen.stack(lines, _SEAL_CENTRE[0] - width / 2, top, width, "center")


def _draw_foot(pen: Pen, content: CertificateContent) -> None:
    """Write how to verify below the code, and the provenance line along the foot."""
    press = pen.press
    room = _FACTS_LEFT - _LEFT - 4 * MM
    verify = laid(press, press.say("certificate.verify"), _SMALL, room)
    pen.stack(verify, _QR_CORNER[0], _QR_CORNER[1] - 8, room)
    if content.provenance:
        style = TextStyle(Role.BODY, 8.5, 12, INK)
        lines = laid(press, content.provenance, style, _MEASURE)
        pen.stack(lines, _LEFT, 20.5 * MM + height_of(lines), _MEASURE, "center")
